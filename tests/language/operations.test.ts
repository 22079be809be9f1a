/** Every row of the operations table keeps what it says, in every execution there is without a GPU. */
import * as vocabulary from 'headway';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledModel, compileModel } from '../../src/language/compile-model.ts';
import { foldOperation, OPERATIONS, type OperationName, operation } from '../../src/language/operations.ts';
import { BUILDERS, FUNCTIONS } from '../../src/language/vocabulary.ts';
import { compileKernels, type Kernels } from '../emit/kernels.ts';
import { asExact, asOptimised, runModel } from './run-model.ts';

const NAMES = Object.keys(OPERATIONS) as OperationName[];

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
const MIXES: readonly (readonly string[])[] = [
  INPUTS,
  SWITCHES,
  ['inputs.a', 'switches.e', 'inputs.c'],
  ['switches.d', 'inputs.b', 'switches.f'],
];

function modelOf(name: OperationName): CompiledModel {
  return modelWith(
    name,
    MIXES.map((mix) => written(name, mix)),
  );
}

/** A model with the inputs a, b, c, the switches d, e, f and an outcome for each value. */
function modelWith(title: string, values: readonly string[]): CompiledModel {
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
const EXTREMA = ['min', 'max'] as const;
const chainsOf = (extremum: string): string[] =>
  ['inputs.b', 'switches.e', '3'].flatMap((other) =>
    [`${extremum}(inputs.a, ${other})`, `${extremum}(${other}, inputs.a)`].flatMap((value) =>
      ['exp2', 'pow10', 'log2', 'logistic', 'tanh', 'sin', 'round'].map((next) => `${next}(${value})`),
    ),
  );
const WHOLE = [0, 1, 2, 3, 5, 16, 31, -1, -2, -3, -7];

const models = [
  ...NAMES.map(modelOf),
  ...EXTREMA.map((extremum) => modelWith(extremum, chainsOf(extremum))),
  modelWith(
    'powers',
    WHOLE.map((exponent) => `pow(inputs.a, ${exponent})`),
  ),
];
const SAMPLED = { levers: [], dateSteps: [0] };

/** Arguments that lie at the edges of some operation; with the example they make every row's cases. */
const EDGES = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 1, -1, 2.5, -2.5, 40, -40];

function casesOf(name: OperationName): number[][] {
  const { parameters, example } = operation(name);
  const pairs = parameters.length === 1 ? EDGES.map((x) => [x]) : EDGES.flatMap((x) => EDGES.map((y) => [x, y]));
  return [[...example[0]], ...pairs.map((pair) => (parameters.length === 3 ? [pair[0]!, pair[1]!, 7] : pair))];
}

/** The angle of a sine, the power of a negative number: where single precision may differ from the table, and why. */
function isOutside(name: OperationName, [x = 0, y = 0]: readonly number[]): boolean {
  // x^y of a negative x is NaN in kernels unless y is a constant; NaN^0, 1^∞ and ∞^0 go by way of the logarithm.
  if (name === 'pow')
    return !(x >= 0) || Math.abs(x) === Number.POSITIVE_INFINITY || Math.abs(y) === Number.POSITIVE_INFINITY;
  return false;
}

/** Relative to max(1, |value|): f32 rounding times the steps a function takes (assembly/math gives each in ulp). */
const F32 = 4e-6;

function same(found: number, expected: number, tolerance: number): boolean {
  if (Object.is(found, expected)) return true;
  return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
}

const LARGEST_F32 = 3.4028234663852886e38;

/** What single precision can hold of a value: overflow is infinite. */
const inRange = (value: number) => (Math.abs(value) > LARGEST_F32 ? value * Number.POSITIVE_INFINITY : value);

