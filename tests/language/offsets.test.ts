/** Inputs that are narrow far from zero keep their digits through single precision. */
import { describe, expect, it } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { offsetOf } from '../../src/language/offsets.ts';
import { LEAD_META } from '../engine/lead.ts';
import { kernelOf } from '../engine/toy.ts';

/** Outcomes of 512 samples of a model, [outcome][sample], on the kernel and on the reference. */
async function both(text: string) {
  const { module, meta, info } = await kernelOf(text, 'model.ts');
  const plan = planRun(meta, defaultRequest(meta, info.hash, { samples: 1024 }));
  const indices = Array.from({ length: 512 }, (_, i) => i);
  const simulate = interpreter(compileModel(text, 'model.ts').exact, meta);
  const runs = [createWasmEngine(module, meta, info), createReferenceEngine(meta, simulate)].map((engine) =>
    engine.open(plan).evaluateIndices(indices, false),
  );
  const values = runs.map(({ outcomes }) =>
    meta.outcomes.map((_, o) => outcomes.map((row) => row[0]?.[o]?.[0] ?? Number.NaN)),
  );
  return { meta, kernel: values[0]!, reference: values[1]!, inputs: runs.map((run) => run.inputs) };
}

const model = (distribution: string, records: readonly string[]): string => `
  import { input, max, min, model, outcome } from 'headway';
  export default model({
    title: 'Narrow far from zero',
    inputs: { far: input(${distribution}), other: input({ family: 'uniform', min: 0, max: 1 }) },
    outcomes: { ${records.map((_, i) => `y${i}: outcome({ range: [-64, 64] })`).join(', ')} },
    simulate({ inputs, record }) {
      ${records.map((text, i) => `record('y${i}', () => ${text});`).join('\n')}
    },
  });`;

const DISTRIBUTIONS = [
  "{ family: 'pert', min: 1000000, mode: 1000001, max: 1000003 }",
  "{ family: 'uniform', min: 1000000, max: 1000003 }",
  "{ family: 'normal', p5: 1000000.5, p50: 1000001, p95: 1000002 }",
  "{ family: 'lognormal', p5: 1000000.5, p50: 1000001, p95: 1000002 }",
];

const RECORDS = [
  'inputs.far - 1000000',
  '1000002 - inputs.far',
  '2 * inputs.far - 2000000',
  '(inputs.far - 1000000) / 3 + inputs.other',
  'inputs.far + inputs.other - 1000000',
  'inputs.far > 1000001.1 ? 1 : 0',
  'max(inputs.far, 1000001) - 1000000',
  '1000001 - min(inputs.far, 1000001)',
  '-inputs.far + 1000001',
  'inputs.far / 1000 - 1000',
];

describe.each(DISTRIBUTIONS)('%s', (distribution) => {
  it('keeps its digits where the equations take off a constant', async () => {
    const { kernel, reference, inputs } = await both(model(distribution, RECORDS));
    kernel.forEach((values, outcome) => {
      values.forEach((value, sample) => {
        const right = reference[outcome]?.[sample] ?? Number.NaN;
        if (!(Math.abs(value - right) <= 2e-5))
          expect.fail(`${RECORDS[outcome]}, sample ${sample}: ${value} for ${right}`);
      });
    });
    // Inputs are told whole.
    const [drawn, exact] = inputs;
    drawn?.forEach((row, sample) => {
      expect(Math.abs((row[0] ?? 0) - (exact?.[sample]?.[0] ?? Number.NaN))).toBeLessThan(2e-5);
    });
  });
});

describe('an offset', () => {
  it('is a short number near the median, and none where single precision resolves the input', () => {
    expect(offsetOf({ family: 'pert', min: 1000000, mode: 1000001, max: 1000003 })).toBe(1000001);
    expect(offsetOf({ family: 'uniform', min: 2027.99, max: 2028.01 })).toBe(2028);
    expect(offsetOf({ family: 'uniform', min: -1000001, max: -1000000 })).toBeCloseTo(-1000000.5, 0);
    expect(offsetOf({ family: 'uniform', min: 0, max: 1e30 })).toBe(0);
    expect(offsetOf({ family: 'uniform', min: 2026, max: 2031 })).toBe(0);
  });

  it('is on no input of the built-in model', () => {
    expect(LEAD_META.inputs.filter(({ distribution }) => offsetOf(distribution) !== 0)).toEqual([]);
  });
});

it('another distribution that single precision does not resolve is refused with the reason', async () => {
  const { meta, info } = await kernelOf(model(DISTRIBUTIONS[1]!, RECORDS.slice(0, 1)), 'model.ts');
  const draft = (min: number, max: number) => () =>
    defaultRequest(meta, info.hash, {
      inputs: { far: { family: 'uniform', min, max }, other: { family: 'uniform', min: 1e6, max: 1e6 + 1 } },
    });
  expect(draft(0, 1)).toThrow(
    /inputs.far: is so narrow that single precision does not resolve it beside 1000002, which/,
  );
  expect(draft(1000000, 1000002)).toThrow(
    /inputs.other: is so narrow that single precision does not resolve it at its size/,
  );
  // Whole numbers that single precision holds are exact, however few.
  const counts = { inputs: { other: { family: 'integers', min: 1e6, max: 1e6 + 6 } as const } };
  expect(defaultRequest(meta, info.hash, counts).inputs['other']).toEqual(counts.inputs.other);
});
