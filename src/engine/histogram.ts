/**
 * One histogram of a tally as something to ask questions of: counts, edges and running sums, fine (pooled) or coarse (of
 * one replicate). Edges are in bin coordinates: the outcome's unit, or lg of it for log10 outcomes; for paired
 * differences, the difference of those (so a ratio, for log10 outcomes).
 */
import { log10, pow10 } from '../language/portable.ts';
import { TallyError } from './errors.ts';
import type { HistogramLayout, Tally, TallyLayout } from './types.ts';

export interface HistogramView {
  /** Counts of the bins, without the special slots. A view of the tally: changes with it. */
  readonly bins: Uint32Array;
  readonly under: number;
  readonly over: number;
  /** Samples at +Infinity: not reached by the end of the clock. */
  readonly censored: number;
  /** NaN, and infinities that mean nothing. */
  readonly invalid: number;
  /** All but the invalid. */
  readonly valid: number;
  /** Bin coordinates: lower edge of bin 0, width of a bin, upper edge of the last bin. */
  readonly low: number;
  readonly width: number;
  readonly high: number;
  readonly log10: boolean;
  /** Unit of the outcome: what a censored sample counts as in a mean. */
  readonly horizon: number;
  /** Middle of each bin, in the unit of the outcome. Shared between views: not to be changed. */
  readonly middles: Float64Array;
  /** below[i]: samples under the lower edge of bin i; below[bins.length]: under the upper edge of the last. */
  readonly below: Float64Array;
}

/** Index of the set that holds scenario `scenario` minus scenario 0. Throws TallyError where it was not tallied. */
export function pairedSet(layout: TallyLayout, scenario: number): number {
  const set = layout.scenarioCount + scenario - 1;
  if (scenario < 1 || scenario >= layout.scenarioCount || set >= layout.setCount) {
    throw new TallyError(`no paired differences of scenario ${scenario} were counted in this run`);
  }
  return set;
}

/** The histogram of `outcome` at `date`. Throws TallyError where the run did not record it. */
export function findHistogram(layout: TallyLayout, outcome: string, date: number): HistogramLayout {
  const histogram = layout.histograms.find((one) => one.outcome === outcome && one.date === date);
  if (histogram !== undefined) return histogram;
  const dates = layout.histograms.filter((one) => one.outcome === outcome).map((one) => one.date);
  const known = dates.length > 0 ? `recorded at ${dates.join(', ')}` : 'which this run did not record';
  throw new TallyError(`no counts of "${outcome}" at ${date}; ${known}`);
}

/** The pooled, fine histogram of one set. */
export function pooledView(tally: Tally, set: number, histogram: HistogramLayout): HistogramView {
  const { layout } = tally;
  checkSet(layout, set);
  const from = set * layout.stride + histogram.offset;
  return view(tally.counts, from, histogram.bins, edgesOf(layout, set, histogram, 1), histogram);
}

/** The coarse histograms of one set, one per replicate; empty where the run has one replicate only. */
export function replicateViews(tally: Tally, set: number, histogram: HistogramLayout): HistogramView[] {
  const { layout } = tally;
  checkSet(layout, set);
  if (layout.replicates === 1) return [];
  const edges = edgesOf(layout, set, histogram, layout.coarsening);
  return Array.from({ length: layout.replicates }, (_, replicate) => {
    const from = (replicate * layout.setCount + set) * layout.coarseStride + histogram.coarseOffset;
    return view(tally.replicateCounts, from, histogram.coarseBins, edges, histogram);
  });
}

function checkSet(layout: TallyLayout, set: number): void {
  if (!Number.isInteger(set) || set < 0 || set >= layout.setCount) {
    throw new TallyError(`set ${set} is not one of the ${layout.setCount} sets of this run`);
  }
}

type Edges = Pick<HistogramView, 'low' | 'width' | 'high'>;

