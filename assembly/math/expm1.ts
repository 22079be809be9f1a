/**
 * e^x - 1 and the hyperbolic sine and cosine, four lanes of f32. Near zero, where a difference of exponentials would cancel,
 * by way of the tangent: e^x - 1 = 2 t / (1 - t), t = tanh(x / 2). Both ways are computed and one is selected.
 */
import { exp2 } from './exp2';
import { tanhNearZero } from './tanh';

/** 1, 1/2, 2, 1/4, log2 e. */
const CONSTANTS: usize = memory.data<f32>([1, 0.5, 2, 0.25, 1.4426950408889634], 16);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** For |x| <= 1. */
// @ts-ignore: decorator
@inline function nearZero(x: v128): v128 {
  const t = tanhNearZero(f32x4.mul(x, c(1)));
  return f32x4.div(f32x4.add(t, t), f32x4.sub(c(0), t));
}

/** e^x - 1: at most 2.4 ulp for |x| <= 1, 1.8 (1 + |x|) ulp beyond. */
// @ts-ignore: decorator
@inline export function expm1(x: v128): v128 {
  const far = f32x4.sub(exp2(f32x4.mul(x, c(4))), c(0));
  return v128.bitselect(nearZero(x), far, f32x4.lt(f32x4.abs(x), c(0)));
}

/** e^|x| / 2: finite wherever the hyperbolic functions are. */
// @ts-ignore: decorator
@inline function halfPower(size: v128): v128 {
  return exp2(f32x4.sub(f32x4.mul(size, c(4)), c(0)));
}

/** sinh x: at most 2.8 ulp for |x| <= 1, 2.2 (1 + |x|) ulp beyond. */
// @ts-ignore: decorator
@inline export function sinh(x: v128): v128 {
  const size = f32x4.abs(x);
  const m = nearZero(size);
  const small = f32x4.mul(c(1), f32x4.add(m, f32x4.div(m, f32x4.add(m, c(0)))));
  const h = halfPower(size);
  const large = f32x4.sub(h, f32x4.div(c(3), h));
  return v128.or(v128.bitselect(small, large, f32x4.lt(size, c(0))), v128.xor(x, size));
}

/** cosh x: at most 1.2 (1 + |x|) ulp. */
// @ts-ignore: decorator
@inline export function cosh(x: v128): v128 {
  const h = halfPower(f32x4.abs(x));
  return f32x4.add(h, f32x4.div(c(3), h));
}
