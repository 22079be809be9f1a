/** Bulk evaluation: the same samples as a run's, variations that mean what they say, and a second stream that is independent. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  columnsByRows,
  evaluateColumns,
  type Mix,
  OWN,
  secondNormals,
  secondStream,
} from '../../src/engine/columns.ts';
import type { RequestDraft } from '../../src/engine/draft.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { draftToy } from './counts.ts';
import { TOY_META, toyKernel, toySimulate } from './toy.ts';

const SCENARIOS = [{}, { preset: 'strong' }];
const OUTCOMES = [
  { id: 'total', dates: [2027] },
  { id: 'wait', dates: [2026, 2028] },
];
const DRAFTS: readonly RequestDraft[] = [
  { sampler: 'philox', scenarios: SCENARIOS, outcomes: OUTCOMES, samples: 500 },
  { sampler: 'sobol', scenarios: SCENARIOS, outcomes: OUTCOMES, samples: 1024, replicates: 4 },
];
const MIXES: readonly Mix[] = [
  OWN,
  { swap: [0, 1, 2, 3, 4], rows: [] },
  { swap: [2], rows: [{ input: 1, constant: 0.25, own: [[0, 0.5]], second: [[3, -0.5]] }] },
];
const plan = (draft: RequestDraft) => planRun(TOY_META, draftToy(draft));
const reference = createReferenceEngine(TOY_META, toySimulate);

describe('the second row of normals', () => {
  it.each(DRAFTS)('is standard normal and independent of the own row ($sampler)', (draft) => {
    const session = reference.open(plan({ ...draft, samples: 1024 }));
    const stream = secondStream(session.plan);
    const indices = Array.from({ length: 1024 }, (_, i) => i);
    const own = session.normalsOf(indices);
    const second = indices.map((index) => secondNormals(session.plan, stream, index));
    const mean = (f: (own: Float64Array, second: Float64Array) => number) =>
      own.reduce((sum, row, i) => sum + f(row, second[i]!), 0) / own.length;
    // Averages of 1024 independent draws have a standard error of 1/32 (of a square: 1.41/32); all lie within 4.5 of them.
    for (let i = 0; i < 5; i++) {
      expect(Math.abs(mean((_, b) => b[i]!))).toBeLessThan(4.5 / 32);
      expect(Math.abs(mean((_, b) => b[i]! * b[i]!) - 1)).toBeLessThan((4.5 * Math.SQRT2) / 32);
      for (let j = 0; j < 5; j++) {
        expect(Math.abs(mean((a, b) => a[i]! * b[j]!))).toBeLessThan(4.5 / 32);
        // The leading bits too: a shared net under two scrambles fails this.
        expect(Math.abs(mean((a, b) => Math.sign(a[i]!) * Math.sign(b[j]!)))).toBeLessThan(4.5 / 32);
      }
    }
  });
});

describe.each(DRAFTS)('columns with $sampler', (draft) => {
  let wasm: Engine;
  beforeAll(async () => {
    const { module, meta, info } = await toyKernel();
    wasm = createWasmEngine(module, meta, info);
  });

  it('without a mix are the samples that a run counts', async () => {
    const session = reference.open(plan(draft));
    const { outcomes, inputs } = await columnsByRows(session, { from: 30, to: 300, mixes: [OWN], inputs: true });
    const single = session.evaluateIndices(
      Array.from({ length: 270 }, (_, i) => 30 + i),
      false,
    );
    single.outcomes.forEach((scenarios, row) => {
      const cells = scenarios.flatMap((byOutcome) => byOutcome.flatMap((dates) => [...dates]));
      for (const [cell, value] of cells.entries()) expect(outcomes[cell * 270 + row]).toBe(Math.fround(value));
      for (const [input, value] of single.inputs[row]!.entries())
        expect(inputs[input * 270 + row]).toBe(Math.fround(value));
    });
  });

  it('of the kernel are those of the reference, mix by mix, from any sample to any other', async () => {
    const job = { from: 5, to: 333, mixes: MIXES, inputs: true };
    const expected = await evaluateColumns(reference.open(plan(draft)), job);
    const found = await evaluateColumns(await wasm.open(plan(draft)), job);
    expect(found.samples).toBe(328);
    // Single precision, as in the conformance suite.
    expectClose(found.inputs, expected.inputs);
    expectClose(found.outcomes, expected.outcomes);
  });

  it('leave the counts of a run as they were', async () => {
    const session = await wasm.open(plan(draft));
    const before = await session.runBlocks({ from: 0, to: 1 });
    await evaluateColumns(session, { from: 0, to: 64, mixes: MIXES, inputs: false });
    expect(await session.runBlocks({ from: 0, to: 1 })).toEqual(before);
  });

  it('refuse samples and inputs that are not there', async () => {
    const session = await wasm.open(plan(draft));
    await expect(evaluateColumns(session, { from: 0, to: 5000, mixes: [OWN], inputs: false })).rejects.toThrow(
      'samples 0..5000 are not within',
    );
    const mixes = [{ swap: [5], rows: [] }];
    await expect(evaluateColumns(session, { from: 0, to: 1, mixes, inputs: false })).rejects.toThrow('names input 5');
  });
});

function expectClose(found: Float32Array, expected: Float32Array): void {
  expect(found.length).toBe(expected.length);
  const far = found.findIndex((value, i) => {
    const other = expected[i] ?? Number.NaN;
    return value !== other && !(Math.abs(value - other) <= 2e-5 * Math.max(1, Math.abs(other)));
  });
  expect(far, `element ${far}: ${found[far]} against ${expected[far]}`).toBe(-1);
}
