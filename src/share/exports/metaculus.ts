/**
 * A distribution as the continuous forecast that Metaculus takes (its API documentation, "continuous_cdf"): the chance of at
 * most x at 201 places from one bound of the question to the other, evenly apart, or by the question's zero point on a
 * logarithmic axis. Every step must rise by at least 0.01/200 and by at most 0.2; a closed bound has 0 or 1 exactly, an open
 * one keeps at least 0.001 beyond it. So the forecast is mixed with a hundredth of the even one, as the documentation has it.
 */
import { sharesBelow } from '../../engine/estimates.ts';
import type { HistogramView } from '../../engine/histogram.ts';

export interface MetaculusQuestion {
  /** Bounds of the question, in the outcome's unit. */
  readonly low: number;
  readonly high: number;
  readonly openLow: boolean;
  readonly openHigh: boolean;
  /** Of a question on a logarithmic axis; null for an even one. */
  readonly zeroPoint: number | null;
}

const STEPS = 200;
/** Share of the even forecast in what is sent. */
const EVEN = 0.01;
/** Chance beyond an open bound, at least. */
const BEYOND = 0.001;
const STEEPEST = 0.2;
/** Chance beyond a closed bound that is taken for rounding. */
const NEGLIGIBLE = 1e-3;

/** The 201 places of a question, in the outcome's unit. */
export function metaculusPlaces({ low, high, zeroPoint }: MetaculusQuestion): number[] {
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const share = i / STEPS;
    if (zeroPoint === null) return low + (high - low) * share;
    const ratio = (high - zeroPoint) / (low - zeroPoint);
    return low + ((high - low) * (ratio ** share - 1)) / (ratio - 1);
  });
}

/**
 * The 201 chances.
 * @throws RangeError where the question's bounds are none, futures lie beyond a closed one, or the run did not count so far
 */
export function metaculusCdf(view: HistogramView, question: MetaculusQuestion): number[] {
  const { low, high, openLow, openHigh, zeroPoint } = question;
  if (!(low < high) || (zeroPoint !== null && zeroPoint >= low && zeroPoint <= high)) {
    throw new RangeError('the bounds of a question rise, and its zero point lies outside of them');
  }
  const counted = sharesBelow(view, metaculusPlaces(question));
  if (counted.some(Number.isNaN)) {
    throw new RangeError('the run did not count futures at all places of the question: give bounds within its range');
  }
  const [first, last] = [counted[0] ?? 0, counted[STEPS] ?? 1];
  if (!openLow && first > NEGLIGIBLE) throw new RangeError(beyond(first, 'below'));
  if (!openHigh && 1 - last > NEGLIGIBLE) throw new RangeError(beyond(1 - last, 'above'));
  // A closed bound holds all there is.
  const from = openLow ? 0 : first;
  const to = openHigh ? 1 : last;
  const [floor, ceiling] = [openLow ? BEYOND : 0, openHigh ? 1 - BEYOND : 1];
  const even = (i: number): number => EVEN * (i / STEPS);
  const chances = Array.from(counted, (share, i) => {
    const within = Math.min(Math.max((share - from) / (to - from), 0), 1);
    return floor + even(i) + (ceiling - floor - EVEN) * within;
  });
  return flattened(chances);
}

/** A step of more than 0.2 is spread to both of its sides: an outcome with single values has such. */
function flattened(chances: readonly number[]): number[] {
  const steps = chances.slice(1).map((chance, i) => chance - (chances[i] ?? 0));
  for (let i = 0; i < steps.length; i++) {
    let rest = (steps[i] ?? 0) - STEEPEST;
    if (rest <= 0) continue;
    steps[i] = STEEPEST;
    for (let away = 1; rest > 0 && away < steps.length; away++) {
      for (const j of [i - away, i + away]) {
        const room = Math.min(Math.max(STEEPEST - (steps[j] ?? STEEPEST), 0), rest);
        if (steps[j] !== undefined) steps[j] += room;
        rest -= room;
      }
    }
  }
  const result = [chances[0] ?? 0];
  for (const step of steps) result.push((result.at(-1) ?? 0) + step);
  // A bound is met exactly, whatever the additions round.
  return result.map((chance) => Number(chance.toFixed(10)));
}

const beyond = (share: number, side: 'below' | 'above'): string =>
  `${(100 * share).toFixed(1)} % of futures lie ${side} the question's closed bound: it asks another question, or the bound is open`;
