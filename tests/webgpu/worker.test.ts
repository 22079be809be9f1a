/** The engine in a worker of its own, behind the pool. */
import { afterAll, describe, expect, it } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { equalTallies } from '../../src/engine/tally.ts';
import { openLane } from './lane.ts';
import { toyModel } from './models.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  const model = await toyModel();
  const scenarios = [{}, { preset: 'strong' }];
  const request = defaultRequest(model.meta, model.info.hash, { scenarios, samples: 24 * 4096 });

  describe('a pool on WebGPU', () => {
    it('counts every sample, reports on the way, and agrees with WASM', async () => {
      const { tally, engine, adapter, reports } = await lane.call('poolRun', model, true, request);
      expect(engine).toBe('webgpu');
      expect(adapter).toBe(lane.adapter);
      expect(reports).toBeGreaterThan(1);
      expect(tally.samples).toBe(24 * 4096);
      const expected = await lane.call('wasmBlocks', model, request, { from: 0, to: 24 });
      let differing = 0;
      tally.counts.forEach((count, slot) => {
        differing += Math.abs(count - (expected.counts[slot] ?? 0));
      });
      // Each sample that rounding moves to the next bin counts twice; measured: some in 10^5 values.
      expect(differing).toBeLessThan(1e-4 * 27 * tally.samples);
    });

    it('drops a run that is aborted, and the next has no counts of it', async () => {
      const long = { ...request, samples: 10_000 * 4096 };
      const { first, tally } = await lane.call('poolAbort', model, long, request);
      expect(first).toContain('the test has seen enough');
      const { tally: alone } = await lane.call('poolRun', model, true, request);
      expect(equalTallies(tally, alone)).toBe(true);
    });

    it('is not opened on a software adapter unless asked for, and says so', async () => {
      await expect(lane.call('poolRun', model, false, request)).rejects.toThrow(/software and slower than WASM/);
    });

    it('is not opened on a kernel that gives other results than WASM', async () => {
      const { kernel } = model;
      const wrong = { ...kernel, body: kernel.body.replace(/record\(0, d, (\w+)\)/, 'record(0, d, $1 + 0.5f)') };
      expect(wrong.body).not.toBe(kernel.body);
      await expect(lane.call('poolRun', { ...model, kernel: wrong }, true, request)).rejects.toThrow(
        /gives other results than WASM: samples lie 8\.0 bins off/,
      );
    });

    it('is not opened on a shader that does not compile, and quotes the compiler', async () => {
      const kernel = { ...model.kernel, body: model.kernel.body.replace('fn simulate', 'fn simulate fn') };
      await expect(lane.call('poolRun', { ...model, kernel }, true, request)).rejects.toThrow(
        /compiler refuses the shader "simulate" \(line \d+, column \d+\)/,
      );
    });
  });
}
