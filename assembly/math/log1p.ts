/** ln(1 + x), four lanes of f32. */
import { ln } from './log2';

/** 1/9, 1/7, 1/5, 1/3, 1, 2; then the range of the series. */
const CONSTANTS: usize = memory.data<f32>(
  [0.1111111111111111, 0.14285714285714285, 0.2, 0.3333333333333333, 1, 2, -0.29, 0.41],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/**
 * ln(1 + x): at most 3.5 ulp. NaN below -1, -Infinity at -1.
 *
 * Method: near zero 2 artanh(s), s = x / (2 + x), by its series to s^9 (what is left out is below 2^-28); beyond, 1 + x is
 * accurate enough.
 */
// @ts-ignore: decorator
@inline export function log1p(x: v128): v128 {
  const s = f32x4.div(x, f32x4.add(x, c(5)));
  const z = f32x4.mul(s, s);
  const low = f32x4.add(c(3), f32x4.mul(z, c(2)));
  const high = f32x4.add(c(1), f32x4.mul(z, c(0)));
  const rest = f32x4.mul(z, f32x4.add(low, f32x4.mul(f32x4.mul(z, z), high)));
  const twice = f32x4.add(s, s);
  const near = f32x4.add(twice, f32x4.mul(twice, rest));
  const isNear = v128.and(f32x4.gt(x, c(6)), f32x4.lt(x, c(7)));
  return v128.bitselect(near, ln(f32x4.add(x, c(4))), isNear);
}
