/** What is written for question platforms and estimation languages keeps their published rules. */
import { describe, expect, test } from 'vitest';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { observe, probabilityAtLeast } from '../../src/engine/statistics.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { metaculusCdf, metaculusPlaces } from '../../src/share/exports/metaculus.ts';
import { squiggleText } from '../../src/share/exports/squiggle.ts';

const { meta, exact, hash } = compileModel(
  `import { input, model, outcome } from 'headway';
  export default model({
    title: 'Two\\u2028lines', id: 'two',
    inputs: {
      a: input({ family: 'uniform', min: 2, max: 10 }),
      b: input({ family: 'discrete', values: [[3, 0.7], [8, 0.3]] }),
    },
    outcomes: { even: outcome({ unit: 'm', range: [0, 16] }), single: outcome({ range: [0, 16] }) },
    simulate({ inputs, record }) { record('even', () => inputs.a); record('single', () => inputs.b); },
  });`,
  'two.ts',
);
const request = defaultRequest(meta, hash, { samples: 4096 });
const tally = createReferenceEngine(meta, interpreter(exact, meta))
  .open(planRun(meta, request))
  .runBlocks({ from: 0, to: 1 });
const even = observe(tally, 0, 'even', 0).pooled;
const single = observe(tally, 0, 'single', 0).pooled;

const QUESTION = { low: 0, high: 12, openLow: true, openHigh: true, zeroPoint: null };

describe('the 201 points of a Metaculus question', () => {
  test.each([
    ['open', even, QUESTION],
    ['closed', even, { ...QUESTION, openLow: false, openHigh: false }],
    ['open above', even, { ...QUESTION, openLow: false, high: 9 }],
    ['logarithmic', even, { ...QUESTION, low: 1, zeroPoint: 0 }],
    ['of single values', single, QUESTION],
  ] as const)('%s: rise, by little enough, from bound to bound', (_, view, question) => {
    const cdf = metaculusCdf(view, question);
    expect(cdf).toHaveLength(201);
    cdf.slice(1).forEach((chance, i) => {
      const step = chance - cdf[i]!;
      expect(step).toBeGreaterThanOrEqual(0.01 / 200 - 1e-9);
      expect(step).toBeLessThanOrEqual(0.2 + 1e-9);
    });
    if (question.openLow) expect(cdf[0]).toBeGreaterThanOrEqual(0.001);
    else expect(cdf[0]).toBe(0);
    if (question.openHigh) expect(cdf[200]).toBeLessThanOrEqual(0.999);
    else expect(cdf[200]).toBe(1);
  });

  test('are the distribution, to the hundredth that is even', () => {
    const cdf = metaculusCdf(even, QUESTION);
    metaculusPlaces(QUESTION).forEach((x, i) => {
      expect(Math.abs(cdf[i]! - Math.min(Math.max((x - 2) / 8, 0), 1))).toBeLessThan(0.012);
    });
    expect(probabilityAtLeast(observe(tally, 0, 'even', 0), 6).value).toBeCloseTo(1 - cdf[100]!, 2);
  });

  test.each([
    ['futures beyond a closed bound', { ...QUESTION, openHigh: false, high: 6 }, '50.0 % of futures lie above'],
    ['bounds that fall', { ...QUESTION, low: 12, high: 0 }, 'the bounds of a question rise'],
    ['a zero point within', { ...QUESTION, zeroPoint: 3 }, 'its zero point lies outside'],
  ])('are refused for %s', (_, question, message) => {
    expect(() => metaculusCdf(even, question)).toThrow(message);
  });
});

test('a Squiggle text has one set of samples for each scenario and outcome, and no line of anybody else', () => {
  const text = squiggleText(meta, request, tally, 'https://example.org/#v=1\nx = 1');
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('//'));
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^\w+_status_quo = SampleSet\.fromList\(\[[-\d., e]+\]\)$/);
  const values = JSON.parse(lines[0]!.slice(lines[0]!.indexOf('['), -1)) as number[];
  expect(values).toHaveLength(200);
  expect(values.reduce((sum, value) => sum + value, 0) / 200).toBeCloseTo(6, 1);
  expect(text).toContain('// Two lines');
});
