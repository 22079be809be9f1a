import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEstimate, formatProbability, formatValue } from '../../src/engine/format.ts';

describe('digits that are earned', () => {
  it.each([
    [13.5312, 0.021, '13.53 ± 0.02'],
    [13.5312, 0.0163, '13.531 ± 0.016'],
    [13.5312, 0.0996, '13.53 ± 0.10'],
    [13.5312, 0.19, '13.53 ± 0.19'],
    [13.5312, 0.4, '13.5 ± 0.4'],
    [13.5312, 2.6, '14 ± 3'],
    [1234.5, 34, '1230 ± 30'],
    [-0.04, 0.3, '0.0 ± 0.3'],
    [-2.84, 0.02, '\u22122.84 ± 0.02'],
    [0, 0.004, '0.000 ± 0.004'],
  ])('%d with error %d is %s', (value, se, text) => {
    expect(formatEstimate(value, se)).toBe(text);
  });

  it('are never finer than a tenth of a bin', () => {
    expect(formatEstimate(13.53124, 0.00031, { binWidth: 1 / 16 })).toBe('13.53 ± 0.01');
    expect(formatEstimate(13.53124, 0, { binWidth: 1 / 16 })).toBe('13.53 ± 0.00');
    expect(formatEstimate(13.53124, null, { binWidth: 0.5, unit: ' months' })).toBe('13.5 months');
    expect(formatValue(13.53124, 0.2, { binWidth: 0.5 })).toBe('13.5');
  });

  it('in percent', () => {
    expect(formatProbability(0.60512, 0.00095)).toBe('60.51 ± 0.10 %');
    expect(formatProbability(0.60512, 0.004)).toBe('60.5 ± 0.4 %');
    expect(formatProbability(0, 1 / 4096)).toBe('0.00 ± 0.02 %');
  });

  it('say what is not finite', () => {
    expect(formatValue(Number.POSITIVE_INFINITY, null)).toBe('∞');
    expect(formatValue(Number.NaN, null)).toBe('not a number');
  });

  it('are within half the last digit of the value, and the last digit is within an error', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e4, noNaN: true }),
        (value, se) => {
          const [shown = '', error = ''] = formatEstimate(value, se).replace('\u2212', '-').split(' ± ');
          expect(Math.abs(Number(shown) - value)).toBeLessThanOrEqual(se * 0.56 + 1e-9);
          expect(Number(error) / se).toBeGreaterThan(0.66);
          expect(Number(error) / se).toBeLessThan(1.34);
        },
      ),
    );
  });
});
