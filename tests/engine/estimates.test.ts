import { describe, expect, it } from 'vitest';
import { describe as describeCounts } from '../../src/engine/describe.ts';
import { displayHistogram, exceedanceCurve } from '../../src/engine/display.ts';
import { mean, moments, quantile, shareAtLeast, shareWithin } from '../../src/engine/estimates.ts';
import { findHistogram, pairedSet, pooledView, samplesBelow } from '../../src/engine/histogram.ts';
import { sumLength, tallyLayout } from '../../src/engine/layout.ts';
import { addReplicate, createTally } from '../../src/engine/tally.ts';
import { draftToy, tallyOfValues } from './counts.ts';
import { TOY_META } from './toy.ts';

const request = draftToy({ scenarios: [{}, { preset: 'strong' }], sampler: 'philox', samples: 4096 });
const layout = tallyLayout(TOY_META, request);

/** A tally with the given counts by slot (0 is under range) of one histogram, all else empty. */
function tallyWith(outcome: string, date: number, slots: Readonly<Record<number, number>>, set = 0) {
  const counts = new Uint32Array(layout.setCount * layout.stride);
  const { offset } = findHistogram(layout, outcome, date);
  let samples = 0;
  for (const [slot, count] of Object.entries(slots)) {
    counts[set * layout.stride + offset + Number(slot)] = count;
    samples += count;
  }
  const tally = createTally(layout);
  addReplicate(tally, 0, samples, { counts, sums: new Float64Array(sumLength(layout)) });
  return tally;
}

function viewWith(outcome: string, date: number, slots: Readonly<Record<number, number>>, set = 0) {
  return pooledView(tallyWith(outcome, date, slots, set), set, findHistogram(layout, outcome, date));
}

function viewOf(outcome: string, date: number, values: readonly number[]) {
  const histogram = findHistogram(layout, outcome, date);
  return pooledView(tallyOfValues(layout, layout.histograms.indexOf(histogram), [values]), 0, histogram);
}

/** Slot of the bin from `low` of the outcome `total` (bins of 1/16 from -64). */
const slotAt = (low: number): number => 1 + (low + 64) * 16;
const OVER = 2049;
const CENSORED = 2050;
const INVALID = 2051;

describe('quantiles', () => {
  it('interpolate within a bin', () => {
    const view = viewWith('total', 2027, { [slotAt(1)]: 4, [slotAt(2)]: 4 });
    expect(quantile(view, 0.25)).toEqual({ value: 1 + 0.5 / 16, place: 'inside' });
    expect(quantile(view, 0.5)).toEqual({ value: 1 + 1 / 16, place: 'inside' });
    expect(quantile(view, 0.75).value).toBe(2 + 0.5 / 16);
    expect(quantile(view, 0).value).toBe(1);
    expect(quantile(view, 1).value).toBe(2 + 1 / 16);
  });

  it('sort censored samples last and leave invalid ones out', () => {
    const view = viewWith('wait', 2027, { 300: 60, [CENSORED]: 40, [INVALID]: 900 });
    expect(quantile(view, 0.59).place).toBe('inside');
    expect(quantile(view, 0.61)).toEqual({ value: Number.POSITIVE_INFINITY, place: 'censored' });
  });

  it('outside the range of the tally are bounds and say so', () => {
    const view = viewWith('total', 2027, { 0: 10, [slotAt(0)]: 80, [OVER]: 10 });
    expect(quantile(view, 0.05)).toEqual({ value: -64, place: 'below' });
    expect(quantile(view, 0.5).place).toBe('inside');
    expect(quantile(view, 0.95)).toEqual({ value: 64, place: 'above' });
    expect(quantile(viewWith('total', 2027, { 0: 10 }), 0).place).toBe('below');
    expect(quantile(viewWith('total', 2027, { [OVER]: 10 }), 0.5).place).toBe('above');
    expect(quantile(viewWith('wait', 2027, { [CENSORED]: 10 }), 0).place).toBe('censored');
    expect(quantile(viewWith('wait', 2027, {}), 0.5)).toEqual({ value: Number.NaN, place: 'empty' });
  });

  it('of a lg outcome are in its own unit', () => {
    // Bins of 1/256 from lg -2: bin 512 begins at lg 0.
    const view = viewWith('ratio', 2028, { [1 + 512 + 256]: 10 });
    expect(quantile(view, 0).value).toBe(10);
    expect(quantile(view, 0.5).value).toBeCloseTo(10 ** (1 + 0.5 / 256), 12);
  });

  it('of a probability outside 0..1 are an error', () => {
    expect(() => quantile(viewWith('total', 2027, {}), 1.1)).toThrow('a probability from 0 to 1, got 1.1');
  });
});

