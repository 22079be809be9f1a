/**
 * The slot of a value: the meaning of a tally, in f64. Kernels do the same in f32, so a value within rounding of an edge
 * may fall into the neighbouring bin there.
 */
import { log10 } from '../language/portable.ts';
import type { HistogramLayout } from './types.ts';

/**
 * Slot of `value` (unit of the outcome) within its histogram: [under, bins..., over, censored, invalid]. lg 0 lies under;
 * NaN, -Infinity, the lg of a negative number, and +Infinity without a horizon are invalid.
 */
export function slotOf(histogram: HistogramLayout, value: number): number {
  const { bins, horizon } = histogram;
  if (value === Number.POSITIVE_INFINITY) return horizon === Number.POSITIVE_INFINITY ? bins + 3 : bins + 2;
  if (value === Number.NEGATIVE_INFINITY) return bins + 3;
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

function atHorizon({ horizon }: HistogramLayout, value: number): number {
  return value === Number.POSITIVE_INFINITY ? horizon : value;
}

/** Bin coordinate: the value, or its lg for lg outcomes (-Infinity for 0, NaN below). */
function coordinateOf({ log10: isLog }: HistogramLayout, value: number): number {
  return isLog ? log10(value) : value;
}

function slotAt(coordinate: number, low: number, { bins, binsPerUnit }: HistogramLayout): number {
  if (Number.isNaN(coordinate)) return bins + 3;
  const bin = Math.floor((coordinate - low) * binsPerUnit);
  if (bin < 0) return 0;
  return bin >= bins ? bins + 1 : bin + 1;
}
