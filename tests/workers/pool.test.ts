import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Tally } from '../../src/engine/types.ts';
import { EngineFailure, PoolError, SupersededError } from '../../src/workers/errors.ts';
import { createPool } from '../../src/workers/pool.ts';
import type { ForecastPool } from '../../src/workers/types.ts';
import { fakeEngine, fakeRequest, type MortalWorker, mortalWorker, onceEach } from './fake-engine.ts';

const pools: ForecastPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

interface Setup {
  readonly size?: number;
  readonly onBlock?: (block: number, workers: readonly MortalWorker[]) => void;
  readonly stallMs?: number;
  readonly onSpawn?: (count: number) => void;
}

/** A pool of mortal workers; `workers` grows as they are replaced. */
function setUp({ size = 2, onBlock, stallMs, onSpawn }: Setup = {}): { pool: ForecastPool; workers: MortalWorker[] } {
  const workers: MortalWorker[] = [];
  const pool = createPool({
    size,
    source: null,
    engine: 'wasm',
    ...(stallMs === undefined ? {} : { stallMs }),
    spawn: () => {
      onSpawn?.(workers.length);
      const worker = mortalWorker(fakeEngine((block) => onBlock?.(block, workers)));
      workers.push(worker);
      return worker;
    },
  });
  pools.push(pool);
  return { pool, workers };
}

const counts = (tally: Tally): number[] => [...tally.counts];

describe('a run', () => {
  test.each([1, 2, 5])('counts every block once with %d workers', async (size) => {
    const { pool } = setUp({ size });
    const { tally, engine, progress } = await pool.run(fakeRequest(100));
    expect(counts(tally)).toEqual(onceEach(100));
    expect(tally.samples).toBe(100 * 4096);
    expect(engine).toBe('wasm');
    expect(progress).toMatchObject({ samplesDone: 409_600, samplesTotal: 409_600, workersReplaced: 0 });
  });

  test('counts only the blocks asked for', async () => {
    const { pool } = setUp();
    const { tally } = await pool.run(fakeRequest(10), { blocks: { from: 3, to: 7 } });
    expect(counts(tally)).toEqual([0, 0, 0, 4096, 4096, 4096, 4096, 0, 0, 0]);
  });

  test.each([
    { from: 0, to: 11 },
    { from: 4, to: 4 },
    { from: -1, to: 2 },
  ])('refuses the blocks $from..$to of ten', async (blocks) => {
    await expect(setUp().pool.run(fakeRequest(10), { blocks })).rejects.toThrow(RangeError);
  });

  test('reports after the first block, and never more samples than it has counted', async () => {
    const { pool } = setUp({ size: 1 });
    const seen: [counted: number, reported: number][] = [];
    await pool.run(fakeRequest(200), {
      onProgress: (tally, progress) => {
        seen.push([tally.counts.reduce((sum, count) => sum + count, 0), progress.samplesDone]);
      },
    });
    expect(seen[0]).toEqual([4096, 4096]);
    expect(seen.every(([counted, reported]) => counted === reported)).toBe(true);
  });

  test('shares the first block out among the workers, and reports it when it is whole', async () => {
    let shares = 0;
    const { pool } = setUp({
      size: 3,
      onBlock: (block) => {
        if (block === 0) shares += 1;
      },
    });
    const seen: number[][] = [];
    const { tally } = await pool.run(fakeRequest(60, 16), { onProgress: (now) => seen.push(counts(now)) });
    expect(counts(tally)).toEqual(onceEach(60));
    expect(tally.samples).toBe(60 * 4096);
    expect(shares).toBe(3);
    expect(seen.every((now) => now[0] === 0 || now[0] === 4096)).toBe(true);
  });

  test('ends with what a callback of the caller throws', async () => {
    const { pool } = setUp();
    const onProgress = (): void => {
      throw new Error('chart broke');
    };
    await expect(pool.run(fakeRequest(50), { onProgress })).rejects.toThrow('chart broke');
    expect(counts((await pool.run(fakeRequest(3))).tally)).toEqual(onceEach(3));
  });

  test('fails with what the engine threw, and the next run is not harmed', async () => {
    let broken = true;
    const { pool } = setUp({
      onBlock: () => {
        if (broken) throw new TypeError('bad kernel');
      },
    });
    const failure = await pool.run(fakeRequest(5)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineFailure);
    expect(failure).toMatchObject({ message: 'bad kernel', kind: 'TypeError' });
    broken = false;
    expect(counts((await pool.run(fakeRequest(5))).tally)).toEqual(onceEach(5));
  });
});

