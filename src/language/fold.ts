/**
 * Operations on constants, with the same bits on every host: what is computed before a run reaches kernels and digests, and
 * the language standard leaves `Math.exp` and its like to the host.
 */
import { type OperationName, operation } from './operations.ts';
import * as portable from './portable.ts';

/** Portable forms of the operations that the language standard leaves to the host. */
const PORTABLE: Partial<Record<OperationName, (...values: number[]) => number>> = {
  exp: portable.exp,
  exp2: (x) => portable.pow(2, x),
  pow10: portable.pow10,
  ln: portable.ln,
  log2: portable.log2,
  log10: portable.log10,
  pow: portable.pow,
  sin: portable.sin,
  cos: portable.cos,
  tanh: portableTanh,
  logistic: (x) => 1 / (1 + portable.exp(-x)),
};

/** tanh x within 1e-14 of it: by its series where the exponentials would cancel. */
function portableTanh(x: number): number {
  const square = x * x;
  if (square < 1e-4) return x * (1 - square * (1 / 3 - square * (2 / 15 - (square * 17) / 315)));
  return 1 - 2 / (portable.exp(2 * x) + 1);
}

/** The value of an operation on constants, the same on every host: for all that is computed before a run. */
export function foldOperation(name: OperationName, values: readonly number[]): number {
  return (PORTABLE[name] ?? operation(name).evaluate)(...values);
}
