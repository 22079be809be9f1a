/**
 * Observed values as they are: each of n values with probability 1 / n, equal ones together. Exact steps, nothing between two
 * values and nothing beyond the ends: drawing from it is drawing from the data with replacement.
 */
import { fail, readList, readNumber } from '../reader.ts';
import type { FamilyDefinition } from './family.ts';
import { MOST_STEPS, stepsFamily } from './steps.ts';

export interface DataDistribution {
  readonly family: 'data';
  /** In any order. */
  readonly values: readonly number[];
}

export const data: FamilyDefinition<DataDistribution> = {
  family: 'data',
  label: 'Observed values',
  parameters: [],
  others: [
    {
      name: 'values',
      read(raw, path) {
        const values = readList(raw, path, MOST_STEPS).map((value, i) => readNumber(value, [...path, i]));
        return values.length > 0 ? values : fail(path, 'no values', 'Write what was observed: [3.1, 4.7, 2.9].');
      },
    },
  ],
  check: () => null,
  ...stepsFamily<DataDistribution>(({ values }) => {
    const counts = new Map<number, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => a - b);
  }),
  like: ([p5, p50, p95]) => ({ family: 'data', values: [p5, p50, p95] }),
  example: { family: 'data', values: [3.1, 4.7, 2.9, 4.7, 8.2] },
};
