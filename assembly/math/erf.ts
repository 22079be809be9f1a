/** The error function and the normal quantile of a probability, four lanes of f32: in terms of the normal distribution. */
import { centralSlope, quantileMagnitude, upperTail } from './normal';

/** sqrt 2, 1, 1/2, 0, Infinity, NaN. */
const CONSTANTS: usize = memory.data<f32>([1.4142135623730951, 1, 0.5, 0, Infinity, NaN], 16);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** erf x = 2 Phi(x sqrt 2) - 1: at most 3.5 ulp. */
// @ts-ignore: decorator
@inline export function erf(x: v128): v128 {
  const z = f32x4.mul(x, c(0));
  const size = f32x4.abs(z);
  const half = f32x4.mul(z, centralSlope(f32x4.mul(z, z)));
  const tail = upperTail(size);
  const outer = v128.or(f32x4.sub(c(1), f32x4.add(tail, tail)), v128.xor(z, size));
  return v128.bitselect(f32x4.add(half, half), outer, f32x4.lt(size, c(1)));
}

/** The z with Phi(z) = p: at most 4.7 ulp for p from 2^-33; below, within 0.3 %. -Infinity at 0, Infinity at 1, NaN outside. */
// @ts-ignore: decorator
@inline export function normalQuantile(p: v128): v128 {
  const isLow = f32x4.lt(p, c(2));
  const tail = v128.bitselect(p, f32x4.sub(c(1), p), isLow);
  const twoTails = f32x4.add(tail, tail);
  const size = quantileMagnitude(twoTails, f32x4.sub(c(1), twoTails));
  const isInside = f32x4.gt(tail, c(3));
  const ends = v128.bitselect(c(4), c(5), f32x4.eq(tail, c(3)));
  const magnitude = v128.bitselect(size, ends, isInside);
  return v128.bitselect(f32x4.neg(magnitude), magnitude, isLow);
}
