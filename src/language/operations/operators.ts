/** Operations written with signs rather than names: arithmetic, comparisons, logic and the choice. */
import type { Operation, ValueType } from './record.ts';

const number2 = ['number', 'number'] as const;
const flag = (condition: boolean): number => (condition ? 1 : 0);

/** An infix operator of two numbers; `simd` is the f32x4 method. */
function infix(
  symbol: string,
  simd: string,
  result: ValueType,
  summary: string,
  evaluate: (x: number, y: number) => number,
  example: Operation['example'],
): Operation {
  const text = ([x, y]: readonly string[]) => `(${x} ${symbol} ${y})`;
  return {
    parameters: number2,
    result,
    callable: false,
    summary,
    evaluate,
    assembly: ([x, y]) => `f32x4.${simd}(${x}, ${y})`,
    uniform: result === 'boolean' ? (operands) => `f64(${text(operands)})` : text,
    wgsl: text,
    example,
  };
}

function logical(
  symbol: '&&' | '||',
  simd: string,
  summary: string,
  evaluate: Operation['evaluate'],
  example: Operation['example'],
): Operation {
  return {
    parameters: ['boolean', 'boolean'],
    result: 'boolean',
    callable: false,
    summary,
    evaluate,
    assembly: ([x, y]) => `v128.${simd}(${x}, ${y})`,
    uniform: ([x, y]) => `f64((${x} != 0) ${symbol} (${y} != 0))`,
    wgsl: ([x, y]) => `(${x} ${symbol} ${y})`,
    example,
  };
}

export const OPERATORS = {
  add: infix('+', 'add', 'number', 'sum', (x, y) => x + y, [[1.5, 2], 3.5]),
  subtract: infix('-', 'sub', 'number', 'difference', (x, y) => x - y, [[1.5, 2], -0.5]),
  multiply: infix('*', 'mul', 'number', 'product', (x, y) => x * y, [[1.5, 2], 3]),
  divide: infix('/', 'div', 'number', 'quotient', (x, y) => x / y, [[3, 2], 1.5]),
  negate: {
    parameters: ['number'],
    result: 'number',
    callable: false,
    summary: 'minus',
    evaluate: (x) => -x,
    assembly: ([x]) => `f32x4.neg(${x})`,
    uniform: ([x]) => `(-${x})`,
    wgsl: ([x]) => `(-${x})`,
    example: [[2], -2],
  },
  less: infix('<', 'lt', 'boolean', 'less than', (x, y) => flag(x < y), [[1, 2], 1]),
  lessOrEqual: infix('<=', 'le', 'boolean', 'at most', (x, y) => flag(x <= y), [[2, 2], 1]),
  equal: infix('==', 'eq', 'boolean', 'equal', (x, y) => flag(x === y), [[2, 2], 1]),
  notEqual: {
    ...infix('!=', 'ne', 'boolean', 'different', (x, y) => flag(x !== y), [[2, 2], 0]),
    // WGSL's != is an ordered comparison on some devices: false of NaN.
    wgsl: ([x, y]) => `(!(${x} == ${y}))`,
  },
  and: logical('&&', 'and', 'both', (x, y) => flag(x !== 0 && y !== 0), [[1, 0], 0]),
  or: logical('||', 'or', 'at least one', (x, y) => flag(x !== 0 || y !== 0), [[1, 0], 1]),
  not: {
    parameters: ['boolean'],
    result: 'boolean',
    callable: false,
    summary: 'the opposite',
    evaluate: (x) => flag(x === 0),
    assembly: ([x]) => `v128.not(${x})`,
    uniform: ([x]) => `f64(${x} == 0)`,
    wgsl: ([x]) => `(!${x})`,
    example: [[0], 1],
  },
  select: {
    parameters: ['boolean', 'number', 'number'],
    result: 'number',
    callable: false,
    summary: 'condition ? a : b; both sides are evaluated',
    evaluate: (condition, x, y) => (condition !== 0 ? x : y),
    assembly: ([condition, x, y]) => `v128.bitselect(${x}, ${y}, ${condition})`,
    uniform: ([condition, x, y]) => `(${condition} != 0 ? ${x} : ${y})`,
    wgsl: ([condition, x, y]) => `select(${y}, ${x}, ${condition})`,
    example: [[1, 5, 6], 5],
  },
} as const satisfies Record<string, Operation>;
