/** The direction of the first Sobol' dimension: what the pilot run finds, and what a run makes of it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { directionOf, normalScores, pilotDirection } from '../../src/engine/direction.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { mean, quantile, shareAtLeast } from '../../src/engine/estimates.ts';
import type { HistogramView } from '../../src/engine/histogram.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { meanOf, type Observed, observe, probabilityAtLeast, quantileOf } from '../../src/engine/statistics.ts';
import type { Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { normalQuantile } from '../../src/language/portable.ts';
import { testRandom } from './counts.ts';
import { LEAD_HASH, LEAD_META, leadKernel } from './lead.ts';
import { TOY_HASH, TOY_META, toyKernel, toySimulate } from './toy.ts';

describe('normal scores', () => {
  it('are the normal quantiles of ranks, whatever the scale of the values', () => {
    const scores = normalScores([30, 1e9, -4, 7]);
    expect([...scores]).toEqual([0.625, 0.875, 0.125, 0.375].map(normalQuantile));
    expect(normalScores([3, 4, 1, 2])).toEqual(scores);
  });

  it('of equal values are their middle rank, of infinities the ends, and 0 for what is not a number', () => {
    const { NaN: none, POSITIVE_INFINITY: late } = Number;
    expect([...normalScores([late, 2, none, 2, late, -late])]).toEqual([
      normalQuantile(0.8),
      normalQuantile(0.4),
      0,
      normalQuantile(0.4),
      normalQuantile(0.8),
      normalQuantile(0.1),
    ]);
    expect([...normalScores([5, 5, 5])]).toEqual([0, 0, 0]);
  });
});

describe('the direction of a cloud', () => {
  const random = testRandom(1);
  const rows = Array.from({ length: 4000 }, () =>
    Array.from({ length: 4 }, () => normalQuantile((random() + 0.5) / 2 ** 32)),
  );
  const of = (f: (z: readonly number[]) => number) => directionOf(rows, normalScores(rows.map(f)));

  it('is that of the gradient, to the noise of 4000 rows, and its largest component is positive', () => {
    const found = of(([a = 0, b = 0, c = 0]) => Math.exp(2 * a - 4 * b + 5 * c))!;
    [2, -4, 5, 0].forEach((x, i) => {
      // Components of a mean of 4000 products of normals: 1 / sqrt(4000) = 0.016, three of them.
      expect(Math.abs(found[i]! - x / Math.hypot(2, 4, 5))).toBeLessThan(0.048);
    });
    expect(of(([a = 0, b = 0]) => a - 3 * b)![1]).toBeGreaterThan(0);
  });

  it('leaves out components that add less than 3 % together', () => {
    expect(of(([a = 0, b = 0]) => a + 0.1 * b)).toEqual([1, 0, 0, 0]);
  });

  it('is none for a constant, and for interactions without a trend', () => {
    expect(of(() => 7)).toBeNull();
    expect(of(() => Number.NaN)).toBeNull();
    expect(of(([a = 0, b = 0]) => a * b)).toBeNull();
  });
});

describe('the pilot run', () => {
  it('finds the same on the reference and on the kernel', async () => {
    const { module, meta, info } = await toyKernel();
    const fast = await pilotDirection(createWasmEngine(module, meta, info), meta, info.hash);
    const exact = await pilotDirection(createReferenceEngine(TOY_META, toySimulate), TOY_META, TOY_HASH);
    expect(fast).not.toBeNull();
    expect(fast).toEqual(exact);
  });
});

describe('the lead model', () => {
  let direction: readonly number[] | null;
  let run: (draft: object, samples: number) => Tally;
  beforeAll(async () => {
    const { module, meta, info } = await leadKernel();
    const engine = createWasmEngine(module, meta, info);
    direction = await pilotDirection(engine, meta, info.hash);
    run = (draft, samples) => {
      const request = defaultRequest(meta, info.hash, {
        scenarios: [{ preset: 'status-quo' }, { preset: 'act-now' }],
        outcomes: ['forwardLead', 'backwardLag'].map((id) => ({ id, dates: [2028.5] })),
        samples,
        ...draft,
      });
      return engine.open(planRun(meta, request)).runBlocks({ from: 0, to: samples / 4096 });
    };
  });

  it('varies most with the drift, the lag of today and software progress, in this order', () => {
    const named = LEAD_META.inputs.map(({ id }, i) => [id, direction![i]!] as const).filter(([, x]) => x !== 0);
    named.sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    expect(named.slice(0, 3).map(([id]) => id)).toEqual(['unmodelledDrift', 'lagToday', 'softwareProgress']);
    const request = defaultRequest(LEAD_META, LEAD_HASH, { direction });
    expect(request.direction).toEqual(direction);
    const { dimensions } = planRun(LEAD_META, request);
    expect(dimensions[LEAD_META.inputs.findIndex(({ id }) => id === 'unmodelledDrift')]).toBe(0);
  });

  // Of one randomisation of 1024 points, as there are 16 in a run of N = 16,384, from its coarse bins: they have 12 as an edge,
  // and add some 3 % to the variance of the mean, which is 1/21 over more seeds (docs/sampling.md).
  const CLAIMS = [
    {
      name: 'P(forward lead ≥ 12)',
      gain: 4,
      set: 1,
      outcome: 'forwardLead',
      ofOne: (view: HistogramView) => shareAtLeast(view, 12),
      of: (all: Observed) => probabilityAtLeast(all, 12),
    },
    {
      name: 'median forward lead',
      gain: 4,
      set: 1,
      outcome: 'forwardLead',
      ofOne: (view: HistogramView) => quantile(view, 0.5).value,
      of: (all: Observed) => quantileOf(all, 0.5),
    },
    { name: 'mean backward lag', gain: 18, set: 1, outcome: 'backwardLag', ofOne: mean, of: meanOf },
    {
      name: 'median paired difference',
      gain: 3,
      set: 2,
      outcome: 'forwardLead',
      ofOne: (view: HistogramView) => quantile(view, 0.5).value,
      of: (all: Observed) => quantileOf(all, 0.5),
    },
  ];

  it('has a variance at N = 16,384 that is at most 1/4, 1/4, 1/18 and 1/3 of that of independent samples', () => {
    const points = 1024;
    const independent = run({ sampler: 'philox' }, 2 ** 17);
    const tallies = Array.from({ length: 12 }, (_, i) => run({ direction, seed: i + 1 }, 16 * points));
    for (const { name, gain, set, outcome, ofOne, of } of CLAIMS) {
      // 192 randomisations: fractions good to 10 %.
      const values = tallies.flatMap((tally) => observe(tally, set, outcome, 2028.5).replicates.map(ofOne));
      const average = values.reduce((sum, x) => sum + x, 0) / values.length;
      const variance = values.reduce((sum, x) => sum + (x - average) ** 2, 0) / (values.length - 1);
      const plain = (of(observe(independent, set, outcome, 2028.5)).se! ** 2 * 2 ** 17) / points;
      expect(plain / variance, name).toBeGreaterThan(gain);
    }
  });
});
