/** Axes for a statistic of an outcome, and for its changes: chances in percent, the rest in the outcome's unit. Pure. */
import { isProbability, type Target } from '../../analysis/statistic.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { numberWords } from '../wording.ts';
import { linearAxis, outcomeAxis, toAxis } from './axis.ts';
import type { Axis } from './figure.ts';

/** A value of the statistic as a coordinate of its axis; NaN where there is none. */
export function placeStatistic({ statistic }: Target, outcome: OutcomeMeta, value: number | null): number {
  if (value === null) return Number.NaN;
  return isProbability(statistic) ? 100 * value : toAxis(outcome, value);
}

/** An axis that holds `low` to `high`, coordinates as of `placeStatistic`. */
export function statisticAxis(
  { statistic }: Target,
  outcome: OutcomeMeta,
  label: string,
  low: number,
  high: number,
  wanted = 6,
): Axis {
  if (!isProbability(statistic)) return outcomeAxis(outcome, label, low, high, wanted);
  const axis = linearAxis(label, Math.max(low, 0), Math.min(high, 100), wanted);
  return {
    ...axis,
    low: Math.max(axis.low, 0),
    high: Math.min(axis.high, 100),
    format: (at) => `${numberWords(at)} %`,
  };
}

/** A change of the statistic as a coordinate: percentage points for a chance. */
export function placeChange({ statistic }: Target, value: number | null): number {
  if (value === null) return Number.NaN;
  return isProbability(statistic) ? 100 * value : value;
}

export function changeAxis(
  { statistic }: Target,
  outcome: OutcomeMeta,
  label: string,
  low: number,
  high: number,
  wanted = 6,
): Axis {
  const axis = linearAxis(label, low, high, wanted, outcome.unit === 'months' && !isProbability(statistic));
  return { ...axis, format: (at) => (at > 0 ? `+${numberWords(at)}` : numberWords(at)) };
}

/** Smallest and largest of the finite numbers; 0 to 1 where there are none. */
export function extent(values: readonly number[]): readonly [low: number, high: number] {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
}
