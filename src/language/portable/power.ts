/**
 * x^y and 10^x in f64 from + - * / sqrt and the bits of a double only.
 *
 * Method and coefficients: fdlibm `e_pow.c`: log2 x in two parts, times y, then 2 to that.
 * Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
import { fromWords, highWord, lowWord, powerOfTwo, scale, upperHalf } from './bits.ts';

// Not 2 ** n: that operator is as free as Math.pow.
const TWO_31 = powerOfTwo(31);
const TWO_53 = powerOfTwo(53);
const TWO_64 = powerOfTwo(64);
const NEAR_ONE = powerOfTwo(-20);
const SMALLEST_NORMAL = powerOfTwo(-1022);

/** 10^x, within 1 ulp. */
export function pow10(x: number): number {
  return pow(10, x);
}

/** x^y with the special cases of `Math.pow`, within 1 ulp. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  const size = x < 0 ? -x : x;
  if (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const odd = isOddInteger(y);
  const negative = highWord(x) < 0;
  if (size === 0 || size === Number.POSITIVE_INFINITY) {
    const value = (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
    return negative && odd ? -value : value;
  }
  if (negative && !odd && !Number.isInteger(y)) return Number.NaN;
  if (size === 1) return negative && odd ? -1 : 1;
  if (y === 0.5) return Math.sqrt(x);
  const value = powPositive(size, y);
  return negative && odd ? -value : value;
}

/** Doubles of 2^53 and above are even. */
function isOddInteger(y: number): boolean {
  return Number.isInteger(y) && y < TWO_53 && y > -TWO_53 && y % 2 !== 0;
}

/** For finite x > 0, x not 1, and finite y. */
function powPositive(x: number, y: number): number {
  // Beyond this |y log2 x| > 2^12 even for the x nearest to 1 that the two-part logarithm resolves.
  if (y >= TWO_64 || y <= -TWO_64) return x > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const nearOne = (y > TWO_31 || y < -TWO_31) && x > 1 - NEAR_ONE && x < 1 + NEAR_ONE;
  const [high, low] = nearOne ? log2NearOne(x) : log2Parts(x);
  const yHigh = upperHalf(y);
  const productLow = (y - yHigh) * high + y * low;
  const productHigh = yHigh * high;
  const exponent = productLow + productHigh;
  if (exponent > 1100) return Number.POSITIVE_INFINITY;
  if (exponent < -1100) return 0;
  return exp2Parts(productHigh, productLow);
}

/** log2 x in two parts for |x - 1| < 2^-20, where four terms of the series suffice. */
function log2NearOne(x: number): [high: number, low: number] {
  const t = x - 1;
  const w = t * t * (0.5 - t * (1 / 3 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * Math.LOG2E;
  const high = upperHalf(u + v);
  return [high, v - (high - u)];
}

/** log2 x in two parts, the first with at most 21 bits of fraction, the sum good to about 2^-68 of it. */
function log2Parts(x: number): [high: number, low: number] {
  let n = 0;
  let significand = x;
  if (x < SMALLEST_NORMAL) {
    significand *= TWO_53;
    n = -53;
  }
  const word = highWord(significand);
  n += (word >> 20) - 0x3ff;
  const fraction = word & 0xfffff;
  let leading = fraction | 0x3ff00000;
  // Reduce to near 1 (below sqrt(3/2)) or near 3/2 (below sqrt(3)), else to the next power of two.
  const half = fraction > 0x3988e && fraction < 0xbb67a;
  if (fraction >= 0xbb67a) {
    n += 1;
    leading -= 0x100000;
  }
  const a = fromWords(leading, lowWord(significand));
  const base = half ? 1.5 : 1;
  const u = a - base;
  const v = 1 / (a + base);
  const s = u * v;
  const sHigh = upperHalf(s);
  const tHigh = fromWords(((leading >> 1) | 0x20000000) + 0x80000 + (half ? 0x40000 : 0), 0);
  const tLow = a - (tHigh - base);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  const z = s * s;
  const series =
    z *
      z *
      (0.5999999999999946 +
        z *
          (0.4285714285785502 +
            z *
              (0.33333332981837743 + z * (0.272728123808534 + z * (0.23066074577556175 + z * 0.20697501780033842))))) +
    sLow * (sHigh + s);
  const zHigh = sHigh * sHigh;
  const rHigh = upperHalf(3 + zHigh + series);
  const rLow = series - (rHigh - 3 - zHigh);
  const first = sHigh * rHigh;
  const second = sLow * rHigh + rLow * s;
  const pHigh = upperHalf(first + second);
  const pLow = second - (pHigh - first);
  // 2 / (3 ln 2) in two parts; log2(3/2) in two parts.
  const qHigh = 0.9617967009544373 * pHigh;
  const qLow = -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (half ? 1.350039202129749e-8 : 0);
  const shift = half ? 0.5849624872207642 : 0;
  const high = upperHalf(qHigh + qLow + shift + n);
  return [high, qLow - (high - n - shift - qHigh)];
}

/** 2^(high + low) for |high + low| <= 1100. */
function exp2Parts(high: number, low: number): number {
  const n = Math.floor(high + low + 0.5);
  const main = high - n;
  const t = upperHalf(low + main);
  const u = t * 0.6931471824645996;
  const v = (low - (t - main)) * Math.LN2 + t * -1.904654299957768e-9;
  const z = u + v;
  const w = v - (z - u);
  const zz = z * z;
  const c =
    z -
    zz *
      (0.16666666666666602 +
        zz *
          (-0.0027777777777015593 +
            zz * (0.00006613756321437934 + zz * (-1.6533902205465252e-6 + zz * 4.1381367970572385e-8))));
  const r = (z * c) / (c - 2) - (w + z * w);
  return scale(1 - (r - z), n);
}
