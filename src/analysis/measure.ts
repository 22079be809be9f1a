/**
 * What a sensitivity analysis decomposes: the variance of an outcome (censored futures at the horizon), or of the indicator
 * that it reaches a threshold (censored futures reach it; futures without a value do not, since chances are of all). And
 * indices with their intervals.
 */

import { atHorizon } from '../engine/count.ts';
import type { HistogramLayout } from '../engine/types.ts';

export interface Measure {
  readonly outcome: string;
  readonly date: number;
  /** Unit of the outcome; null: the outcome itself. */
  readonly threshold: number | null;
}

/** A share of variance: an estimate, never to be shown without its interval. */
export interface Index {
  readonly value: number;
  readonly se: number;
  /** 95 % interval. It may reach below 0 or above 1: the estimate is unbiased, not clipped. */
  readonly low: number;
  readonly high: number;
}

/** Of an outcome that does not vary: there is nothing to share. */
export const NO_INDEX: Index = { value: 0, se: 0, low: 0, high: 0 };

export function indexOf({ value, se }: { readonly value: number; readonly se: number }, critical: number): Index {
  return { value, se, low: value - critical * se, high: value + critical * se };
}

/** The number that a measure sees in one value of an outcome; NaN for a value that means nothing. */
export function measured(histogram: HistogramLayout, { threshold }: Measure, value: number): number {
  if (threshold === null) {
    const number = atHorizon(histogram, value);
    return Number.isFinite(number) ? number : Number.NaN;
  }
  return value >= threshold ? 1 : 0;
}
