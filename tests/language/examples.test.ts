/** The examples are models, the page on the language is true of it, and both give the answers that are known. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { BUDGET } from '../../src/language/budget.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { ModelTextError } from '../../src/language/source.ts';
import { kernelOf } from '../engine/toy.ts';
import { functionTable } from './function-table.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const page = read('docs/model-language.md');
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, each]) => each === language).map(([, , body]) => body!);
const models = blocks('ts').filter((text) => text.includes('export default model('));

/** Without white space, comments and what a formatter adds. */
const bare = (text: string) =>
  text
    .replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '')
    .replace(/\s+/g, '')
    .replace(/,([)\]}])/g, '$1');

function outcomesOf(fileName: string, samples: number) {
  const { meta, hash, exact } = compileModel(read(fileName), fileName);
  const plan = planRun(meta, defaultRequest(meta, hash, { samples }));
  const engine = createReferenceEngine(meta, interpreter(exact, meta));
  const indices = Array.from({ length: samples }, (_, i) => i);
  return { meta, plan, indices, evaluation: engine.open(plan).evaluateIndices(indices, false) };
}

/** The model texts among the examples; folders hold other things. */
const MODELS = readdirSync(new URL('../../examples', import.meta.url)).filter((name) => name.endsWith('.ts'));

describe('examples', () => {
  test.each(MODELS)('%s is a model without warnings', (name) => {
    expect(compileModel(read(`examples/${name}`), name).warnings).toEqual([]);
  });

  test("Ishigami's function has its known mean and variance", () => {
    const samples = 16_384;
    const { evaluation } = outcomesOf('examples/ishigami.ts', samples);
    const values = evaluation.outcomes.map(([scenario]) => scenario![0]![0]!);
    const mean = values.reduce((sum, y) => sum + y, 0) / samples;
    const variance = values.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (samples - 1);
    // a / 2, and a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, for a = 7 and b = 0.1 (Ishigami and Homma 1990).
    const known = 49 / 8 + (0.1 * Math.PI ** 4) / 5 + (0.01 * Math.PI ** 8) / 18 + 0.5;
    // Three standard errors of plain Monte Carlo; the kurtosis is 3.5. Sobol' points do better.
    expect(Math.abs(mean - 3.5)).toBeLessThan(3 * Math.sqrt(known / samples));
    expect(Math.abs(variance / known - 1)).toBeLessThan(3 * Math.sqrt((3.5 - 1) / samples));
  });

  test('a project has the mean length that its parts add up to', () => {
    const samples = 16_384;
    const { evaluation } = outcomesOf('examples/project-risk.ts', samples);
    const months = evaluation.outcomes.map(([scenario]) => scenario![0]![0]!);
    const mean = months.reduce((sum, x) => sum + x, 0) / samples;
    const deviation = Math.sqrt(months.reduce((sum, x) => sum + (x - mean) ** 2, 0) / samples);
    // PERT (min + 4 mode + max) / 6, Weibull scale Gamma(1.5), defects times repair, a fifth of a strike.
    const known = (3 + 16 + 9) / 6 + 14 * 0.886226925452758 + 2.5 * 0.6 + 0.2 * 1.5;
    // Three standard errors of plain Monte Carlo; Sobol' points do better.
    expect(Math.abs(mean - known)).toBeLessThan((3 * deviation) / Math.sqrt(samples));
  });

  test('two curves cross when they must', () => {
    const { meta, plan, evaluation } = outcomesOf('examples/two-curves.ts', 1024);
    const [dates] = plan.request.outcomes.map((outcome) => outcome.dates);
    expect(evaluation.inputs).toHaveLength(1024);
    evaluation.inputs.forEach((inputs, row) => {
      const [gap = 0, us = 0, china = 0] = inputs;
      // At the status quo the lever stays at 0.3, and controls take half of that from Chinese growth.
      const growth = china * (1 - 0.5 * 0.3);
      dates!.forEach((date, d) => {
        const elapsed = date - meta.clock.start;
        const reached = (gap + us * elapsed) / growth;
        const months =
          reached <= meta.clock.end - meta.clock.start ? 12 * (reached - elapsed) : Number.POSITIVE_INFINITY;
        const found = evaluation.outcomes[row]![0]![0]![d]!;
        if (found !== months) expect(Math.abs(found - months)).toBeLessThan(1e-9);
      });
    });
  });

  test.each([
    ['ishigami', 2e-4],
    ['two-curves', 2e-4],
    ['project-risk', 2e-4],
    // Thousands, gained and spent thirty times over.
    ['retirement', 1e-2],
    ['asian-option', 2e-4],
  ])('%s as a kernel agrees with its text', async (name, tolerance) => {
    const { plan, indices, evaluation } = outcomesOf(`examples/${name}.ts`, 1024);
    const { module, meta, info } = await kernelOf(read(`examples/${name}.ts`), `${name}.ts`);
    const kernel = createWasmEngine(module, meta, info).open(plan).evaluateIndices(indices, false);
    evaluation.outcomes.forEach(([scenario], row) => {
      scenario!.forEach((dates, outcome) => {
        dates.forEach((value, d) => {
          const found = kernel.outcomes[row]![0]![outcome]![d]!;
          // Single precision; a crossing at the very end of the clock may be found or not.
          if (Number.isFinite(value) && Number.isFinite(found)) expect(Math.abs(found - value)).toBeLessThan(tolerance);
          else if (found !== value)
            expect(Math.min(found, value)).toBeGreaterThan(12 * (8.5 - plan.dateSteps[d]! / 12) - 1e-3);
        });
      });
    });
  });
});

