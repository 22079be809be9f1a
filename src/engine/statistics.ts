/**
 * Estimates with their Monte Carlo standard errors, from counts alone.
 *
 * One randomisation (philox): samples are independent, so a probability has the binomial error, a mean sd / sqrt(n), and
 * a quantile the error of the share below it divided by the density (Woodruff 1952, JASA 47:635).
 *
 * R randomisations (sobol): the points of one are dependent, the randomisations are not. Every estimate is the pooled one,
 * and its error comes from the spread of the R estimates (Owen 1997, SIAM J. Numer. Anal. 34:1884; L'Ecuyer 2018,
 * "Randomized quasi-Monte Carlo: an introduction for practitioners"). For a quantile the pooled distribution is inverted
 * once, which unlike the average of R quantiles has no bias that stays (Kaplan, Li, Nakayama and Tuffin 2019, Winter
 * Simulation Conference), and the error is that of the share below the pooled quantile, again divided by the density
 * (Bahadur's linearisation). Intervals take Student's t with R - 1 degrees of freedom.
 *
 * The R estimates are taken on coarse counts. Shares of samples are compared at the edges of coarse bins, where they are
 * exact, and their variance (not the shares, which would be smoothed) is interpolated between two edges. Means by
 * replicate have the rounding of a coarse bin in them, so their spread never falls below width / sqrt(12 n): an upper
 * bound where points are so even that the true error is smaller. docs/sampling.md gives the measured coverage.
 */
import { mean, moments, quantile, shareAtLeast, shareWithin } from './estimates.ts';
import {
  countBelow,
  edgeOf,
  findHistogram,
  type HistogramView,
  pooledView,
  replicateViews,
  toCoordinate,
} from './histogram.ts';
import type { Tally } from './types.ts';

/** An estimate and its Monte Carlo standard error; null where the counts cannot tell (censored, out of range, empty). */
export interface Estimate {
  readonly value: number | null;
  readonly se: number | null;
}

/** One histogram, pooled and by replicate: what estimates and their errors are computed from. */
export interface Observed {
  readonly pooled: HistogramView;
  /** Empty where the run has one replicate. */
  readonly replicates: readonly HistogramView[];
}

/** The counts of `outcome` at `date` in one set (a scenario, or from `pairedSet`). Throws TallyError where not recorded. */
export function observe(tally: Tally, set: number, outcome: string, date: number): Observed {
  const histogram = findHistogram(tally.layout, outcome, date);
  return { pooled: pooledView(tally, set, histogram), replicates: replicateViews(tally, set, histogram) };
}

/** P(value >= threshold), threshold in the outcome's unit; censored samples are at or above it. */
export function probabilityAtLeast(observed: Observed, threshold: number): Estimate {
  const at = toCoordinate(observed.pooled, threshold);
  return probability(observed, shareAtLeast(observed.pooled, threshold), (replicates) => shareError(replicates, at));
}

/** P(from <= value < to), unit of the outcome; infinite ends are open. */
export function probabilityWithin(observed: Observed, from: number, to: number): Estimate {
  if (from === Number.NEGATIVE_INFINITY) {
    const at = toCoordinate(observed.pooled, to);
    return probability(observed, shareWithin(observed.pooled, from, to), (replicates) => shareError(replicates, at));
  }
  if (to === Number.POSITIVE_INFINITY) return probabilityAtLeast(observed, from);
  const [low, high] = [toCoordinate(observed.pooled, from), toCoordinate(observed.pooled, to)];
  return probability(observed, shareWithin(observed.pooled, from, to), (replicates) =>
    betweenEdges(replicates, low, (lowEdge) =>
      betweenEdges(replicates, high, (highEdge) =>
        spread(replicates.map((view) => (countBelow(view, highEdge) - countBelow(view, lowEdge)) / view.valid)),
      ),
    ),
  );
}

/** Share of samples that are censored: not reached by the end of the clock. */
export function probabilityCensored(observed: Observed): Estimate {
  const share = (view: HistogramView): number => view.censored / view.valid;
  return probability(observed, share(observed.pooled), (replicates) => spread(replicates.map(share)));
}

/** Restricted mean, unit of the outcome: see `moments`. */
export function meanOf(observed: Observed): Estimate {
  const { pooled, replicates } = observed;
  const { mean: value, variance } = moments(pooled);
  const se = replicates.length > 0 ? spread(replicates.map(mean)) : Math.sqrt(variance / pooled.valid);
  return finite(value, se);
}

/** Standard deviation of the distribution (not of an estimate), unit of the outcome. */
export function deviationOf(observed: Observed): Estimate {
  const { pooled, replicates } = observed;
  const { variance, fourth } = moments(pooled);
  const value = Math.sqrt(variance);
  if (replicates.length > 0) return finite(value, spread(replicates.map((one) => Math.sqrt(moments(one).variance))));
  // Delta method on the sample variance, whose own variance is (fourth - variance^2) / n.
  const se = variance === 0 ? 0 : Math.sqrt(Math.max(fourth - variance * variance, 0) / pooled.valid) / (2 * value);
  return finite(value, se);
}

