import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber, readTyped, readTypedRange } from '../../src/engine/read-number.ts';

describe('a number', () => {
  it.each([
    ['0.9', 0.9],
    ['.5', 0.5],
    ['5.', 5],
    ['-3', -3],
    ['−3', -3],
    ['− 3.25', -3.25],
    ['+7', 7],
    ['-0', 0],
    ['1e6', 1e6],
    ['2E-3', 0.002],
    ['2^20', 1_048_576],
    ['10^3', 1000],
    ['1,000,000', 1e6],
    ['10 000', 10_000],
    ['10\u202f000', 10_000],
    ['1_000_000', 1e6],
    ['1000_000', 1e6],
    ['200k', 200_000],
    ['200 k', 200_000],
    ['1.5M', 1_500_000],
    ['4G', 4e9],
    [' 12 ', 12],
    ['1,234.5', 1234.5],
  ])('is read as people write it: %s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    'e5',
    '1e',
    '1,5',
    '1,00',
    '1,0000',
    '12 34',
    'Infinity',
    'NaN',
    '0x10',
    '--3',
    '1e999',
    '9^999',
    '5 apples',
    '１２',
    '2^2^2',
  ])('is not what is none: %s', (text) => {
    expect(readNumber(text)).toBeNull();
  });

  it('is read back from how it prints', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(readNumber(String(value))).toBe(value + 0);
      }),
    );
  });

  it('takes no time, however long the text', () => {
    for (const text of [
      `${'9'.repeat(65_000)}x`,
      `${'1,'.repeat(50_000)}`,
      `${' '.repeat(1e6)}1`,
      `${'1_'.repeat(50_000)}`,
    ]) {
      expect(readNumber(text)).toBeNull();
    }
  });
});

describe('a number typed into a field', () => {
  it.each([
    ['1,5', 1.5],
    ['−2,25', -2.25],
    [' 3 ', 3],
    ['131,072', 131_072],
    ['200k', 200_000],
    ['2^20', 1_048_576],
    ['1e5', 100_000],
    ['1.4×', 1.4],
    ['30 %', 0.3],
  ])('may have a decimal comma and a sign of what it counts: %s', (text, value) => {
    expect(readTyped(text)).toBeCloseTo(value, 12);
  });

  it('is itself with a percent sign where the field counts in percent', () => {
    expect(readTyped('30 %', true)).toBe(30);
    expect(['', 'abc', '1.2.3', '--1', '%'].map((text) => readTyped(text))).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['4.5 to 11', [4.5, null, 11]],
    ['4.5–11', [4.5, null, 11]],
    ['4.5 - 11', [4.5, null, 11]],
    ['4.5…11', [4.5, null, 11]],
    ['-3 to -1', [-3, null, -1]],
    ['200k to 1M', [200_000, null, 1_000_000]],
    ['10 to 30 %', [0.1, null, 0.3]],
    ['7.5 ± 2', [5.5, 7.5, 9.5]],
    ['7,5 +- 2', [5.5, 7.5, 9.5]],
    ['4.5 / 7.5 / 11', [4.5, 7.5, 11]],
    ['4.5, 7.5, 11', [4.5, 7.5, 11]],
  ])('may be a range: %s', (text, [low, middle, high]) => {
    const found = readTypedRange(text)!;
    expect(found.low).toBeCloseTo(low!, 12);
    expect(found.high).toBeCloseTo(high!, 12);
    expect(found.middle).toBe(middle);
  });

  it.each(['11 to 4.5', '4.5', '7.5 ± 0', '4 to', 'low to high', '1 / 3 / 2', '1 to 2 to 3', '2-'])(
    'is no range: %s',
    (text) => {
      expect(readTypedRange(text)).toBeNull();
    },
  );
});
