/** What every execution of every operation is tried on: models that apply one, its cases, and what may differ in f32. */
import { type CompiledModel, compileModel } from '../../src/language/compile-model.ts';
import { OPERATIONS, type OperationName, operation } from '../../src/language/operations.ts';
import { BUILDERS, FUNCTIONS } from '../../src/language/vocabulary.ts';

export const NAMES = Object.keys(OPERATIONS) as OperationName[];

/** How an operation is written on operands given as texts. */
const WRITTEN: Partial<Record<OperationName, (operands: readonly string[]) => string>> = {
  add: ([x, y]) => `${x} + ${y}`,
  subtract: ([x, y]) => `${x} - ${y}`,
  multiply: ([x, y]) => `${x} * ${y}`,
  divide: ([x, y]) => `${x} / ${y}`,
  negate: ([x]) => `-${x}`,
  less: ([x, y]) => `${x} < ${y}`,
  lessOrEqual: ([x, y]) => `${x} <= ${y}`,
  equal: ([x, y]) => `${x} === ${y}`,
  notEqual: ([x, y]) => `${x} !== ${y}`,
  and: ([x, y]) => `${x} && ${y}`,
  or: ([x, y]) => `${x} || ${y}`,
  not: ([x]) => `!(${x})`,
  select: ([c, x, y]) => `${c} ? ${x} : ${y}`,
};

/** The operation as a number, on operands that are numbers: conditions are written as x !== 0. */
function written(name: OperationName, sources: readonly string[]): string {
  const { parameters, result } = operation(name);
  const operands = parameters.map((type, i) => (type === 'boolean' ? `(${sources[i]} !== 0)` : `${sources[i]}`));
  const text = WRITTEN[name]?.(operands) ?? `${name}(${operands.join(', ')})`;
  return result === 'boolean' ? `(${text}) ? 1 : 0` : text;
}

const INPUTS = ['inputs.a', 'inputs.b', 'inputs.c'];
const SWITCHES = ['switches.d', 'switches.e', 'switches.f'];
/** Operands by sample, by run, and one of each: kernels have a form for each mix. */
export const MIXES: readonly (readonly string[])[] = [
  INPUTS,
  SWITCHES,
  ['inputs.a', 'switches.e', 'inputs.c'],
  ['switches.d', 'inputs.b', 'switches.f'],
];

export function modelOf(name: OperationName): CompiledModel {
  return modelWith(
    name,
    MIXES.map((mix) => written(name, mix)),
  );
}

/** A model with the inputs a, b, c, the switches d, e, f and an outcome for each value. */
export function modelWith(title: string, values: readonly string[]): CompiledModel {
  const entry = (ids: string, value: string) => [...ids].map((id) => `${id}: ${value}`).join(', ');
  const outcomes = values.map((_, i) => `y${i}: outcome({ range: [-64, 64] })`).join(', ');
  const records = values.map((value, i) => `record('y${i}', () => ${value});`).join(' ');
  return compileModel(
    `import { ${[...BUILDERS, ...FUNCTIONS].join(', ')} } from 'headway';
export default model({
  title: '${title}',
  inputs: { ${entry('abc', "input({ family: 'uniform', min: 0, max: 1 })")} },
  switches: { ${entry('def', "toggle({ default: 0, options: [['zero', 0]] })")} },
  outcomes: { ${outcomes} },
  simulate({ inputs, switches, record }) { ${records} },
});`,
    `${title}.model.ts`,
  );
}

/** Where not-a-number meets min or max and goes on into something else. */
export const EXTREMA = ['min', 'max'] as const;
export const chainsOf = (extremum: string): string[] =>
  ['inputs.b', 'switches.e', '3'].flatMap((other) =>
    [`${extremum}(inputs.a, ${other})`, `${extremum}(${other}, inputs.a)`].flatMap((value) =>
      ['exp2', 'pow10', 'log2', 'logistic', 'tanh', 'sin', 'round'].map((next) => `${next}(${value})`),
    ),
  );
export const WHOLE = [0, 1, 2, 3, 5, 16, 31, -1, -2, -3, -7];

export const SAMPLED = { levers: [], dateSteps: [0] };

/** Arguments that lie at the edges of some operation; with the example they make every row's cases. */
const EDGES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1, 2.5, -2.5, 40, -40];

export function casesOf(name: OperationName): number[][] {
  const { parameters, example } = operation(name);
  const pairs = parameters.length === 1 ? EDGES.map((x) => [x]) : EDGES.flatMap((x) => EDGES.map((y) => [x, y]));
  return [[...example[0]], ...pairs.map((pair) => (parameters.length === 3 ? [pair[0]!, pair[1]!, 7] : pair))];
}

/** The angle of a sine, the power of a negative number: where single precision may differ from the table, and why. */
export function isOutside(name: OperationName, [x = 0, y = 0]: readonly number[]): boolean {
  // x^y of a negative x is NaN in kernels unless y is a constant; NaN^0, 1^∞ and ∞^0 go by way of the logarithm.
  if (name === 'pow')
    return !(x >= 0) || Math.abs(x) === Number.POSITIVE_INFINITY || Math.abs(y) === Number.POSITIVE_INFINITY;
  return false;
}

/** Relative to max(1, |value|): f32 rounding times the steps a function takes (assembly/math gives each in ulp). */
export const F32 = 4e-6;

export function same(found: number, expected: number, tolerance: number): boolean {
  if (Object.is(found, expected)) return true;
  return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

const LARGEST_F32 = 3.4028234663852886e38;

/** What single precision can hold of a value: overflow is infinite. */
export const inRange = (value: number) => (Math.abs(value) > LARGEST_F32 ? value * Number.POSITIVE_INFINITY : value);