/** The quantile of probability `p`, unit of the outcome; null where it is censored or out of range. */
export function quantileOf(observed: Observed, p: number): Estimate {
  const { pooled } = observed;
  const { value, place } = quantile(pooled, p);
  if (place !== 'inside') return { value: null, se: null };
  return finite(value, quantileError(observed, p, value));
}

/**
 * Error of a quantile: that of the share of samples below it, over the density there. The density is the slope of the
 * inverse distribution over p +- max(that error, the binomial one): wide enough to hold the counts it needs, and
 * Woodruff's interval exactly where the error is binomial. One-sided where the other side is censored or out of range.
 */
function quantileError({ pooled, replicates }: Observed, p: number, value: number): number {
  const binomial = Math.sqrt((p * (1 - p)) / pooled.valid);
  const error = replicates.length > 0 ? shareError(replicates, toCoordinate(pooled, value)) : binomial;
  const width = Math.max(error, binomial);
  if (width === 0) return Number.NaN;
  const from = Math.max(p - width, 0);
  const to = Math.min(p + width, 1);
  const lower = quantile(pooled, from);
  const upper = quantile(pooled, to);
  if (lower.place === 'inside' && upper.place === 'inside') return (error * (upper.value - lower.value)) / (to - from);
  if (lower.place === 'inside') return (error * (value - lower.value)) / (p - from);
  if (upper.place === 'inside') return (error * (upper.value - value)) / (to - p);
  return Number.NaN;
}

function probability(
  { pooled, replicates }: Observed,
  value: number,
  errorBetween: (replicates: readonly HistogramView[]) => number,
): Estimate {
  const n = pooled.valid;
  // An event never (or always) seen in n samples may still have probability 1 / n or so: no estimate is free of error.
  if (value <= 0 || value >= 1) return finite(value, 1 / n);
  if (replicates.length === 0) return finite(value, Math.sqrt((value * (1 - value)) / n));
  // Counts are whole: agreement of all replicates by chance says no more than half a count.
  return finite(value, Math.max(errorBetween(replicates), 0.5 / n));
}

/** Standard error of the share of samples below a bin coordinate. */
function shareError(replicates: readonly HistogramView[], coordinate: number): number {
  return betweenEdges(replicates, coordinate, (edge) =>
    spread(replicates.map((view) => countBelow(view, edge) / view.valid)),
  );
}

/** An error known at the edges of coarse bins, between two of them: its variance is interpolated. */
function betweenEdges([view]: readonly HistogramView[], coordinate: number, errorAt: (edge: number) => number): number {
  if (view === undefined || coordinate <= view.low || coordinate >= view.high) return errorAt(coordinate);
  const bin = Math.floor((coordinate - view.low) / view.width);
  const [lower, upper] = [edgeOf(view, bin), edgeOf(view, bin + 1)];
  const share = (coordinate - lower) / (upper - lower);
  const [left, right] = [errorAt(lower), share === 0 ? 0 : errorAt(upper)];
  return Math.sqrt((1 - share) * left * left + share * right * right);
}

/** Standard error of the average of independent estimates: their sample deviation over sqrt of their number. */
function spread(estimates: readonly number[]): number {
  const count = estimates.length;
  const average = estimates.reduce((sum, value) => sum + value, 0) / count;
  const squares = estimates.reduce((sum, value) => sum + (value - average) * (value - average), 0);
  return Math.sqrt(squares / (count - 1) / count);
}

function finite(value: number, se: number): Estimate {
  return {
    value: Number.isFinite(value) ? value : null,
    se: Number.isFinite(value) && Number.isFinite(se) ? se : null,
  };
}

/** 97.5 % point of the standard normal. */
const NORMAL_95 = 1.959963984540054;
/** 97.5 % points of Student's t with R - 1 degrees of freedom, for R = 2, 4, 8, 16, 32 (scipy.stats.t.ppf). */
const STUDENT_95: ReadonlyMap<number, number> = new Map([
  [2, 12.706204736432095],
  [4, 3.182446305284263],
  [8, 2.364624251592784],
  [16, 2.131449545559323],
  [32, 2.0395134463964077],
]);

/** Half-width of a 95 % interval per standard error, for a run with `replicates` randomisations. */
export function criticalValue95(replicates: number): number {
  if (replicates === 1) return NORMAL_95;
  const value = STUDENT_95.get(replicates);
  if (value === undefined) throw new RangeError(`no interval for ${replicates} replicates: use 1, 2, 4, 8, 16 or 32`);
  return value;
}
