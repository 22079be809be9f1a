/**
 * One histogram of a tally as something to ask questions of: counts, edges and running sums, fine (pooled) or coarse (of
 * one replicate). Edges are in bin coordinates: the outcome's unit, or lg of it for log10 outcomes; for paired
 * differences, the difference of those (so a ratio, for log10 outcomes).
 */
import { log10, pow10 } from '../language/portable.ts';
import { TallyError } from './errors.ts';
import { SPECIAL_SLOTS, sumLength, sumPlace } from './layout.ts';
import { addCell, readSums, SUM_WORDS, type Sums } from './sums.ts';
import type { HistogramLayout, Tally, TallyLayout } from './types.ts';

/** A value at which samples are counted apart. */
export interface Cut {
  /** Unit of the outcome; of paired differences of log10 outcomes, a ratio. */
  readonly value: number;
  /** Bin coordinate; -Infinity for what has no lg. */
  readonly coordinate: number;
  /** Samples below, and samples equal. */
  readonly below: number;
  readonly equal: number;
}

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
  /** All samples: what probabilities are shares of. */
  readonly all: number;
  /** Bin coordinates: lower edge of bin 0, width of a bin, upper edge of the last bin. */
  readonly low: number;
  readonly width: number;
  readonly high: number;
  readonly log10: boolean;
  /** Unit of the outcome: what a censored sample counts as in a mean. */
  readonly horizon: number;
  /** In rising order. */
  readonly cuts: readonly Cut[];
  /** Of the valid samples, each at its value (a censored one at the horizon). */
  readonly sums: Sums;
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
  const cells = Array.from({ length: layout.replicates }, (_, replicate) => replicate);
  return view(tally, set, histogram, { counts: tally.counts, from, bins: histogram.bins, coarsening: 1, cells });
}

/** The coarse histograms of one set, one per replicate; empty where the run has one replicate only. */
export function replicateViews(tally: Tally, set: number, histogram: HistogramLayout): HistogramView[] {
  const { layout } = tally;
  checkSet(layout, set);
  if (layout.replicates === 1) return [];
  const { coarsening } = layout;
  return Array.from({ length: layout.replicates }, (_, replicate) => {
    const from = (replicate * layout.setCount + set) * layout.coarseStride + histogram.coarseOffset;
    const counts = tally.replicateCounts;
    return view(tally, set, histogram, { counts, from, bins: histogram.coarseBins, coarsening, cells: [replicate] });
  });
}

function checkSet(layout: TallyLayout, set: number): void {
  if (!Number.isInteger(set) || set < 0 || set >= layout.setCount) {
    throw new TallyError(`set ${set} is not one of the ${layout.setCount} sets of this run`);
  }
}

type Edges = Pick<HistogramView, 'low' | 'width' | 'high'>;

function edgesOf(paired: boolean, histogram: HistogramLayout, coarsening: number): Edges {
  const low = paired ? histogram.pairedLow : histogram.low;
  return { low, width: coarsening / histogram.binsPerUnit, high: low + histogram.bins / histogram.binsPerUnit };
}

/** Where the numbers of a view stand: its slots, and the replicates whose sums are its own. */
interface Place {
  readonly counts: Uint32Array;
  readonly from: number;
  readonly bins: number;
  readonly coarsening: number;
  readonly cells: readonly number[];
}

function view(tally: Tally, set: number, histogram: HistogramLayout, place: Place): HistogramView {
  const { counts, from, bins, coarsening } = place;
  const paired = set >= tally.layout.scenarioCount;
  const edges = edgesOf(paired, histogram, coarsening);
  const slot = (at: number): number => counts[from + at] ?? 0;
  const inside = counts.subarray(from + 1, from + 1 + bins);
  let sum = slot(0);
  for (let bin = 0; bin < bins; bin++) sum += inside[bin] ?? 0;
  let below: Float64Array | null = null;
  let cuts: readonly Cut[] | null = null;
  let sums: Sums | null = null;
  const over = slot(bins + 1);
  const censored = slot(bins + 2);
  const invalid = slot(bins + 3);
  return {
    bins: inside,
    under: slot(0),
    over,
    censored,
    invalid,
    valid: sum + over + censored,
    all: sum + over + censored + invalid,
    ...edges,
    log10: histogram.log10,
    horizon: histogram.horizon,
    // Made when first asked for: a page of charts makes hundreds of views for a few quantiles each.
    get cuts() {
      cuts ??= cutsOf(histogram, paired, (at) => slot(bins + SPECIAL_SLOTS + at));
      return cuts;
    },
    get sums() {
      sums ??= sumsOf(tally, set, histogram, place.cells, paired);
      return sums;
    },
    get middles() {
      return middlesOf(histogram, edges, bins);
    },
    get below() {
      below ??= runningSums(slot(0), inside);
      return below;
    },
  };
}