function edgesOf(layout: TallyLayout, set: number, histogram: HistogramLayout, coarsening: number): Edges {
  const low = set >= layout.scenarioCount ? histogram.pairedLow : histogram.low;
  return { low, width: coarsening / histogram.binsPerUnit, high: low + histogram.bins / histogram.binsPerUnit };
}

function view(
  counts: Uint32Array,
  from: number,
  bins: number,
  edges: Edges,
  histogram: HistogramLayout,
): HistogramView {
  const slot = (at: number): number => counts[from + at] ?? 0;
  const inside = counts.subarray(from + 1, from + 1 + bins);
  let sum = slot(0);
  for (let bin = 0; bin < bins; bin++) sum += inside[bin] ?? 0;
  let below: Float64Array | null = null;
  const over = slot(bins + 1);
  const censored = slot(bins + 2);
  return {
    bins: inside,
    under: slot(0),
    over,
    censored,
    invalid: slot(bins + 3),
    valid: sum + over + censored,
    ...edges,
    log10: histogram.log10,
    horizon: histogram.horizon,
    middles: middlesOf(histogram, edges, bins),
    // Made when first asked for: a page of charts makes hundreds of views for a few quantiles each.
    get below() {
      below ??= runningSums(slot(0), inside);
      return below;
    },
  };
}

/** first, first + bins[0], first + bins[0] + bins[1], ... */
function runningSums(first: number, bins: Uint32Array): Float64Array {
  const sums = new Float64Array(bins.length + 1);
  let sum = first;
  sums[0] = sum;
  for (let bin = 0; bin < bins.length; bin++) {
    sum += bins[bin] ?? 0;
    sums[bin + 1] = sum;
  }
  return sums;
}

/** Middles by layout: their powers of ten are the dearest part of a mean, and the same for every replicate and update. */
const knownMiddles = new WeakMap<HistogramLayout, Map<string, Float64Array>>();

function middlesOf(histogram: HistogramLayout, { low, width, high }: Edges, bins: number): Float64Array {
  const known = knownMiddles.get(histogram) ?? new Map<string, Float64Array>();
  knownMiddles.set(histogram, known);
  const key = `${low} ${width}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = Float64Array.from({ length: bins }, (_, bin) => {
    const from = low + bin * width;
    const middle = (from + Math.min(from + width, high)) / 2;
    return histogram.log10 ? pow10(middle) : middle;
  });
  known.set(key, made);
  return made;
}

/** Bin coordinate of a value in the outcome's unit; -Infinity for values that no lg reaches. */
export function toCoordinate(view: HistogramView, value: number): number {
  if (!view.log10) return value;
  return value > 0 ? log10(value) : Number.NEGATIVE_INFINITY;
}

/** Value in the outcome's unit at a bin coordinate. */
export function fromCoordinate(view: HistogramView, coordinate: number): number {
  return view.log10 ? pow10(coordinate) : coordinate;
}

/** Bin coordinate of the lower edge of bin `bin` (of the upper edge of the last, for `bins.length`). */
export function edgeOf(view: HistogramView, bin: number): number {
  return Math.min(view.low + bin * view.width, view.high);
}

/**
 * Number of samples below a bin coordinate, spread evenly within its bin (so exact at edges; elsewhere off by less than
 * the count of that bin). NaN where the counts cannot tell: outside the bins while samples lie there.
 */
export function countBelow(view: HistogramView, coordinate: number): number {
  const { bins, low, width, high, below } = view;
  const last = below[bins.length] ?? 0;
  if (coordinate < low) return view.under === 0 ? 0 : Number.NaN;
  if (coordinate >= high) {
    if (coordinate === high || view.over === 0) {
      // A censored sample is only known to lie beyond the horizon.
      return view.censored === 0 || coordinate <= toCoordinate(view, view.horizon) ? last : Number.NaN;
    }
    return Number.NaN;
  }
  const bin = Math.min(Math.floor((coordinate - low) / width), bins.length - 1);
  const lower = low + bin * width;
  const share = (coordinate - lower) / (edgeOf(view, bin + 1) - lower);
  return (below[bin] ?? 0) + share * (bins[bin] ?? 0);
}
