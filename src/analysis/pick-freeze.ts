/**
 * What Sobol' indices and Shapley effects share: a request whose inputs are drawn from two rows, sums over samples kept by
 * independent batch, and looks at the precision after 1, 2, 4, ... rounds. Sums are added in the order of the samples, so
 * results do not depend on the number of workers.
 */
import { UNIT } from '../engine/blocks.ts';
import type { ColumnsJob } from '../engine/columns.ts';
import type { ForecastRequest } from '../engine/types.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { type Measure, measured } from './measure.ts';
import { type Batches, batchesOf } from './replicates.ts';
import { derive, outcomesOf } from './setting.ts';
import { cellsOf, columnOf } from './values.ts';

/** Evaluations of one call of the engine: about a tenth of a second of one worker. */
export const EVALUATIONS_PER_CALL = 24_576;

/** One scenario, the outcomes of `measures`, and no turned first dimension: mixes act on the inputs' own normals. */
export function pickFreezeRequest(
  { meta, request }: AnalysisBase,
  measures: readonly Measure[],
  scenario: number,
  samples: number,
): ForecastRequest {
  if (measures.length === 0) throw new AnalysisError('nothing to explain: give at least one outcome');
  const chosen = request.scenarios[scenario];
  if (chosen === undefined) throw new AnalysisError(`no scenario ${scenario}: there are ${request.scenarios.length}`);
  const wish = { scenarios: [chosen], outcomes: outcomesOf(meta, measures), samples };
  return { ...derive(request, meta, wish), direction: null };
}

/** [from, to) in ranges of at most `size`. */
export function ranges(from: number, to: number, size: number): { readonly from: number; readonly to: number }[] {
  return Array.from({ length: Math.ceil((to - from) / size) }, (_, i) => ({
    from: from + i * size,
    to: Math.min(from + (i + 1) * size, to),
  }));
}

/** Jobs for one call of the engine, and what a sample of one of them adds to the sums of a measure in a batch. */
export interface Call {
  readonly jobs: readonly ColumnsJob[];
  /** @param values of the measure, by mix; none is NaN */
  readonly add: (sums: Float64Array, values: readonly number[], job: number) => void;
}

export interface Looks<Result extends { readonly halfWidth: number }> {
  readonly measures: readonly Measure[];
  /** Stops when a result is at most this wide. */
  readonly halfWidth: number;
  /** Sums kept of each measure and batch; sum 0 is the number of samples with a value. */
  readonly width: number;
  /** Calls for the samples [from, to). */
  readonly calls: (from: number, to: number) => readonly Call[];
  /** The result so far; `sums[measure][batch]`. */
  readonly summarise: (sums: readonly (readonly Float64Array[])[], samples: number, batches: Batches) => Result;
  readonly onProgress: ((partial: Finished<Result>) => void) | undefined;
}

export type Finished<Result> = Result & {
  readonly samples: number;
  readonly done: boolean;
  /** Whether the half-width asked for was reached. */
  readonly reached: boolean;
};

/** Runs looks until the result is precise enough or the request's samples are used up. */
export async function look<Result extends { readonly halfWidth: number }>(
  base: AnalysisBase,
  request: ForecastRequest,
  looks: Looks<Result>,
): Promise<Finished<Result>> {
  const { measures } = looks;
  const batches = batchesOf(request);
  const sums = emptySums(measures.length, batches.count, looks.width);
  const round = request.replicates > 1 ? UNIT * request.replicates : request.samples;
  let samples = 0;
  for (let next = Math.min(round, request.samples); ; next = Math.min(2 * next, request.samples)) {
    const calls = looks.calls(samples, next);
    const parts: Float64Array[][][] = [];
    await eachOf(calls, base.engine.width, async (call, c) => {
      parts[c] = await sumsOfCall(base, request, measures, batches, call, looks.width);
    });
    for (const part of parts) addSums(sums, part);
    samples = next;
    checkValues(measures, sums, samples);
    const result = looks.summarise(sums, samples, batches);
    const reached = result.halfWidth <= looks.halfWidth;
    const finished = { ...result, samples, done: reached || samples >= request.samples, reached };
    looks.onProgress?.(finished);
    if (finished.done) return finished;
  }
}

/** Samples without a value that may be left out: the variance of the others is then that of all. */
const MOST_MISSING = 0.001;

/** A variance is divided among inputs sample by sample: where values are missing, the parts are not of the whole. */
function checkValues(measures: readonly Measure[], sums: readonly (readonly Float64Array[])[], samples: number): void {
  measures.forEach(({ outcome, date }, m) => {
    const valued = (sums[m] ?? []).reduce((sum, batch) => sum + (batch[0] ?? 0), 0);
    if (samples - valued <= MOST_MISSING * samples) return;
    const share = (100 * (1 - valued / samples)).toFixed(1);
    throw new AnalysisError(
      `${outcome} at ${date} has no value in some futures (${share} % of the comparisons touch one), so its variance cannot ` +
        'be divided: give it a value in every future, or ask for the chance of reaching a threshold',
    );
  });
}

async function sumsOfCall(
  { meta, engine, signal }: AnalysisBase,
  request: ForecastRequest,
  measures: readonly Measure[],
  batches: Batches,
  call: Call,
  width: number,
): Promise<Float64Array[][]> {
  const sums = emptySums(measures.length, batches.count, width);
  const cells = cellsOf(meta, request);
  const results = await engine.columns(request, call.jobs, signal);
  measures.forEach((measure, m) => {
    const cell = cells.findIndex(({ outcome, date }) => outcome === measure.outcome && date === measure.date);
    const histogram = cells[cell];
    if (histogram === undefined) return;
    results.forEach((columns, job) => {
      const { from = 0, mixes = [] } = call.jobs[job] ?? {};
      const values = mixes.map((_, mix) => columnOf(columns, request, mix, 0, cell));
      for (let i = 0; i < columns.samples; i++) {
        const row = values.map((column) => measured(histogram, measure, column[i] ?? Number.NaN));
        const target = sums[m]?.[batches.of(from + i)];
        // A sample with a value that is not a number is left out whole; what is missing from sum 0 is reported.
        if (target === undefined || row.some(Number.isNaN)) continue;
        target[0] = (target[0] ?? 0) + 1;
        call.add(target, row, job);
      }
    });
  });
  return sums;
}

function emptySums(measures: number, batches: number, width: number): Float64Array[][] {
  return Array.from({ length: measures }, () => Array.from({ length: batches }, () => new Float64Array(width)));
}

function addSums(target: Float64Array[][], source: readonly (readonly Float64Array[])[]): void {
  target.forEach((batches, m) => {
    batches.forEach((batch, b) => {
      const more = source[m]?.[b];
      for (let i = 0; i < batch.length; i++) batch[i] = (batch[i] ?? 0) + (more?.[i] ?? 0);
    });
  });
}
