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
 * The R estimates are taken on counts by replicate. Shares of samples are compared where they are exact, at cuts and at
 * edges of coarse bins, and their variance (not the shares, which would be smoothed) is interpolated between two of those.
 * Means and deviations by replicate are of the values themselves.
 *
 * Agreement is not certainty. Where even points put the same whole number of samples of every replicate on one side, what
 * is left is the rounding to whole numbers: no error of a share is stated below it. And what samples do inside a bin is not
 * known: where the counts around do not vouch for an even spread, the bin itself is in the error of a quantile.
 * docs/sampling.md gives the measured coverage.
 */
import {
  atomOf,
  type Cell,
  cellOf,
  kurtosis,
  mean,
  moments,
  quantile,
  shareAtLeast,
  shareWithin,
} from './estimates.ts';
import {
  edgeOf,
  findHistogram,
  fromCoordinate,
  type HistogramView,
  pooledView,
  replicateViews,
  samplesBelow,
  samplesBelowAt,
  toCoordinate,
} from './histogram.ts';
import { resolutionOf, roundingOf } from './sums.ts';
import type { Tally } from './types.ts';

/** An estimate and its Monte Carlo standard error; null where the counts cannot tell (censored, out of range, empty). */
export interface Estimate {
  readonly value: number | null;
  readonly se: number | null;
  /** Of a share that was not counted where it was asked for: what it is at least and at most, as counted around it. */
  readonly bounds?: readonly [least: number, most: number];
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

/** P(value >= threshold) of all samples, threshold in the outcome's unit; censored samples are at or above it. */
export function probabilityAtLeast(observed: Observed, threshold: number): Estimate {
  const { pooled } = observed;
  const { least, most } = samplesBelow(pooled, threshold);
  const value = shareAtLeast(pooled, threshold);
  const estimate = probability(observed, value, (replicates) => shareError(replicates, threshold));
  if (least === most) return estimate;
  return bounded(estimate, [(pooled.valid - most) / pooled.all, (pooled.valid - least) / pooled.all]);
}

/** P(from <= value < to) of all samples, unit of the outcome; infinite ends are open. */
export function probabilityWithin(observed: Observed, from: number, to: number): Estimate {
  const { pooled } = observed;
  if (to === Number.POSITIVE_INFINITY) return probabilityAtLeast(observed, from);
  const value = shareWithin(pooled, from, to);
  const upper = samplesBelow(pooled, to);
  const open = from === Number.NEGATIVE_INFINITY;
  const lower = open ? { least: 0, most: 0 } : samplesBelow(pooled, from);
  const estimate = probability(observed, value, (replicates) =>
    open
      ? shareError(replicates, to)
      : betweenKnots(replicates, from, (below) =>
          betweenKnots(replicates, to, (above) =>
            spread(replicates.map((view) => (above(view) - below(view)) / view.all)),
          ),
        ),
  );
  if (upper.least === upper.most && lower.least === lower.most) return estimate;
  const least = Math.max(upper.least - lower.most, 0) / pooled.all;
  return bounded(estimate, [least, (upper.most - lower.least) / pooled.all]);
}

/** An estimate that was not counted: half the distance of its bounds is a part of its error. */
function bounded({ value, se }: Estimate, bounds: readonly [number, number]): Estimate {
  const error = se === null ? null : Math.hypot(se, (bounds[1] - bounds[0]) / 2);
  return { value, se: error, bounds };
}

/** Share of all samples that are censored: not reached by the end of the clock. */
export function probabilityCensored(observed: Observed): Estimate {
  return shareOf(observed, ({ censored }) => censored);
}

/** Share of all samples that are equal to no change, of paired differences; null where that was not counted. */
export function probabilityEqual(observed: Observed, value: number): Estimate {
  const equalTo = (view: HistogramView): number =>
    view.cuts.find((cut) => cut.value === value || cut.value === Math.fround(value))?.equal ?? Number.NaN;
  return shareOf(observed, equalTo);
}

function shareOf(observed: Observed, count: (view: HistogramView) => number): Estimate {
  const share = (view: HistogramView): number => count(view) / view.all;
  return probability(observed, share(observed.pooled), (replicates) => spread(replicates.map(share)));
}

/** Restricted mean of the samples with a value, unit of the outcome: see `moments`. Null where one is too large to sum. */
export function meanOf(observed: Observed): Estimate {
  const { pooled, replicates } = observed;
  const { mean: value, variance } = moments(pooled);
  const independent = Math.sqrt(variance / pooled.valid);
  const se = replicates.length > 0 ? spread(replicates.map(mean)) : independent;
  return finite(value, Math.max(se, leastError(observed, variance)));
}

/** Standard deviation of the distribution (not of an estimate), unit of the outcome. */
export function deviationOf(observed: Observed): Estimate {
  const { pooled, replicates } = observed;
  const { variance } = moments(pooled);
  const value = Math.sqrt(variance);
  const se =
    replicates.length > 0
      ? spread(replicates.map((one) => Math.sqrt(moments(one).variance)))
      : deviationError(pooled, variance);
  // A spread that the sums hardly resolve is not known better than that.
  const resolution = resolutionOf(pooled.sums);
  const rounding = (resolution * resolution) / Math.max(value, resolution) / Math.sqrt(pooled.valid);
  return finite(value, Math.max(se, leastError(observed, variance), value > 0 ? rounding : resolution));
}

/** Delta method on the variance of independent samples, whose own variance is (kurtosis - 1) variance^2 / n. */
function deviationError(pooled: HistogramView, variance: number): number {
  const found = kurtosis(pooled);
  const excess = Math.max((Number.isFinite(found) ? found : NORMAL_KURTOSIS) - 1, 0);
  return Math.sqrt((variance * excess) / pooled.valid) / 2;
}

const NORMAL_KURTOSIS = 3;

/**
 * What the agreement of all replicates leaves of the error of a mean: half a sample, the rounding of the sums, and single
 * precision, which is all that kernels have.
 */
function leastError({ pooled }: Observed, variance: number): number {
  const precision = (Math.abs(pooled.sums.sum) / pooled.valid) * 2 ** -24;
  return Math.hypot((0.5 * Math.sqrt(variance)) / pooled.valid, roundingOf(pooled.sums, pooled.valid), precision);
}

/** The quantile of probability `p` of the samples with a value, unit of the outcome; null where censored or out of range. */
export function quantileOf(observed: Observed, p: number): Estimate {
  const { pooled } = observed;
  const { value, place } = quantile(pooled, p);
  if (place !== 'inside' && place !== 'atom') return { value: null, se: null };
  return finite(value, quantileError(observed, p, value));
}

/**
 * Error of a quantile: that of the share of samples below it, over the density there. The density is the slope of the
 * inverse distribution over p +- max(that error, the binomial one): wide enough to hold the counts it needs, and
 * Woodruff's interval exactly where the error is binomial. One-sided where the other side is censored or out of range.
 * To it comes what is not known of the samples between two counted places.
 */
function quantileError(observed: Observed, p: number, value: number): number {
  const { pooled, replicates } = observed;
  const binomial = Math.sqrt((p * (1 - p)) / pooled.valid);
  const error = replicates.length > 0 ? shareError(replicates, value) : binomial + 0.5 / pooled.valid;
  const width = Math.max(error, wholeCounts(observed, p), binomial);
  if (width === 0) return Number.NaN;
  const [from, to] = [Math.max(p - width, 0), Math.min(p + width, 1)];
  const [lower, upper] = [quantile(pooled, from), quantile(pooled, to)];
  const [left, right] = [isValue(lower), isValue(upper)];
  if (!left && !right) return Number.NaN;
  const slope =
    left && right
      ? sideways(value - lower.value, upper.value - value) / ((to - from) / 2)
      : right
        ? (upper.value - value) / (to - p)
        : (value - lower.value) / (p - from);
  // Single precision is all that kernels have, and the range's own rounding all that bins have.
  const precision = Math.max(Math.abs(value), (pooled.high - pooled.low) * 2 ** -24) * 2 ** -24;
  return Math.max(Math.hypot(Math.max(error, wholeCounts(observed, p)) * slope, insideBin(pooled, p)), precision);
}

/**
 * Half of an interval whose ends lie so far below and above. Where it reaches to one side only, as over a gap or to the next
 * of a few values, so much of that side that an interval of two errors reaches its end.
 */
function sideways(below: number, above: number): number {
  return Math.max((below + above) / 2, Math.max(below, above) / 1.5);
}

const isValue = ({ place }: { place: string }): boolean => place === 'inside' || place === 'atom';

/**
 * Standard error that the place of samples inside a cell puts into a quantile: none where the quantile is a value that
 * samples share; a small part of the cell where the densities beside it are like its own; half the cell, so that an
 * interval holds it, where they are not. Differences that chance explains are none.
 */
function insideBin(view: HistogramView, p: number): number {
  const rank = Math.max(p * view.valid, 1e-9);
  if (atomOf(view, rank) !== null) return 0;
  const cell = cellOf(view, rank);
  const count = cell.to - cell.from;
  const width = fromCoordinate(view, cell.high) - fromCoordinate(view, cell.low);
  if (!(count > 0) || !Number.isFinite(width)) return 0;
  const density = densityOf(cell);
  const beside = [beyond(view, cell.low, cell.from), beyond(view, cell.high, cell.to + 1)].map((neighbour) => {
    if (neighbour === null) return 0;
    const others = neighbour.to - neighbour.from;
    const noise = 2 * Math.sqrt(1 / count + others / (count * count));
    return Math.max(Math.abs(densityOf(neighbour) / density - 1) - noise, 0);
  });
  return (width / 2) * Math.min(Math.max(...beside), 1);
}

const densityOf = ({ low, high, from, to }: Cell): number => (to - from) / (high - low);

/**
 * The cell next to a coordinate on the side of `rank`: where it holds no samples (an atom or a gap is between) it is one of
 * no density. Null beyond the range, where nothing is known.
 */
function beyond(view: HistogramView, coordinate: number, rank: number): Cell | null {
  if (coordinate <= view.low || coordinate >= view.high) return null;
  const none: Cell = { low: coordinate, high: coordinate + 1, from: 0, to: 0 };
  if (rank < 1 || rank > view.valid - view.censored || atomOf(view, rank) !== null) return none;
  const cell = cellOf(view, rank);
  return cell.low === coordinate || cell.high === coordinate ? cell : none;
}

function probability(
  observed: Observed,
  value: number,
  errorOf: (replicates: readonly HistogramView[]) => number,
): Estimate {
  const { pooled, replicates } = observed;
  const n = pooled.all;
  // An event never (or always) seen in n samples may still have probability 1 / n or so: no estimate is free of error.
  if (value <= 0 || value >= 1) return finite(value, 1 / n);
  if (replicates.length === 0) return finite(value, Math.sqrt((value * (1 - value)) / n));
  // Counts are whole: agreement of all replicates by chance says no more than that.
  return finite(value, Math.max(errorOf(replicates), wholeCounts(observed, value)));
}

/** Samples below a place, by replicate. */
type CountBelow = (view: HistogramView) => number;

/** Standard error of the share of samples below a value. */
function shareError(replicates: readonly HistogramView[], value: number): number {
  return betweenKnots(replicates, value, (below) => spread(replicates.map((view) => below(view) / view.all)));
}

/**
 * An error known where replicates count (at cuts, exactly at the value; at edges of coarse bins), between two such places: its
 * variance is interpolated.
 */
function betweenKnots(
  replicates: readonly HistogramView[],
  value: number,
  errorOf: (below: CountBelow) => number,
): number {
  const [first] = replicates;
  if (first === undefined) return 0;
  const single = Math.fround(value);
  const own = first.cuts.findIndex((cut) => cut.value === value || cut.value === single);
  if (own >= 0) {
    return errorOf((view) => view.cuts[own]?.below ?? 0);
  }
  const at = toCoordinate(first, value);
  if (!(at > first.low && at < first.high)) return errorOf((view) => samplesBelowAt(view, at).count);
  const [lower, upper] = knotsAround(first, at);
  const share = upper.at > lower.at ? (at - lower.at) / (upper.at - lower.at) : 0;
  const [left, right] = [errorOf(lower.below), share === 0 ? 0 : errorOf(upper.below)];
  return Math.sqrt((1 - share) * left * left + share * right * right);
}

interface CountedPlace {
  readonly at: number;
  readonly below: CountBelow;
}

/** The nearest places on either side of a coordinate inside the range at which replicates count. */
function knotsAround(view: HistogramView, at: number): [lower: CountedPlace, upper: CountedPlace] {
  const bin = Math.min(Math.floor((at - view.low) / view.width), view.bins.length - 1);
  let lower: CountedPlace = { at: edgeOf(view, bin), below: (one) => one.below[bin] ?? 0 };
  let upper: CountedPlace = { at: edgeOf(view, bin + 1), below: (one) => one.below[bin + 1] ?? 0 };
  view.cuts.forEach(({ coordinate }, i) => {
    const cut = (one: HistogramView) => one.cuts[i];
    if (coordinate <= at && coordinate >= lower.at) {
      lower = { at: coordinate, below: (one) => (cut(one)?.below ?? 0) + (cut(one)?.equal ?? 0) };
    } else if (coordinate > at && coordinate <= upper.at) {
      upper = { at: coordinate, below: (one) => cut(one)?.below ?? 0 };
    }
  });
  return [lower, upper];
}

/**
 * Standard error of a share that whole numbers of samples leave where points are even: of the n points of one replicate a
 * part between two whole numbers falls below a place, one more or one less by chance, with variance 1/4 at most; that of independent points where it is smaller, since so few fall there.
 */
function wholeCounts({ pooled, replicates }: Observed, p: number): number {
  return Math.min(Math.sqrt(replicates.length) / 2, Math.sqrt(p * (1 - p) * pooled.all)) / pooled.all;
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
