import { afterEach, describe, expect, test } from 'vitest';
import { OWN } from '../../src/engine/columns.ts';
import { EngineFailure } from '../../src/workers/errors.ts';
import { createPool } from '../../src/workers/pool.ts';
import type { ForecastPool } from '../../src/workers/types.ts';
import { fakeEngine, fakeRequest, type MortalWorker, mortalWorker } from './fake-engine.ts';

const pools: ForecastPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

function setUp(engine = fakeEngine): { pool: ForecastPool; workers: MortalWorker[] } {
  const workers: MortalWorker[] = [];
  const spawn = (): MortalWorker => {
    const worker = mortalWorker(engine());
    workers.push(worker);
    return worker;
  };
  const pool = createPool({ size: 2, source: null, engine: 'wasm', spawn });
  pools.push(pool);
  return { pool, workers };
}

const job = (from: number) => ({ from, to: from + 3, mixes: [OWN], inputs: false });

describe('columns from a pool', () => {
  test('answer every call with one result per job, in order', async () => {
    const { pool } = setUp();
    const calls = Array.from({ length: 7 }, (_, i) => pool.columns(fakeRequest(1), [job(10 * i), job(10 * i + 5)]));
    const results = await Promise.all(calls);
    expect(results.map((columns) => columns.map(({ outcomes }) => outcomes[0]))).toEqual(
      Array.from({ length: 7 }, (_, i) => [10 * i, 10 * i + 5]),
    );
    expect(results[0]![0]!.samples).toBe(3);
  });

  test('are asked of another worker where one dies', async () => {
    const { pool, workers } = setUp();
    const calls = Array.from({ length: 6 }, (_, i) => pool.columns(fakeRequest(1), [job(i)]));
    workers[0]!.die();
    const results = await Promise.all(calls);
    expect(results.map(([columns]) => columns!.outcomes[0])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('fail with what the engine says, and leave the worker fit for more', async () => {
    const { pool } = setUp(() => {
      const engine = fakeEngine();
      return {
        async open(request) {
          const session = await engine.open(request);
          return {
            ...session,
            columns: (wanted) => {
              if (wanted.from > 100) throw new RangeError('no such samples');
              return session.columns(wanted);
            },
          };
        },
      };
    });
    const wrong = pool.columns(fakeRequest(1), [job(101)]);
    await expect(wrong).rejects.toThrow(EngineFailure);
    await expect(wrong).rejects.toThrow('no such samples');
    expect((await pool.columns(fakeRequest(1), [job(1)]))[0]!.outcomes[0]).toBe(1);
  });
});
