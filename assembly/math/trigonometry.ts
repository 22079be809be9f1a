/**
 * sin and cos of radians for |x| <= 8192, NaN beyond. Four lanes of f32 in, four out.
 *
 * Method: x = k pi + r with |r| <= pi/2 (for cos k is a whole number and a half), r by subtracting k pi in three parts
 * of which the first two multiply exactly (Cody and Waite 1980), then (-1)^k sin r by an odd polynomial of degree 9
 * (fit.py).
 */

// @ts-ignore: decorator
@inline const ROUNDER: f32 = 12582912; // 1.5 * 2^23
// @ts-ignore: decorator
@inline const LIMIT: f32 = 8192;

/** sin r for |r| <= pi/2, with the sign turned where bit 0 of `parity` is set. */
// @ts-ignore: decorator
@inline function signedSine(r: v128, parity: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const r4 = f32x4.mul(r2, r2);
  const c01 = f32x4.add(f32x4.splat(-0.16666661), f32x4.mul(r2, f32x4.splat(0.008333103)));
  const c23 = f32x4.add(f32x4.splat(-0.00019811995), f32x4.mul(r2, f32x4.splat(2.6105959e-6)));
  const p = f32x4.add(c01, f32x4.mul(r4, c23));
  const sine = f32x4.add(r, f32x4.mul(f32x4.mul(r, r2), p));
  return v128.xor(sine, i32x4.shl(parity, 31));
}

/** x - k pi. */
// @ts-ignore: decorator
@inline function remainder(x: v128, k: v128): v128 {
  const first = f32x4.sub(x, f32x4.mul(k, f32x4.splat(3.140625)));
  const second = f32x4.sub(first, f32x4.mul(k, f32x4.splat(0.0009679794311523438)));
  return f32x4.sub(second, f32x4.mul(k, f32x4.splat(-3.2584137e-7)));
}

// @ts-ignore: decorator
@inline function limited(result: v128, x: v128): v128 {
  const inside = f32x4.le(f32x4.abs(x), f32x4.splat(LIMIT));
  return v128.bitselect(result, f32x4.splat(NaN), inside);
}

/** sin x: at most 2.1 ulp for |x| <= pi/2, absolute error at most 1.3e-7 for |x| <= 8192. */
// @ts-ignore: decorator
@inline export function sin(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(0.3183098861837907)), f32x4.splat(ROUNDER));
  const k = f32x4.sub(shifted, f32x4.splat(ROUNDER));
  return limited(signedSine(remainder(x, k), shifted), x);
}

/** cos x: absolute error at most 1.3e-7 for |x| <= 8192. */
// @ts-ignore: decorator
@inline export function cos(x: v128): v128 {
  // cos x = sin(x + pi/2) with x + pi/2 = m pi + r, so r = x - (m - 1/2) pi.
  const turns = f32x4.add(f32x4.mul(x, f32x4.splat(0.3183098861837907)), f32x4.splat(0.5));
  const shifted = f32x4.add(turns, f32x4.splat(ROUNDER));
  const k = f32x4.sub(f32x4.sub(shifted, f32x4.splat(ROUNDER)), f32x4.splat(0.5));
  return limited(signedSine(remainder(x, k), shifted), x);
}
