/** What holds of every family because links and the terminal read its record. */
import { describe, expect, test } from 'vitest';
import { inputOverrides } from '../../src/cli/inputs.ts';
import { FAMILIES, readDistribution, recordOf } from '../../src/language/families/index.ts';
import lead from '../../src/model/lead.ts';
import { packDistribution, unpackDistribution } from '../../src/share/distributions.ts';

const EXAMPLES = Object.values(FAMILIES).map(({ family, example }) => [family, example] as const);

describe('every family', () => {
  test.each(EXAMPLES)('%s goes through a link and comes back', (_family, example) => {
    const packed: unknown = JSON.parse(JSON.stringify(packDistribution(example)));
    expect(unpackDistribution(packed)).toEqual(example);
  });

  // biome-ignore format: a table
  test.each<unknown>([
    { family: 'normal', mean: 4, sd: 2 },
    { family: 'lognormal', p10: 1, p90: 9 },
    { family: 'normal', p5: 1, p50: 2, p95: 4, within: [0, 3] },
    { family: 'metalog', p10: 1, p50: 2, p90: 4, min: 0, within: [1, 3] },
    { family: 'discrete', values: [[1, 0.5], [2, 0.5]], within: [0, 1.5] },
    { family: 'mixture', parts: [[0.5, { family: 'normal', mean: 4, sd: 2, within: [0, 9] }], [0.5, { family: 'event', p: 0.5 }]] },
  ])('%j goes through a link and comes back', (raw) => {
    const distribution = readDistribution(raw, []);
    const packed: unknown = JSON.parse(JSON.stringify(packDistribution(distribution)));
    expect(unpackDistribution(packed)).toEqual(distribution);
    const text = JSON.stringify(raw);
    expect(inputOverrides([`lagToday=${text}`], lead.meta)['lagToday']).toEqual(distribution);
  });

  test('forms and limits are typed by name', () => {
    const typed = (text: string) => inputOverrides([`lagToday=${text}`], lead.meta)['lagToday'];
    expect(typed('normal:mean=4,sd=2,within=0..9')).toEqual({ family: 'normal', mean: 4, sd: 2, within: [0, 9] });
    expect(typed('p10=4,p90=9')).toEqual({ family: 'lognormal', p10: 4, p90: 9 });
    expect(typed('4,7,11,within=1..20')).toEqual({ family: 'lognormal', p5: 4, p50: 7, p95: 11, within: [1, 20] });
    expect(() => typed('{"family":"normal"')).toThrow('not JSON');
    expect(() => typed('{"family":"normal","p5":1}')).toThrow('1 quantiles, p5');
  });

  const BY_NUMBERS = EXAMPLES.filter(([family]) => recordOf(family).others === undefined);

  test.each(BY_NUMBERS)('%s with a number too few or too many is refused in a clause', (family) => {
    const { list } = recordOf(family);
    const parameters = recordOf(family).parameters.filter(({ optional }) => optional !== true);
    const numbers = parameters.map((_, i) => i + 1);
    for (const wrong of [numbers.slice(1), [...numbers, 1]]) {
      const found = unpackDistribution([family, ...wrong]);
      expect(found).toHaveProperty('problem');
      if (list === undefined)
        expect(found).toEqual({ problem: `${family} takes ${numbers.length} values, not ${wrong.length}` });
    }
  });

  // Of J-QPD the bound is not one of the numbers in a row.
  test.each(BY_NUMBERS.filter(([family]) => family !== 'jqpd'))(
    '%s is typed in a terminal in the same order',
    (family, example) => {
      const { list } = recordOf(family);
      const parameters = recordOf(family).parameters.filter(({ optional }) => optional !== true);
      const fields = new Map<string, unknown>(Object.entries(example));
      const numbers =
        family === 'quantiles'
          ? [0.4, 0.7, 1.6]
          : (list?.pairsOf(example).flat() ?? parameters.map(({ name }) => fields.get(name)));
      const typed = inputOverrides([`lagToday=${family}:${numbers.join(',')}`], lead.meta)['lagToday'];
      expect(typed).toEqual(family === 'quantiles' ? recordOf(family).like([0.4, 0.7, 1.6]) : example);
      expect(readDistribution(typed, [])).toEqual(typed);
    },
  );
});
