/**
 * The operations of the model language: one row each. A row is an operation's meaning (`evaluate`, f64), its text in a
 * SIMD AssemblyScript kernel (`assembly`, four samples a vector), in uniform AssemblyScript (`uniform`, one f64) and in
 * WGSL (`wgsl`, one f32). Adding an operation is adding a row; the tests execute every row's `example` on every engine.
 *
 * Rules: every operation is total (NaN in, NaN out; no traps), so evaluating one that the text would have skipped is safe.
 */

export type Rate = 'uniform' | 'varying';
export type ValueType = 'number' | 'boolean';

export interface Operation {
  readonly parameters: readonly ValueType[];
  readonly result: ValueType;
  /** True where the name can be called in a model text; the others are written as operators. */
  readonly callable: boolean;
  /** One line for the documentation. */
  readonly summary: string;
  readonly evaluate: (...values: number[]) => number;
  /**
   * `rates` lets min and max pick the one-instruction form: 'uniform' only for operands known not to be NaN
   * (src/emit/rates.ts). Booleans are lane masks.
   */
  readonly assembly: (operands: readonly string[], rates: readonly Rate[]) => string;
  readonly uniform: (operands: readonly string[]) => string;
  /** Calls helpers of src/emit/wgsl-mathematics.ts. `rates` serves min and max as in `assembly`; booleans are bool. */
  readonly wgsl: (operands: readonly string[], rates: readonly Rate[]) => string;
  /** Arguments and the exact result, to about 1e-6 relative; run on every engine by the tests. */
  readonly example: readonly [arguments_: readonly number[], result: number];
}

const number1 = ['number'] as const;
const number2 = ['number', 'number'] as const;

/** A callable function of one number. */
function unary(
  summary: string,
  evaluate: (x: number) => number,
  assembly: string,
  uniform: string,
  wgsl: string,
  example: readonly [number, number],
): Operation {
  const fill = (template: string) => (operands: readonly string[]) => template.replaceAll('$', operands[0] ?? '');
  return {
    parameters: number1,
    result: 'number',
    callable: true,
    summary,
    evaluate,
    assembly: fill(assembly),
    uniform: fill(uniform),
    wgsl: fill(wgsl),
    example: [[example[0]], example[1]],
  };
}

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

/**
 * min and max propagate NaN as Math.min and Math.max do. The p-forms are one instruction each and return their first operand
 * when either is NaN: one suffices where the second cannot be NaN, else two in both orders are joined by "or" (equal numbers
 * stay themselves, a NaN stays a NaN), which is half of what f32x4.min costs on x64.
 */
function extremum(
  which: 'min' | 'max',
  evaluate: (x: number, y: number) => number,
  example: Operation['example'],
): Operation {
  return {
    parameters: number2,
    result: 'number',
    callable: true,
    summary: `the ${which === 'min' ? 'smaller' : 'larger'} of two numbers`,
    evaluate,
    assembly: ([x, y], [, rateOfSecond]) =>
      rateOfSecond === 'uniform'
        ? `f32x4.p${which}(${x}, ${y})`
        : `v128.or(f32x4.p${which}(${x}, ${y}), f32x4.p${which}(${y}, ${x}))`,
    uniform: ([x, y]) => `Math.${which}(${x}, ${y})`,
    wgsl: ([x, y], [, rateOfSecond]) =>
      rateOfSecond === 'uniform'
        ? `select(${x}, ${y}, ${y} ${which === 'min' ? '<' : '>'} ${x})`
        : `${which === 'min' ? 'lesser' : 'greater'}(${x}, ${y})`,
    example,
  };
}

const flag = (condition: boolean): number => (condition ? 1 : 0);

