/**
 * sin and cos of radians for |x| <= 8192, NaN beyond. Four lanes of f32 in, four out.
 *
 * Method: x = k pi + r with |r| <= pi/2 (for cos k is a whole number and a half), r by subtracting k pi in three parts
 * of which the first two multiply exactly (Cody and Waite 1980), then (-1)^k sin r by an odd polynomial of degree 9
 * (fit.py).
 */

/** Polynomial from r^3; pi in three parts; 1 / pi, 1.5 * 2^23, 1/2, the limit of |x|, NaN. */
const CONSTANTS: usize = memory.data<f32>(
  [
    -0.16666661, 0.008333103, -0.00019811995, 2.6105959e-6,
    3.140625, 0.0009679794311523438, -3.2584137e-7,
    0.3183098861837907, 12582912, 0.5, 8192, NaN,
  ],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** sin r for |r| <= pi/2, with the sign turned where bit 0 of `parity` is set. */
// @ts-ignore: decorator
@inline function signedSine(r: v128, parity: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const r4 = f32x4.mul(r2, r2);
  const c01 = f32x4.add(c(0), f32x4.mul(r2, c(1)));
  const c23 = f32x4.add(c(2), f32x4.mul(r2, c(3)));
  const sine = f32x4.add(r, f32x4.mul(f32x4.mul(r, r2), f32x4.add(c01, f32x4.mul(r4, c23))));
  return v128.xor(sine, i32x4.shl(parity, 31));
}

/** x - k pi. */
// @ts-ignore: decorator
@inline function remainder(x: v128, k: v128): v128 {
  const first = f32x4.sub(x, f32x4.mul(k, c(4)));
  const second = f32x4.sub(first, f32x4.mul(k, c(5)));
  return f32x4.sub(second, f32x4.mul(k, c(6)));
}

/** NaN where |x| is beyond the limit: the polynomial would give nonsense. */
// @ts-ignore: decorator
@inline function limited(result: v128, x: v128): v128 {
  return v128.bitselect(result, c(11), f32x4.le(f32x4.abs(x), c(10)));
}

/** sin x: at most 2.1 ulp for |x| <= pi/2, absolute error at most 1.3e-7 for |x| <= 8192. */
// @ts-ignore: decorator
@inline export function sin(x: v128): v128 {
  const shifted = f32x4.add(f32x4.mul(x, c(7)), c(8));
  const k = f32x4.sub(shifted, c(8));
  return limited(signedSine(remainder(x, k), shifted), x);
}

/** cos x: absolute error at most 1.3e-7 for |x| <= 8192. */
// @ts-ignore: decorator
@inline export function cos(x: v128): v128 {
  // cos x = sin(x + pi/2) with x + pi/2 = m pi + r, so r = x - (m - 1/2) pi.
  const shifted = f32x4.add(f32x4.add(f32x4.mul(x, c(7)), c(9)), c(8));
  const k = f32x4.sub(f32x4.sub(shifted, c(8)), c(9));
  return limited(signedSine(remainder(x, k), shifted), x);
}
