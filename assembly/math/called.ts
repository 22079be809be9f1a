/** Functions that kernels call where they stand outside of loops: written out there, they cost more bytes than time. */
import { exp2 } from './exp2';
import { log2 } from './log2';

/** 2^x: as `exp2`. */
export function exp2Called(x: v128): v128 {
  return exp2(x);
}

/** log2 x: as `log2`. */
export function log2Called(x: v128): v128 {
  return log2(x);
}
