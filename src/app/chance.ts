/**
 * The chance of at least a threshold, in words. What is not reached by the end of the clock is only known to lie beyond
 * it, so of a threshold farther off there is no chance to state, only the most that it can be. Pure.
 */
import { type Estimate, type Observed, probabilityAtLeast } from '../engine/statistics.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import { model } from './model.ts';
import { percentEstimate, shareWords } from './wording.ts';

export interface Chance extends Estimate {
  /** The value is a bound: the threshold lies past the end of the clock, and futures that were cut off there do too. */
  readonly atMost: boolean;
}

export function chanceOf(observed: Observed, threshold: number): Chance {
  const { censored, horizon } = observed.pooled;
  return { ...probabilityAtLeast(observed, threshold), atMost: threshold > horizon && censored > 0 };
}

const MOST = 'at most ';

/** '39 %'; '38 % to 40 %' while it is not counted at its place; 'at most 2 %' past the end of the clock. */
export function chanceWords(observed: Observed, threshold: number): string {
  const { value, bounds, atMost } = chanceOf(observed, threshold);
  const most = bounds?.[1] ?? value;
  // A bound is rounded up: rounded to the nearest it might be passed.
  if (atMost && most !== null) return `${MOST}${Math.ceil(100 * most - 1e-9)} %`;
  return shareWords({ value, ...(bounds === undefined ? {} : { bounds }) });
}

/** In percent with its sampling error, as `percentEstimate`. */
export function chanceEstimate(observed: Observed, threshold: number): readonly [string, string | null] {
  const chance = chanceOf(observed, threshold);
  const [text, error] = percentEstimate(chance);
  return [`${chance.atMost ? MOST : ''}${text}`, error];
}

/** How far off an outcome can be known at a date, in its unit: to the end of the clock; without end where it has none. */
export function horizonOf({ horizonUnitsPerYear }: OutcomeMeta, date: number): number {
  return horizonUnitsPerYear > 0 ? horizonUnitsPerYear * (model.meta.clock.end - date) : Number.POSITIVE_INFINITY;
}
