/**
 * log2 x and, times a constant, ln x and log10 x. Four lanes of f32 in, four out.
 *
 * Method: x = 2^e m with m in [sqrt(1/2), sqrt(2)); log2 m = f P(f), f = m - 1, P of degree 8 in Estrin's form (fit.py).
 * As P multiplies f, the error is relative also near x = 1, where e = 0.
 */

/** Bits of sqrt(1/2) rounded down. */
// @ts-ignore: decorator
@inline const ROOT_HALF: i32 = 0x3f3504f3;

/**
 * log2 x for x a positive normal number: at most 2.0 ulp; exact for powers of two. NaN gives NaN. The short form leaves
 * out the rest: +Infinity gives 128, zero -127, subnormal x something between -127 and -126, negative x nonsense.
 */
// @ts-ignore: decorator
@inline export function log2Positive(x: v128): v128 {
  const exponent = i32x4.shr_s(i32x4.sub(x, i32x4.splat(ROOT_HALF)), 23);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const f2 = f32x4.mul(f, f);
  const f4 = f32x4.mul(f2, f2);
  const c12 = f32x4.add(f32x4.splat(-0.7213474), f32x4.mul(f, f32x4.splat(0.48090896)));
  const c34 = f32x4.add(f32x4.splat(-0.36070058), f32x4.mul(f, f32x4.splat(0.2879535)));
  const c56 = f32x4.add(f32x4.splat(-0.23901485), f32x4.mul(f, f32x4.splat(0.21548076)));
  const c78 = f32x4.add(f32x4.splat(-0.20678747), f32x4.mul(f, f32x4.splat(0.12584342)));
  const q = f32x4.add(f32x4.add(c12, f32x4.mul(f2, c34)), f32x4.mul(f4, f32x4.add(c56, f32x4.mul(f2, c78))));
  // f itself is exact: added last, the rounding of the rest weighs less. 0.44269504 is 1 / ln 2 - 1.
  const rest = f32x4.add(f32x4.mul(f, f32x4.splat(0.44269504)), f32x4.mul(f2, q));
  const logarithm = f32x4.add(f, rest);
  const result = f32x4.add(f32x4.convert_i32x4_s(exponent), logarithm);
  // log2 x < x wherever x is a positive number, so this only lets a NaN through.
  return f32x4.pmin(x, result);
}

/** log2 x for every x: as `log2Positive`; -Infinity for 0, +Infinity for +Infinity, NaN for x < 0 and NaN. */
// @ts-ignore: decorator
@inline export function log2(x: v128): v128 {
  const infinity = f32x4.splat(Infinity);
  // The result for +Infinity is 128, whose bits are a subset of Infinity's.
  const positive = v128.or(log2Positive(x), v128.and(f32x4.eq(x, infinity), infinity));
  // -NaN, whose quiet bit is cleared for zero: -Infinity.
  const other = v128.xor(
    i32x4.splat(0xffc00000),
    v128.and(f32x4.eq(x, f32x4.splat(0)), i32x4.splat(0x00400000)),
  );
  return v128.bitselect(positive, other, f32x4.gt(x, f32x4.splat(0)));
}

/** Natural logarithm: at most 2.4 ulp. */
// @ts-ignore: decorator
@inline export function ln(x: v128): v128 {
  return f32x4.mul(log2(x), f32x4.splat(0.6931471805599453));
}

/** Logarithm to base 10: at most 3.2 ulp. */
// @ts-ignore: decorator
@inline export function log10(x: v128): v128 {
  return f32x4.mul(log2(x), f32x4.splat(0.3010299956639812));
}
