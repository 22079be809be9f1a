/** Draws on the GPU are the core's, bit for bit. */
import { afterAll, describe, expect, it } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import type { Sampler } from '../../src/engine/types.ts';
import type { KernelExports } from '../../src/engine/wasm/abi.ts';
import { loadPlan } from '../../src/engine/wasm/load-plan.ts';
import { openLane } from './lane.ts';
import { leadModel } from './models.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  const model = await leadModel();
  const { meta, info } = model;
  const kernel = (await WebAssembly.instantiate(model.wasm, {})).instance.exports as unknown as KernelExports;
  const engine = await lane.engine(model);

  const planOf = (sampler: Sampler, replicates: number) =>
    planRun(meta, defaultRequest(meta, info.hash, { sampler, replicates, seed: 2 ** 40 + 12345, samples: 2 ** 20 }));

  /** u32[replicate][point][input] of the WASM core. */
  function coreBits(plan: ReturnType<typeof planOf>, firstPoint: number, points: number): Uint32Array {
    const { memory, normals, lanes } = loadPlan(kernel, info, plan);
    const inputs = meta.inputs.length;
    const { replicates } = plan.request;
    const bits = new Uint32Array(replicates * points * inputs);
    for (let replicate = 0; replicate < replicates; replicate++) {
      for (let point = 0; point < points; point += lanes) {
        kernel.drawBits(replicate, firstPoint + point);
        const group = memory.u32(normals, inputs * lanes);
        for (let lane = 0; lane < Math.min(lanes, points - point); lane++) {
          const at = (replicate * points + point + lane) * inputs;
          for (let input = 0; input < inputs; input++) bits[at + input] = group[input * lanes + lane] ?? 0;
        }
      }
    }
    return bits;
  }

  /** The same from the GPU, which has them as u32[input][replicate][point]. */
  async function gpuBits(plan: ReturnType<typeof planOf>, firstPoint: number, points: number): Promise<Uint32Array> {
    await engine.open(plan);
    const found = await lane!.call('bitsOf', engine.id, firstPoint, points);
    const samples = plan.request.replicates * points;
    const bits = new Uint32Array(found.length);
    for (let sample = 0; sample < samples; sample++) {
      for (let input = 0; input < meta.inputs.length; input++) {
        bits[sample * meta.inputs.length + input] = found[input * samples + sample] ?? 0;
      }
    }
    return bits;
  }

  const differing = (a: Uint32Array, b: Uint32Array): number => a.reduce((sum, x, i) => sum + (x === b[i] ? 0 : 1), 0);

  describe('draws on the GPU', () => {
    it.each([
      ['philox', 1, 22_400],
      ['sobol', 16, 1_408],
    ] as const)('are the bits of the WASM core, more than a million of %s', async (sampler, replicates, points) => {
      const plan = planOf(sampler, replicates);
      const found = await gpuBits(plan, 0, points);
      expect(found.length).toBeGreaterThan(1e6);
      expect(differing(found, coreBits(plan, 0, points))).toBe(0);
    });

    it.each([
      ['philox', 1],
      ['sobol', 4],
    ] as const)('are so at points of many digits too: %s', async (sampler, replicates) => {
      const plan = planOf(sampler, replicates);
      for (const firstPoint of [2 ** 20 + 4096, 2 ** 31 - 64, 3_000_000_000 - (3_000_000_000 % 64)]) {
        const found = await gpuBits(plan, firstPoint, 320);
        expect(differing(found, coreBits(plan, firstPoint, 320))).toBe(0);
      }
    });
  });
}
