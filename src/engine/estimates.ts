/**
 * Point estimates from counts and sums. Shares are exact where they were counted (cuts, edges between bins), means and
 * spreads are of the values themselves, and a quantile that falls on a cut which samples share is that value. A quantile
 * between two counted places takes the samples there to be spread evenly: it is within them. Standard errors are in
 * standard-error.ts.
 */
import { edgeOf, fromCoordinate, type HistogramView, samplesBelow, samplesBelowAt, toCoordinate } from './histogram.ts';
import { resolutionOf } from './sums.ts';

/** Where a quantile lies. `inside` and `atom` are values; the others are bounds: at most, at least, beyond the horizon. */
export type Place = 'inside' | 'atom' | 'below' | 'above' | 'censored' | 'empty';

export interface Quantile {
  /** Unit of the outcome. The lowest edge for `below`, the highest for `above`, Infinity for `censored`, NaN for `empty`. */
  readonly value: number;
  readonly place: Place;
}

/** The places between which a rank falls, where the samples below are counted. */
export interface Cell {
  /** Bin coordinates; infinite where nothing is known. */
  readonly low: number;
  readonly high: number;
  /** Samples up to `low`, and below `high`. */
  readonly from: number;
  readonly to: number;
}

/** A rank that is above none: the least sample. */
const LEAST_RANK = 1e-9;

/**
 * The quantile of probability `p` in [0, 1] over valid samples: the least value at which the distribution reaches p.
 * Censored samples sort last. Throws RangeError for p outside [0, 1].
 */