describe('the table', () => {
  test.each(NAMES)('%s: the example holds in f64, and folded as a constant', (name) => {
    const { evaluate, example } = operation(name);
    expect(Math.abs(evaluate(...example[0]) - example[1])).toBeLessThanOrEqual(
      1e-15 * Math.max(1, Math.abs(example[1])),
    );
    for (const values of casesOf(name)) {
      const expected = evaluate(...values);
      expect(same(foldOperation(name, values), expected, 1e-14), `${name}(${values.join(', ')})`).toBe(true);
    }
  });

  test.each(NAMES)('%s: has a text for every target', (name) => {
    const row = operation(name);
    const operands = row.parameters.map((_, i) => `operand${i}`);
    const rates = row.parameters.map(() => 'varying' as const);
    for (const text of [row.assembly(operands, rates), row.uniform(operands), row.wgsl(operands, rates)]) {
      for (const operand of operands) expect(text).toContain(operand);
      expect(text).not.toContain('undefined');
      expect(text).not.toContain('$');
    }
    expect(row.summary).not.toBe('');
    expect(row.example[0]).toHaveLength(row.parameters.length);
  });

  test('a model text can import exactly what the vocabulary lists', () => {
    expect(Object.keys(vocabulary).sort()).toEqual([...BUILDERS, ...FUNCTIONS].sort());
  });
});

describe('every operation on numbers and at its edges', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await compileKernels(models);
  });

  test.each(NAMES)('%s', (name) => {
    const index = NAMES.indexOf(name);
    const model = models[index]!;
    const { evaluate } = operation(name);
    for (const values of casesOf(name)) {
      const operands = [0, 1, 2].map((i) => values[i] ?? 0);
      const expected = evaluate(...values);
      const what = `${name}(${values.join(', ')})`;
      const setting = { ...SAMPLED, switches: operands };
      expect(runModel(asExact(model), model.meta, setting, operands), what).toEqual(MIXES.map(() => [expected]));
      if (isOutside(name, values)) continue;
      for (const [value] of runModel(asOptimised(model), model.meta, setting, operands))
        expect(same(value!, expected, 1e-12), what).toBe(true);
      const { outcomes } = kernels.run(index, setting, [operands]);
      outcomes[0]!.forEach(([found], mix) => {
        if (!same(found!, inRange(expected), F32))
          expect.fail(`${what} of ${MIXES[mix]!.join(', ')}: ${found} for ${expected}`);
      });
    }
  });

  test.each([
    ['the first', [Number.NaN, 2.7, 0], true],
    ['the second', [2.7, Number.NaN, 0], true],
    ['none', [2.7, 3.1, 0], false],
  ] as const)('not-a-number in %s operand of min and max is not lost further on', (_, [x, y], isNaNExpected) => {
    for (const [which, extremum] of EXTREMA.entries()) {
      const { outcomes } = kernels.run(NAMES.length + which, { ...SAMPLED, switches: [0, y, 0] }, [[x, y, 0]]);
      chainsOf(extremum).forEach((chain, i) => {
        const found = outcomes[0]![i]![0]!;
        const isUsed = Number.isNaN(x) || /inputs\.b|switches\.e/.test(chain);
        expect(Number.isNaN(found), `${chain} of ${x}, ${y}: ${found}`).toBe(isNaNExpected && isUsed);
      });
    }
  });

  test('constant whole powers take negative numbers and 0', () => {
    for (const x of [-2, -0.75, 0, 1.5]) {
      const { outcomes } = kernels.run(NAMES.length + EXTREMA.length, { ...SAMPLED, switches: [0, 0, 0] }, [[x, 0, 0]]);
      // 31 multiplications in f32.
      WHOLE.forEach((exponent, i) => {
        if (
          !same(outcomes[0]![i]![0]! / x ** exponent, x === 0 ? Number.NaN : 1, 2e-6) &&
          outcomes[0]![i]![0] !== x ** exponent
        )
          expect.fail(`${x}^${exponent}: ${outcomes[0]![i]![0]} for ${x ** exponent}`);
      });
    }
  });
});
