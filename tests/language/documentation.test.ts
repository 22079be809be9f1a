import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../src/language/compile-model.ts';
import { FAMILIES, readDistribution } from '../../src/language/families/index.ts';
import { LIMITS } from '../../src/language/normalise/limits.ts';

const page = readFileSync(new URL('../../docs/model-language.md', import.meta.url), 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, each]) => each === language)
    .map(([, , body]) => body!);
}

/** Rows of the table under a heading, cell by cell. */
function table(heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.map((line) => line.split('|').map((cell) => cell.trim()));
}

const whole = blocks('ts').find((text) => text.includes('export default model(')) ?? '';

describe('docs/model-language.md', () => {
  test('its whole model is a model', () => {
    const { meta, warnings } = compileModel(whole, 'model.ts');
    expect(meta.inputs.map(({ id }) => id)).toEqual(['gapToday', 'usGrowth', 'chinaGrowth']);
    expect(warnings).toEqual([]);
  });

  test('its error is what that model gives with the line it shows', () => {
    const shown =
      blocks('text')
        .find((text) => text.startsWith('model.ts:'))
        ?.trimEnd() ?? '';
    const wrong = /^\d+ \| ( +usGrowth.*)$/m.exec(shown)?.[1] ?? '';
    const text = whole.replace(/^ +usGrowth: input.*$/m, wrong);
    expect(text).not.toBe(whole);
    let message = '';
    try {
      compileModel(text, 'model.ts');
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).toBe(shown);
  });

  test('its families are the registry', () => {
    const rows = page.split('| family | parameters | value |')[1]?.split('\n\n')[0] ?? '';
    const names = [...rows.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(names).toEqual(Object.keys(FAMILIES));
  });

  test('its inputs with limits, other quantiles, data and parts are a model', () => {
    const inputs = blocks('ts').find((text) => text.startsWith('inputs: {')) ?? '';
    const text = `import { input, model, outcome } from 'headway';
export default model({
title: 'Inputs',
${inputs}
outcomes: { total: outcome({ range: [0, 512] }) },
simulate({ inputs, record }) { record('total', () => inputs.delay + inputs.loss); },
});`;
    const { meta, warnings } = compileModel(text, 'model.ts');
    expect(meta.inputs.map(({ distribution }) => distribution.family)).toEqual(['lognormal', 'normal', 'jqpd', 'data', 'mixture']); // biome-ignore format: one list
    expect(warnings).toEqual([]);
  });

  test('its bounds of beta shapes are the ones in force', () => {
    for (const shape of [0.1, 10_000]) {
      expect(readDistribution({ family: 'beta', alpha: shape, beta: 1 }, [])).toMatchObject({ alpha: shape });
    }
    expect(() => readDistribution({ family: 'beta', alpha: 10_001, beta: 1 }, [])).toThrow('alpha 10001');
  });

  test('its limits are the ones in force', () => {
    const numbers = Object.fromEntries(
      table('Limits').map(([, what = '', most = '']) => [what, most.replaceAll(/(\d),(\d{3})/g, '$1$2')]),
    );
    expect(numbers).toMatchObject({
      inputs: `${LIMITS.inputs}`,
      'draws of a sample: inputs, with those of many counted out': `${LIMITS.elements}`,
      'levers, switches, outcomes, presets, worldviews, versions': `${LIMITS.levers} each`,
      correlations: `${LIMITS.correlations}`,
      'steps of the clock': `${LIMITS.steps}`,
      'dates, of one outcome and all different ones together': `${LIMITS.dates}`,
      'bins of an outcome': `${LIMITS.bins}`,
      'thresholds of an outcome': `${LIMITS.thresholds}`,
      'bands of a lever, options of a switch': `${LIMITS.bands} each`,
      'sources of an entry': `${LIMITS.sources}`,
      'characters of an id, a label, a rationale': `${LIMITS.id}, ${LIMITS.label}, ${LIMITS.prose}`,
    });
    const { levers, switches, outcomes, presets, worldviews, versions } = LIMITS;
    expect(new Set([levers, switches, outcomes, presets, worldviews, versions]).size).toBe(1);
    expect([LIMITS.datesPerOutcome, LIMITS.options]).toEqual([LIMITS.dates, LIMITS.bands]);
  });
});
