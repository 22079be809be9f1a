/** The standard normal distribution function and its inverse, four lanes of f32. */
import { exp2 } from './exp2';
import { log2Positive } from './log2';

/**
 * |z| with Phi(-|z|) = tail, given also centre = 1 - 2 tail, which the caller can have without cancellation. tail in
 * [2^-33, 1/2], centre in [0, 1]. At most 4.7 ulp over that range.
 *
 * Method: |z| = centre N(w) / D(w), w = -log2(1 - centre^2) = -log2(4 tail (1 - tail)), N and D of degrees 6 and 5 with
 * positive coefficients (fit.py): one form for centre and tails, after the choice of w by Giles, "Approximating the erfinv
 * function", GPU Computing Gems (2012), who needs two polynomials and a root.
 */
// @ts-ignore: decorator
@inline export function quantileMagnitude(tail: v128, centre: v128): v128 {
  const product = f32x4.mul(f32x4.mul(tail, f32x4.splat(4)), f32x4.sub(f32x4.splat(1), tail));
  const w = f32x4.neg(log2Positive(product));
  const w2 = f32x4.mul(w, w);
  const w4 = f32x4.mul(w2, w2);
  const n01 = f32x4.add(f32x4.splat(1.2533141), f32x4.mul(w, f32x4.splat(0.3101317)));
  const n23 = f32x4.add(f32x4.splat(0.04371728), f32x4.mul(w, f32x4.splat(0.00416955)));
  const n45 = f32x4.add(f32x4.splat(0.00026259152), f32x4.mul(w, f32x4.splat(9.483634e-6)));
  const n456 = f32x4.add(n45, f32x4.mul(w2, f32x4.splat(2.1170646e-8)));
  const d01 = f32x4.add(f32x4.splat(1), f32x4.mul(w, f32x4.splat(0.06598359)));
  const d23 = f32x4.add(f32x4.splat(0.016646931), f32x4.mul(w, f32x4.splat(0.0007695805)));
  const d45 = f32x4.add(f32x4.splat(5.7316334e-5), f32x4.mul(w, f32x4.splat(5.974763e-7)));
  // The small terms first: one rounding of the large sum instead of two.
  const n = f32x4.add(n01, f32x4.add(f32x4.mul(w2, n23), f32x4.mul(w4, n456)));
  const d = f32x4.add(d01, f32x4.add(f32x4.mul(w2, d23), f32x4.mul(w4, d45)));
  return f32x4.div(f32x4.mul(centre, n), d);
}

/**
 * Phi(z): absolute error at most 9e-8 everywhere; in the tails at most 45 ulp up to |z| = 8.
 *
 * Method: up to |z| = 1 a half and an odd polynomial of degree 11. Beyond, the tail is exp(-z^2 / 2) P(t),
 * t = 1 / (1 + 2 |z| / 5), P of degree 7, the form of Hastings (Abramowitz and Stegun 26.2.17). See fit.py.
 */
// @ts-ignore: decorator
@inline export function normalCdf(z: v128): v128 {
  const one = f32x4.splat(1);
  const a = f32x4.abs(z);
  const tail = upperTail(a);
  const outer = v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(z, f32x4.splat(0)));
  const inner = f32x4.add(f32x4.splat(0.5), f32x4.mul(z, centralSlope(f32x4.mul(z, z))));
  return v128.bitselect(inner, outer, f32x4.lt(a, one));
}

/** (Phi(z) - 1/2) / z for z^2 <= 1. */
// @ts-ignore: decorator
@inline function centralSlope(y: v128): v128 {
  const y2 = f32x4.mul(y, y);
  const y4 = f32x4.mul(y2, y2);
  const c01 = f32x4.add(f32x4.splat(0.3989423), f32x4.mul(y, f32x4.splat(-0.06649092)));
  const c23 = f32x4.add(f32x4.splat(0.009977678), f32x4.mul(y, f32x4.splat(-0.001198302)));
  const c45 = f32x4.add(f32x4.splat(0.000126983), f32x4.mul(y, f32x4.splat(-1.2995652e-5)));
  return f32x4.add(f32x4.add(c01, f32x4.mul(y2, c23)), f32x4.mul(y4, c45));
}

/** 1 - Phi(a) for a >= 1. */
// @ts-ignore: decorator
@inline function upperTail(a: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(a, f32x4.splat(0.4))));
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const c12 = f32x4.add(f32x4.splat(0.15957762), f32x4.mul(t, f32x4.splat(0.15935603)));
  const c34 = f32x4.add(f32x4.splat(0.13754442), f32x4.mul(t, f32x4.splat(0.05983939)));
  const c56 = f32x4.add(f32x4.splat(0.09842581), f32x4.mul(t, f32x4.splat(-0.18060628)));
  const c567 = f32x4.add(c56, f32x4.mul(t2, f32x4.splat(0.066132426)));
  const p = f32x4.mul(t, f32x4.add(f32x4.add(c12, f32x4.mul(t2, c34)), f32x4.mul(t4, c567)));
  return f32x4.mul(exp2(f32x4.mul(f32x4.mul(a, a), f32x4.splat(-0.7213475204444817))), p);
}