describe('a dead worker', () => {
  test.each([0, 7, 60, 99])('that dies on block %d costs no block and doubles none', async (fatal) => {
    let shots = 1;
    const { pool } = setUp({
      onBlock: (block, workers) => {
        if (block === fatal && shots-- > 0) for (const worker of workers.slice(0, 1)) worker.die();
      },
    });
    const { tally, progress } = await pool.run(fakeRequest(100));
    expect(counts(tally)).toEqual(onceEach(100));
    expect(progress.workersReplaced).toBe(1);
  });

  test('is noticed when it falls silent', async () => {
    let silenced = false;
    const { pool, workers } = setUp({
      stallMs: 100,
      onBlock: (block, all) => {
        if (block < 3 || silenced) return;
        silenced = true;
        all[0]!.fallSilent();
      },
    });
    const { tally } = await pool.run(fakeRequest(40));
    expect(counts(tally)).toEqual(onceEach(40));
    expect(workers[0]!.terminated()).toBe(true);
    expect(workers).toHaveLength(3);
  });

  test('all of them at once lose nothing', async () => {
    let shots = 1;
    const { pool, workers } = setUp({
      size: 3,
      onBlock: (block, all) => {
        if (block === 20 && shots-- > 0) for (const worker of all) worker.die();
      },
    });
    expect(counts((await pool.run(fakeRequest(60))).tally)).toEqual(onceEach(60));
    expect(workers).toHaveLength(6);
  });

  test('a block that kills every worker ends the run with its place, not the pool', async () => {
    let poison = true;
    const { pool } = setUp({
      onBlock: (block, workers) => {
        if (poison && block === 12) for (const worker of workers) worker.die();
      },
    });
    const failure = await pool.run(fakeRequest(30)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PoolError);
    poison = false;
    expect(counts((await pool.run(fakeRequest(30))).tally)).toEqual(onceEach(30));
  });

  test('workers that die at their start are given up, not started for ever', async () => {
    let spawned = 0;
    const pool = createPool({
      size: 2,
      source: null,
      engine: 'wasm',
      spawn: () => {
        spawned += 1;
        const worker = mortalWorker(fakeEngine());
        setTimeout(() => worker.die(), 1);
        worker.fallSilent();
        return worker;
      },
    });
    pools.push(pool);
    await expect(pool.run(fakeRequest(4))).rejects.toThrow(PoolError);
    const until = spawned;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(spawned).toBe(until);
  });

  test('an evaluation in its hands is asked of another', async () => {
    const { pool, workers } = setUp({ size: 1 });
    workers[0]!.fallSilent();
    const evaluation = pool.evaluate(fakeRequest(9), { kind: 'indices', indices: [0] }, false);
    workers[0]!.die();
    expect((await evaluation).inputs[0]![0]).toBe(9 * 4096);
  });
});

describe('an evaluation', () => {
  test('goes ahead of the blocks of a run and does not disturb them', async () => {
    const { pool } = setUp({ size: 1 });
    let finished = false;
    const run = pool.run(fakeRequest(2000)).finally(() => {
      finished = true;
    });
    const { inputs } = await pool.evaluate(fakeRequest(7), { kind: 'indices', indices: [0] }, false);
    expect(inputs[0]![0]).toBe(7 * 4096);
    expect(finished).toBe(false);
    expect(counts((await run).tally)).toEqual(onceEach(2000));
  });
});

