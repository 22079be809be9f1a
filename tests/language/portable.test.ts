import { describe, expect, test } from 'vitest';
import {
  acos,
  asin,
  atan,
  atan2,
  cos,
  cosh,
  erf,
  exp,
  expm1,
  gamma,
  hypot,
  ln,
  lnGamma,
  log1p,
  log2,
  log10,
  normalCdf,
  normalQuantile,
  pow,
  pow10,
  sin,
  sinh,
  TRIGONOMETRIC_LIMIT,
} from '../../src/language/portable.ts';
import vectors from '../data/portable.json' with { type: 'json' };

const view = new DataView(new ArrayBuffer(8));

/** Position of a double among all doubles: neighbours differ by 1. */
function rank(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

/** Doubles between two numbers. */
function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  const difference = rank(a) - rank(b);
  return Number(difference < 0n ? -difference : difference);
}

const worst = (errors: readonly number[]): number => errors.reduce((a, b) => Math.max(a, b), 0);

// Largest distance from the correctly rounded value, as measured on these vectors; none is loosened beyond that.
const UNARY = [
  ['exp', exp, vectors.exp, 1],
  ['ln', ln, vectors.ln, 1],
  ['log2', log2, vectors.log2, 1],
  ['log10', log10, vectors.log10, 1],
  ['pow10', pow10, vectors.pow10, 1],
  ['sin', sin, vectors.sin, 1],
  ['cos', cos, vectors.cos, 1],
  ['normalCdf', normalCdf, vectors.normalCdf, 3],
  ['normalQuantile', normalQuantile, vectors.normalQuantile, 4],
] as const;

describe('against 60-digit arithmetic', () => {
  test.each(UNARY)('%s is within its stated error', (_name, f, rows, limit) => {
    expect(worst(rows.map(([x = 0, value = 0]) => ulps(f(x), value)))).toBeLessThanOrEqual(limit);
  });

  test('pow is within 1 ulp', () => {
    expect(worst(vectors.pow.map(([x = 0, y = 0, value = 0]) => ulps(pow(x, y), value)))).toBeLessThanOrEqual(1);
  });
});

/** Largest relative error, in units of 2^-53, as measured on these vectors. */
const RELATIVE = [
  ['log1p', log1p, vectors.log1p, 2],
  ['expm1', expm1, vectors.expm1, 2.5],
  ['sinh', sinh, vectors.sinh, 2.4],
  ['cosh', cosh, vectors.cosh, 2.4],
  ['atan', atan, vectors.atan, 1.8],
  ['asin', asin, vectors.asin, 2],
  ['acos', acos, vectors.acos, 2],
  ['erf', erf, vectors.erf, 5.6],
  ['lnGamma', lnGamma, vectors.lnGamma, 32],
  ['gamma', gamma, vectors.gamma, 1500],
] as const;

describe('against 60-digit arithmetic, in relative error', () => {
  const relative = (found: number, value: number) => (Math.abs(found - value) / Math.abs(value)) * 2 ** 53;

  test.each(RELATIVE)('%s is within its stated error', (_name, f, rows, limit) => {
    expect(worst(rows.map(([x = 0, value = 0]) => relative(f(x), value)))).toBeLessThanOrEqual(limit);
  });

  test.each([
    ['atan2', atan2, vectors.atan2, 2],
    ['hypot', hypot, vectors.hypot, 1.5],
  ] as const)('%s is within its stated error', (_name, f, rows, limit) => {
    expect(worst(rows.map(([x = 0, y = 0, value = 0]) => relative(f(x, y), value)))).toBeLessThanOrEqual(limit);
  });

  test('factorials are exact', () => {
    let factorial = 1;
    for (let n = 1; n <= 22; n++) {
      factorial *= n;
      expect(gamma(n + 1)).toBe(factorial);
    }
  });
});

describe('against this host, whose own functions are within an ulp', () => {
  const points = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000);

  test.each([
    ['exp', exp, Math.exp, (u: number) => 1500 * u - 760],
    ['ln', ln, Math.log, (u: number) => Math.exp(1400 * u - 740)],
    ['log2', log2, Math.log2, (u: number) => Math.exp(1400 * u - 740)],
    ['log10', log10, Math.log10, (u: number) => 0.25 + 4 * u],
    ['pow10', pow10, (x: number) => 10 ** x, (u: number) => 640 * u - 325],
    ['sin', sin, Math.sin, (u: number) => 2e5 * u - 1e5],
    ['cos', cos, Math.cos, (u: number) => 2e5 * u - 1e5],
  ] as const)('%s agrees within 2 ulp', (_name, f, host, place) => {
    expect(worst(points.map((u) => ulps(f(place(u)), host(place(u)))))).toBeLessThanOrEqual(2);
  });
});

describe('special values', () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0];
  const logarithmic = [...odd, 1, -1, -5e-324];

  test.each([
    ['exp', exp, Math.exp, odd],
    ['ln', ln, Math.log, logarithmic],
    ['log2', log2, Math.log2, logarithmic],
    ['log10', log10, Math.log10, logarithmic],
  ] as const)('%s treats them as the standard function does', (_name, f, host, values) => {
    for (const x of values) expect(f(x)).toBe(host(x));
  });

  test('pow treats every pair of them as the standard function does', () => {
    const values = [...odd, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1e300, -1e300, 2 ** 53, 2 ** 53 + 2];
    for (const x of values) for (const y of values) expect([x, y, pow(x, y)]).toEqual([x, y, x ** y]);
  });

  test('pow rounds into the subnormal numbers and overflows where it must', () => {
    expect(pow(2, -1074)).toBe(5e-324);
    expect(pow(2, -1076)).toBe(0);
    expect(pow(2, 1023.9999)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(pow(2, 1024)).toBe(Number.POSITIVE_INFINITY);
  });

  test('log2 is exact for every power of two, and pow10 for those that a double holds', () => {
    for (let k = -1074; k <= 1023; k++) expect(log2(2 ** k)).toBe(k);
    for (let k = 0; k <= 22; k++) expect(pow10(k)).toBe(Number(`1e${k}`));
  });

  test('sin and cos return NaN, not a wrong number, beyond their range', () => {
    expect(sin(TRIGONOMETRIC_LIMIT * 1.01)).toBeNaN();
    expect(cos(Number.POSITIVE_INFINITY)).toBeNaN();
  });

  test('the normal distribution function and its inverse have the right ends', () => {
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(0), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([
      0, 0.5, 1,
    ]);
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  test('the normal distribution function never falls and its halves mirror each other', () => {
    const places = Array.from({ length: 16_001 }, (_, i) => (i - 8000) / 1000);
    const values = places.map(normalCdf);
    expect(values.filter((value, i) => value < (values[i - 1] ?? 0))).toEqual([]);
    expect(worst(places.map((z, i) => Math.abs((values[i] ?? 2) + normalCdf(-z) - 1)))).toBeLessThan(3e-16);
  });
});
