/** Which engine runs a forecast, and what a page can say about it. */
import { describe, expect, test } from 'vitest';
import type { EngineKind } from '../../src/engine/types.ts';
import { type ChosenPool, createChosenPool, type EngineChoice, type Standing } from '../../src/workers/choice.ts';
import { EngineFailure, SupersededError } from '../../src/workers/errors.ts';
import { createPool } from '../../src/workers/pool.ts';
import type { ForecastPool } from '../../src/workers/types.ts';
import { fakeEngine, fakeRequest, mortalWorker, onceEach } from './fake-engine.ts';

const poolOf = (engine: EngineKind, onBlock: () => void = () => undefined): ForecastPool =>
  createPool({ size: 1, source: null, engine, spawn: () => mortalWorker(fakeEngine(onBlock)) });

interface Gpu {
  /** Null: none. */
  readonly pool: ForecastPool | null;
  /** Whether it is real, or software that 'auto' does not take. */
  readonly software?: boolean;
}

function setUp(choice: EngineChoice, gpu: Gpu) {
  const asked: boolean[] = [];
  const standings: Standing[] = [];
  const chosen = createChosenPool({
    wasm: poolOf('wasm'),
    choice,
    openWebGpu: async (software) => {
      asked.push(software);
      if (gpu.pool === null) throw new Error('WebGPU finds no graphics adapter here');
      if (gpu.software === true && !software) throw new Error('the only WebGPU adapter here, SwiftShader, is software');
      return { pool: gpu.pool, adapter: 'Test GPU' };
    },
    onStanding: (standing) => standings.push(standing),
  });
  return { chosen, asked, standings };
}

/** Runs until the GPU is known. */
async function warmedUp(chosen: ChosenPool): Promise<void> {
  await chosen.run(fakeRequest(1));
  await new Promise((resolve) => setTimeout(resolve, 0));
}

describe('auto', () => {
  test('answers first on WASM, looks for a GPU then, and goes on with it', async () => {
    const { chosen, asked, standings } = setUp('auto', { pool: poolOf('webgpu') });
    expect((await chosen.run(fakeRequest(3))).engine).toBe('wasm');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(asked).toEqual([false]);
    expect(standings.at(-1)).toMatchObject({ engine: 'webgpu', adapter: 'Test GPU' });
    const { engine, tally } = await chosen.run(fakeRequest(5));
    expect(engine).toBe('webgpu');
    expect([...tally.counts]).toEqual(onceEach(5));
    chosen.dispose();
  });

  test.each([
    ['there is none', { pool: null }, 'WebGPU finds no graphics adapter here; WASM runs the forecast.'],
    [
      'it is software',
      { pool: poolOf('webgpu'), software: true },
      'The only WebGPU adapter here, SwiftShader, is software; WASM runs the forecast.',
    ],
  ] as const)('stays with WASM and says so where %s', async (_, gpu, reason) => {
    const { chosen, asked } = setUp('auto', gpu);
    await warmedUp(chosen);
    expect((await chosen.run(fakeRequest(2))).engine).toBe('wasm');
    expect(chosen.standing()).toEqual({ choice: 'auto', engine: 'wasm', adapter: '', reason });
    expect(asked).toEqual([false]);
    chosen.dispose();
  });

  test('keeps single samples on WASM', async () => {
    const { chosen } = setUp('auto', { pool: poolOf('webgpu') });
    await warmedUp(chosen);
    const evaluation = await chosen.evaluate(fakeRequest(4), { kind: 'indices', indices: [0] }, false);
    expect(evaluation.inputs).toEqual([Float64Array.of(4 * 4096)]);
    chosen.dispose();
  });
});

describe('a choice', () => {
  test('of wasm never looks for a GPU', async () => {
    const { chosen, asked } = setUp('wasm', { pool: poolOf('webgpu') });
    await warmedUp(chosen);
    expect(asked).toEqual([]);
    expect(chosen.standing()).toMatchObject({ choice: 'wasm', engine: 'wasm' });
    chosen.dispose();
  });

  test('of webgpu waits for the GPU, and takes software too', async () => {
    const { chosen, asked } = setUp('webgpu', { pool: poolOf('webgpu'), software: true });
    expect((await chosen.run(fakeRequest(2))).engine).toBe('webgpu');
    expect(asked).toEqual([true]);
    chosen.dispose();
  });

  test('of webgpu where there is none falls to WASM and says why', async () => {
    const { chosen } = setUp('webgpu', { pool: null });
    expect((await chosen.run(fakeRequest(2))).engine).toBe('wasm');
    expect(chosen.standing().reason).toContain('finds no graphics adapter');
    chosen.dispose();
  });

  test('can be changed between runs, and then looks again where software was refused', async () => {
    const { chosen, asked } = setUp('auto', { pool: poolOf('webgpu'), software: true });
    await warmedUp(chosen);
    expect(chosen.standing().engine).toBe('wasm');
    chosen.choose('webgpu');
    expect((await chosen.run(fakeRequest(2))).engine).toBe('webgpu');
    expect(asked).toEqual([false, true]);
    chosen.choose('wasm');
    expect((await chosen.run(fakeRequest(2))).engine).toBe('wasm');
    chosen.dispose();
  });
});

describe('a GPU that fails in a run', () => {
  test('costs no result: WASM runs it, and goes on', async () => {
    const broken = poolOf('webgpu', () => {
      throw new Error('driver gone');
    });
    const { chosen } = setUp('auto', { pool: broken });
    await warmedUp(chosen);
    const { engine, tally } = await chosen.run(fakeRequest(6));
    expect(engine).toBe('wasm');
    expect([...tally.counts]).toEqual(onceEach(6));
    expect(chosen.standing()).toMatchObject({ engine: 'wasm', reason: 'Driver gone; WASM runs the forecast.' });
    chosen.dispose();
  });

  test('is not blamed for a request that WASM refuses too', async () => {
    let armed = false;
    const refuse = (): void => {
      if (armed) throw new Error('line 3: an index is outside its series');
    };
    const chosen = createChosenPool({
      wasm: poolOf('wasm', refuse),
      choice: 'auto',
      openWebGpu: async () => ({ pool: poolOf('webgpu', refuse), adapter: 'Test GPU' }),
    });
    await warmedUp(chosen);
    armed = true;
    await expect(chosen.run(fakeRequest(2))).rejects.toThrow(EngineFailure);
    expect(chosen.standing().engine).toBe('webgpu');
    chosen.dispose();
  });
});

describe('the latest run wins', () => {
  test('also over one in the other pool', async () => {
    const { chosen } = setUp('wasm', { pool: poolOf('webgpu') });
    const first = chosen.run(fakeRequest(2000));
    first.catch(() => undefined);
    chosen.choose('webgpu');
    const second = chosen.run(fakeRequest(3));
    await expect(first).rejects.toThrow(SupersededError);
    expect((await second).engine).toBe('webgpu');
    chosen.dispose();
  });

  test('and an aborted one ends with its reason', async () => {
    const { chosen } = setUp('wasm', { pool: null });
    const controller = new AbortController();
    const run = chosen.run(fakeRequest(2000), { signal: controller.signal });
    run.catch(() => undefined);
    controller.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
    chosen.dispose();
  });
});
