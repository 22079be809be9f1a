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

  test.each(EXAMPLES)('%s with a number too few or too many is refused in a clause', (family) => {
    const { parameters, list } = recordOf(family);
    const numbers = parameters.map((_, i) => i + 1);
    for (const wrong of [numbers.slice(1), [...numbers, 1]]) {
      const found = unpackDistribution([family, ...wrong]);
      expect(found).toHaveProperty('problem');
      if (list === undefined)
        expect(found).toEqual({ problem: `${family} takes ${numbers.length} values, not ${wrong.length}` });
    }
  });

  test.each(EXAMPLES)('%s is typed in a terminal in the same order', (family, example) => {
    const { parameters, list } = recordOf(family);
    const fields = new Map<string, unknown>(Object.entries(example));
    const numbers =
      family === 'quantiles'
        ? [0.4, 0.7, 1.6]
        : (list?.pairsOf(example).flat() ?? parameters.map(({ name }) => fields.get(name)));
    const typed = inputOverrides([`lagToday=${family}:${numbers.join(',')}`], lead.meta)['lagToday'];
    expect(typed).toEqual(family === 'quantiles' ? recordOf(family).like([0.4, 0.7, 1.6]) : example);
    expect(readDistribution(typed, [])).toEqual(typed);
  });
});
