/**
 * Mathematics that gives the same bits on every JavaScript host: f64 built from + - * / sqrt and the bits of a double.
 * The language standard leaves `Math.exp` and its like to the host, so nothing that reaches a kernel, a table or a
 * digest may use those. `Math.sqrt`, `floor`, `trunc`, `abs`, `min` and `max` are exact by the standard and allowed.
 */
export { exp, ln, log2, log10 } from './portable/exponential.ts';
export { acos, asin, atan, atan2 } from './portable/inverse.ts';
export { normalCdf, normalQuantile } from './portable/normal.ts';
export { pow, pow10 } from './portable/power.ts';
export { cosh, erf, expm1, gamma, hypot, lnGamma, log1p, mod, sinh } from './portable/special.ts';
export { cos, sin, TRIGONOMETRIC_LIMIT } from './portable/trigonometry.ts';
