/**
 * log2 x and, times a constant, ln x and log10 x. Four lanes of f32 in, four out.
 *
 * Method: x = 2^e m with m in [sqrt(1/2), sqrt(2)); log2 m = f P(f), f = m - 1, P of degree 8 in Estrin's form (fit.py).
 * As P multiplies f, the error is relative also near x = 1, where e = 0.
 */

/**
 * P from x^0, less 1 there; then 1. f itself is exact: with its own term added last, the rounding of the rest weighs
 * less.
 */
const CONSTANTS: usize = memory.data<f32>(
  [
    0.44269504, -0.7213474, 0.48090896, -0.36070058, 0.2879535, -0.23901485, 0.21548076, -0.20678747, 0.12584342, 1,
  ],
  16,
);
/** Bits of sqrt(1/2) rounded down, of Infinity, of -NaN, and the bit that parts -NaN from -Infinity. */
const BITS: usize = memory.data<u32>([0x3f3504f3, 0x7f800000, 0xffc00000, 0x00400000], 16);
/** Bits of the least normal number, and how many bit patterns from there are positive normal numbers. */
const NORMAL: usize = memory.data<u32>([0x00800000, 0x7f000000], 16);
const FACTORS: usize = memory.data<f32>([0.6931471805599453, 0.3010299956639812], 16);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/**
 * log2 x for x a positive normal number: at most 2.0 ulp; exact for powers of two. The short form leaves out the rest:
 * +Infinity gives 128, zero -127, subnormal x something between -127 and -126, negative x and NaN nonsense.
 */
// @ts-ignore: decorator
@inline export function log2Positive(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, v128.load32_splat(BITS)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), c(9));
  const f2 = f32x4.mul(f, f);
  const f4 = f32x4.mul(f2, f2);
  const c12 = f32x4.add(c(1), f32x4.mul(f, c(2)));
  const c34 = f32x4.add(c(3), f32x4.mul(f, c(4)));
  const c56 = f32x4.add(c(5), f32x4.mul(f, c(6)));
  const c78 = f32x4.add(c(7), f32x4.mul(f, c(8)));
  const q = f32x4.add(f32x4.add(c12, f32x4.mul(f2, c34)), f32x4.mul(f4, f32x4.add(c56, f32x4.mul(f2, c78))));
  const rest = f32x4.add(f32x4.mul(f, c(0)), f32x4.mul(f2, q));
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.add(f, rest));
}

/** Every lane, the long way: zero, subnormal, negative, infinite and NaN lanes included. */
function log2General(x: v128): v128 {
  const infinity = v128.load32_splat(BITS, 4);
  const zero = f32x4.splat(0);
  // The result for +Infinity is 128, whose bits are a subset of Infinity's.
  const positive = v128.or(log2Positive(x), v128.and(f32x4.eq(x, infinity), infinity));
  const other = v128.xor(v128.load32_splat(BITS, 8), v128.and(f32x4.eq(x, zero), v128.load32_splat(BITS, 12)));
  return v128.bitselect(positive, other, f32x4.gt(x, zero));
}

/**
 * log2 x for every x: as `log2Positive`; -Infinity for 0, +Infinity for +Infinity, NaN for x < 0 and NaN. One comparison
 * finds lanes that are not positive normal numbers; they are rare, so a branch costs less than treating them always
 * (a tenth of the time of a step of the lead model).
 */
// @ts-ignore: decorator
@inline export function log2(x: v128): v128 {
  const odd = i32x4.ge_u(i32x4.sub(x, v128.load32_splat(NORMAL)), v128.load32_splat(NORMAL, 4));
  return v128.any_true(odd) ? log2General(x) : log2Positive(x);
}

/** Natural logarithm: at most 2.4 ulp. */
// @ts-ignore: decorator
@inline export function ln(x: v128): v128 {
  return f32x4.mul(log2(x), v128.load32_splat(FACTORS));
}

/** Logarithm to base 10: at most 3.2 ulp. */
// @ts-ignore: decorator
@inline export function log10(x: v128): v128 {
  return f32x4.mul(log2(x), v128.load32_splat(FACTORS, 4));
}
