/** What every engine owes on inputs of many draws: the values of the reference. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type Plan, planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';

export const TEXT = readFileSync(new URL('./many-draws.model.ts', import.meta.url), 'utf8');

/** More draws than there are Sobol' dimensions, and more than a shader keeps to itself. */
export const LONG = `import { input, model, outcome, sum } from 'headway';
export default model({
  title: 'Long',
  inputs: {
    one: input({ family: 'uniform', min: 0, max: 1 }),
    shock: input({ family: 'normal', p5: -1, p50: 0, p95: 1, count: 1100, correlation: 0.3 }),
  },
  outcomes: { y: outcome({ range: [-512, 512] }), last: outcome({ range: [-8, 8] }) },
  simulate({ inputs, record }) {
    record('y', () => sum(inputs.shock) + inputs.one);
    record('last', () => inputs.shock[1099]);
  },
});
`;

const SAMPLES = 2048;

/** A direction with a part in every element. */
function directionFor(elements: number): number[] {
  const raw = Array.from({ length: elements }, (_, i) => 1 / (1 + (i % 5)));
  const length = Math.hypot(...raw);
  return raw.map((x) => x / length);
}

export function draftsFor(elements: number): readonly RequestDraft[] {
  return [
    { sampler: 'philox', samples: SAMPLES },
    { sampler: 'sobol', samples: SAMPLES },
    { sampler: 'sobol', samples: SAMPLES, direction: directionFor(elements), scenarios: [{ switches: { from: 0 } }] },
  ];
}

/** @param tolerance relative to max(1, |value|); for the outcomes in `exact` 0, but for a few draws within the rounding of a step. */
export async function compareDraws(engine: Engine, text: string, tolerance: number, from = 0): Promise<void> {
  const { meta, hash, exact } = compileModel(text, 'many-draws.model.ts');
  const reference = createReferenceEngine(meta, interpreter(exact, meta));
  const indices = Array.from({ length: 256 }, (_, i) => from + 7 * i);
  const elements = planRun(meta, defaultRequest(meta, hash)).dimensions.length;
  for (const draft of draftsFor(elements)) {
    const scenarios = meta.switches.length === 0 ? [{}] : (draft.scenarios ?? [{}]);
    const plan: Plan = planRun(meta, defaultRequest(meta, hash, { ...draft, scenarios }));
    const expected = reference.open(plan).evaluateIndices(indices, false);
    const found = await (await engine.open(plan)).evaluateIndices(indices, false);
    const differ = (a: number, b: number): boolean => !(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a)));
    let steps = 0;
    expected.outcomes.forEach(([scenario], row) => {
      meta.outcomes.forEach(({ id }, outcome) => {
        scenario![outcome]!.forEach((value, date) => {
          const other = found.outcomes[row]![0]![outcome]![date]!;
          if (id === 'events') steps += value === other ? 0 : 1;
          else expect(differ(value, other), `${id} of sample ${row}: ${value} and ${other}`).toBe(false);
        });
      });
      expect(found.inputs[row]).toHaveLength(elements);
    });
    expect(steps).toBeLessThanOrEqual(2);
  }
}