export function quantile(view: HistogramView, p: number): Quantile {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile needs a probability from 0 to 1, got ${p}`);
  if (view.valid === 0) return { value: Number.NaN, place: 'empty' };
  const rank = Math.max(p * view.valid, LEAST_RANK);
  const atom = atomOf(view, rank);
  if (atom !== null) return { value: atom, place: 'atom' };
  if (rank > view.valid - view.censored) return { value: Number.POSITIVE_INFINITY, place: 'censored' };
  const { low, high, from, to } = cellOf(view, rank);
  if (low === Number.NEGATIVE_INFINITY) return { value: fromCoordinate(view, high), place: 'below' };
  if (high === Number.POSITIVE_INFINITY) return { value: fromCoordinate(view, low), place: 'above' };
  const share = to > from ? Math.max(p * view.valid - from, 0) / (to - from) : 1;
  return { value: fromCoordinate(view, low + share * (high - low)), place: 'inside' };
}

/** The value of the cut on whose samples a rank falls, or null. */
export function atomOf(view: HistogramView, rank: number): number | null {
  const cut = view.cuts.find(({ below, equal }) => rank > below && rank <= below + equal);
  return cut === undefined ? null : cut.value;
}

/** The narrowest cell that a rank in (0, valid - censored] falls into. */
export function cellOf(view: HistogramView, rank: number): Cell {
  const { bins, under, below } = view;
  const inside = below[bins.length] ?? 0;
  let [low, from] = [Number.NEGATIVE_INFINITY, 0];
  let [high, to] = [Number.POSITIVE_INFINITY, view.valid - view.censored];
  if (rank <= under) [high, to] = [view.low, under];
  else if (rank > inside) [low, from] = [view.high, inside];
  else {
    const bin = binOfRank(below, rank);
    [low, from] = [edgeOf(view, bin), below[bin] ?? 0];
    [high, to] = [edgeOf(view, bin + 1), below[bin + 1] ?? 0];
  }
  for (const cut of view.cuts) {
    const upTo = cut.below + cut.equal;
    if (upTo < rank && cut.coordinate >= low && upTo >= from) [low, from] = [cut.coordinate, upTo];
    else if (cut.below >= rank && cut.coordinate <= high && cut.below <= to) [high, to] = [cut.coordinate, cut.below];
  }
  return { low, high, from, to };
}

/** The bin in which running sums first reach `rank`, which is above the first of them. */
function binOfRank(below: Float64Array, rank: number): number {
  let [from, to] = [0, below.length - 1];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if ((below[middle] ?? 0) < rank) from = middle;
    else to = middle;
  }
  return from;
}

/** Share of all samples at or above `value` (unit of the outcome); censored ones are above. NaN where unknown. */
export function shareAtLeast(view: HistogramView, value: number): number {
  return (view.valid - samplesBelow(view, value).count) / view.all;
}

/** Share of all samples in [from, to), unit of the outcome. NaN where unknown. */
export function shareWithin(view: HistogramView, from: number, to: number): number {
  const above = to === Number.POSITIVE_INFINITY ? view.valid : samplesBelow(view, to).count;
  const below = from === Number.NEGATIVE_INFINITY ? 0 : samplesBelow(view, from).count;
  return Math.max(above - below, 0) / view.all;
}

/** Share of all samples below each of `values` as a best guess; NaN where unknown. */
export function sharesBelow(view: HistogramView, values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (value) => samplesBelowAt(view, toCoordinate(view, value)).count / view.all);
}

export interface Moments {
  /** Unit of the outcome. NaN where there are no values, or some too large to be summed. */
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of the valid samples themselves, wherever they lie, unit of the outcome. A restricted mean (Royston and
 * Parmar 2013): a censored sample counts as the horizon. Variance is over n (not n - 1); 0 where the sums resolve none.
 */
export function moments(view: HistogramView): Moments {
  const { sum, squares, vast } = view.sums;
  if (vast > 0 || view.valid === 0) return { mean: Number.NaN, variance: Number.NaN };
  const average = sum / view.valid;
  const variance = squares / view.valid - average * average;
  return { mean: average, variance: variance > resolutionOf(view.sums) ** 2 ? variance : 0 };
}

/** The mean alone: as in `moments`. */
export function mean(view: HistogramView): number {
  return moments(view).mean;
}

/**
 * Fourth central moment over the square of the variance, of samples at the middle of their bins: 3 for a normal. What lies
 * out of range on one side is put on two places, with the mean and the spread that the sums tell. NaN where all is in one.
 */
export function kurtosis(view: HistogramView): number {
  let [count, sum] = [0, 0];
  eachValue(view, (value, n) => {
    count += n;
    sum += value * n;
  });
  const average = sum / count;
  let [second, fourth] = [0, 0];
  eachValue(view, (value, n) => {
    const square = (value - average) * (value - average);
    second += square * n;
    fourth += square * square * n;
  });
  return (fourth * count) / (second * second);
}

/** Every value that stands for samples, with their number. */
function eachValue(view: HistogramView, visit: (value: number, count: number) => void): void {
  const { under, over, censored, horizon } = view;
  let [sum, squares] = censored > 0 ? [censored * horizon, censored * horizon * horizon] : [0, 0];
  for (let bin = 0; bin < view.bins.length; bin++) {
    const count = view.bins[bin] ?? 0;
    if (count === 0) continue;
    const middle = view.middles[bin] ?? Number.NaN;
    visit(middle, count);
    sum += middle * count;
    squares += middle * middle * count;
  }
  if (censored > 0) visit(horizon, censored);
  const [low, high] = [fromCoordinate(view, view.low), fromCoordinate(view, view.high)];
  if (under > 0 && over > 0) {
    visit(low, under);
    visit(high, over);
  } else if (under + over > 0) {
    const count = under + over;
    const found = (view.sums.sum - sum) / count;
    const average = under > 0 ? Math.min(found, low) : Math.max(found, high);
    const spread = Math.sqrt(Math.max((view.sums.squares - squares) / count - average * average, 0));
    visit(average - spread, count / 2);
    visit(average + spread, count / 2);
  }
}

/**
 * True where all values are one, as far as sums tell: an outcome that does not vary. Spreads below a unit of the squares are
 * none (`moments`).
 */
export function isConstant(view: HistogramView): boolean {
  return view.valid > 0 && view.censored < view.valid && moments(view).variance === 0;
}
