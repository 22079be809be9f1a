/** Length in the plane and the remainder of a division, four lanes of f32. */

/** sqrt(x^2 + y^2) without overflow on the way: at most 2.1 ulp. NaN where either is. */
// @ts-ignore: decorator
@inline export function hypot(x: v128, y: v128): v128 {
  const a = f32x4.abs(x);
  const b = f32x4.abs(y);
  const more = f32x4.max(a, b);
  const ratio = f32x4.div(f32x4.min(a, b), more);
  const length = f32x4.mul(more, f32x4.sqrt(f32x4.add(f32x4.splat(1), f32x4.mul(ratio, ratio))));
  // Of 0 and 0, or of Infinity and Infinity, the ratio is not a number.
  return v128.bitselect(more, length, v128.or(f32x4.eq(more, f32x4.splat(0)), f32x4.eq(more, f32x4.splat(Infinity))));
}

/**
 * x - y floor(x / y): the remainder with the sign of y. Exact where x and y are whole and below 2^24; else within an ulp of
 * the larger, and where that leaves [0, |y|) of a quotient rounded up to a whole number, put back by y.
 */
// @ts-ignore: decorator
@inline export function mod(x: v128, y: v128): v128 {
  const rest = f32x4.sub(x, f32x4.mul(y, f32x4.floor(f32x4.div(x, y))));
  const isBelow = f32x4.lt(f32x4.mul(rest, y), f32x4.splat(0));
  return v128.bitselect(f32x4.add(rest, y), rest, isBelow);
}
