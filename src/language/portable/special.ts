/** More functions in f64 from + - * / sqrt and the bits of a double only. */
import { lnGamma as lnGammaOfPositive } from './beta.ts';
import { exp, ln } from './exponential.ts';
import { normalCdf } from './normal.ts';

/** ln(1 + x), within 3 ulp: the rounding of 1 + x is undone (Hewlett-Packard 1977; Goldberg 1991, theorem 4). */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  const rest = sum - 1;
  return rest === x ? ln(sum) : ln(sum) * (x / rest);
}

/** e^x - 1, within 4 ulp: the rounding of e^x is undone (Kahan; Higham 2002, section 1.14.1). */
export function expm1(x: number): number {
  const power = exp(x);
  if (power === 1) return x;
  const rest = power - 1;
  if (rest === -1 || x > 40) return rest;
  return rest * (x / ln(power));
}

/** sinh x, within 6 ulp. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (size > 22) {
    const root = exp(size / 2);
    return (x < 0 ? -0.5 : 0.5) * root * root;
  }
  const rest = expm1(size);
  return (x < 0 ? -0.5 : 0.5) * (rest + rest / (rest + 1));
}

/** cosh x, within 3 ulp. */
export function cosh(x: number): number {
  const root = exp(Math.abs(x) / 2);
  const power = root * root;
  return 0.5 * power + 0.5 / power;
}

/** sqrt(x^2 + y^2) without overflow on the way, within 2 ulp; NaN where either is. */
export function hypot(x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  const more = Math.max(a, b);
  if (more === 0 || more === Number.POSITIVE_INFINITY || Number.isNaN(more)) return more;
  const ratio = Math.min(a, b) / more;
  return more * Math.sqrt(1 + ratio * ratio);
}

/** x - y floor(x / y): the remainder with the sign of y. A quotient that rounds up to a whole number is put back. */
export function mod(x: number, y: number): number {
  const rest = x - y * Math.floor(x / y);
  return rest * y < 0 ? rest + y : rest;
}

/** erf x, within 4 ulp: up to 1 by the series DLMF 7.6.2, whose terms are all of one sign, beyond from the normal tail. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1)) return Number.isNaN(x) ? x : (x < 0 ? -1 : 1) * (1 - 2 * normalCdf(-size * Math.SQRT2));
  let term = x;
  let sum = x;
  for (let n = 1; n < 25; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return 1.1283791670955126 * exp(-x * x) * sum;
}

/** ln Gamma(x) for x >= 0, NaN below: error 4e-15 of the larger of 1 and itself, relative error 1e-15 from 3 on. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return x === Number.POSITIVE_INFINITY ? x : lnGammaOfPositive(x);
}

/** Gamma(x) for x >= 0, NaN below: exact factorials as far as a double holds them, relative error 2e-13 elsewhere. */
export function gamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x > 171 || !Number.isInteger(x)) return exp(lnGamma(x));
  let product = 1;
  for (let k = 2; k < x; k++) product *= k;
  return product;
}
