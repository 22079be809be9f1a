/**
 * What every engine owes, as one suite: `conformance(name, makeEngine, tolerances)` registers it for an engine of the toy
 * model. The reference is measured by the same claims as the others, with tolerances of zero.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { blockCount } from '../../src/engine/blocks.ts';
import { columnsByRows, evaluateColumns, type Mix, OWN } from '../../src/engine/columns.ts';
import { type Counted, countDifference, countValue, createCounted } from '../../src/engine/count.ts';
import { forecastDigest } from '../../src/engine/digest.ts';
import type { RequestDraft } from '../../src/engine/draft.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { moments } from '../../src/engine/estimates.ts';
import { findHistogram, pairedSet, pooledView } from '../../src/engine/histogram.ts';
import { sumLength, sumPlace } from '../../src/engine/layout.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { readSums, SUM_WORDS } from '../../src/engine/sums.ts';
import { addReplicate, createTally, equalTallies, mergeTallies, pooledSums } from '../../src/engine/tally.ts';
import type { Evaluation, Tally } from '../../src/engine/types.ts';
import { draftToy } from './counts.ts';
import { TOY_META, toySimulate } from './toy.ts';

export interface Tolerances {
  /** Largest difference from the reference of a normal, an input or an outcome, relative to max(1, |value|). */
  readonly value: number;
  /** Largest share of samples that may fall into the bin beside the one of their f64 value. */
  readonly edge: number;
}

const SCENARIOS = [{}, { preset: 'strong' }, { id: 'late', preset: 'strong', switches: { start: 2027, boost: 2 } }];
const DRAFTS: readonly (readonly [name: string, draft: RequestDraft])[] = [
  ['philox', { sampler: 'philox', scenarios: SCENARIOS, samples: 9000 }],
  ['sobol', { sampler: 'sobol', scenarios: SCENARIOS, samples: 9216, replicates: 16 }],
  ['sobol, turned', { scenarios: SCENARIOS, samples: 9216, replicates: 4, direction: [0.6, 0, 0, 0.8, 0] }],
  [
    'other inputs',
    {
      scenarios: SCENARIOS,
      samples: 9216,
      inputs: { level: { family: 'beta', alpha: 2, beta: 3, min: 0, max: 4 } },
      correlations: [['growth', 'share', -0.5]],
    },
  ],
];
/** Of both ends, of several replicates, and of places where groups and rounds meet. */
const INDICES = [0, 1, 2, 3, 63, 64, 127, 1023, 1024, 4095, 4096, 4099, 8190, 8191, 8999];

/** Own normals, second ones, and some made of both. */
const MIXES: readonly Mix[] = [
  OWN,
  { swap: [0, 1, 2, 3, 4], rows: [] },
  { swap: [2], rows: [{ input: 1, constant: 0.25, own: [[0, 0.5]], second: [[3, -0.5]] }] },
];

