/** Whole numbers and signs, four lanes of f32; all exact. */

// @ts-ignore: decorator
@inline export function floor(x: v128): v128 {
  return f32x4.floor(x);
}

// @ts-ignore: decorator
@inline export function ceil(x: v128): v128 {
  return f32x4.ceil(x);
}

/** The nearest whole number, halves upwards, as Math.round. floor(x + 1/2) would be wrong where that sum is rounded. */
// @ts-ignore: decorator
@inline export function round(x: v128): v128 {
  const down = f32x4.floor(x);
  const upper = f32x4.ge(f32x4.sub(x, down), f32x4.splat(0.5));
  return f32x4.add(down, v128.and(upper, f32x4.splat(1)));
}

/** -1, 0 or 1; NaN and the sign of zero pass through, as in Math.sign. */
// @ts-ignore: decorator
@inline export function sign(x: v128): v128 {
  const one = v128.or(v128.and(x, i32x4.splat(0x80000000)), f32x4.splat(1));
  const nonZero = v128.or(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(0)));
  return v128.bitselect(one, x, nonZero);
}
