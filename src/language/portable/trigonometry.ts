/**
 * sin and cos in f64 from + - * / only.
 *
 * Method and coefficients: fdlibm `k_sin.c`, `k_cos.c`, with the argument reduced by pi/2 in three parts (Cody and Waite
 * 1980). Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
 * Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this
 * notice is preserved.
 */

/** Beyond this the three-part reduction loses digits; `sin` and `cos` return NaN rather than a wrong number. */
export const TRIGONOMETRIC_LIMIT = 1e5;

// pi/2 in parts of 33 bits: products with a quotient below 2^20 are exact.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

/** sin x within 1 ulp for |x| <= 1e5 radians (where the sine is not below 1e-9), NaN beyond. */
export function sin(x: number): number {
  return quadrant(x, 0);
}

/** cos x, as `sin`. */
export function cos(x: number): number {
  return quadrant(x, 1);
}

/** sin(x + turns * pi / 2). */
function quadrant(x: number, turns: number): number {
  if (!(x <= TRIGONOMETRIC_LIMIT && x >= -TRIGONOMETRIC_LIMIT)) return Number.NaN;
  const n = Math.floor(x * 0.6366197723675814 + 0.5);
  const first = x - n * HALF_PI_1;
  const second = n * HALF_PI_2;
  const middle = first - second;
  const carried = first - middle - second;
  const third = n * HALF_PI_3 - carried;
  const high = middle - third;
  const low = middle - high - third;
  switch ((((n + turns) % 4) + 4) % 4) {
    case 0:
      return kernelSin(high, low);
    case 1:
      return kernelCos(high, low);
    case 2:
      return -kernelSin(high, low);
    default:
      return -kernelCos(high, low);
  }
}

function kernelSin(x: number, low: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * low - v * r) - low + v * 0.16666666666666632);
}

function kernelCos(x: number, low: number): number {
  const z = x * x;
  const r =
    z *
    (0.0416666666666666 +
      z *
        (-0.001388888888887411 +
          z *
            (0.00002480158728947673 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * low));
}
