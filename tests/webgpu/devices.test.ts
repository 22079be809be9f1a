/** Devices as they come: with the least limits, without memory, lost in the middle of a run, or not doing their work. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { equalTallies, mergeTallies } from '../../src/engine/tally.ts';
import type { Tally } from '../../src/engine/types.ts';
import { tallyDistance } from '../../src/engine/webgpu/self-check.ts';
import { openLane } from './lane.ts';
import { leadModel, pageModel, toyModel } from './models.ts';
import type { MakeOptions } from './page/main.ts';

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  const model = await toyModel();
  const SCENARIOS = [{}, { preset: 'strong' }];
  const DRAFT: RequestDraft = { scenarios: SCENARIOS, samples: 9 * 4096, replicates: 4 };
  const plan = planRun(model.meta, defaultRequest(model.meta, model.info.hash, DRAFT));
  const whole = { from: 0, to: 9 };

  const undisturbed: Tally = await (await lane.engine(model)).open(plan).then((session) => session.runBlocks(whole));
  const byWasm = await lane.call('wasmBlocks', model, plan.request, whole);

  /** The run in one job, and what became of the engine. */
  async function runWith(options: MakeOptions) {
    const engine = await lane!.engine(model, options);
    const session = await engine.open(plan);
    const tally = await session.runBlocks(whole);
    return { engine, tally, ...(await lane!.call('state', engine.id)) };
  }

  describe('a device with the least limits', () => {
    it('gives the counts of any other', async () => {
      const { tally, ranOn, fallback } = await runWith({ minimumLimits: true });
      expect({ ranOn, fallback }).toEqual({ ranOn: 'webgpu', fallback: null });
      expect(equalTallies(tally, undisturbed)).toBe(true);
    });

    it('takes the lead model with all outcomes', async () => {
      const lead = await leadModel();
      const engine = await lane.engine(lead, { minimumLimits: true });
      const request = defaultRequest(lead.meta, lead.info.hash, {
        scenarios: [{}, { preset: 'act-now' }],
        samples: 4096,
      });
      const tally = await (await engine.open(planRun(lead.meta, request))).runBlocks({ from: 0, to: 1 });
      expect(tally.samples).toBe(4096);
    });
  });

  describe('a device that is lost', () => {
    it.each([1, 2, 3])('at submission %i is replaced, and the counts are whole', async (submission) => {
      const { tally, ranOn, fallback } = await runWith({ fault: { kind: 'lost', devices: [0], submission } });
      expect({ ranOn, fallback }).toEqual({ ranOn: 'webgpu', fallback: null });
      expect(equalTallies(tally, undisturbed)).toBe(true);
    });

    it('twice leaves the run to WASM, which says why', async () => {
      const { tally, ranOn, fallback } = await runWith({ fault: { kind: 'lost', devices: [0, 1], submission: 2 } });
      expect(ranOn).toBe('wasm');
      expect(fallback).toContain('the device was lost');
      expect(equalTallies(tally, byWasm)).toBe(true);
    });

    it('loses no job of several, and counts none twice', async () => {
      const engine = await lane.engine(model, { fault: { kind: 'lost', devices: [0], submission: 5 } });
      await engine.open(plan);
      const ranges = Array.from({ length: 9 }, (_, from) => ({ from, to: from + 1 }));
      const [first, ...rest] = await lane.call('runTogether', engine.id, ranges);
      expect(equalTallies(mergeTallies(first!, ...rest), undisturbed)).toBe(true);
    });

    it('between runs is replaced by the next run', async () => {
      const engine = await lane.engine(model, { fault: { kind: 'lost', devices: [0], submission: 2 } });
      await (await engine.open(plan)).runBlocks({ from: 0, to: 1 });
      const session = await engine.open(plan);
      expect(equalTallies(await session.runBlocks(whole), undisturbed)).toBe(true);
      expect(await lane.call('state', engine.id)).toEqual({ ranOn: 'webgpu', fallback: null });
    });
  });

  describe('a device without memory', () => {
    it('for large batches works in smaller ones', async () => {
      const { tally, fallback } = await runWith({ fault: { kind: 'memory', bytes: 400_000 } });
      expect(fallback).toBeNull();
      expect(equalTallies(tally, undisturbed)).toBe(true);
    });

    it('for any batch leaves the run to WASM', async () => {
      const { tally, ranOn, fallback } = await runWith({ fault: { kind: 'memory', bytes: 60_000 } });
      expect(ranOn).toBe('wasm');
      expect(fallback).toContain('no memory on the GPU');
      expect(equalTallies(tally, byWasm)).toBe(true);
    });
  });

  it('a device that skips work is found out, and the counts are whole', async () => {
    const { tally, fallback } = await runWith({ fault: { kind: 'skips', nth: 3 } });
    expect(fallback).not.toBeNull();
    expect(equalTallies(tally, byWasm)).toBe(true);
  });

  it('series too long for an invocation are kept in a buffer, to the same counts', async () => {
    const long = { ...model, kernel: { ...model.kernel, privateRows: 5000 } };
    const engine = await lane.engine(long);
    const session = await engine.open(plan);
    expect(equalTallies(await session.runBlocks(whole), undisturbed)).toBe(true);
    const [traced, plain] = await Promise.all(
      [engine, await lane.engine(model)].map(async (each) => (await each.open(plan)).evaluateIndices([0, 5], true)),
    );
    expect(traced).toEqual(plain);
  });

  it.each([4096, 12_288, 2 ** 20])('batches of %i samples give the same counts', async (batchSamples) => {
    const { tally } = await runWith({ batchSamples });
    expect(equalTallies(tally, undisturbed)).toBe(true);
  });

  it('histograms larger than workgroup memory are counted in windows', async () => {
    // 16,388 slots, where the least limits allow 8,192; more samples than slots, so that they are counted there.
    const text = readFileSync(new URL('../engine/toy.model.ts', import.meta.url), 'utf8').replaceAll(
      'bins: 2048',
      'bins: 16384',
    );
    const fine = await pageModel(text, 'fine.model.ts');
    const request = defaultRequest(fine.meta, fine.info.hash, { samples: 5 * 4096, sampler: 'philox' });
    const engine = await lane.engine(fine, { minimumLimits: true, batchSamples: 5 * 4096 });
    const range = { from: 0, to: 5 };
    const tally = await (await engine.open(planRun(fine.meta, request))).runBlocks(range);
    const expected = await lane.call('wasmBlocks', fine, request, range);
    expect(Math.max(...tally.layout.histograms.map(({ bins }) => bins))).toBe(16_384);
    // Bins eight times finer, so rounding moves eight times as many samples.
    expect(tallyDistance(tally, expected)).toBeLessThan(0.01);
  });

  it('a session that is closed in the middle of its work costs neither the device nor the next session anything', async () => {
    const engine = await lane.engine(model);
    await engine.open(plan);
    const early = lane.call('runBlocks', engine.id, whole);
    early.catch(() => undefined);
    const session = await engine.open(plan);
    expect(equalTallies(await session.runBlocks(whole), undisturbed)).toBe(true);
    await expect(early).rejects.toThrow('this session is closed');
    expect(await lane.call('state', engine.id)).toEqual({ ranOn: 'webgpu', fallback: null });
  });

  it('jobs given side by side add up to the run', async () => {
    const engine = await lane.engine(model);
    await engine.open(plan);
    const tallies = await lane.call('runTogether', engine.id, [
      { from: 4, to: 9 },
      { from: 0, to: 1 },
      { from: 1, to: 4 },
    ]);
    const [first, ...rest] = tallies;
    expect(equalTallies(mergeTallies(first!, ...rest), undisturbed)).toBe(true);
  });
}
