/**
 * 2^x and, with the factor folded into the argument, e^x and 10^x. Four lanes of f32 in, four out.
 *
 * Method: x = n + f with n the nearest whole number, 2^f by a polynomial of degree 6 in Estrin's form (fit.py), then n
 * added to the exponent bits. n comes from adding 1.5 * 2^23, which leaves it in the low bits of the sum; the
 * saturating conversion of WASM is several times slower on x64.
 *
 * A NaN stays NaN if the low nine bits of its payload are zero, as in every NaN that arithmetic makes.
 */

// @ts-ignore: decorator
@inline const ROUNDER: f32 = 12582912; // 1.5 * 2^23

/**
 * 2^x. At most 1.8 ulp from the exact value for x in [-126, 128); exact where x is whole. +Infinity from 128 on. Below
 * -126 the result is not a normal number: it falls to 0 at -127 with an absolute error under 2^-127.
 */
// @ts-ignore: decorator
@inline export function exp2(x: v128): v128 {
  // Operands in this order let a NaN through.
  return exp2Bounded(f32x4.pmax(f32x4.pmin(x, f32x4.splat(128)), f32x4.splat(-127)));
}

/** 2^x as `exp2`, two instructions shorter, for x known to be in [-127, 128] or NaN; anything else gives nonsense. */
// @ts-ignore: decorator
@inline export function exp2Bounded(x: v128): v128 {
  const shifted = f32x4.add(x, f32x4.splat(ROUNDER));
  const f = f32x4.sub(x, f32x4.sub(shifted, f32x4.splat(ROUNDER)));
  const f2 = f32x4.mul(f, f);
  const f4 = f32x4.mul(f2, f2);
  const c01 = f32x4.add(f32x4.splat(1), f32x4.mul(f, f32x4.splat(0.6931472)));
  const c23 = f32x4.add(f32x4.splat(0.24022648), f32x4.mul(f, f32x4.splat(0.0555036)));
  const c45 = f32x4.add(f32x4.splat(0.009618506), f32x4.mul(f, f32x4.splat(0.0013390806)));
  const c456 = f32x4.add(c45, f32x4.mul(f2, f32x4.splat(0.00015326463)));
  const p = f32x4.add(f32x4.add(c01, f32x4.mul(f2, c23)), f32x4.mul(f4, c456));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** e^x = 2^(x log2 e). The rounding of the product grows with |x|: at most 1.5 (1 + |x|) ulp. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  return exp2(f32x4.mul(x, f32x4.splat(1.4426950408889634)));
}

/** 10^x = 2^(x log2 10): at most 1.4 (1 + 2.4 |x|) ulp. */
// @ts-ignore: decorator
@inline export function pow10(x: v128): v128 {
  return exp2(f32x4.mul(x, f32x4.splat(3.321928094887362)));
}