describe('docs/model-language.md, the equations', () => {
  test('its models are the examples', () => {
    expect(models).toHaveLength(3);
    expect(bare(models[0]!)).toBe(bare(read('examples/two-curves.ts')));
    expect(bare(models[1]!)).toBe(bare(read('examples/retirement.ts')));
    expect(compileModel(models[2]!, 'model.ts').exact).toMatchObject({
      size: compileModel(read('examples/ishigami.ts'), 'i').exact.size,
    });
  });

  test('its functions are the table of operations', () => {
    expect(page).toContain(functionTable());
  });

  test('its errors are what the first model gives with the lines shown', () => {
    const shown = blocks('text').filter((text) => /^model\.ts:\d+:\d+: /.test(text));
    expect(shown.length).toBeGreaterThan(2);
    for (const block of shown) {
      const [, line = '', text = ''] = /^(\d+) \| (.*)$/m.exec(block) ?? [];
      const lines = models[0]!.split('\n');
      lines[Number(line) - 1] = text;
      const compiling = () => compileModel(lines.join('\n'), 'model.ts');
      expect(compiling).toThrow(ModelTextError);
      expect(compiling).toThrow(block.trimEnd());
    }
  });

  test('its limits are the ones in force', () => {
    const section = page.split('### Limits of the equations')[1]?.split('\n#')[0] ?? '';
    const limits = [...section.matchAll(/^\| (.*?) \| ([\d, ]+) \|$/gm)].map(([, what, most]) => [what, most]);
    const grouped = (value: number) => (value < 10_000 ? String(value) : value.toLocaleString('en-US'));
    expect(limits).toEqual([
      ['operations in the text, helpers written out', grouped(BUDGET.size)],
      ['operations for one sample, loops written out', grouped(BUDGET.work)],
      ['rounds of a loop whose bounds depend on switches or levers', grouped(BUDGET.rounds)],
      ['largest loop bound', grouped(BUDGET.bound)],
      ['elements of a series, of all series', `${grouped(BUDGET.seriesLength)}, ${grouped(BUDGET.elements)}`],
      ['calls of helpers within one another', grouped(BUDGET.calls)],
      ['expressions within one another', grouped(BUDGET.depth)],
    ]);
  });
});
