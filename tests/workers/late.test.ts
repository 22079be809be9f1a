/** Engines that work on by themselves: the next job is given while the last one's tally is owed. */
import { describe, expect, test } from 'vitest';
import { samplesInBlocks } from '../../src/engine/blocks.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { EngineKind, ForecastRequest, Tally } from '../../src/engine/types.ts';
import type { HostedEngine } from '../../src/workers/host.ts';
import { createPool } from '../../src/workers/pool.ts';
import { fakeRequest, mortalWorker, onceEach } from './fake-engine.ts';

interface Events {
  readonly log: string[];
  readonly engine: HostedEngine;
}

/** Gives its tallies `delay` ms late. `handover` says what its sessions report. */
function lateEngine(delay: number, handover?: { engine: EngineKind; reason: string | null }): Events {
  const log: string[] = [];
  const tallyOf = (request: ForecastRequest, from: number, to: number): Tally => {
    const tally = createTally({
      histograms: [],
      stride: request.samples / 4096,
      scenarioCount: 1,
      setCount: 1,
      coarsening: 1,
      coarseStride: 0,
      replicates: 1,
    });
    tally.counts.fill(4096, from, to);
    tally.samples = samplesInBlocks(request, { from, to });
    return tally;
  };
  const engine: HostedEngine = {
    open(request) {
      log.push('open');
      return {
        async *pieces({ from, to }) {
          log.push(`given ${from}`);
          yield;
          const tally = new Promise<Tally>((resolve) => {
            setTimeout(() => {
              log.push(`done ${from}`);
              resolve(tallyOf(request, from, to));
            }, delay);
          });
          return { tally };
        },
        evaluate: () => ({ seriesNames: [], inputs: [], outcomes: [], series: [] }),
        columns: () => ({ samples: 0, outcomes: new Float32Array(0), inputs: new Float32Array(0) }),
        ...(handover && { handover: () => handover }),
      };
    },
  };
  return { log, engine };
}

const poolOf = (engine: HostedEngine) =>
  createPool({ size: 1, source: null, engine: 'webgpu', spawn: () => mortalWorker(engine) });

describe('tallies that come late', () => {
  test('are merged as others are', async () => {
    const pool = poolOf(lateEngine(2).engine);
    const { tally, engine, handover } = await pool.run(fakeRequest(20));
    expect([...tally.counts]).toEqual(onceEach(20));
    expect({ engine, handover }).toEqual({ engine: 'webgpu', handover: undefined });
    pool.dispose();
  });

  test('do not hold back the next job', async () => {
    const { engine, log } = lateEngine(20);
    const pool = poolOf(engine);
    await pool.run(fakeRequest(2));
    expect(log).toEqual(['open', 'given 0', 'given 1', 'done 0', 'done 1']);
    pool.dispose();
  });

  test('are waited for before another session is opened', async () => {
    const { engine, log } = lateEngine(20);
    const pool = poolOf(engine);
    const run = pool.run(fakeRequest(1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await pool.evaluate(fakeRequest(1), { kind: 'indices', indices: [0] }, false);
    await run;
    expect(log).toEqual(['open', 'given 0', 'done 0', 'open']);
    pool.dispose();
  });

  test('that fail fail the run with the words of the engine', async () => {
    const { engine } = lateEngine(1);
    const broken: HostedEngine = {
      async open(request) {
        const session = await engine.open(request);
        return {
          ...session,
          async *pieces() {
            yield;
            return { tally: Promise.reject(new RangeError('no such blocks')) };
          },
        };
      },
    };
    const pool = poolOf(broken);
    await expect(pool.run(fakeRequest(2))).rejects.toThrow('no such blocks');
    pool.dispose();
  });
});

describe('an engine that hands over', () => {
  test('names the result: its own while any count may be its', async () => {
    const pool = poolOf(lateEngine(1, { engine: 'webgpu', reason: 'device lost' }).engine);
    expect(await pool.run(fakeRequest(3))).toMatchObject({ engine: 'webgpu', handover: 'device lost' });
    pool.dispose();
  });

  test('and the other where all counts are the other’s', async () => {
    const pool = poolOf(lateEngine(1, { engine: 'wasm', reason: 'no memory' }).engine);
    expect(await pool.run(fakeRequest(3))).toMatchObject({ engine: 'wasm', handover: 'no memory' });
    pool.dispose();
  });
});
