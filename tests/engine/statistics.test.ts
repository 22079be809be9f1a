import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, shareAtLeast } from '../../src/engine/estimates.ts';
import { findHistogram, pooledView } from '../../src/engine/histogram.ts';
import { tallyLayout } from '../../src/engine/layout.ts';
import {
  criticalValue95,
  meanOf,
  observe,
  probabilityAtLeast,
  probabilityWithin,
  quantileOf,
} from '../../src/engine/statistics.ts';
import { draftToy, tallyOfValues } from './counts.ts';
import { TOY_META } from './toy.ts';

const outcomes = [{ id: 'total', dates: [2027] }];

/** A tally of `total` at 2027 (bins of 1/16 from -64, coarse bins of 1/2) with these values by replicate. */
function tallyOf(byReplicate: readonly (readonly number[])[]) {
  const replicates = byReplicate.length;
  const layout = tallyLayout(
    TOY_META,
    draftToy({ outcomes, replicates, sampler: replicates === 1 ? 'philox' : 'sobol' }),
  );
  return tallyOfValues(layout, 0, byReplicate);
}
const observed = (byReplicate: readonly (readonly number[])[]) => observe(tallyOf(byReplicate), 0, 'total', 2027);

describe('errors of independent samples', () => {
  const sample = observed([Array.from({ length: 1000 }, (_, i) => (i < 400 ? 0.01 : 2.01))]);

  it('of a probability are binomial', () => {
    expect(probabilityAtLeast(sample, 1)).toEqual({ value: 0.6, se: Math.sqrt(0.24 / 1000) });
    expect(probabilityWithin(sample, -1, 1)).toEqual({ value: 0.4, se: Math.sqrt(0.24 / 1000) });
  });

  it('of a mean are the deviation over the root of n', () => {
    expect(meanOf(sample).value).toBeCloseTo(1.2 + 0.01, 12);
    expect(meanOf(sample).se).toBeCloseTo(2 * Math.sqrt(0.24 / 1000), 12);
  });

  it('of a quantile are half of Woodruff’s interval', () => {
    const uniform = observed([Array.from({ length: 1024 }, (_, i) => i / 1024)]);
    // Density 1: the error of the median is that of a share of one half.
    expect(quantileOf(uniform, 0.5).value).toBeCloseTo(0.5, 12);
    // And half a count, since counts are whole.
    expect(quantileOf(uniform, 0.5).se).toBeCloseTo(0.5 / 32 + 0.5 / 1024, 12);
  });
});

describe('errors of randomisations', () => {
  const four = [0.25, 0.5, 0.5, 0.75].map((share) =>
    Array.from({ length: 64 }, (_, i) => (i < 64 * share ? 0.1 : 2.6)),
  );
  // Deviation of 0.25, 0.5, 0.5, 0.75 over the root of four.
  const error = Math.sqrt(0.125 / 3 / 4);

  it('of a probability are the spread of the randomisations', () => {
    expect(probabilityAtLeast(observed(four), 1).value).toBe(0.5);
    expect(probabilityAtLeast(observed(four), 1).se).toBeCloseTo(error, 12);
    expect(probabilityWithin(observed(four), -1, 1).se).toBeCloseTo(error, 12);
    expect(probabilityWithin(observed(four), Number.NEGATIVE_INFINITY, 1).se).toBeCloseTo(error, 12);
    expect(probabilityWithin(observed(four), 1, Number.POSITIVE_INFINITY).se).toBeCloseTo(error, 12);
  });

  it('inside a coarse bin are between those at its edges, not smoothed away', () => {
    // At 2.75, half way through the coarse bin 2.5 .. 3: zero error at 3, all of it at 2.5.
    expect(probabilityAtLeast(observed(four), 2.55).se).toBeGreaterThan(0.9 * error);
    expect(probabilityAtLeast(observed(four), 2.55).se).toBeLessThan(error);
  });

  it('of a mean are the spread of the means', () => {
    expect(meanOf(observed(four)).se).toBeCloseTo(2.5 * error, 12);
  });

  it('never fall below what whole counts leave open, even where all agree', () => {
    const same = Array.from({ length: 4 }, () => Array.from({ length: 64 }, (_, i) => i / 16));
    // One sample more or less in each of four replicates, by chance.
    expect(probabilityAtLeast(observed(same), 2).se).toBe(1 / 256);
  });

  it('make intervals by Student’s t', () => {
    expect(criticalValue95(1)).toBeCloseTo(1.96, 2);
    expect(criticalValue95(16)).toBeCloseTo(2.131, 3);
    expect(() => criticalValue95(3)).toThrow('no interval for 3 replicates');
  });
});

describe('quantiles and shares', () => {
  const values = fc.array(fc.double({ min: -63, max: 63, noNaN: true }), { minLength: 1, maxLength: 200 });

  it('are inverse to each other', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (sample, p) => {
        const tally = tallyOf([sample]);
        const view = pooledView(tally, 0, findHistogram(tally.layout, 'total', 2027));
        expect(1 - shareAtLeast(view, quantile(view, p).value)).toBeCloseTo(p, 9);
      }),
    );
  });

  it('lie within a bin of the order statistic of the samples', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (sample, p) => {
        const tally = tallyOf([sample]);
        const view = pooledView(tally, 0, findHistogram(tally.layout, 'total', 2027));
        const sorted = [...sample].sort((a, b) => a - b);
        const exact = sorted[Math.max(Math.ceil(p * sample.length) - 1, 0)]!;
        expect(Math.abs(quantile(view, p).value - exact)).toBeLessThanOrEqual(1 / 16 + 1e-9);
      }),
    );
  });
});
