/**
 * Inverse sine and cosine, four lanes of f32; NaN outside [-1, 1]. Method: up to 1/2 the odd polynomial of degree 11 of
 * Cephes' asinf (Moshier 1989), beyond by asin x = pi/2 - 2 asin(sqrt((1 - x) / 2)).
 */

/** Polynomial from x^3; then 1/2, 1, pi / 2, pi. */
const CONSTANTS: usize = memory.data<f32>(
  [
    0.16666752422, 0.074953002686, 0.045470025998, 0.024181311049, 0.042163199048, 0.5, 1, 1.5707963267948966,
    3.141592653589793,
  ],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** asin(sqrt(z)), from z <= 1/4 and its root. */
// @ts-ignore: decorator
@inline function fromRoot(root: v128, z: v128): v128 {
  const c01 = f32x4.add(c(0), f32x4.mul(z, c(1)));
  const c23 = f32x4.add(c(2), f32x4.mul(z, c(3)));
  const z2 = f32x4.mul(z, z);
  const p = f32x4.add(c01, f32x4.mul(z2, f32x4.add(c23, f32x4.mul(z2, c(4)))));
  return f32x4.add(root, f32x4.mul(f32x4.mul(root, z), p));
}

/** asin |x|, or where |x| > 1/2 the asin(sqrt((1 - |x|) / 2)) of the reduction. */
// @ts-ignore: decorator
@inline function reduced(size: v128, isFar: v128): v128 {
  const rest = f32x4.mul(c(5), f32x4.sub(c(6), size));
  const z = v128.bitselect(rest, f32x4.mul(size, size), isFar);
  return fromRoot(v128.bitselect(f32x4.sqrt(rest), size, isFar), z);
}

/** asin x: at most 2.3 ulp. */
// @ts-ignore: decorator
@inline export function asin(x: v128): v128 {
  const size = f32x4.abs(x);
  const isFar = f32x4.gt(size, c(5));
  const angle = reduced(size, isFar);
  const far = f32x4.sub(c(7), f32x4.add(angle, angle));
  return v128.or(v128.bitselect(far, angle, isFar), v128.xor(x, size));
}

/** acos x: at most 1.3 ulp. */
// @ts-ignore: decorator
@inline export function acos(x: v128): v128 {
  const size = f32x4.abs(x);
  const isFar = f32x4.gt(size, c(5));
  const angle = reduced(size, isFar);
  const twice = f32x4.add(angle, angle);
  const far = v128.bitselect(f32x4.sub(c(8), twice), twice, i32x4.shr_s(x, 31));
  return v128.bitselect(far, f32x4.sub(c(7), v128.or(angle, v128.xor(x, size))), isFar);
}
