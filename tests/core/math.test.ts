/**
 * Accuracy of assembly/math against f64. The bounds are the measured maxima that the docstrings there state; they are
 * measured on an even grid and on random bit patterns of each range.
 */
import { describe, expect, it } from 'vitest';
import { erf, gamma, lnGamma, mod, normalCdf, normalQuantile } from '../../src/language/portable.ts';
import { apply, between, type FunctionName, ulp, worst } from './maths.ts';

type Unit = (exact: number, x: number) => number;
type Case = readonly [
  name: FunctionName,
  low: number,
  high: number,
  exact: (x: number) => number,
  bound: number,
  unit?: Unit,
];

const absolute: Unit = () => 1;
const growing =
  (slope: number): Unit =>
  (exact, x) =>
    ulp(exact) * (1 + slope * Math.abs(x));

const SMALLEST = 2 ** -126;
const LARGEST = 3.4028234e38;

const CASES: readonly Case[] = [
  ['exp2', -126, 127.99999, (x) => 2 ** x, 1.8],
  ['exp2', -10, 10, (x) => 2 ** x, 1.8],
  ['exp2Bounded', -126, 127.99999, (x) => 2 ** x, 1.8],
  ['exp', -87, 88.7, Math.exp, 1.5, growing(1)],
  ['pow10', -37.9, 38.5, (x) => 10 ** x, 1.4, growing(2.4)],
  ['log2', SMALLEST, LARGEST, Math.log2, 2],
  ['log2', 0.25, 4, Math.log2, 2],
  ['log2Positive', 0.9, 1.1, Math.log2, 2],
  ['log2Positive', SMALLEST, LARGEST, Math.log2, 2],
  ['ln', 0.3, 4, Math.log, 2.4],
  ['ln', SMALLEST, LARGEST, Math.log, 2.4],
  ['log10', 0.2, 11, Math.log10, 3.2],
  ['log10', SMALLEST, LARGEST, Math.log10, 3.2],
  ['sin', -Math.PI / 2, Math.PI / 2, Math.sin, 2.1],
  ['sin', -8192, 8192, Math.sin, 1.3e-7, absolute],
  ['cos', -8192, 8192, Math.cos, 1.3e-7, absolute],
  ['cos', -10, 10, Math.cos, 1.3e-7, absolute],
  ['tanh', -20, 20, Math.tanh, 1.8],
  ['logistic', -87, 30, (x) => 1 / (1 + Math.exp(-x)), 2.5, (exact, x) => ulp(exact) * (1 + Math.max(-x, 0))],
  ['normalCdf', -8, 8, normalCdf, 9e-8, absolute],
  ['normalCdf', -8, 8, normalCdf, 45],
  ['sign', -2, 2, Math.sign, 0],
  ['expm1', -1, 1, Math.expm1, 2.4],
  ['expm1', -20, 88, Math.expm1, 1.8, growing(1)],
  ['sinh', -1, 1, Math.sinh, 2.8],
  ['sinh', -89, 89, Math.sinh, 2.2, growing(1)],
  ['cosh', -89, 89, Math.cosh, 1.2, growing(1)],
  ['log1p', -0.999, 10, Math.log1p, 3.5],
  ['log1p', -0.5, 0.5, Math.log1p, 3.5],
  ['log1p', 1, LARGEST, Math.log1p, 3.5],
  ['atan', -10, 10, Math.atan, 2.7],
  ['atan', -LARGEST, LARGEST, Math.atan, 2.7],
  ['asin', -1, 1, Math.asin, 2.3],
  ['acos', -1, 1, Math.acos, 1.3],
  ['erf', -6, 6, erf, 3.5],
  ['erf', -1, 1, erf, 3.5],
  ['normalQuantile', 2 ** -33, 1, normalQuantile, 4.7],
  ['normalQuantile', 0.1, 0.9, normalQuantile, 4.7],
  ['normalQuantile', SMALLEST, 2 ** -33, normalQuantile, 3e-3, (exact) => Math.abs(exact)],
  ['lnGamma', 1e-3, 4, lnGamma, 2.8e-6, absolute],
  ['lnGamma', 4, 1e6, lnGamma, 4e-7, (exact) => exact],
  ['gamma', 1e-3, 4, gamma, 2.7e-6, (exact) => exact],
  ['gamma', 4, 35, gamma, 5, (exact) => ulp(exact) * (1 + Math.log(exact))],
];

