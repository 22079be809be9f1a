import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../src/engine/read-number.ts';

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
