/**
 * Inverse tangents, four lanes of f32. Method: |x| reduced below tan(pi / 8) by atan x = pi/4 + atan((x - 1) / (x + 1)) or
 * pi/2 - atan(1 / x), then the odd polynomial of degree 9 of Cephes' atanf (Moshier 1989).
 */

/** Polynomial from x^3; then tan(pi / 8), tan(3 pi / 8), pi / 4, pi / 2, pi, 1, -1. */
const CONSTANTS: usize = memory.data<f32>(
  [
    -0.333329491539, 0.199777106478, -0.138776856032, 0.0805374449538,
    0.4142135623730950, 2.414213562373095, 0.7853981633974483, 1.5707963267948966, 3.141592653589793, 1, -1,
  ],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** atan x for |x| <= tan(pi / 8). */
// @ts-ignore: decorator
@inline function nearZero(x: v128): v128 {
  const z = f32x4.mul(x, x);
  const c01 = f32x4.add(c(0), f32x4.mul(z, c(1)));
  const c23 = f32x4.add(c(2), f32x4.mul(z, c(3)));
  return f32x4.add(x, f32x4.mul(f32x4.mul(x, z), f32x4.add(c01, f32x4.mul(f32x4.mul(z, z), c23))));
}

/** atan x: at most 2.7 ulp. */
// @ts-ignore: decorator
@inline export function atan(x: v128): v128 {
  const size = f32x4.abs(x);
  const one = c(9);
  const isMiddle = f32x4.gt(size, c(4));
  const isFar = f32x4.gt(size, c(5));
  const middle = f32x4.div(f32x4.sub(size, one), f32x4.add(size, one));
  const reduced = v128.bitselect(f32x4.div(c(10), size), v128.bitselect(middle, size, isMiddle), isFar);
  const base = v128.bitselect(c(7), v128.and(c(6), isMiddle), isFar);
  return v128.or(f32x4.add(base, nearZero(reduced)), v128.xor(x, size));
}

/** The angle of the point (x, y), from -pi to pi, as Math.atan2 has it: at most 2.7 ulp. */
// @ts-ignore: decorator
@inline export function atan2(y: v128, x: v128): v128 {
  const a = f32x4.abs(x);
  const b = f32x4.abs(y);
  const one = c(9);
  const less = f32x4.min(a, b);
  const more = f32x4.max(a, b);
  // 0 / 0 is taken for 0, Infinity / Infinity for 1.
  const ratio = v128.bitselect(one, f32x4.div(less, more), v128.and(f32x4.eq(less, more), f32x4.gt(more, f32x4.splat(0))));
  const q = v128.andnot(ratio, f32x4.eq(more, f32x4.splat(0)));
  const isMiddle = f32x4.gt(q, c(4));
  const reduced = v128.bitselect(f32x4.div(f32x4.sub(q, one), f32x4.add(q, one)), q, isMiddle);
  const first = f32x4.add(v128.and(c(6), isMiddle), nearZero(reduced));
  const steep = v128.bitselect(f32x4.sub(c(7), first), first, f32x4.gt(b, a));
  const whole = v128.bitselect(f32x4.sub(c(8), steep), steep, i32x4.shr_s(x, 31));
  return v128.or(whole, v128.xor(y, b));
}
