/**
 * Hyperbolic tangent, four lanes of f32: an odd polynomial of degree 11 up to 5/8 (fit.py), 1 - 2 / (e^2x + 1) beyond.
 * Both are computed and one is selected.
 */
import { exp2 } from './exp2';

/** tanh x for every x: at most 1.8 ulp. */
// @ts-ignore: decorator
@inline export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const c01 = f32x4.add(f32x4.splat(-0.33333284), f32x4.mul(x2, f32x4.splat(0.13331485)));
  const c23 = f32x4.add(f32x4.splat(-0.053743005), f32x4.mul(x2, f32x4.splat(0.020649103)));
  const c234 = f32x4.add(c23, f32x4.mul(x4, f32x4.splat(-0.005715499)));
  const small = f32x4.add(x, f32x4.mul(f32x4.mul(x, x2), f32x4.add(c01, f32x4.mul(x4, c234))));
  const e = exp2(f32x4.mul(size, f32x4.splat(2.8853900817779268)));
  const one = f32x4.splat(1);
  const large = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(e, one)));
  const signed = v128.or(large, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(small, signed, f32x4.lt(size, f32x4.splat(0.625)));
}