export function conformance(name: string, makeEngine: () => Promise<Engine>, tolerances: Tolerances): void {
  describe(`${name} engine`, () => {
    let engine: Engine;
    const open = async (draft: RequestDraft) => engine.open(planRun(TOY_META, draftToy(draft)));
    const whole = async (draft: RequestDraft): Promise<Tally> => {
      const session = await open(draft);
      return session.runBlocks({ from: 0, to: blockCount(session.plan.request) });
    };
    const [, sobol] = DRAFTS[1]!;

    beforeAll(async () => {
      engine = await makeEngine();
    });

    describe.each(DRAFTS)('with %s', (_label, draft) => {
      const plan = planRun(TOY_META, draftToy(draft));
      const reference = createReferenceEngine(TOY_META, toySimulate).open(plan);

      it('draws the same normals as the reference', async () => {
        const session = await open(draft);
        expectClose(await session.normalsOf(INDICES), reference.normalsOf(INDICES), tolerances.value);
      });

      it('gives the inputs, outcomes and series of the reference, sample by sample', async () => {
        const session = await open(draft);
        const indices = Array.from({ length: 300 }, (_, i) => i * 29);
        const found = await session.evaluateIndices(indices, true);
        const expected = reference.evaluateIndices(indices, true);
        expectEvaluation(found, expected, tolerances.value);
      });

      it('evaluates given normals as it evaluates samples', async () => {
        const session = await open(draft);
        const rows = await session.normalsOf(INDICES);
        expect(await session.evaluateNormals(rows, true)).toEqual(await session.evaluateIndices(INDICES, true));
      });

      it('gives columns of samples and of mixes of them as the reference does row by row, in chunks of any length', async () => {
        const job = { from: 61, to: 4300, mixes: MIXES, inputs: true };
        const found = await evaluateColumns(await open(draft), job);
        const expected = await columnsByRows(reference, job);
        const rows = ({ inputs, outcomes }: typeof found) => [Float64Array.from(inputs), Float64Array.from(outcomes)];
        expect(found.samples).toBe(4239);
        // Ten times as far as the few samples above: of thousands, some lie where an outcome magnifies rounding.
        expectClose(rows(found), rows(expected), 10 * tolerances.value);
      });

      it('counts exactly the samples that it evaluates', async () => {
        const session = await open(draft);
        const tally = await session.runBlocks({ from: 1, to: 2 });
        const indices = Array.from({ length: tally.samples }, (_, i) => 4096 + i);
        const { counts: expected, sums } = countOneByOne(await session.evaluateIndices(indices, false), tally);
        const pooled = Array.from({ length: tally.layout.setCount }, (_, set) => pooledSums(tally, set));
        for (let set = 0; set < tally.layout.setCount; set++) {
          for (const [h, histogram] of tally.layout.histograms.entries()) {
            const { offset, bins, cuts, pairedCuts, scale, pairedScale } = histogram;
            const paired = set >= tally.layout.scenarioCount;
            const [size, cutCount] = paired ? [pairedScale, pairedCuts.length] : [scale, cuts.length];
            const found = readSums(pooled[set]!, h * SUM_WORDS, size);
            const right = readSums(sums, sumPlace(tally.layout, set, h), size);
            expect(Math.abs(found.sum - right.sum)).toBeLessThanOrEqual(tolerances.value * tally.samples * size);
            expect(Math.abs(found.squares - right.squares)).toBeLessThanOrEqual(
              2 * tolerances.value * tally.samples * size * size,
            );
            expect(found.vast).toBe(right.vast);
            const from = set * tally.layout.stride + offset;
            for (let slot = from + bins + 4; slot < from + bins + 4 + 2 * cutCount; slot++) {
              const difference = (tally.counts[slot] ?? 0) - (expected[slot] ?? 0);
              expect(Math.abs(difference)).toBeLessThanOrEqual(tolerances.edge * tally.samples);
            }
            const special = [from, from + bins + 1, from + bins + 2, from + bins + 3];
            expect(special.map((slot) => tally.counts[slot])).toEqual(special.map((slot) => expected[slot]));
            let moved = 0;
            let running = 0;
            for (let slot = from; slot <= from + bins; slot++) {
              running += (tally.counts[slot] ?? 0) - (expected[slot] ?? 0);
              moved += Math.abs(running);
            }
            expect(moved).toBeLessThanOrEqual(tolerances.edge * tally.samples);
          }
        }
      });

      it('gives the same counts in any cut and order of blocks', async () => {
        const session = await open(draft);
        const total = await session.runBlocks({ from: 0, to: 3 });
        expect(total.samples).toBe(session.plan.request.samples);
        const parts: Tally[] = [];
        for (const from of [2, 0, 1]) parts.push(await session.runBlocks({ from, to: from + 1 }));
        const [third, first, second] = parts;
        const merged = mergeTallies(third!, first!, second!);
        expect(equalTallies(merged, total)).toBe(true);
        const pair = mergeTallies(await session.runBlocks({ from: 1, to: 3 }), first!);
        expect(forecastDigest(session.plan.request, pair)).toBe(forecastDigest(session.plan.request, total));
      });
    });

    it('gives the same counts after any other work', async () => {
      const fresh = await whole(sobol);
      await whole({ ...sobol, sampler: 'philox', replicates: 1 });
      const session = await open(sobol);
      await session.evaluateNormals([[1, 2, 3, 4, 5]], false);
      await session.runBlocks({ from: 2, to: 3 });
      expect(equalTallies(await session.runBlocks({ from: 0, to: 3 }), fresh)).toBe(true);
    });

    it('counts each sample once in every histogram of every set and replicate', async () => {
      const tally = await whole(sobol);
      const { layout } = tally;
      const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);
      expect([...tally.replicateSamples]).toEqual(Array(16).fill(tally.samples / 16));
      for (let set = 0; set < layout.setCount; set++) {
        for (const { offset, bins, coarseOffset, coarseBins } of layout.histograms) {
          const from = set * layout.stride + offset;
          expect(sum(tally.counts.subarray(from, from + bins + 4))).toBe(tally.samples);
          for (let replicate = 0; replicate < 16; replicate++) {
            const coarse = (replicate * layout.setCount + set) * layout.coarseStride + coarseOffset;
            expect(sum(tally.replicateCounts.subarray(coarse, coarse + coarseBins + 4))).toBe(tally.samples / 16);
          }
        }
      }
    });

    it('keeps counts by replicate that add up to the fine ones', async () => {
      const tally = await whole(sobol);
      const again = createTally({ ...tally.layout, replicates: 2 });
      addReplicate(again, 0, tally.samples, { counts: tally.counts, sums: new Float64Array(sumLength(tally.layout)) });
      const { setCount, coarseStride } = tally.layout;
      const pooled = new Uint32Array(setCount * coarseStride);
      tally.replicateCounts.forEach((count, i) => {
        pooled[i % pooled.length]! += count;
      });
      expect(pooled).toEqual(again.replicateCounts.subarray(0, pooled.length));
    });

    it('counts what is not a number, and what never happens, in slots of their own', async () => {
      const tally = await whole({ ...sobol, sampler: 'philox', replicates: 1 });
      const odd = pooledView(tally, 0, findHistogram(tally.layout, 'odd', 2028));
      // One in twenty of 9216: binomial, five standard errors of 0.0023 either way.
      expect(odd.invalid / tally.samples).toBeGreaterThan(0.0386);
      expect(odd.invalid / tally.samples).toBeLessThan(0.0614);
      const wait = pooledView(tally, 0, findHistogram(tally.layout, 'wait', 2028));
      expect(wait.censored).toBeGreaterThan(100);
      expect(wait.invalid).toBe(0);
    });

    it('pairs scenarios on the same draws', async () => {
      const tally = await whole(sobol);
      for (const outcome of ['total', 'wait']) {
        const histogram = findHistogram(tally.layout, outcome, 2028);
        const meanOf = (set: number) => moments(pooledView(tally, set, histogram));
        const difference = meanOf(pairedSet(tally.layout, 1));
        // Single precision of differences, and of the three sums.
        expect(difference.mean).toBeCloseTo(meanOf(1).mean - meanOf(0).mean, 4);
        expect(difference.variance).toBeLessThan(meanOf(1).variance);
      }
    });

    it('finds no difference between a scenario and itself', async () => {
      const tally = await whole({ ...sobol, scenarios: [{ preset: 'strong' }, { id: 'same', preset: 'strong' }] });
      for (const histogram of tally.layout.histograms) {
        const view = pooledView(tally, pairedSet(tally.layout, 1), histogram);
        expect(view.bins[histogram.bins / 2]).toBe(view.valid);
      }
    });

    it('gives a scenario the same counts alone and in company, for all outcomes or one', async () => {
      const alone = await whole({ ...sobol, scenarios: [{}], outcomes: [{ id: 'wait', dates: [2027] }] });
      const company = await whole(sobol);
      const [one, other] = [alone, company].map((tally) =>
        pooledView(tally, 0, findHistogram(tally.layout, 'wait', 2027)),
      );
      expect(one).toEqual(other);
    });

    it('says which blocks and samples there are when asked for others', async () => {
      const session = await open(sobol);
      await expect(async () => session.runBlocks({ from: 0, to: 4 })).rejects.toThrow(
        'blocks 0..4 are not within 0..3',
      );
      await expect(async () => session.normalsOf([9216])).rejects.toThrow('sample 9216 is not one of the 9216 samples');
      await expect(async () => session.evaluateNormals([[1]], false)).rejects.toThrow(
        'a row of 1 normals; the model has 5',
      );
    });
  });
}

