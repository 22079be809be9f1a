/**
 * A sample of futures with what went into them: one outcome under every scenario, and every input, sample by sample. What
 * regressions, brushes and rules are made from. Nothing is kept between calls: samples are recomputed from their indices.
 */
import { OWN } from '../engine/columns.ts';
import type { Estimate } from '../engine/statistics.ts';
import type { ForecastRequest, HistogramLayout } from '../engine/types.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { ranges } from './pick-freeze.ts';
import { batchesOf, jackknife } from './replicates.ts';
import { derive, outcomesOf } from './setting.ts';
import { known, type Target } from './statistic.ts';
import { cellsOf, columnOf, inputColumnOf } from './values.ts';

export interface Futures {
  /** What was drawn; its samples are the indices of the rows. */
  readonly request: ForecastRequest;
  /** How the outcome is counted, and its horizon. */
  readonly histogram: HistogramLayout;
  /** By scenario: the outcome, +Infinity where censored, NaN where it has no value. */
  readonly outcomes: readonly Float64Array[];
  /** By input, in the model's order; of an input of many draws their average. */
  readonly inputs: readonly Float64Array[];
  /** Independent part of the sample that a row belongs to, for errors. */
  readonly batch: Uint16Array;
  readonly batches: number;
  readonly size: number;
}

const SAMPLES_PER_CALL = 4096;

/**
 * `samples` futures (rounded up to whole rounds) of the base request's scenarios, or of those given. Throws AnalysisError
 * for an outcome or date that the model lacks.
 */
export async function drawFutures(
  base: AnalysisBase,
  target: Pick<Target, 'outcome' | 'date'>,
  samples: number,
  scenarios = base.request.scenarios,
): Promise<Futures> {
  const { meta, engine, signal } = base;
  const derived = derive(base.request, meta, { scenarios, outcomes: outcomesOf(meta, [target]), samples });
  const request = { ...derived, direction: null };
  const [histogram] = cellsOf(meta, request);
  if (histogram === undefined) throw new AnalysisError('no outcome was asked for');
  const size = request.samples;
  const outcomes = scenarios.map(() => new Float64Array(size));
  const inputs = meta.inputs.map(() => new Float64Array(size));
  await eachOf(ranges(0, size, SAMPLES_PER_CALL), engine.width, async ({ from, to }) => {
    const [columns] = await engine.columns(request, [{ from, to, mixes: [OWN], inputs: true }], signal);
    if (columns === undefined) throw new AnalysisError('the engine gave no columns');
    outcomes.forEach((values, scenario) => {
      values.set(columnOf(columns, request, 0, scenario, 0), from);
    });
    inputs.forEach((values, input) => {
      values.set(inputColumnOf(columns, meta, 0, input), from);
    });
  });
  const batches = batchesOf(request);
  const batch = Uint16Array.from({ length: size }, (_, i) => batches.of(i));
  return { request, histogram, outcomes, inputs, batch, batches: batches.count, size };
}

/** Orders already found: a brush asks for those of the same inputs again and again. */
const orders = new WeakMap<Float64Array, Uint32Array>();

/** Rows by rising value; equal values keep their order. `values` must not change afterwards, nor the result be changed. */
export function orderOf(values: Float64Array): Uint32Array {
  const before = orders.get(values);
  if (before !== undefined) return before;
  const rows = Uint32Array.from({ length: values.length }, (_, i) => i);
  const order = rows.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  orders.set(values, order);
  return order;
}

/** The part of a sample that errors are computed from. */
type Parts = Pick<Futures, 'batch' | 'batches'>;

/** The mean of finite values, with its error from the independent parts; nulls where there are none. */
export function meanOfValues(values: Float64Array, { batch, batches }: Parts): Estimate {
  const sums = Array.from({ length: batches }, () => new Float64Array(2));
  values.forEach((value, row) => {
    const target = sums[batch[row] ?? 0];
    if (target === undefined || !Number.isFinite(value)) return;
    target[0] = (target[0] ?? 0) + 1;
    target[1] = (target[1] ?? 0) + value;
  });
  const { value, se } = jackknife(sums, (total) => (total[1] ?? 0) / (total[0] ?? 0));
  return known(value, se);
}

/**
 * The quantile of finite values (linear between order statistics), with the error of the share below it over the density
 * there, as for the counts of a run (engine/statistics.ts).
 */
export function quantileOfValues(values: Float64Array, p: number, { batch, batches }: Parts): Estimate {
  const sorted = values.filter(Number.isFinite).sort();
  const at = (share: number): number => {
    const place = Math.max(0, Math.min(1, share)) * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
    return low + (place - Math.floor(place)) * (high - low);
  };
  const value = at(p);
  const sums = Array.from({ length: batches }, () => new Float64Array(2));
  values.forEach((one, row) => {
    const target = sums[batch[row] ?? 0];
    if (target === undefined || !Number.isFinite(one)) return;
    target[0] = (target[0] ?? 0) + 1;
    target[1] = (target[1] ?? 0) + (one < value ? 1 : 0);
  });
  const { se } = jackknife(sums, (total) => (total[1] ?? 0) / (total[0] ?? 0));
  const width = Math.max(se, Math.sqrt((p * (1 - p)) / sorted.length));
  const slope = (at(p + width) - at(p - width)) / (Math.min(1, p + width) - Math.max(0, p - width));
  return known(value, se * slope);
}
