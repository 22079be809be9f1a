/**
 * Standard errors from independent parts of a sample: the randomisations of a scrambled net, or slices of a plain Monte
 * Carlo sample. Pure arithmetic; sources at the functions.
 */
import { pointOf } from '../engine/blocks.ts';
import { criticalValue95 } from '../engine/statistics.ts';
import type { ForecastRequest } from '../engine/types.ts';

/** Slices of a sample that has one randomisation only. */
const SLICES = 16;

/** Standard error of the average of independent, equally good estimates; NaN for fewer than two. */
export function spreadOf(estimates: ArrayLike<number>): number {
  const count = estimates.length;
  if (count < 2) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += estimates[i] ?? Number.NaN;
  const average = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const deviation = (estimates[i] ?? Number.NaN) - average;
    squares += deviation * deviation;
  }
  return Math.sqrt(squares / (count - 1) / count);
}

/** Independent parts of a run's samples, and which part a sample is of. */
export interface Batches {
  readonly count: number;
  of(index: number): number;
}

/** The randomisations of `request`, or slices of consecutive samples where it has one. */
export function batchesOf(request: Pick<ForecastRequest, 'samples' | 'replicates'>): Batches {
  const { samples, replicates } = request;
  if (replicates > 1) return { count: replicates, of: (index) => pointOf(index, replicates).replicate };
  const size = Math.ceil(samples / SLICES);
  return { count: SLICES, of: (index) => Math.floor(index / size) };
}

/** An estimate that is a function of sums, with its jackknife standard error. */
export interface Jackknifed {
  readonly value: number;
  readonly se: number;
}

/**
 * Delete-one jackknife over independent batches (Efron and Tibshirani 1993, chapter 11): `sums[b]` are the sums of batch b,
 * `estimate` turns sums into the quantity. Exact for averages; right to first order for ratios and other smooth functions.
 * The value is that of all batches together.
 */
export function jackknife(sums: readonly Float64Array[], estimate: (sums: Float64Array) => number): Jackknifed {
  const width = sums[0]?.length ?? 0;
  const total = new Float64Array(width);
  for (const batch of sums) for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (batch[i] ?? 0);
  const count = sums.length;
  const without = sums.map((batch) => estimate(total.map((value, i) => value - (batch[i] ?? 0))));
  const average = without.reduce((sum, value) => sum + value, 0) / count;
  const squares = without.reduce((sum, value) => sum + (value - average) * (value - average), 0);
  return { value: estimate(total), se: Math.sqrt((squares * (count - 1)) / count) };
}

/** Half-width of a 95 % interval per standard error from `batches` independent batches (Student's t). */
export function criticalOf({ count }: Batches): number {
  return criticalValue95(count);
}