describe('latest request wins', () => {
  test('a newer run ends the older with SupersededError and is complete itself', async () => {
    const { pool } = setUp();
    const older = pool.run(fakeRequest(10_000)).catch((error: unknown) => error);
    const newer = pool.run(fakeRequest(20));
    expect(await older).toBeInstanceOf(SupersededError);
    expect(counts((await newer).tally)).toEqual(onceEach(20));
  });

  test('a superseded run stops its workers between blocks', async () => {
    const blocks: number[] = [];
    const { pool } = setUp({ size: 1, onBlock: (block) => void blocks.push(block) });
    const older = pool.run(fakeRequest(100_000), { onProgress: () => undefined }).catch(() => undefined);
    await vi.waitUntil(() => blocks.length > 50);
    const newer = pool.run(fakeRequest(1));
    await older;
    await newer;
    const last = blocks.lastIndexOf(0);
    expect(blocks.slice(last)).toEqual([0]);
    expect(blocks.length).toBeLessThan(100_000);
  });

  test('twenty in a row leave only the last', async () => {
    const { pool } = setUp();
    const runs = Array.from({ length: 20 }, (_, i) =>
      pool.run(fakeRequest(30 + i)).then(
        ({ tally }) => tally,
        (error: unknown) => error,
      ),
    );
    const ends = await Promise.all(runs);
    expect(ends.slice(0, -1).every((end) => end instanceof SupersededError)).toBe(true);
    expect(counts(ends.at(-1) as Tally)).toEqual(onceEach(49));
  });
});

describe('cancelling', () => {
  test('rejects with the reason of the signal and stops the work', async () => {
    const blocks: number[] = [];
    const { pool } = setUp({ onBlock: (block) => void blocks.push(block) });
    const controller = new AbortController();
    const run = pool.run(fakeRequest(100_000), {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough of this')),
    });
    await expect(run).rejects.toThrow('enough of this');
    await pool.evaluate(fakeRequest(1), { kind: 'indices', indices: [0] }, false);
    const stoppedAt = blocks.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(blocks.length).toBe(stoppedAt);
  });

  test('before the start runs nothing and supersedes nothing', async () => {
    const { pool } = setUp();
    const running = pool.run(fakeRequest(50));
    await expect(pool.run(fakeRequest(5), { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(counts((await running).tally)).toEqual(onceEach(50));
  });

  test('after the end changes nothing', async () => {
    const { pool } = setUp();
    const controller = new AbortController();
    const { tally } = await pool.run(fakeRequest(5), { signal: controller.signal });
    controller.abort();
    expect(counts(tally)).toEqual(onceEach(5));
  });
});

describe('stopping early', () => {
  const enough = (tally: Tally): boolean => tally.samples >= 21 * 4096;

  test.each([1, 2, 5])('ends at the checkpoint after 21 blocks with %d workers: the first 24', async (size) => {
    const { pool } = setUp({ size });
    const { tally, progress } = await pool.run(fakeRequest(1000), { enough });
    expect(counts(tally).slice(0, 26)).toEqual([...onceEach(24), 0, 0]);
    expect(tally.samples).toBe(24 * 4096);
    expect(progress.samplesDone).toBe(24 * 4096);
  });

  test('is asked only about whole prefixes at checkpoints, in order', async () => {
    const { pool } = setUp({ size: 5 });
    const asked: number[] = [];
    await pool.run(fakeRequest(30), {
      enough: (tally) => {
        const blocks = tally.samples / 4096;
        expect(counts(tally).slice(0, blocks)).toEqual(onceEach(blocks));
        asked.push(blocks);
        return false;
      },
    });
    expect(asked).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 30]);
  });

  test('a death on the way does not move the end', async () => {
    let shots = 2;
    const { pool } = setUp({
      onBlock: (block, workers) => {
        if (block % 9 === 8 && shots-- > 0) workers.at(-1)?.die();
      },
    });
    const { tally } = await pool.run(fakeRequest(1000), { enough });
    expect(counts(tally).slice(0, 26)).toEqual([...onceEach(24), 0, 0]);
  });
});

describe('dispose', () => {
  test('ends what is open with PoolError and every worker', async () => {
    const { pool, workers } = setUp();
    const run = pool.run(fakeRequest(100_000)).catch((error: unknown) => error);
    const evaluation = pool
      .evaluate(fakeRequest(1), { kind: 'indices', indices: [0] }, false)
      .catch((error: unknown) => error);
    pool.dispose();
    expect(await run).toBeInstanceOf(PoolError);
    expect(await evaluation).toBeInstanceOf(PoolError);
    expect(workers.every((worker) => worker.terminated())).toBe(true);
    await expect(pool.run(fakeRequest(1))).rejects.toThrow(PoolError);
  });
});

test('a pool needs at least one worker', () => {
  expect(() => setUp({ size: 0 })).toThrow(RangeError);
});