describe('functions of assembly/math', () => {
  it.each(CASES.map(([name, low, high, exact, bound, unit]) => [name, low, high, exact, bound, unit ?? ulp] as const))(
    '%s on [%d, %d] is within its stated error',
    async (name, low, high, exact, bound, unit) => {
      const x = between(low, high);
      expect(worst(x, await apply(name, x), exact, unit).error).toBeLessThanOrEqual(bound);
    },
  );

  it.each(['pow'] as const)('%s is within 1.4 (1 + |log2 of the result|) ulp', async (name) => {
    const x = between(0.01, 100);
    const y = between(-10, 10).reverse();
    const error = worst(
      x,
      await apply(name, x, y),
      (base, i) => base ** (y[i] ?? 0),
      (exact) => ulp(exact) * (1 + Math.abs(Math.log2(exact))),
    );
    expect(error.error).toBeLessThanOrEqual(1.4);
  });

  it.each([
    ['atan2', Math.atan2, 2.7, ulp],
    ['hypot', Math.hypot, 2.1, ulp],
    ['mod', mod, 1, (_exact, x) => ulp(Math.max(Math.abs(x), 50))],
  ] as const satisfies readonly (readonly [FunctionName, (x: number, y: number) => number, number, Unit])[])(
    '%s is within its stated error',
    async (name, exact, bound, unit) => {
      const x = between(-100, 100);
      // Divisors of at least 1/2: a quotient beyond 2^24 has no remainder left in single precision.
      const y = between(-50, 50)
        .map((each) => (Math.abs(each) < 0.5 ? 3 : each))
        .reverse();
      const error = worst(x, await apply(name, x, y), (first, i) => exact(first, y[i] ?? 0), unit);
      expect(error.error).toBeLessThanOrEqual(bound);
    },
  );

  it('mod of whole numbers is exact', async () => {
    const x = Float32Array.from({ length: 4001 }, (_, i) => i - 2000);
    for (const y of [1, 3, 7, 49, 365, -5]) {
      const rest = await apply('mod', x, new Float32Array(x.length).fill(y));
      expect(Array.from(rest, (value) => value + 0)).toEqual(Array.from(x, (value) => mod(value, y) + 0));
    }
  });

  it('quantileMagnitude is within 4.7 ulp from the centre to the far tail', async () => {
    const twoTails = between(2 ** -32, 1);
    const centre = twoTails.map((t) => 1 - t);
    const actual = await apply('quantileMagnitude', twoTails, centre);
    expect(worst(twoTails, actual, (t) => Math.abs(normalQuantile(t / 2))).error).toBeLessThanOrEqual(4.7);
  });
});

