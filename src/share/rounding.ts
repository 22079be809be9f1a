/**
 * How far two true figures of the same draws may lie apart where the arithmetic was not the same (a GPU, an earlier engine):
 * a sample's value differs in its last digits, so that a few samples lie on the other side of an edge. The bound is taken
 * from the counts around the figure, never from the sampling error, which is many times larger: both sides saw the same
 * samples.
 */
import { cellOf } from '../engine/estimates.ts';
import { edgeOf, fromCoordinate, type HistogramView, toCoordinate } from '../engine/histogram.ts';

/** How far a sample's value may differ, of max(1, |value|): the engines are held to a tenth of it (tests/webgpu). */
const REACH = 1e-4;
/** Half of the last digit that is shown of a share: a difference of a whole percentage point is never rounding. */
const MOST_SHARE = 0.005;

const reachAt = (coordinate: number): number => REACH * Math.max(1, Math.abs(coordinate));

/** Of `count` samples in a bin, most that may lie within reach of one of its edges: the share to be expected, twice, and one. */
function crossing(count: number, reach: number, width: number): number {
  return Math.min(count, 1 + 2 * count * Math.min(1, reach / width));
}

/**
 * Most by which P(value >= threshold) may differ.
 * @param threshold unit of the outcome
 * @param interpolated whether the other side knew only the bins around the threshold, as engines of version 1 did
 */
export function allowedShare(view: HistogramView, threshold: number, interpolated: boolean): number {
  const { bins, low, width, all } = view;
  const at = toCoordinate(view, threshold);
  if (!Number.isFinite(at) || all === 0) return 0;
  const reach = reachAt(at);
  const [first, last] = [at - reach, at + reach].map((edge) => Math.floor((edge - low) / width));
  let samples = 0;
  for (let bin = Math.max(first ?? 0, 0); bin <= Math.min(last ?? 0, bins.length - 1); bin++) {
    const count = bins[bin] ?? 0;
    const inside = at - edgeOf(view, bin) > reach && edgeOf(view, bin + 1) - at > reach;
    samples += interpolated && inside ? count : crossing(count, reach, width);
  }
  return interpolated ? samples / all : Math.min(samples / all, MOST_SHARE);
}

/**
 * Most by which a quantile may differ, unit of the outcome: the reach of a sample, and what a sample more or less between two
 * counted places moves there, which is less than a bin.
 * @param value the quantile of probability `p`
 * @param interpolated whether the other side counted at the edges of bins alone
 */
export function allowedQuantile(view: HistogramView, p: number, value: number, interpolated: boolean): number {
  const at = toCoordinate(view, value);
  const { low, high, from, to } = cellOf(view, p * view.valid);
  if (!Number.isFinite(at) || !Number.isFinite(high - low)) return 0;
  const reach = reachAt(at);
  const known = interpolated && high - low < view.width * (1 - 1e-9) ? view.width : high - low;
  const count = to - from;
  const moved = count > 0 && known === high - low ? Math.min(1, (2 * crossing(count, reach, known)) / count) : 1;
  const apart = reach + Math.max(known, view.width) * moved;
  return Math.max(fromCoordinate(view, at + apart) - value, value - fromCoordinate(view, at - apart));
}
