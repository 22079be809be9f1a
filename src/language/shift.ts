/**
 * Arithmetic on values that are a small difference plus a large constant (offsets.ts): the constant is kept apart as long
 * as what is done with the value allows, so that what the equations take off again is never added in single precision.
 * Values that are no such sum are made as they would be without this.
 */
import type { Builder } from './builder.ts';
import type { Value } from './ir.ts';
import type { OperationName } from './operations.ts';
import type { Make } from './simplify.ts';

/** A value as difference + by; `by` is uniform, and so computed in double precision. */
interface Shifted {
  readonly difference: Value;
  readonly by: Value;
}

export interface Shifting {
  readonly make: Make;
  /** `difference + by`, remembered as such. */
  shift(difference: Value, by: number): Value;
}

const COMPARISONS: ReadonlySet<string> = new Set<OperationName>(['less', 'lessOrEqual', 'equal', 'notEqual']);

export function shifting(builder: Builder, make: Make): Shifting {
  const sums = new Map<Value, Shifted>();

  function sum(difference: Value, by: Value): Value {
    if (by.kind === 'constant' && by.value === 0) return difference;
    const value = builder.operation('add', [difference, by]);
    if (difference.rate === 'varying') sums.set(value, { difference, by });
    return value;
  }

  const parts = (value: Value): Shifted => sums.get(value) ?? { difference: value, by: builder.constant(0) };

  /** Sum or difference of two values of which one is shifted at least. */
  function together(name: 'add' | 'subtract', x: Value, y: Value): Value {
    const [a, b] = [parts(x), parts(y)];
    if (y.rate === 'uniform') return sum(a.difference, make(name, [a.by, y]));
    if (x.rate === 'uniform') {
      return name === 'add'
        ? sum(b.difference, make('add', [x, b.by]))
        : sum(make('negate', [b.difference]), make('subtract', [x, b.by]));
    }
    return sum(make(name, [a.difference, b.difference]), make(name, [a.by, b.by]));
  }

  /** `x` against `y`, with what both have apart on the side of the uniform one. */
  function against(name: OperationName, x: Value, y: Value): Value {
    const [a, b] = [parts(x), parts(y)];
    if (y.rate === 'uniform') return make(name, [a.difference, make('subtract', [y, a.by])]);
    if (x.rate === 'uniform') return make(name, [make('subtract', [x, b.by]), b.difference]);
    return make(name, [make('subtract', [a.difference, b.difference]), make('subtract', [b.by, a.by])]);
  }

  function shiftedMake(name: OperationName, operands: readonly Value[]): Value {
    const [x, y] = operands;
    if (x === undefined || !operands.some((operand) => sums.has(operand))) return make(name, operands);
    if (name === 'negate') return sum(make('negate', [parts(x).difference]), make('negate', [parts(x).by]));
    if (y === undefined || operands.length > 2) return make(name, operands);
    if (name === 'add' || name === 'subtract') return together(name, x, y);
    if (COMPARISONS.has(name)) return against(name, x, y);
    const [shifted, uniform] = sums.has(x) ? [x, y] : [y, x];
    if (uniform.rate !== 'uniform') return make(name, operands);
    const { difference, by } = parts(shifted);
    if (name === 'multiply' || (name === 'divide' && shifted === x)) {
      return sum(make(name, [difference, uniform]), make(name, [by, uniform]));
    }
    if (name === 'min' || name === 'max') return sum(make(name, [difference, make('subtract', [uniform, by])]), by);
    return make(name, operands);
  }

  return {
    make: shiftedMake,
    // Made only where it is needed: a value more changes the names of all that come after it.
    shift: (difference, by) => (by === 0 ? difference : sum(difference, builder.constant(by))),
  };
}
