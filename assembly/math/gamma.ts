/**
 * The gamma function and its logarithm for x > 0, four lanes of f32; NaN below 0, Infinity at 0.
 *
 * Method: Stirling's series (DLMF 5.11.1) of y = x + 4 where x < 4, and the product x (x + 1) (x + 2) (x + 3) divided out. Not
 * inlined: it is long.
 */
import { exp } from './exp2';
import { ln } from './log2';

/** 1/2, ln(2 pi) / 2, 1/12, -1/360, 4, 0, Infinity, NaN, 1/1260. */
const CONSTANTS: usize = memory.data<f32>(
  [0.5, 0.9189385332046728, 0.08333333333333333, -0.002777777777777778, 4, 0, Infinity, NaN, 0.0007936507936507937],
  16,
);

// @ts-ignore: decorator
@inline function c(index: usize): v128 {
  return v128.load32_splat(CONSTANTS + (index << 2));
}

/** ln Gamma(y) for y >= 4. */
// @ts-ignore: decorator
@inline function stirling(y: v128): v128 {
  const inverse = f32x4.div(f32x4.splat(1), y);
  const square = f32x4.mul(inverse, inverse);
  const rest = f32x4.mul(square, f32x4.add(c(3), f32x4.mul(square, c(8))));
  const series = f32x4.mul(inverse, f32x4.add(c(2), rest));
  const main = f32x4.mul(f32x4.sub(y, c(0)), ln(y));
  return f32x4.add(f32x4.sub(main, y), f32x4.add(c(1), series));
}

/** x (x + 1) (x + 2) (x + 3). */
// @ts-ignore: decorator
@inline function rising(x: v128): v128 {
  let product = x;
  for (let k = 1; k < 4; k++) product = f32x4.mul(product, f32x4.add(x, f32x4.splat(<f32>k)));
  return product;
}

// @ts-ignore: decorator
@inline function atEnds(value: v128, x: v128): v128 {
  const infinite = v128.bitselect(c(6), c(7), v128.or(f32x4.eq(x, c(5)), f32x4.eq(x, c(6))));
  return v128.bitselect(value, infinite, v128.and(f32x4.gt(x, c(5)), f32x4.lt(x, c(6))));
}

/** ln Gamma(x): absolute error at most 2.8e-6 below 4, relative error at most 4e-7 beyond. */
export function lnGamma(x: v128): v128 {
  const isSmall = f32x4.lt(x, c(4));
  const whole = stirling(v128.bitselect(f32x4.add(x, c(4)), x, isSmall));
  return atEnds(v128.bitselect(f32x4.sub(whole, ln(rising(x))), whole, isSmall), x);
}

/** Gamma(x): relative error at most 2.7e-6 below 4, beyond at most 5 (1 + ln of the result) ulp. */
export function gamma(x: v128): v128 {
  const isSmall = f32x4.lt(x, c(4));
  const whole = exp(stirling(v128.bitselect(f32x4.add(x, c(4)), x, isSmall)));
  return atEnds(v128.bitselect(f32x4.div(whole, rising(x)), whole, isSmall), x);
}