function cutsOf(histogram: HistogramLayout, paired: boolean, slot: (at: number) => number): readonly Cut[] {
  const { log10: isLog } = histogram;
  return (paired ? histogram.pairedCuts : histogram.cuts).map((cut, i) => {
    const [below, equal] = [slot(2 * i), slot(2 * i + 1)];
    if (!isLog) return { value: cut, coordinate: cut, below, equal };
    if (paired) return { value: pow10(cut), coordinate: cut, below, equal };
    return { value: cut, coordinate: cut > 0 ? log10(cut) : Number.NEGATIVE_INFINITY, below, equal };
  });
}

function sumsOf(
  { layout, sums }: Tally,
  set: number,
  histogram: HistogramLayout,
  replicates: readonly number[],
  paired: boolean,
): Sums {
  const cell = new Float64Array(SUM_WORDS);
  const place = sumPlace(layout, set, layout.histograms.indexOf(histogram));
  for (const replicate of replicates) addCell(cell, 0, sums, replicate * sumLength(layout) + place);
  return readSums(cell, 0, paired ? histogram.pairedScale : histogram.scale);
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

/** How many samples lie below a value: a best guess, and what it is at least and at most; all three agree where it is counted. */
export interface Below {
  /** NaN where there is nothing to guess by: out of the bins' range, or beyond the horizon. */
  readonly count: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Samples below `value` (unit of the outcome). Counted at cuts and at edges between bins; elsewhere the samples between the
 * two nearest such places are taken to be spread evenly.
 */
export function samplesBelow(view: HistogramView, value: number): Below {
  const single = Math.fround(value);
  const cut = view.cuts.find((one) => one.value === value || one.value === single);
  if (cut !== undefined) return withUnreached(view, cut.coordinate, counted(cut.below));
  return samplesBelowAt(view, toCoordinate(view, value));
}

/** The same at a bin coordinate. */
export function samplesBelowAt(view: HistogramView, at: number): Below {
  return withUnreached(view, at, reachedBelow(view, at));
}

/** A censored sample is only known to lie beyond the horizon: past it, it may be on either side. */
function withUnreached(view: HistogramView, at: number, below: Below): Below {
  if (view.censored === 0 || !(at > toCoordinate(view, view.horizon))) return below;
  return { ...below, most: below.most + view.censored };
}

function reachedBelow(view: HistogramView, at: number): Below {
  const { lower, upper } = bracketOf(view, at);
  if (lower.coordinate === at) return counted(lower.count);
  if (lower.count === upper.count) return counted(lower.count);
  const share = (at - lower.coordinate) / (upper.coordinate - lower.coordinate);
  const even = Number.isFinite(lower.coordinate) && Number.isFinite(upper.coordinate);
  const count = even ? lower.count + share * (upper.count - lower.count) : Number.NaN;
  return { count, least: lower.count, most: upper.count };
}

const counted = (count: number): Below => ({ count, least: count, most: count });

/** A place where the number of samples on its lower side is known. */
interface Knot {
  readonly coordinate: number;
  readonly count: number;
}

/** The nearest knots on either side of a bin coordinate: an edge that is the coordinate itself is the lower one. */
function bracketOf(view: HistogramView, at: number): { lower: Knot; upper: Knot } {
  const { bins, low, width, high, below } = view;
  const finite = view.valid - view.censored;
  let lower: Knot = { coordinate: Number.NEGATIVE_INFINITY, count: 0 };
  let upper: Knot = { coordinate: Number.POSITIVE_INFINITY, count: finite };
  if (at < low) upper = { coordinate: low, count: view.under };
  else if (at > high) {
    lower = { coordinate: high, count: below[bins.length] ?? 0 };
  } else {
    const bin = Math.min(Math.floor((at - low) / width), bins.length - 1);
    lower = { coordinate: edgeOf(view, bin), count: below[bin] ?? 0 };
    upper = { coordinate: edgeOf(view, bin + 1), count: below[bin + 1] ?? 0 };
  }
  for (const cut of view.cuts) {
    const upTo = cut.below + cut.equal;
    if (cut.coordinate < at && cut.coordinate >= lower.coordinate && upTo >= lower.count) {
      lower = { coordinate: cut.coordinate, count: upTo };
    } else if (cut.coordinate > at && cut.coordinate <= upper.coordinate && cut.below <= upper.count) {
      upper = { coordinate: cut.coordinate, count: cut.below };
    }
  }
  return { lower, upper: upper.count < lower.count ? { ...upper, count: lower.count } : upper };
}
