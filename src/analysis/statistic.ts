/**
 * The one number of a distribution that an analysis follows: a quantile, the mean, the spread or a probability. From the
 * counts of a run, with its standard error; and the difference of two such numbers on the same draws.
 */
import { mean, moments, quantile, shareAtLeast, shareWithin } from '../engine/estimates.ts';
import type { HistogramView } from '../engine/histogram.ts';
import {
  deviationOf,
  type Estimate,
  meanOf,
  type Observed,
  observe,
  probabilityAtLeast,
  probabilityWithin,
  quantileOf,
} from '../engine/statistics.ts';
import type { Tally } from '../engine/types.ts';
import { AnalysisError } from './errors.ts';
import { spreadOf } from './replicates.ts';

/** Thresholds and ranges are in the outcome's unit. */
export type Statistic =
  | { readonly kind: 'quantile'; readonly p: number }
  | { readonly kind: 'mean' }
  | { readonly kind: 'deviation' }
  | { readonly kind: 'atLeast'; readonly threshold: number }
  | { readonly kind: 'within'; readonly from: number; readonly to: number };

/** A statistic of one outcome at one date (one that the outcome is recorded at). */
export interface Target {
  readonly outcome: string;
  readonly date: number;
  readonly statistic: Statistic;
}

export const MEDIAN: Statistic = { kind: 'quantile', p: 0.5 };

/** Words for a table or a chart: `median`, `5 % quantile`, `mean`, `P(≥ 12)`. */
export function statisticLabel(statistic: Statistic): string {
  switch (statistic.kind) {
    case 'quantile':
      return statistic.p === 0.5 ? 'median' : `${Number((100 * statistic.p).toPrecision(6))} % quantile`;
    case 'mean':
      return 'mean';
    case 'deviation':
      return 'standard deviation';
    case 'atLeast':
      return `P(≥ ${statistic.threshold})`;
    case 'within':
      return `P(${statistic.from} to ${statistic.to})`;
    default:
      return statistic satisfies never;
  }
}

/** True where the statistic is a share of futures, between 0 and 1. */
export function isProbability({ kind }: Statistic): boolean {
  return kind === 'atLeast' || kind === 'within';
}

/** A statistic as people type it: `p50`, `median`, `mean`, `sd`, `atLeast12`. Throws AnalysisError. */
export function parseStatistic(text: string): Statistic {
  if (text === 'median') return MEDIAN;
  if (text === 'mean') return { kind: 'mean' };
  if (text === 'sd') return { kind: 'deviation' };
  const percentile = /^p(\d{1,2}(?:\.\d+)?)$/.exec(text);
  if (percentile !== null) {
    const p = Number(percentile[1]) / 100;
    if (p > 0 && p < 1) return { kind: 'quantile', p };
  }
  const threshold = /^atLeast(-?\d+(?:\.\d+)?)$/.exec(text);
  if (threshold !== null) return { kind: 'atLeast', threshold: Number(threshold[1]) };
  throw new AnalysisError(`unknown statistic "${text}": use p50, mean, sd or atLeast12 (any percentile or threshold)`);
}

/** The statistic with its Monte Carlo standard error; null where the counts cannot tell. */
export function estimateOf(observed: Observed, statistic: Statistic): Estimate {
  switch (statistic.kind) {
    case 'quantile':
      return quantileOf(observed, statistic.p);
    case 'mean':
      return meanOf(observed);
    case 'deviation':
      return deviationOf(observed);
    case 'atLeast':
      return probabilityAtLeast(observed, statistic.threshold);
    case 'within':
      return probabilityWithin(observed, statistic.from, statistic.to);
    default:
      return statistic satisfies never;
  }
}

/** The statistic of one histogram; NaN where it is censored, out of range or empty. */
export function statisticOf(view: HistogramView, statistic: Statistic): number {
  switch (statistic.kind) {
    case 'quantile': {
      const { value, place } = quantile(view, statistic.p);
      return place === 'inside' ? value : Number.NaN;
    }
    case 'mean':
      return mean(view);
    case 'deviation':
      return Math.sqrt(moments(view).variance);
    case 'atLeast':
      return shareAtLeast(view, statistic.threshold);
    case 'within':
      return shareWithin(view, statistic.from, statistic.to);
    default:
      return statistic satisfies never;
  }
}

/** A statistic of one setting, pooled and by randomisation: what any linear combination gets its error from. */
export interface Sampled {
  readonly value: number;
  /** By randomisation, the same draws in each setting; empty where the run had one. NaN where it cannot tell. */
  readonly replicates: readonly number[];
  /** Standard error of `value` alone. */
  readonly se: number;
  /** Smallest error that so many samples can show: half a count for a probability, 0 for others. */
  readonly resolution: number;
}

/** The statistic of one set of a tally. Throws TallyError where it was not counted. */
export function sample(tally: Tally, set: number, { outcome, date, statistic }: Target): Sampled {
  return sampleObserved(observe(tally, set, outcome, date), statistic);
}

export function sampleObserved(observed: Observed, statistic: Statistic): Sampled {
  const { value, se } = estimateOf(observed, statistic);
  return {
    value: value ?? Number.NaN,
    replicates: observed.replicates.map((view) => statisticOf(view, statistic)),
    se: se ?? Number.NaN,
    resolution: isProbability(statistic) ? 0.5 / observed.pooled.valid : 0,
  };
}

/**
 * Sum of weight * statistic over settings on the same draws, with the standard error from the randomisations: what is
 * common to the settings cancels within each. With one randomisation the settings' errors are added as if independent,
 * which is too much for a difference.
 */
export function combine(terms: readonly (readonly [weight: number, sampled: Sampled])[]): Estimate {
  const value = terms.reduce((sum, [weight, { value }]) => sum + weight * value, 0);
  const size = terms[0]?.[1].replicates.length ?? 0;
  const se =
    size > 1
      ? spreadOf(
          Array.from({ length: size }, (_, r) =>
            terms.reduce((sum, [weight, { replicates }]) => sum + weight * (replicates[r] ?? Number.NaN), 0),
          ),
        )
      : Math.sqrt(terms.reduce((sum, [weight, { se }]) => sum + weight * weight * se * se, 0));
  const resolution = Math.max(0, ...terms.map(([weight, { resolution }]) => Math.abs(weight) * resolution));
  return known(value, Math.max(se, resolution));
}

/** `to` minus `from`, on the same draws. */
export function difference(from: Sampled, to: Sampled): Estimate {
  return combine([
    [1, to],
    [-1, from],
  ]);
}

/** An estimate with null for what is not a number. */
export function known(value: number, se: number): Estimate {
  const finite = Number.isFinite(value);
  return { value: finite ? value : null, se: finite && Number.isFinite(se) ? se : null };
}
