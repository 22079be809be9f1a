/** -1, 0 or 1, four lanes of f32; NaN and the sign of zero pass through, as in Math.sign. Exact. */
// @ts-ignore: decorator
@inline export function sign(x: v128): v128 {
  const one = v128.or(v128.and(x, i32x4.splat(0x80000000)), f32x4.splat(1));
  const nonZero = v128.or(f32x4.gt(x, f32x4.splat(0)), f32x4.lt(x, f32x4.splat(0)));
  return v128.bitselect(one, x, nonZero);
}
