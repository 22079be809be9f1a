/** The standard normal distribution function and its inverse, four lanes of f32. */
import { exp2 } from './exp2';
import { log2Positive } from './log2';

/**
 * |z| with Phi(-|z|) = tail, given also centre = 1 - 2 tail, which the caller can have without cancellation. tail in
 * [2^-33, 1/2], centre in [0, 1). At most 4 ulp over that range.
 *
 * Method: |z| = centre N(w) / D(w), w = -log2(1 - centre^2) = -log2(4 tail (1 - tail)), N and D of degree 5 with positive
 * coefficients (fit.py): one form for centre and tails, after the choice of w by Giles, "Approximating the erfinv
 * function", GPU Computing Gems (2012), who needs two polynomials and a root.
 */
// @ts-ignore: decorator
@inline export function quantileMagnitude(tail: v128, centre: v128): v128 {
  const product = f32x4.mul(f32x4.mul(tail, f32x4.splat(4)), f32x4.sub(f32x4.splat(1), tail));
  const w = f32x4.neg(log2Positive(product));
  const w2 = f32x4.mul(w, w);
  const w4 = f32x4.mul(w2, w2);
  const n01 = f32x4.add(f32x4.splat(1.2533143), f32x4.mul(w, f32x4.splat(0.31576812)));
  const n23 = f32x4.add(f32x4.splat(0.04363843), f32x4.mul(w, f32x4.splat(0.0040124753)));
  const n45 = f32x4.add(f32x4.splat(0.00023528846), f32x4.mul(w, f32x4.splat(4.6146893e-6)));
  const d01 = f32x4.add(f32x4.splat(1), f32x4.mul(w, f32x4.splat(0.07048328)));
  const d23 = f32x4.add(f32x4.splat(0.01576075), f32x4.mul(w, f32x4.splat(0.0007836588)));
  const d45 = f32x4.add(f32x4.splat(3.917395e-5), f32x4.mul(w, f32x4.splat(1.5696304e-7)));
  const n = f32x4.add(f32x4.add(n01, f32x4.mul(w2, n23)), f32x4.mul(w4, n45));
  const d = f32x4.add(f32x4.add(d01, f32x4.mul(w2, d23)), f32x4.mul(w4, d45));
  return f32x4.div(f32x4.mul(centre, n), d);
}

/**
 * Phi(z): absolute error at most 6e-8 everywhere.
 *
 * Method: the upper tail of a = |z| is exp(-a^2 / 2) P(t), t = 1 / (1 + 2 a / 5), P of degree 8 (fit.py); the form of
 * Hastings (Abramowitz and Stegun 26.2.17).
 */
// @ts-ignore: decorator
@inline export function normalCdf(z: v128): v128 {
  const one = f32x4.splat(1);
  const a = f32x4.abs(z);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(a, f32x4.splat(0.4))));
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const c01 = f32x4.add(f32x4.splat(0.15970989), f32x4.mul(t, f32x4.splat(0.15710883)));
  const c23 = f32x4.add(f32x4.splat(0.15347752), f32x4.mul(t, f32x4.splat(-0.0012907456)));
  const c45 = f32x4.add(f32x4.splat(0.23559327), f32x4.mul(t, f32x4.splat(-0.3608055)));
  const c67 = f32x4.add(f32x4.splat(0.19463255), f32x4.mul(t, f32x4.splat(-0.038425803)));
  const low = f32x4.add(c01, f32x4.mul(t2, c23));
  const p = f32x4.add(low, f32x4.mul(t4, f32x4.add(c45, f32x4.mul(t2, c67))));
  const tail = f32x4.mul(exp2(f32x4.mul(f32x4.mul(a, a), f32x4.splat(-0.7213475204444817))), f32x4.mul(t, p));
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(z, f32x4.splat(0)));
}
