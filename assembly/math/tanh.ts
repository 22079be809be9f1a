/**
 * Hyperbolic tangent, four lanes of f32: an odd polynomial of degree 11 up to 5/8 (fit.py), 1 - 2 / (e^2x + 1) beyond.
 * Both are computed and one is selected.
 */
import { exp2 } from './exp2';

/** The polynomial from x^3; then 2 log2 e, 1, 2 and 5/8. */
const CONSTANTS: usize = memory.data<f32>(
  [-0.33333284, 0.13331485, -0.053743005, 0.020649103, -0.005715499, 2.8853900817779268, 1, 2, 0.625],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** tanh x for |x| <= 5/8. */
// @ts-ignore: decorator
@inline export function tanhNearZero(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const c01 = f32x4.add(c(0), f32x4.mul(x2, c(1)));
  const c234 = f32x4.add(f32x4.add(c(2), f32x4.mul(x2, c(3))), f32x4.mul(x4, c(4)));
  return f32x4.add(x, f32x4.mul(f32x4.mul(x, x2), f32x4.add(c01, f32x4.mul(x4, c234))));
}

/** tanh x for every x: at most 1.8 ulp. */
// @ts-ignore: decorator
@inline export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const small = tanhNearZero(x);
  const e = exp2(f32x4.mul(size, c(5)));
  const large = f32x4.sub(c(6), f32x4.div(c(7), f32x4.add(e, c(6))));
  const signed = v128.or(large, v128.xor(x, size));
  return v128.bitselect(small, signed, f32x4.lt(size, c(8)));
}
