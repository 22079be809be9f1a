/** The standard normal distribution function and its inverse, four lanes of f32. */
import { exp2 } from './exp2';
import { log2Positive } from './log2';

/** N from L^0 to L^6, D from L^0 to L^5, L = -w: the coefficients of fit.py with every second sign turned; then 2. */
const QUANTILE: usize = memory.data<f32>(
  [
    1.2533141, -0.3101317, 0.04371728, -0.00416955, 0.00026259152, -9.483634e-6, 2.1170646e-8,
    1, -0.06598359, 0.016646931, -0.0007695805, 5.7316334e-5, -5.974763e-7,
    2,
  ],
  16,
);

// @ts-ignore: decorator
@inline function q(index: usize): v128 {
  return v128.load32_splat(QUANTILE + (index << 2));
}

/**
 * |z| with Phi(-|z|) = tail, from twice the tail in [2^-32, 1] and centre = 1 - 2 tail, which the caller can have
 * without cancellation. At most 4.7 ulp over that range.
 *
 * Method: |z| = centre N(w) / D(w), w = -log2(1 - centre^2) = -log2(4 tail (1 - tail)), N and D of degrees 6 and 5 with
 * positive coefficients (fit.py): one form for centre and tails, after the choice of w by Giles, "Approximating the
 * erfinv function", GPU Computing Gems (2012), who needs two polynomials and a root.
 */
// @ts-ignore: decorator
@inline export function quantileMagnitude(twoTails: v128, centre: v128): v128 {
  const l = log2Positive(f32x4.mul(twoTails, f32x4.sub(q(13), twoTails)));
  const l2 = f32x4.mul(l, l);
  const l4 = f32x4.mul(l2, l2);
  const n01 = f32x4.add(q(0), f32x4.mul(l, q(1)));
  const n23 = f32x4.add(q(2), f32x4.mul(l, q(3)));
  const n456 = f32x4.add(f32x4.add(q(4), f32x4.mul(l, q(5))), f32x4.mul(l2, q(6)));
  const d01 = f32x4.add(q(7), f32x4.mul(l, q(8)));
  const d23 = f32x4.add(q(9), f32x4.mul(l, q(10)));
  const d45 = f32x4.add(q(11), f32x4.mul(l, q(12)));
  // The small terms first: one rounding of the large sum instead of two.
  const n = f32x4.add(n01, f32x4.add(f32x4.mul(l2, n23), f32x4.mul(l4, n456)));
  const d = f32x4.add(d01, f32x4.add(f32x4.mul(l2, d23), f32x4.mul(l4, d45)));
  return f32x4.div(f32x4.mul(centre, n), d);
}

/** The odd polynomial, six; P from t^1, seven; then 1, 1/2, 2/5 and -log2(e) / 2. */
const CDF: usize = memory.data<f32>(
  [
    0.3989423, -0.06649092, 0.009977678, -0.001198302, 0.000126983, -1.2995652e-5,
    0.15957762, 0.15935603, 0.13754442, 0.05983939, 0.09842581, -0.18060628, 0.066132426,
    1, 0.5, 0.4, -0.7213475204444817,
  ],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CDF + (index << 2));
}

/**
 * Phi(z): absolute error at most 9e-8 everywhere; in the tails at most 45 ulp up to |z| = 8.
 *
 * Method: up to |z| = 1 a half and an odd polynomial of degree 11. Beyond, the tail is exp(-z^2 / 2) P(t),
 * t = 1 / (1 + 2 |z| / 5), P of degree 7, the form of Hastings (Abramowitz and Stegun 26.2.17). See fit.py.
 */
// @ts-ignore: decorator
@inline export function normalCdf(z: v128): v128 {
  const one = c(13);
  const a = f32x4.abs(z);
  const tail = upperTail(a);
  const outer = v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(z, f32x4.splat(0)));
  const inner = f32x4.add(c(14), f32x4.mul(z, centralSlope(f32x4.mul(z, z))));
  return v128.bitselect(inner, outer, f32x4.lt(a, one));
}

/** (Phi(z) - 1/2) / z from y = z^2 <= 1. */
// @ts-ignore: decorator
@inline export function centralSlope(y: v128): v128 {
  const y2 = f32x4.mul(y, y);
  const y4 = f32x4.mul(y2, y2);
  const c01 = f32x4.add(c(0), f32x4.mul(y, c(1)));
  const c23 = f32x4.add(c(2), f32x4.mul(y, c(3)));
  const c45 = f32x4.add(c(4), f32x4.mul(y, c(5)));
  return f32x4.add(f32x4.add(c01, f32x4.mul(y2, c23)), f32x4.mul(y4, c45));
}

/** 1 - Phi(a) for a >= 1. */
// @ts-ignore: decorator
@inline export function upperTail(a: v128): v128 {
  const t = f32x4.div(c(13), f32x4.add(c(13), f32x4.mul(a, c(15))));
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const c12 = f32x4.add(c(6), f32x4.mul(t, c(7)));
  const c34 = f32x4.add(c(8), f32x4.mul(t, c(9)));
  const c567 = f32x4.add(f32x4.add(c(10), f32x4.mul(t, c(11))), f32x4.mul(t2, c(12)));
  const p = f32x4.mul(t, f32x4.add(f32x4.add(c12, f32x4.mul(t2, c34)), f32x4.mul(t4, c567)));
  return f32x4.mul(exp2(f32x4.mul(f32x4.mul(a, a), c(16))), p);
}
