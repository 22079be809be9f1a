/** A run's distributions as a table: one row for each scenario, outcome and date, and for each difference. */
import { describe as describeOutcome } from '../../engine/describe.ts';
import { pairedSet } from '../../engine/histogram.ts';
import type { ForecastRequest, Tally } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { row } from './csv.ts';

const STATISTICS = ['p5', 'p25', 'p50', 'p75', 'p95', 'mean', 'sd'] as const;

const HEADER = [
  'scenario',
  'against',
  'outcome',
  'unit',
  'date',
  ...STATISTICS.flatMap((name) => [name, `${name}_se`]),
  'censored',
  'below_range',
  'above_range',
  'samples',
  'not_a_number',
];

/**
 * The table as CSV. `against` is empty for a level, and the baseline's id for a paired difference (a ratio, for outcomes
 * on a log scale). Empty cells: censored, or beyond the range of the tally; a mean that is refused. `samples` are those with a
 * value, of which the quantiles, the mean and the deviation are; `censored` and what is out of range are shares of all.
 */
export function quantilesCsv(meta: ModelMeta, request: ForecastRequest, tally: Tally): string {
  const { scenarios, outcomes, paired } = request;
  const lines = [row(HEADER)];
  const add = (set: number, scenario: string, against: string): void => {
    for (const { id, dates } of outcomes) {
      const unit = meta.outcomes.find((outcome) => outcome.id === id)?.unit ?? '';
      for (const date of dates) {
        const found = describeOutcome(tally, set, id, date, []);
        const numbers = STATISTICS.flatMap((name) => [found[name], found.se[name]]);
        lines.push(
          row([
            scenario,
            against,
            id,
            unit,
            date,
            ...numbers,
            found.censored,
            found.under,
            found.over,
            found.n,
            found.nan,
          ]),
        );
      }
    }
  };
  scenarios.forEach(({ id }, set) => {
    add(set, id, '');
  });
  scenarios.slice(paired ? 1 : scenarios.length).forEach(({ id }, i) => {
    add(pairedSet(tally.layout, i + 1), id, scenarios[0]?.id ?? '');
  });
  return lines.join('');
}
