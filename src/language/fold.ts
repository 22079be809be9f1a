/**
 * Operations on constants, with the same bits on every host: what is computed before a run reaches kernels and digests, and
 * the language standard leaves `Math.exp` and its like to the host.
 */
import { type OperationName, operation } from './operations.ts';

/** The value of an operation on constants, the same on every host: for all that is computed before a run. */
export function foldOperation(name: OperationName, values: readonly number[]): number {
  const { evaluate, portable } = operation(name);
  return (portable ?? evaluate)(...values);
}