function expectClose(found: readonly Float64Array[], expected: readonly Float64Array[], tolerance: number): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((row, r) => {
    expect(found[r]?.length).toBe(row.length);
    row.forEach((value, i) => {
      const got = found[r]?.[i] ?? Number.NaN;
      const error = Math.abs(got - value) / Math.max(1, Math.abs(value));
      if (!(Object.is(got, value) || error <= tolerance))
        expect.fail(`row ${r}, column ${i}: ${got} for ${value}, off by ${error}`);
    });
  });
}

function expectEvaluation(found: Evaluation, expected: Evaluation, tolerance: number): void {
  expect(found.seriesNames).toEqual(expected.seriesNames);
  expectClose(found.inputs, expected.inputs, tolerance);
  expectClose(found.outcomes.flat(2), expected.outcomes.flat(2), tolerance);
  expectClose(found.series.flat(2), expected.series.flat(2), tolerance);
}

/** Counts and sums of evaluated samples in f64: what a tally means. */
function countOneByOne({ outcomes }: Evaluation, { layout }: Tally): Counted {
  const counted = createCounted(layout);
  for (const scenarios of outcomes) {
    const values = scenarios.map((byOutcome) => byOutcome.flatMap((byDate) => [...byDate]));
    layout.histograms.forEach((_, h) => {
      const value = (scenario: number): number => values[scenario]?.[h] ?? Number.NaN;
      for (let set = 0; set < layout.setCount; set++) {
        const scenario = set - layout.scenarioCount + 1;
        if (set < layout.scenarioCount) countValue(counted, layout, set, h, value(set));
        else countDifference(counted, layout, set, h, value(scenario), value(0));
      }
    });
  }
  return counted;
}