export const OPERATIONS = {
  add: infix('+', 'add', 'number', 'sum', (x, y) => x + y, [[1.5, 2], 3.5]),
  subtract: infix('-', 'sub', 'number', 'difference', (x, y) => x - y, [[1.5, 2], -0.5]),
  multiply: infix('*', 'mul', 'number', 'product', (x, y) => x * y, [[1.5, 2], 3]),
  divide: infix('/', 'div', 'number', 'quotient', (x, y) => x / y, [[3, 2], 1.5]),
  negate: { ...unary('minus', (x) => -x, 'f32x4.neg($)', '(-$)', '(-$)', [2, -2]), callable: false },
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
  min: extremum('min', Math.min, [[3, -1], -1]),
  max: extremum('max', Math.max, [[3, -1], 3]),
  abs: unary('x without its sign', Math.abs, 'f32x4.abs($)', 'Math.abs($)', 'abs($)', [-2.5, 2.5]),
  sign: unary('-1, 0 or 1', Math.sign, 'sign($)', 'Math.sign($)', 'signOf($)', [-2.5, -1]),
  floor: unary(
    'largest whole number not above x',
    Math.floor,
    'f32x4.floor($)',
    'Math.floor($)',
    'floor($)',
    [-2.5, -3],
  ),
  ceil: unary('smallest whole number not below x', Math.ceil, 'f32x4.ceil($)', 'Math.ceil($)', 'ceil($)', [-2.5, -2]),
  round: unary(
    'whole number nearest to x, halves up',
    (x) => Math.floor(x + 0.5),
    'f32x4.floor(f32x4.add($, f32x4.splat(0.5)))',
    'Math.floor($ + 0.5)',
    'floor($ + 0.5f)',
    [2.5, 3],
  ),
  sqrt: unary('square root', Math.sqrt, 'f32x4.sqrt($)', 'Math.sqrt($)', 'root($)', [2, Math.SQRT2]),
  exp: unary('e^x', Math.exp, 'exp($)', 'Math.exp($)', 'power2($ * 1.442695f)', [1, Math.E]),
  exp2: unary('2^x', (x) => 2 ** x, 'exp2($)', 'Math.pow(2.0, $)', 'power2($)', [0.5, Math.SQRT2]),
  pow10: unary(
    '10^x',
    (x) => 10 ** x,
    'pow10($)',
    'Math.pow(10.0, $)',
    'power2($ * 3.321928f)',
    [0.5, 3.1622776601683795],
  ),
  ln: unary(
    'natural logarithm; NaN below 0, -Infinity at 0',
    Math.log,
    'ln($)',
    'Math.log($)',
    '(logarithm2($) * 0.6931472f)',
    [2, Math.LN2],
  ),
  log2: unary('logarithm to base 2', Math.log2, 'log2($)', 'Math.log2($)', 'logarithm2($)', [3, 1.584962500721156]),
  log10: unary('logarithm to base 10', Math.log10, 'log10($)', 'Math.log10($)', '(logarithm2($) * 0.30103f)', [
    2,
    Math.LOG10E * Math.LN2,
  ]),
  pow: {
    parameters: number2,
    result: 'number',
    callable: true,
    summary: 'x^y; a negative x needs a whole constant y from -64 to 64',
    evaluate: (x, y) => x ** y,
    assembly: ([x, y]) => `pow(${x}, ${y})`,
    uniform: ([x, y]) => `Math.pow(${x}, ${y})`,
    wgsl: ([x, y]) => `power(${x}, ${y})`,
    example: [[2, 0.5], Math.SQRT2],
  },
  sin: unary('sine of radians', Math.sin, 'sin($)', 'Math.sin($)', 'sine($)', [1, 0.8414709848078965]),
  cos: unary('cosine of radians', Math.cos, 'cos($)', 'Math.cos($)', 'cosine($)', [1, 0.5403023058681398]),
  tanh: unary(
    'hyperbolic tangent',
    Math.tanh,
    'tanh($)',
    'Math.tanh($)',
    'hyperbolicTangent($)',
    [0.5, 0.4621171572600097],
  ),
  logistic: unary(
    '1 / (1 + exp(-x))',
    (x) => 1 / (1 + Math.exp(-x)),
    'logistic($)',
    '(1.0 / (1.0 + Math.exp(-$)))',
    '(1.0f / (1.0f + power2($ * -1.442695f)))',
    [0.5, 0.6224593312018546],
  ),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof OPERATIONS;

/** The row of an operation, under its common type. */
export function operation(name: OperationName): Operation {
  return OPERATIONS[name];
}

/** Looks a callable operation up by the name used in a model text. */
export function callableOperation(name: string): OperationName | undefined {
  if (!Object.hasOwn(OPERATIONS, name)) return undefined;
  return operation(name as OperationName).callable ? (name as OperationName) : undefined;
}
