/** The models among the examples that are known from elsewhere have the answers that are known, on two engines and with both samplers. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { Evaluation } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import known from '../data/known-answers.json' with { type: 'json' };
import { kernelOf } from '../engine/toy.ts';

const SAMPLES = 2048;
const INDICES = Array.from({ length: SAMPLES }, (_, i) => i);
/** Standard errors of plain Monte Carlo; randomised Sobol' points must do better. */
const ALLOWED = { philox: 4, sobol: 2 } as const;

/** Values of an outcome at its last date. */
function valuesOf({ outcomes }: Evaluation, outcome: number): number[] {
  return outcomes.map(([scenario]) => scenario?.[outcome]?.at(-1) ?? Number.NaN);
}

describe.each(Object.entries(known.models))('examples/%s.ts', (name, answers) => {
  const file = `${name}.ts`;
  const text = readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8');

  test.each(['sobol', 'philox'] as const)('has the known means, and a kernel its values, with %s', async (sampler) => {
    const { meta, hash, exact } = compileModel(text, file);
    const plan = planRun(meta, defaultRequest(meta, hash, { samples: SAMPLES, sampler }));
    const reference = createReferenceEngine(meta, interpreter(exact, meta)).open(plan).evaluateIndices(INDICES, false);
    const built = await kernelOf(text, file);
    const kernel = createWasmEngine(built.module, built.meta, built.info).open(plan).evaluateIndices(INDICES, false);
    for (const [id, [mean = 0, deviation = 0]] of Object.entries<readonly number[]>(answers)) {
      const outcome = meta.outcomes.findIndex((each) => each.id === id);
      const [values, found] = [valuesOf(reference, outcome), valuesOf(kernel, outcome)];
      const average = values.reduce((sum, x) => sum + x, 0) / SAMPLES;
      const error = deviation / Math.sqrt(SAMPLES);
      expect(Math.abs(average - mean), `${id}: ${average} for ${mean}`).toBeLessThan(ALLOWED[sampler] * error);
      // Single precision through up to 365 steps; what jumps may jump in another sample.
      const off = values.filter(
        (x, i) => !(Math.abs(x - (found[i] ?? Number.NaN)) <= 2e-4 * (deviation + Math.abs(x))),
      );
      expect(off.length, `${id}: ${off.length} values differ`).toBeLessThanOrEqual(2);
    }
  });
});
