/**
 * 2^x and, with the factor folded into the argument, e^x and 10^x. Four lanes of f32 in, four out.
 *
 * Method: x = n + f with n the nearest whole number, 2^f by a polynomial of degree 6 in Estrin's form (fit.py), then n
 * added to the exponent bits. n comes from adding 1.5 * 2^23, which leaves it in the low bits of the sum; the
 * saturating conversion of WASM is several times slower on x64.
 *
 * Constants are loaded from memory, here and in all of assembly/math: V8 (11.3, x64) makes a v128 constant from three
 * instructions at its use, a load that splats is one. Against constants in the code, draws and transforms of 49 inputs
 * took 0.75 of the time, the steps of the lead model the same, and its module has 0.73 of the size.
 */

/** Polynomial from x^0 to x^6, then 1.5 * 2^23, and the ends of the range. */
const CONSTANTS: usize = memory.data<f32>(
  [1, 0.6931472, 0.24022648, 0.0555036, 0.009618506, 0.0013390806, 0.00015326463, 12582912, 128, -127],
  16,
);
const FACTORS: usize = memory.data<f32>([1.4426950408889634, 3.321928094887362], 16);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/**
 * 2^x. At most 1.8 ulp from the exact value for x in [-126, 128); exact where x is whole. +Infinity from 128 on. Below
 * -126 the result is not a normal number: it falls to 0 at -127 with an absolute error under 2^-127.
 */
// @ts-ignore: decorator
@inline export function exp2(x: v128): v128 {
  // x < 2^x for every number x, so the last step only lets a NaN through, whatever its payload.
  return f32x4.pmax(x, exp2Bounded(f32x4.pmax(f32x4.pmin(x, c(8)), c(9))));
}

/** 2^x as `exp2`, three instructions shorter, for x known to be in [-127, 128]; anything else gives nonsense. */
// @ts-ignore: decorator
@inline export function exp2Bounded(x: v128): v128 {
  const shifted = f32x4.add(x, c(7));
  const f = f32x4.sub(x, f32x4.sub(shifted, c(7)));
  const f2 = f32x4.mul(f, f);
  const f4 = f32x4.mul(f2, f2);
  const c01 = f32x4.add(c(0), f32x4.mul(f, c(1)));
  const c23 = f32x4.add(c(2), f32x4.mul(f, c(3)));
  const c456 = f32x4.add(f32x4.add(c(4), f32x4.mul(f, c(5))), f32x4.mul(f2, c(6)));
  const p = f32x4.add(f32x4.add(c01, f32x4.mul(f2, c23)), f32x4.mul(f4, c456));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** e^x = 2^(x log2 e). The rounding of the product grows with |x|: at most 1.5 (1 + |x|) ulp. */
// @ts-ignore: decorator
@inline export function exp(x: v128): v128 {
  return exp2(f32x4.mul(x, v128.load32_splat(FACTORS)));
}

/** 10^x = 2^(x log2 10): at most 1.4 (1 + 2.4 |x|) ulp. */
// @ts-ignore: decorator
@inline export function pow10(x: v128): v128 {
  return exp2(f32x4.mul(x, v128.load32_splat(FACTORS, 4)));
}
