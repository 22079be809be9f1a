/**
 * Point estimates from counts: quantiles, means, probabilities. All interpolate as if samples were spread evenly within
 * their bin, so each is within one bin width (quantiles) or half a bin width (means) of the same estimate from the
 * samples themselves, and far nearer for smooth distributions. Standard errors are in standard-error.ts.
 */
import { countBelow, edgeOf, fromCoordinate, type HistogramView, toCoordinate } from './histogram.ts';

/** Where a quantile lies. Only `inside` is a value; the others are bounds: at most, at least, beyond the horizon. */
export type Place = 'inside' | 'below' | 'above' | 'censored' | 'empty';

export interface Quantile {
  /** Unit of the outcome. The lowest edge for `below`, the highest for `above`, Infinity for `censored`, NaN for `empty`. */
  readonly value: number;
  readonly place: Place;
}

/**
 * The quantile of probability `p` in [0, 1] over valid samples: the value where the interpolated distribution reaches p.
 * Censored samples sort last. Throws RangeError for p outside [0, 1].
 */
export function quantile(view: HistogramView, p: number): Quantile {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile needs a probability from 0 to 1, got ${p}`);
  if (view.valid === 0) return { value: Number.NaN, place: 'empty' };
  const rank = p * view.valid;
  const inside = view.valid - view.over - view.censored;
  if (view.under > 0 && rank <= view.under) return { value: fromCoordinate(view, view.low), place: 'below' };
  if (rank > inside || inside === view.under) {
    return rank <= inside + view.over && view.over > 0
      ? { value: fromCoordinate(view, view.high), place: 'above' }
      : { value: Number.POSITIVE_INFINITY, place: 'censored' };
  }
  const { bin, below } = binOfRank(view, rank);
  const lower = edgeOf(view, bin);
  const share = (rank - below) / (view.bins[bin] ?? 1);
  return { value: fromCoordinate(view, lower + share * (edgeOf(view, bin + 1) - lower)), place: 'inside' };
}

/** The occupied bin in which the running sum first reaches `rank` (the first occupied one for rank 0), and the sum below. */
function binOfRank({ bins, under }: HistogramView, rank: number): { bin: number; below: number } {
  const last = bins.length - 1;
  let below = under;
  let bin = 0;
  for (; bin < last; bin++) {
    const sum = below + (bins[bin] ?? 0);
    if (sum >= rank && sum > under) break;
    below = sum;
  }
  return { bin, below };
}

/** Share of valid samples at or above `value` (unit of the outcome); censored ones are above. NaN where unknown. */
export function shareAtLeast(view: HistogramView, value: number): number {
  return 1 - countBelow(view, toCoordinate(view, value)) / view.valid;
}

/** Share of valid samples in [from, to), unit of the outcome. NaN where unknown. */
export function shareWithin(view: HistogramView, from: number, to: number): number {
  const above = to === Number.POSITIVE_INFINITY ? view.valid : countBelow(view, toCoordinate(view, to));
  const below = from === Number.NEGATIVE_INFINITY ? 0 : countBelow(view, toCoordinate(view, from));
  return Math.max(above - below, 0) / view.valid;
}

export interface Moments {
  /** Unit of the outcome. */
  readonly mean: number;
  readonly variance: number;
  /** Fourth central moment. */
  readonly fourth: number;
}

/**
 * Mean and central moments of valid samples, each at the middle of its bin, in the outcome's unit. A restricted mean
 * (Royston and Parmar 2013): a censored sample counts as the horizon; those under and over range as the nearest edge.
 * NaN for no samples. Variance is over n (not n - 1), without Sheppard's correction (width^2 / 12).
 */
export function moments(view: HistogramView): Moments {
  const average = mean(view);
  let second = 0;
  let fourth = 0;
  eachValue(view, (value, count) => {
    const square = (value - average) * (value - average);
    second += square * count;
    fourth += square * square * count;
  });
  return { mean: average, variance: second / view.valid, fourth: fourth / view.valid };
}

/** The mean alone: as in `moments`. */
export function mean(view: HistogramView): number {
  let sum = 0;
  eachValue(view, (value, count) => {
    sum += value * count;
  });
  return sum / view.valid;
}

/** Every value that stands for samples, with their number. */
function eachValue(view: HistogramView, visit: (value: number, count: number) => void): void {
  if (view.under > 0) visit(fromCoordinate(view, view.low), view.under);
  for (let bin = 0; bin < view.bins.length; bin++) {
    const count = view.bins[bin] ?? 0;
    if (count > 0) visit(view.middles[bin] ?? Number.NaN, count);
  }
  if (view.over > 0) visit(fromCoordinate(view, view.high), view.over);
  if (view.censored > 0) visit(view.horizon, view.censored);
}
