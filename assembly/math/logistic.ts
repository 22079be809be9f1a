/** The logistic function, four lanes of f32. */
import { exp2 } from './exp2';

/** 1, -log2 e. */
const CONSTANTS: usize = memory.data<f32>([1, -1.4426950408889634], 16);

/** 1 / (1 + 2^x): the logistic function of -x ln 2. */
// @ts-ignore: decorator
@inline function falling(x: v128): v128 {
  const one = v128.load32_splat(CONSTANTS);
  return f32x4.div(one, f32x4.add(one, exp2(x)));
}

/** 1 / (1 + 2^-x): the logistic function of x ln 2, for callers that have log2 e in their scale already. */
// @ts-ignore: decorator
@inline export function logistic2(x: v128): v128 {
  return falling(f32x4.neg(x));
}

/** 1 / (1 + e^-x): at most 2.5 (1 + max(-x, 0)) ulp while the result is a normal number (x > -87). */
// @ts-ignore: decorator
@inline export function logistic(x: v128): v128 {
  return falling(f32x4.mul(x, v128.load32_splat(CONSTANTS, 4)));
}
