import { describe, expect, it } from 'vitest';
import { crossingWords } from '../../src/app/over-dates.ts';

const dates = [2027, 2027.25, 2027.5, 2027.75];

describe('when a median passes a threshold', () => {
  it.each([
    [[1, 2, 12, 13], 'first in mid-2027'],
    [[12, 12, 13, 14], 'already in January 2027'],
    [[1, 2, 3, 4], 'not by October 2027'],
    [[1, 12, 13, 4], 'first in April 2027, and no more in October 2027'],
    [[1, Number.POSITIVE_INFINITY, 50, 50], 'first in April 2027'],
    [[Number.NaN, Number.NEGATIVE_INFINITY, 12, 12], 'first in mid-2027'],
  ])('%j', (medians, words) => {
    expect(crossingWords(medians, dates, 12)).toBe(words);
  });
});
