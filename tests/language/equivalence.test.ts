/**
 * One text, several executions: the text as TypeScript, the interpreter of its exact and of its optimised form, and the WASM
 * kernel give the same values: to the last bit where arithmetic is exact, else within a tolerance that is said.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { type CompiledModel, compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import {
  GOLDEN_NORMALS,
  LEAD_META,
  leadSimulate,
  PRESETS,
  planGolden,
  planLead,
  SWITCH_SETTINGS,
} from '../engine/lead.ts';
import { SIZES } from '../fuzz-sizes.ts';
import { linkKernels } from '../link/linked.ts';
import { type Choose, randomModel } from './random-model.ts';
import { allClose, chooser, compiled, inputsOf, settingOf } from './random-runs.ts';
import { asExact, asJavaScript, asOptimised, runModel } from './run-model.ts';

const LEAD = readFileSync(new URL('../../src/model/lead.ts', import.meta.url), 'utf8');

describe('the lead model', () => {
  const { exact, optimised } = compileModel(LEAD, 'lead.ts');
  const engines = {
    imported: createReferenceEngine(LEAD_META, leadSimulate),
    exact: createReferenceEngine(LEAD_META, interpreter(exact, LEAD_META)),
    optimised: createReferenceEngine(LEAD_META, interpreter(optimised, LEAD_META)),
  };

  test.each(SWITCH_SETTINGS)(
    'interpreted exactly has the bits of the imported text on the golden rows, %s',
    (setting) => {
      const plan = planGolden(setting);
      const imported = engines.imported.open(plan).evaluateNormals(GOLDEN_NORMALS, true);
      expect(engines.exact.open(plan).evaluateNormals(GOLDEN_NORMALS, true)).toEqual(imported);
      // Rounding alone: the rewritten arithmetic differs by a few units in the last place.
      const { outcomes } = engines.optimised.open(plan).evaluateNormals(GOLDEN_NORMALS, false);
      const flat = (rows: typeof outcomes) => rows.flat(2);
      expect(allClose(flat(outcomes), flat(imported.outcomes), 1e-9)).toBe(true);
    },
  );

  test('and on random samples under every option of every switch', () => {
    const switches = LEAD_META.switches.flatMap(({ id, options }) => options.map(({ value }) => ({ [id]: value })));
    expect(switches.length).toBeGreaterThan(20);
    for (const [i, chosen] of switches.entries()) {
      const plan = planLead({ scenarios: [{ preset: PRESETS[i % 3]!, switches: chosen }], samples: 4096 });
      const indices = [i, 1000 + 7 * i, 4095 - i];
      const imported = engines.imported.open(plan).evaluateIndices(indices, true);
      expect(engines.exact.open(plan).evaluateIndices(indices, true)).toEqual(imported);
    }
  });
});

/** Checks that many random models; a few are none, since their loops would take too long. How many there were. */
function forRandomModels(
  seed: number,
  numRuns: number,
  check: (model: CompiledModel, text: string, choose: Choose) => void,
): number {
  let models = 0;
  const property = fc.property(fc.integer({ min: 1, max: 1e9 }), (one) => {
    const choose = chooser(one);
    const text = randomModel(choose);
    const model = compiled(text);
    if (model === undefined) return;
    models++;
    check(model, text, choose);
  });
  fc.assert(property, { seed, numRuns });
  return models;
}

describe('random models', () => {
  test('interpreted exactly and optimised give the values of the text as JavaScript', () => {
    const models = forRandomModels(20_260_514, SIZES.interpreted, (model, text, choose) => {
      const script = asJavaScript(text);
      const [exact, optimised] = [asExact(model), asOptimised(model)];
      for (let run = 0; run < 4; run++) {
        const setting = settingOf(choose);
        const inputs = inputsOf(choose);
        const expected = runModel(script, model.meta, setting, inputs);
        expect(runModel(exact, model.meta, setting, inputs)).toEqual(expected);
        // Only the division in crossingTime rounds.
        expect(allClose(runModel(optimised, model.meta, setting, inputs), expected, 1e-14)).toBe(true);
      }
    });
    expect(models).toBeGreaterThan(0.8 * SIZES.interpreted);
  });

  test('as WASM kernels give those values too', () => {
    const models = forRandomModels(5001, SIZES.compiled, (model, text, choose) => {
      const kernels = linkKernels([model]);
      const script = asJavaScript(text);
      for (let run = 0; run < 3; run++) {
        const setting = settingOf(choose);
        const samples = Array.from({ length: 11 }, () => inputsOf(choose));
        const { code, outcomes } = kernels.run(0, setting, samples);
        expect(code).toBe(0);
        for (const [row, inputs] of samples.entries()) {
          const expected = runModel(script, model.meta, setting, inputs);
          // crossingTime rounds three times in f32 (2^-24 each); all else is exact.
          if (!allClose(outcomes[row] ?? [], expected, 4e-7))
            expect.fail(`${JSON.stringify({ setting, inputs, expected, found: outcomes[row] })}\n${text}`);
        }
      }
    });
    expect(models).toBeGreaterThan(0.9 * SIZES.compiled);
  });
});
