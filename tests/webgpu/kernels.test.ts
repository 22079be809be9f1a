/** WGSL kernels keep the meaning of their texts: every operation at its edges, NaN through min and max, random models. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emitWgsl } from '../../src/emit/wgsl.ts';
import type { CompiledModel } from '../../src/language/compile-model.ts';
import { type OperationName, operation } from '../../src/language/operations.ts';
import type { KernelPolicy, Kernels } from '../emit/kernels.ts';
import {
  casesOf,
  chainsOf,
  EXTREMA,
  inRange,
  isOutside,
  MIXES,
  modelOf,
  modelWith,
  NAMES,
  SAMPLED,
  same,
} from '../language/operation-cases.ts';
import { randomModel } from '../language/random-model.ts';
import { allClose, chooser, compiled, inputsOf, settingOf } from '../language/random-runs.ts';
import { asJavaScript, runModel } from '../language/run-model.ts';
import { linkKernels } from '../link/linked.ts';
import { openLane } from './lane.ts';

/**
 * Relative to max(1, |value|). WGSL promises exp2 to 3 + 2 |x| ulp, so that of 40 log2(e) to 118 ulp of 2^-24: 7e-6; all
 * others are nearer.
 */
const TOLERANCE = 8e-6;

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());

  /** [case][sample][outcome][date] on the GPU, the tapes from the kernels of the same models. */
  function onGpu(
    kernels: Kernels,
    models: readonly CompiledModel[],
    index: number,
    cases: readonly (readonly [policy: KernelPolicy, samples: readonly (readonly number[])[]])[],
    series: 'private' | 'buffer' = 'private',
  ): Promise<number[][][][]> {
    const model = models[index]!;
    const tapes = cases.map(([policy, inputs]) => {
      const { code, values } = kernels.tape(index, policy);
      expect(code).toBe(0);
      return { tape: values, dateSteps: policy.dateSteps, inputs };
    });
    // Plain built-ins are for devices that pass src/engine/webgpu/probe.ts; the software adapter does not.
    return lane!.call('runKernel', emitWgsl(model), { builtins: 'guarded', series }, model.meta.outcomes.length, tapes);
  }

  describe('every operation on numbers and at its edges, on the GPU', () => {
    const models = [...NAMES.map(modelOf), ...EXTREMA.map((extremum) => modelWith(extremum, chainsOf(extremum)))];
    let kernels: Kernels;
    beforeAll(async () => {
      kernels = linkKernels(models);
    });

    it.each(NAMES)('%s', async (name: OperationName) => {
      const cases = casesOf(name).filter((values) => !isOutside(name, values));
      const operands = cases.map((values) => [0, 1, 2].map((i) => values[i] ?? 0));
      const found = await onGpu(
        kernels,
        models,
        NAMES.indexOf(name),
        operands.map((switches) => [{ ...SAMPLED, switches }, [switches]]),
      );
      cases.forEach((values, i) => {
        const expected = inRange(operation(name).evaluate(...values));
        MIXES.forEach((mix, outcome) => {
          const [got = 0] = found[i]?.[0]?.[outcome] ?? [];
          if (!same(got, expected, TOLERANCE))
            expect.fail(`${name}(${values.join(', ')}) of ${mix.join(', ')}: ${got} for ${expected}`);
        });
      });
    });

    it.each([
      ['the first', [Number.NaN, 2.7, 0], true],
      ['the second', [2.7, Number.NaN, 0], true],
      ['none', [2.7, 3.1, 0], false],
    ] as const)(
      'not-a-number in %s operand of min and max is not lost further on',
      async (_, [x, y], isNaNExpected) => {
        for (const [which, extremum] of EXTREMA.entries()) {
          const policy = { ...SAMPLED, switches: [0, y, 0] };
          const [found] = await onGpu(kernels, models, NAMES.length + which, [[policy, [[x, y, 0]]]]);
          chainsOf(extremum).forEach((chain, i) => {
            const isUsed = Number.isNaN(x) || /inputs\.b|switches\.e/.test(chain);
            const [value = 0] = found?.[0]?.[i] ?? [];
            expect(Number.isNaN(value), `${chain} of ${x}, ${y}: ${value}`).toBe(isNaNExpected && isUsed);
          });
        }
      },
    );
  });

  describe('random models with exact arithmetic, on the GPU', () => {
    const texts = Array.from({ length: 16 }, (_, i) => ({ seed: 7001 + i, text: randomModel(chooser(7001 + i)) }));
    const models = texts.flatMap(({ seed, text }) => {
      const model = compiled(text);
      return model === undefined ? [] : [{ seed, text, model }];
    });
    const programs = models.map(({ model }) => model);
    let kernels: Kernels;
    beforeAll(async () => {
      kernels = linkKernels(programs);
    });

    it.each(['private', 'buffer'] as const)('give the values of their text, with %s series', async (series) => {
      expect(models.length).toBeGreaterThan(12);
      for (const [index, { seed, text, model }] of models.entries()) {
        const choose = chooser(-seed);
        const runs = Array.from({ length: 3 }, () => {
          const setting = settingOf(choose);
          return [setting, Array.from({ length: 11 }, () => inputsOf(choose))] as const;
        });
        const found = await onGpu(kernels, programs, index, runs, series);
        const script = asJavaScript(text);
        runs.forEach(([setting, samples], run) => {
          samples.forEach((inputs, row) => {
            const expected = runModel(script, model.meta, setting, inputs);
            // Only crossingTime rounds: its division may be 2.5 ulp off, and the products around it.
            if (!allClose(found[run]?.[row] ?? [], expected, 1e-6))
              expect.fail(
                `seed ${seed}: ${JSON.stringify({ setting, inputs, expected, found: found[run]?.[row] })}\n${text}`,
              );
          });
        });
      }
    });
  });
}
