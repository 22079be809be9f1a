/** x^y by exp2(y log2 x), so the error grows with the exponent: at most 1.4 (1 + |log2 of the result|) ulp. */
import { exp2 } from './exp2';
import { log2 } from './log2';

/**
 * x^y for x >= 0 as Math.pow has it: 0^y is 0 or +Infinity, x^0 is 1 whatever x. Outside that domain NaN, also where
 * Math.pow gives a number (negative x with whole y); Infinity^0 is 1, 1^Infinity NaN as in Math.pow.
 */
// @ts-ignore: decorator
@inline export function pow(x: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  return v128.bitselect(one, exp2(f32x4.mul(y, log2(x))), f32x4.eq(y, f32x4.splat(0)));
}
