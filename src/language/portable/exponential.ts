/**
 * exp, ln, log2, log10 in f64 from + - * / and the bits of a double only, so that they give the same bits on every
 * JavaScript host (`Math.exp` and its like may not). Largest measured error over the normal range: see
 * tests/language/portable.test.ts.
 *
 * Method and coefficients: fdlibm `e_exp.c`, `e_log.c` and, for the logarithms in other bases, FreeBSD `k_log.h`.
 * Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 * is preserved.
 */
import { fromWords, highWord, lowWord, powerOfTwo, scale, upperHalf } from './bits.ts';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

// Not 2 ** n: that operator is as free as Math.pow.
const TINY = powerOfTwo(-28);
const TWO_54 = powerOfTwo(54);
const SMALLEST_NORMAL = powerOfTwo(-1022);

const EXP_LIMIT = 709.782712893384;
const EXP_FLOOR = -745.1332191019411;

/** e^x, within 1 ulp. exp(-Infinity) = 0, NaN gives NaN. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_LIMIT) return Number.POSITIVE_INFINITY;
  if (x < EXP_FLOOR) return 0;
  const size = x < 0 ? -x : x;
  if (size < TINY) return 1 + x;
  if (size < 0.34657359027997264) return expReduced(x, 0);
  const k = Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
  return scale(expReduced(x - k * LN2_HIGH, k * LN2_LOW), k);
}

/** exp(high - low) for a difference within half of ln 2. */
function expReduced(high: number, low: number): number {
  const x = high - low;
  const xx = x * x;
  const c =
    x -
    xx *
      (0.16666666666666602 +
        xx *
          (-0.0027777777777015593 +
            xx * (0.00006613756321437934 + xx * (-1.6533902205465252e-6 + xx * 4.1381367970572385e-8))));
  return 1 + ((x * c) / (2 - c) - low + high);
}

/** k with x = 2^k m and m in [sqrt(1/2), sqrt(2)), for finite x > 0. */
function binaryExponent(x: number): number {
  if (x < SMALLEST_NORMAL) return binaryExponent(x * TWO_54) - 54;
  return ((highWord(x) + (0x3ff00000 - 0x3fe6a09e)) >> 20) - 0x3ff;
}

/** m of `binaryExponent`. */
function mantissa(x: number): number {
  if (x < SMALLEST_NORMAL) return mantissa(x * TWO_54);
  const low = lowWord(x);
  return fromWords(((highWord(x) + (0x3ff00000 - 0x3fe6a09e)) & 0xfffff) + 0x3fe6a09e, low);
}

/** ln(1 + f) - f + f^2 / 2 for 1 + f in [sqrt(1/2), sqrt(2)). */
function lnRemainder(f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return s * (0.5 * f * f + (even + odd));
}

/** The value of a logarithm where the general method does not apply, or undefined: x <= 0, 1, infinite or NaN. */
function specialLogarithm(x: number): number | undefined {
  if (x > 0 && x < Number.POSITIVE_INFINITY && x !== 1) return undefined;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === 1) return 0;
  return x > 0 ? x : Number.NaN;
}

/** Natural logarithm, within 1 ulp. ln(0) = -Infinity, NaN for x < 0. */
export function ln(x: number): number {
  const special = specialLogarithm(x);
  if (special !== undefined) return special;
  const k = binaryExponent(x);
  const f = mantissa(x) - 1;
  return lnRemainder(f) + k * LN2_LOW - 0.5 * f * f + f + k * LN2_HIGH;
}

/**
 * k * unit + ln(mantissa) / ln(base), carried in two parts: 1 / ln(base) as high + low, and the logarithm of 2 to the
 * base as unitHigh + unitLow.
 */
function logarithm(x: number, high: number, low: number, unitHigh: number, unitLow: number): number {
  const special = specialLogarithm(x);
  if (special !== undefined) return special;
  const k = binaryExponent(x);
  const f = mantissa(x) - 1;
  const halfSquare = 0.5 * f * f;
  const main = upperHalf(f - halfSquare);
  const rest = f - main - halfSquare + lnRemainder(f);
  const whole = k * unitHigh;
  const product = main * high;
  const sum = whole + product;
  return k * unitLow + (rest + main) * low + rest * high + (whole - sum + product) + sum;
}

/** Logarithm to the base 2, within 1 ulp; exact for powers of two. */
export function log2(x: number): number {
  return logarithm(x, 1.4426950407214463, 1.6751713164886512e-10, 1, 0);
}

/** Logarithm to the base 10, within 1 ulp. */
export function log10(x: number): number {
  return logarithm(x, 0.4342944818781689, 2.5082946711645275e-11, 0.30102999566361177, 3.694239077158931e-13);
}
