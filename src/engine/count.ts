/**
 * Counts one sample: the meaning of a tally, in f64. Kernels do the same in f32 (assembly/tally.ts, the shader of
 * webgpu/shaders/tally.ts), so a value within rounding of an edge may fall into the neighbouring bin there.
 *
 * A value has one slot of [under, bins..., over, censored, invalid]. It is compared with each cut in single precision, as
 * kernels see it. What is a number, or stands for one (the horizon), is in the sums.
 */
import { log10 } from '../language/portable.ts';
import { sumLength, sumPlace } from './layout.ts';
import { addValue } from './sums.ts';
import type { HistogramLayout, TallyLayout } from './types.ts';

/** Room for the counts and sums of some samples of one replicate. */
export interface Counted {
  /** setCount * stride. */
  readonly counts: Uint32Array;
  /** setCount * histograms * SUM_WORDS. */
  readonly sums: Float64Array;
}

export function createCounted(layout: TallyLayout): Counted {
  return {
    counts: new Uint32Array(layout.setCount * layout.stride),
    sums: new Float64Array(sumLength(layout)),
  };
}

/** Empties it, to be used again. */
export function clearCounted({ counts, sums }: Counted): void {
  counts.fill(0);
  sums.fill(0);
}

/** Counts the value of histogram `index` in `set`, unit of the outcome. */
export function countValue(into: Counted, layout: TallyLayout, set: number, index: number, value: number): void {
  const histogram = layout.histograms[index];
  if (histogram === undefined) throw new RangeError(`no histogram ${index}`);
  const slot = slotOf(histogram, value);
  const base = set * layout.stride + histogram.offset;
  bump(into.counts, base + slot);
  if (slot === histogram.bins + 3) return;
  if (slot !== histogram.bins + 2) countCuts(into.counts, base, histogram, histogram.cuts, value);
  addValue(into.sums, sumPlace(layout, set, index), histogram.scale, atHorizon(histogram, value));
}

/** Counts the difference of the values of a scenario and the baseline in the set of their pair. */
export function countDifference(
  into: Counted,
  layout: TallyLayout,
  set: number,
  index: number,
  value: number,
  baseline: number,
): void {
  const histogram = layout.histograms[index];
  if (histogram === undefined) throw new RangeError(`no histogram ${index}`);
  const slot = pairedSlotOf(histogram, value, baseline);
  const base = set * layout.stride + histogram.offset;
  bump(into.counts, base + slot);
  if (slot === histogram.bins + 3) return;
  const [a, b] = [atHorizon(histogram, value), atHorizon(histogram, baseline)];
  const difference = coordinateOf(histogram, a) - coordinateOf(histogram, b);
  countCuts(into.counts, base, histogram, histogram.pairedCuts, difference);
  addValue(into.sums, sumPlace(layout, set, index), histogram.pairedScale, histogram.log10 ? a / b : a - b);
}

/**
 * Slot of `value` (unit of the outcome). lg of 0 and of negative numbers lie under; NaN, -Infinity, and +Infinity without a
 * horizon are invalid.
 */
export function slotOf(histogram: HistogramLayout, value: number): number {
  const { bins, horizon } = histogram;
  if (value === Number.POSITIVE_INFINITY) return horizon === Number.POSITIVE_INFINITY ? bins + 3 : bins + 2;
  if (value === Number.NEGATIVE_INFINITY || Number.isNaN(value)) return bins + 3;
  return slotAt(coordinateOf(histogram, value), histogram.low, histogram);
}

/**
 * Slot of the difference of two values, each with +Infinity at its horizon; lg outcomes differ in lg. Differences are
 * never censored: what is not finite is invalid.
 */
export function pairedSlotOf(histogram: HistogramLayout, value: number, baseline: number): number {
  const [a, b] = [atHorizon(histogram, value), atHorizon(histogram, baseline)];
  const difference = coordinateOf(histogram, a) - coordinateOf(histogram, b);
  return Number.isFinite(difference) ? slotAt(difference, histogram.pairedLow, histogram) : histogram.bins + 3;
}

/** A value with what was not reached at the horizon, as restricted means and differences take it. */
export function atHorizon({ horizon }: Pick<HistogramLayout, 'horizon'>, value: number): number {
  return value === Number.POSITIVE_INFINITY ? horizon : value;
}

/** Bin coordinate: the value, or its lg for lg outcomes (-Infinity where it has none). */
function coordinateOf({ log10: isLog }: HistogramLayout, value: number): number {
  if (!isLog) return value;
  return value > 0 ? log10(value) : Number.isNaN(value) ? value : Number.NEGATIVE_INFINITY;
}

function slotAt(coordinate: number, low: number, { bins, binsPerUnit }: HistogramLayout): number {
  const place = (coordinate - low) * binsPerUnit;
  if (place < 0) return 0;
  // The upper end of the range belongs to the last bin.
  return place > bins ? bins + 1 : Math.min(Math.floor(place), bins - 1) + 1;
}

function countCuts(
  counts: Uint32Array,
  base: number,
  { bins }: HistogramLayout,
  cuts: readonly number[],
  value: number,
): void {
  const single = Math.fround(value);
  cuts.forEach((cut, i) => {
    if (single < cut) bump(counts, base + bins + 4 + 2 * i);
    else if (single === cut) bump(counts, base + bins + 4 + 2 * i + 1);
  });
}

function bump(counts: Uint32Array, slot: number): void {
  counts[slot] = (counts[slot] ?? 0) + 1;
}
