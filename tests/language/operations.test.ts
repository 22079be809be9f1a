/** Every row of the operations table keeps what it says, in every execution there is without a GPU. */
import * as vocabulary from 'headway';
import { beforeAll, describe, expect, test } from 'vitest';
import { foldOperation } from '../../src/language/fold.ts';
import { operation } from '../../src/language/operations.ts';
import { BUILDERS, FUNCTIONS } from '../../src/language/vocabulary.ts';
import type { Kernels } from '../emit/kernels.ts';
import { linkKernels } from '../link/linked.ts';
import {
  casesOf,
  chainsOf,
  EXTREMA,
  F32,
  inRange,
  isOutside,
  MIXES,
  modelOf,
  modelWith,
  NAMES,
  SAMPLED,
  same,
  WHOLE,
} from './operation-cases.ts';
import { asExact, asOptimised, runModel } from './run-model.ts';

const models = [
  ...NAMES.map(modelOf),
  ...EXTREMA.map((extremum) => modelWith(extremum, chainsOf(extremum))),
  modelWith(
    'powers',
    WHOLE.map((exponent) => `pow(inputs.a, ${exponent})`),
  ),
];
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
    kernels = linkKernels(models);
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