describe('means and probabilities', () => {
  it('are of the values, wherever they lie, with the horizon for the censored', () => {
    const { NaN: no, POSITIVE_INFINITY: never } = Number;
    expect(mean(viewOf('wait', 2027, [0.01, 0.02, 0.03, never, no, no]))).toBeCloseTo((0.06 + 36) / 4, 12);
    expect(moments(viewOf('total', 2027, [-1000, 1000]))).toEqual({ mean: 0, variance: 1e6 });
    expect(moments(viewOf('ratio', 2028, [0, 1, 8])).mean).toBe(3);
    expect(moments(viewOf('ratio', 2028, [0, 1, 8])).variance).toBeCloseTo(38 / 3, 12);
  });

  it('count the censored as above every threshold up to the horizon', () => {
    const view = viewWith('wait', 2027, { [1 + 16 * 16]: 3, [CENSORED]: 1 });
    expect(shareAtLeast(view, 12)).toBe(0.25);
    expect(shareAtLeast(view, 0)).toBe(1);
    expect(shareWithin(view, 0, 12)).toBe(0.75);
    expect(shareWithin(view, 0, Number.POSITIVE_INFINITY)).toBe(1);
    expect(shareAtLeast(view, 36)).toBe(0.25);
    // Past the horizon a censored future may be on either side: the share is the most that it can be.
    expect(shareAtLeast(view, 120)).toBe(0.25);
    expect(samplesBelow(view, 120)).toEqual({ count: 3, least: 3, most: 4 });
    expect(samplesBelow(view, 30)).toEqual({ count: 3, least: 3, most: 3 });
  });

  it('are unknown, not guessed, where samples lie outside the range', () => {
    const view = viewWith('total', 2027, { 0: 1, [slotAt(0)]: 1, [OVER]: 2 });
    expect(shareAtLeast(view, -64)).toBe(0.75);
    expect(shareAtLeast(view, -65)).toBeNaN();
    expect(shareAtLeast(view, 64)).toBe(0.5);
    expect(shareAtLeast(view, 65)).toBeNaN();
    expect(shareAtLeast(viewWith('total', 2027, { [slotAt(0)]: 1 }), -65)).toBe(1);
    expect(shareAtLeast(viewWith('total', 2027, { [slotAt(0)]: 1 }), 65)).toBe(0);
  });

  it('of a lg outcome: every value is above zero', () => {
    const view = viewWith('ratio', 2028, { [1 + 512]: 4 });
    expect(shareAtLeast(view, 0)).toBe(1);
    expect(shareAtLeast(view, 1)).toBe(1);
    expect(shareAtLeast(view, 1.1)).toBe(0);
  });
});

describe('a description', () => {
  it('has null where it must not guess, and says why', () => {
    const tally = tallyWith('wait', 2027, { [1 + 16 * 16]: 60, [CENSORED]: 40, [INVALID]: 7 });
    const described = describeCounts(tally, 0, 'wait', 2027, [12]);
    expect(described).toMatchObject({ p75: null, p95: null, nan: 7, n: 100, censored: 40 / 107 });
    expect(described.outside).toEqual({ p75: 'censored', p95: 'censored' });
    expect(described.se.p75).toBeNull();
    // Shares are of all samples, also of those without a value.
    const share = 40 / 107;
    expect(described.atLeast['12']?.p).toBe(share);
    expect(described.atLeast['12']?.se).toBeCloseTo(Math.sqrt((share * (1 - share)) / 107), 12);
  });

  it('of nothing is null throughout, not zero', () => {
    const described = describeCounts(createTally(layout), 0, 'wait', 2027, [12]);
    expect(described).toMatchObject({ p50: null, mean: null, sd: null, n: 0, se: { p50: null, mean: null } });
    expect(described.atLeast['12']).toEqual({ p: null, se: null });
  });

  it('never calls a probability certain: none or all of n samples has the error 1/n', () => {
    const described = describeCounts(tallyWith('total', 2027, { [slotAt(0)]: 500 }), 0, 'total', 2027, [-1, 1]);
    expect(described.atLeast['-1']).toEqual({ p: 1, se: 1 / 500 });
    expect(described.atLeast['1']).toEqual({ p: 0, se: 1 / 500 });
  });

  it('of a paired difference reads its own edges', () => {
    const set = pairedSet(layout, 1);
    const tally = tallyWith('total', 2027, { [1 + 1024 + 32]: 9 }, set);
    expect(describeCounts(tally, set, 'total', 2027, []).p50).toBe(2 + 0.5 / 16);
    expect(() => pairedSet(layout, 2)).toThrow('no paired differences of scenario 2');
  });

  it('of what was not counted is an error that says what was', () => {
    expect(() => describeCounts(createTally(layout), 0, 'ratio', 2027, [])).toThrow(
      'no counts of "ratio" at 2027; recorded at',
    );
    expect(() => describeCounts(createTally(layout), 3, 'ratio', 2028, [])).toThrow('set 3 is not one of the 3 sets');
  });
});

describe('display', () => {
  const view = viewWith('total', 2027, { 0: 5, [slotAt(-1)]: 10, [slotAt(0)]: 20, [slotAt(0.5)]: 30, [slotAt(9)]: 35 });

  it('groups whole fine bins on round edges and loses no sample', () => {
    const shown = displayHistogram(view, { range: [-1.9, 2], maxBins: 10 });
    expect([...shown.edges]).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]);
    expect([...shown.shares]).toEqual([0, 0, 0.1, 0, 0.2, 0.3, 0, 0]);
    expect(shown).toMatchObject({ below: 0.05, censored: 0 });
    expect(shown.above).toBeCloseTo(0.35, 12);
  });

  it('keeps samples under the tally range out of the first bin', () => {
    const shown = displayHistogram(view, { range: [-64, 64], maxBins: 2 });
    expect([...shown.shares]).toEqual([0.1, 0.85]);
    expect(shown.below).toBe(0.05);
  });

  it('of exceedance agrees with the probabilities', () => {
    expect([...exceedanceCurve(view, [0, 0.5, 20])]).toEqual([0.85, 0.65, 0]);
  });

  it('of an empty range is an error', () => {
    expect(() => displayHistogram(view, { range: [3, 3], maxBins: 5 })).toThrow('nothing to display');
  });
});
