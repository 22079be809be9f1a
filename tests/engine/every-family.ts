/** One input of every family, each its own outcome: what every engine draws is held against the reference. */
import { expect } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { Evaluation } from '../../src/engine/types.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { FAMILIES, recordOf } from '../../src/language/families/index.ts';
import { interpreter } from '../../src/language/interpret.ts';

const RECORDS = Object.values(FAMILIES).map(({ family }) => recordOf(family));
const SAMPLES = 4096;

const each = (line: (family: string, example: string) => string): string =>
  RECORDS.map(({ family, example }) => line(family, JSON.stringify(example))).join('\n    ');

export const TEXT = `import { input, model, outcome } from 'headway';
export default model({
  title: 'Every family',
  inputs: {
    ${each((family, example) => `${family}: input(${example}),`)}
  },
  outcomes: {
    ${each((family) => `${family}Is: outcome({ range: [-64, 64] }),`)}
  },
  simulate({ inputs, record }) {
    ${each((family) => `record('${family}Is', () => inputs.${family});`)}
  },
});
`;

/** @param tolerance relative to max(1, |value|), of continuous families. */
export async function compareFamilies(engine: Engine, tolerance: number): Promise<void> {
  const { meta, hash, exact } = compileModel(TEXT, 'every-family.model.ts');
  const plan = planRun(meta, defaultRequest(meta, hash, { samples: SAMPLES }));
  const indices = Array.from({ length: SAMPLES }, (_, i) => i);
  const evaluate = async (from: Engine): Promise<Evaluation> => (await from.open(plan)).evaluateIndices(indices, false);
  const expected = await evaluate(createReferenceEngine(meta, interpreter(exact, meta)));
  const found = await evaluate(engine);
  RECORDS.forEach(({ family, masses, example }, i) => {
    const isSmooth = (masses?.(example) ?? null) === null;
    const pairs = expected.outcomes.map(([scenario], row) => [scenario![i]![0]!, found.outcomes[row]![0]![i]![0]!]);
    const off = pairs.filter(([truth = 0, value = 0]) =>
      isSmooth ? !(Math.abs(value - truth) <= tolerance * Math.max(1, Math.abs(truth))) : value !== Math.fround(truth),
    );
    // Of single values all are exact, but for a draw within the rounding of a step.
    expect(off.length, `${family}: ${off[0]?.join(' and ')}`).toBeLessThanOrEqual(isSmooth ? 0 : 2);
  });
}