const INF = Number.POSITIVE_INFINITY;
const EDGES: readonly (readonly [FunctionName, x: number, expected: number])[] = [
  ['exp2', 0, 1],
  ['exp2', 10, 1024],
  ['exp2', -126, 2 ** -126],
  ['exp2', 127, 2 ** 127],
  ['exp2', 128, INF],
  ['exp2', INF, INF],
  ['exp2', 1e30, INF],
  ['exp2', -127, 0],
  ['exp2', -INF, 0],
  ['exp', -200, 0],
  ['exp', 200, INF],
  ['pow10', 0, 1],
  ['log2', 0, -INF],
  ['log2', -0, -INF],
  ['log2', 1, 0],
  ['log2', 2 ** 100, 100],
  ['log2', 2 ** -126, -126],
  ['log2', INF, INF],
  ['log2', -1, Number.NaN],
  ['log2', -INF, Number.NaN],
  ['log2', -1e-40, Number.NaN],
  ['log2Positive', 2 ** -20, -20],
  ['log10', 0, -INF],
  ['ln', INF, INF],
  ['ln', 1, 0],
  ['sin', 0, 0],
  ['sin', 8193, Number.NaN],
  ['cos', 0, 1],
  ['cos', INF, Number.NaN],
  ['tanh', INF, 1],
  ['tanh', -INF, -1],
  ['tanh', 1e-30, 1e-30],
  ['logistic', INF, 1],
  ['logistic', -INF, 0],
  ['logistic', 0, 0.5],
  ['normalCdf', 0, 0.5],
  ['normalCdf', INF, 1],
  ['normalCdf', -INF, 0],
  ['expm1', -INF, -1],
  ['expm1', INF, INF],
  ['expm1', 1e-30, 1e-30],
  ['log1p', -1, -INF],
  ['log1p', -2, Number.NaN],
  ['log1p', INF, INF],
  ['log1p', 1e-30, 1e-30],
  ['sinh', -INF, -INF],
  ['cosh', -INF, INF],
  ['atan', INF, Math.PI / 2],
  ['asin', 1.001, Number.NaN],
  ['acos', -1, Math.PI],
  ['acos', 1, 0],
  ['erf', INF, 1],
  ['normalQuantile', 0, -INF],
  ['normalQuantile', 0.5, 0],
  ['normalQuantile', 1, INF],
  ['normalQuantile', 1.5, Number.NaN],
  ['gamma', 0, INF],
  ['gamma', -1.5, Number.NaN],
  ['lnGamma', INF, INF],
  ['sign', -3, -1],
  ['sign', 0, 0],
];

describe('edges', () => {
  it.each(EDGES)('%s(%d) is %d', async (name, x, expected) => {
    const [value = 1 / 3] = await apply(name, [x]);
    // Zero of either sign will do.
    if (Number.isNaN(expected)) expect(value).toBeNaN();
    else expect(value === expected || value === Math.fround(expected)).toBe(true);
  });

  it('below -126 exp2 falls to zero within 2^-127', async () => {
    const x = between(-150, -126);
    expect(worst(x, await apply('exp2', x), (v) => 2 ** v, absolute).error).toBeLessThanOrEqual(2 ** -127);
  });

  const unary = ['exp2', 'exp2Bounded', 'exp', 'pow10', 'log2', 'ln', 'log10', 'sin', 'cos', 'tanh'] as const;
  const further = ['expm1', 'log1p', 'sinh', 'cosh', 'atan', 'asin', 'acos', 'erf', 'gamma', 'lnGamma'] as const;
  it.each([...unary, 'logistic', 'sign', 'normalCdf', 'normalQuantile', ...further] as const)(
    '%s lets NaN through',
    async (name) => {
      // Of either sign, as x64 and ARM make them.
      const negative = new Float32Array(Uint32Array.of(0xffc00000).buffer);
      expect(await apply(name, [Number.NaN])).toEqual(Float32Array.of(Number.NaN));
      expect(await apply(name, negative)).toEqual(Float32Array.of(Number.NaN));
    },
  );

  it.each([
    [0, 2, 0],
    [0, 0, 1],
    [0, -1, INF],
    [Number.NaN, 0, 1],
    [2, Number.NaN, Number.NaN],
    [Number.NaN, 2, Number.NaN],
    [INF, 2, INF],
    [INF, -2, 0],
    [INF, 0, 1],
    [0.5, INF, 0],
    [2, INF, INF],
    [1, 5, 1],
    [-2, 0.5, Number.NaN],
  ])('pow(%d, %d) is %d', async (x, y, expected) => {
    expect(await apply('pow', [x], [y])).toEqual(Float32Array.of(expected));
  });
});
