/**
 * The operations of the model language. Each is one record (operations/record.ts says what that holds) in the file of its
 * kind; a new one is a record there and rows in its tests. A new file of records is named here and in `index.ts`.
 */
import * as exponential from './operations/exponential.ts';
import * as extrema from './operations/extrema.ts';
import * as hyperbolic from './operations/hyperbolic.ts';
import { OPERATORS } from './operations/operators.ts';
import type { Composite, Operation, Signature } from './operations/record.ts';
import * as rounding from './operations/rounding.ts';
import * as special from './operations/special.ts';
import * as trigonometry from './operations/trigonometry.ts';

export type { Composite, Operation, Rate, Signature, ValueType } from './operations/record.ts';

const { clamp, ...minAndMax } = extrema;

export const OPERATIONS = {
  ...OPERATORS,
  ...minAndMax,
  ...rounding,
  ...exponential,
  ...trigonometry,
  ...hyperbolic,
  ...special,
} as const satisfies Record<string, Operation>;

/** Functions made of operations. */
export const COMPOSITES: Readonly<Record<string, Composite>> = { clamp };

export type OperationName = keyof typeof OPERATIONS;

/** All names in alphabetical order: a bundler may order the records of a file as it likes, and texts must not depend on it. */
export const OPERATION_NAMES: readonly OperationName[] = (Object.keys(OPERATIONS) as OperationName[]).sort();

/** The row of an operation, under its common type. */
export function operation(name: OperationName): Operation {
  return OPERATIONS[name];
}

/** Looks a callable operation up by the name used in a model text. */
export function callableOperation(name: string): OperationName | undefined {
  if (!Object.hasOwn(OPERATIONS, name)) return undefined;
  return operation(name as OperationName).callable ? (name as OperationName) : undefined;
}

/** What a function of numbers takes and means, by the name used in a model text. */
export function signatureOf(name: string): Signature | undefined {
  if (Object.hasOwn(COMPOSITES, name)) return COMPOSITES[name];
  const found = callableOperation(name);
  return found === undefined ? undefined : operation(found);
}

/** Names of the functions of numbers. */
export const NUMBER_FUNCTIONS: readonly string[] = [...Object.keys(OPERATIONS), ...Object.keys(COMPOSITES)].filter(
  (name) => signatureOf(name) !== undefined,
);

/** What is wrong with the number of operands in a call, or null. */
export function miscounted(name: string, count: number): string | null {
  const signature = signatureOf(name);
  const wanted = signature?.parameters.length ?? 0;
  if (count === wanted || (signature?.several === true && count > wanted)) return null;
  const words =
    signature?.several === true ? `${wanted} numbers or more` : `${wanted} number${wanted === 1 ? '' : 's'}`;
  return `${name}() takes ${words}, not ${count}`;
}

/** A call of one of them, with `make` for operations; the operands are as many as `miscounted` allows. */
export function applied<T>(
  name: string,
  operands: readonly T[],
  make: (name: OperationName, operands: readonly T[]) => T,
): T {
  const composite = Object.hasOwn(COMPOSITES, name) ? COMPOSITES[name] : undefined;
  if (composite !== undefined) return composite.compose(make, operands);
  const found = callableOperation(name);
  if (found === undefined) throw new RangeError(`"${name}" is not a function of numbers`);
  const [first, ...rest] = operands;
  if (first === undefined || rest.length < 2) return make(found, operands);
  return rest.reduce((result, operand) => make(found, [result, operand]), first);
}
