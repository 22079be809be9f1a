/** Inverse trigonometric functions in f64 from + - * / sqrt only. */

/**
 * Coefficients and method: fdlibm `s_atan.c`. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at
 * SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely
 * granted, provided that this notice is preserved.
 */
const ATAN = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
];
/** Points of reduction, their angles in two parts: 1/2, 1, 3/2, infinity. */
const HIGH = [0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const LOW = [2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17];

/** atan x, within 1 ulp. */
export function atan(x: number): number {
  if (x < 0) return -atan(-x);
  if (!(x >= 0.4375)) return x - x * oddSeries(x);
  const [place, reduced] = reduce(x);
  return (HIGH[place] ?? 0) - (reduced * oddSeries(reduced) - (LOW[place] ?? 0) - reduced);
}

function reduce(x: number): readonly [place: number, reduced: number] {
  if (x < 0.6875) return [0, (2 * x - 1) / (2 + x)];
  if (x < 1.1875) return [1, (x - 1) / (x + 1)];
  if (x < 2.4375) return [2, (x - 1.5) / (1 + 1.5 * x)];
  return [3, -1 / x];
}

/** 1 - atan(x) / x for |x| <= 7/16. */
function oddSeries(x: number): number {
  const z = x * x;
  let sum = 0;
  for (let i = ATAN.length - 1; i >= 0; i--) sum = (ATAN[i] ?? 0) + z * sum;
  return z * sum;
}

/** The angle of the point (x, y), as Math.atan2 has it, within 2 ulp. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const ratio = b === 0 ? 0 : a === b ? 1 : b / a;
  const first = atan(ratio);
  const angle = x < 0 || Object.is(x, -0) ? Math.PI - (first - 1.2246467991473532e-16) : first;
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

/** asin x, NaN outside [-1, 1]; within 2 ulp. */
export function asin(x: number): number {
  return atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

/** acos x, NaN outside [-1, 1]; within 2 ulp. */
export function acos(x: number): number {
  return atan2(Math.sqrt((1 - x) * (1 + x)), x);
}
