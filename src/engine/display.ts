/**
 * Counts regrouped for charts: display bins made of whole fine bins, on round edges, so that bars show counts and not
 * interpolations. Shares are of all samples.
 */
import { sharesBelow } from './estimates.ts';
import { fromCoordinate, type HistogramView, toCoordinate } from './histogram.ts';

export interface DisplayHistogram {
  /** Edges of the display bins, unit of the outcome; one more than bins. */
  readonly edges: Float64Array;
  /** Share of all samples in each display bin. */
  readonly shares: Float64Array;
  /** Shares left and right of the edges (without the censored), never reached, and without a value. */
  readonly below: number;
  readonly above: number;
  readonly censored: number;
  readonly missing: number;
}

export interface DisplayOptions {
  /** Range to show, unit of the outcome: bins that touch it are shown. */
  readonly range: readonly [low: number, high: number];
  /** At most this many display bins. */
  readonly maxBins: number;
}

/**
 * Regroups a histogram for display. The number of fine bins in a display bin is a power of two, and the edges lie at
 * multiples of the display bin's width from zero where the fine edges do. Throws RangeError for an empty range.
 */
export function displayHistogram(view: HistogramView, options: DisplayOptions): DisplayHistogram {
  const { bins, low, width } = view;
  const from = Math.max(Math.floor((toCoordinate(view, options.range[0]) - low) / width), 0);
  const to = Math.min(Math.ceil((toCoordinate(view, options.range[1]) - low) / width), bins.length);
  if (!(to > from) || options.maxBins < 1) {
    throw new RangeError(`nothing to display: range ${options.range.join('..')}, at most ${options.maxBins} bins`);
  }
  const origin = Math.round(low / width);
  let group = 1;
  while (groupsBetween(origin, from, to, group) > options.maxBins) group *= 2;
  const first = Math.floor((origin + from) / group) * group - origin;
  const count = groupsBetween(origin, from, to, group);
  const edges = new Float64Array(count + 1);
  const shares = new Float64Array(count);
  const at = (bin: number): number => view.below[Math.min(Math.max(bin, 0), bins.length)] ?? 0;
  for (let i = 0; i <= count; i++) edges[i] = fromCoordinate(view, low + (first + i * group) * width);
  for (let i = 0; i < count; i++) {
    // Fine bins only: samples under the tally's range are not in its first bin.
    shares[i] = (at(first + (i + 1) * group) - at(first + i * group)) / view.all;
  }
  const inside = at(first + count * group) - at(first);
  return {
    edges,
    shares,
    below: at(first) / view.all,
    above: (view.valid - view.censored - at(first) - inside) / view.all,
    censored: view.censored / view.all,
    missing: view.invalid / view.all,
  };
}

/** Number of groups of `group` fine bins, aligned to coordinate zero, that touch the fine bins [from, to). */
function groupsBetween(origin: number, from: number, to: number, group: number): number {
  return Math.ceil((origin + to) / group) - Math.floor((origin + from) / group);
}

/** P(value >= x) at each of `values` (unit of the outcome); NaN where the counts cannot tell. */
export function exceedanceCurve(view: HistogramView, values: ArrayLike<number>): Float64Array {
  const below = sharesBelow(view, values);
  return below.map((share) => view.valid / view.all - share);
}
