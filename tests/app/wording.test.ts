import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../src/app/model.ts';
import { highlight } from '../../src/app/panels/model-text/highlight.ts';
import {
  countWords,
  dateWords,
  earnedWords,
  estimateWords,
  listWords,
  percentWords,
  quantileWords,
  signedWords,
  valueWords,
} from '../../src/app/wording.ts';
import type { HistogramView } from '../../src/engine/histogram.ts';
import text from '../../src/model/lead.ts?raw';

const lead = outcomeOf('forwardLead');

/** A histogram of one wide bin over the range of the lead, with what lies outside it. */
function viewOf(counts: { under: number; bins: readonly number[]; over: number; censored: number }): HistogramView {
  const { under, bins, over, censored } = counts;
  const inside = bins.reduce((sum, count) => sum + count, 0);
  return {
    ...{
      under,
      over,
      censored,
      invalid: 0,
      valid: under + inside + over + censored,
      all: under + inside + over + censored,
    },
    ...{ bins: Uint32Array.from(bins), below: Float64Array.of(under, under + inside), middles: Float64Array.of(40) },
    ...{ cuts: [], sums: { sum: 0, squares: 0, vast: 0, scale: 128 } },
    ...{ low: -24, width: 128, high: 104, log10: false, horizon: 78 },
  };
}

describe('words for numbers', () => {
  it('dates are said as people say them', () => {
    expect([2028.5, 2028, 2028.25, 2028.75].map(dateWords)).toEqual([
      'mid-2028',
      'January 2028',
      'April 2028',
      'October 2028',
    ]);
  });

  it('months have tenths below 20 and none above, whatever the sampling would allow', () => {
    expect(valueWords({ value: 13.5312, se: 0.0001 }, lead)).toBe('13.5');
    expect(valueWords({ value: 27.96, se: 0.0001 }, lead)).toBe('28');
  });

  it('fewer digits are shown where fewer are earned', () => {
    expect(estimateWords({ value: 13.53, se: 3 }, lead)).toEqual(['14', '3']);
  });

  it('every digit earned stands with its error, on demand', () => {
    expect(earnedWords({ value: 10.5812, se: 0.0052 })).toBe('10.581 ± 0.005');
    expect(earnedWords({ value: null, se: null })).toBeNull();
  });

  it('what lies beyond the horizon is said so, with no error', () => {
    expect(estimateWords({ value: null, se: null }, lead, 'more than 78')).toEqual(['more than 78', null]);
  });

  it('a quantile that is no value is said as the bound it is', () => {
    // A tenth under the range, six tenths in its one bin, two tenths over, a tenth never reached within 78 months.
    const view = viewOf({ under: 1, bins: [6], over: 2, censored: 1 });
    const words = (p: number): string => quantileWords(view, p, lead);
    expect([0.05, 0.4, 0.8, 0.95].map(words)).toEqual(['< −24', '40', '> 104', '> 78']);
    expect(quantileWords(view, 0.95, lead, 'long')).toBe('more than 78');
    expect(quantileWords(viewOf({ under: 0, bins: [0], over: 0, censored: 0 }), 0.5, lead)).toBe('–');
    expect(signedWords('> 104')).toBe('> 104');
  });

  it('a chance that is not certain never reads as certain', () => {
    expect(percentWords(0.9999)).toBe('>99 %');
    expect(percentWords(0.0001)).toBe('<1 %');
    expect([percentWords(0), percentWords(1), percentWords(null)]).toEqual(['0 %', '100 %', '–']);
  });

  it('changes carry their sign, and nothing has none', () => {
    expect(['2.8', '−5.3', '0', '0.0', '0.4'].map(signedWords)).toEqual(['+2.8', '−5.3', '0', '0.0', '+0.4']);
  });

  it('lists and counts read as text', () => {
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(countWords(131_072)).toBe('131,072');
    expect(countWords(8_388_608)).toBe('8.39 million');
  });
});

describe('the highlighted model text', () => {
  const tokens = highlight(text);

  it('joined, is the text', () => {
    expect(tokens.map((token) => token.text).join('')).toBe(text);
  });

  it('finds inputs, levers and switches by their ids', () => {
    const found = (kind: string): (string | null)[] =>
      tokens.filter((token) => token.kind === kind).map(({ id }) => id);
    expect(found('input')).toContain('lagToday');
    expect(found('lever')).toContain('labSecurity');
    expect(found('switch')).toContain('computeWeight');
  });

  it('does not take names in comments for code', () => {
    expect(highlight('// inputs.lagToday').map(({ kind }) => kind)).toEqual(['comment']);
  });
});
