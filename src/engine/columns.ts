/**
 * Bulk evaluation: scalar outcomes of consecutive samples, and of variations of them, as columns of numbers. It is what
 * pick-freeze indices, conditional distributions and regressions on samples need; counts of whole runs are `runBlocks`.
 *
 * Every sample has two independent rows of independent standard normals: its own (those that `runBlocks` uses) and a
 * second, which nothing else uses. A mix says, for some inputs, what combination of the two takes the place of their own
 * normal. Mixes act before reflection and correlation.
 */
import { elementCount } from '../language/elements.ts';
import { type Piece, pointOf, UNIT } from './blocks.ts';
import type { EngineSession } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Plan } from './plan.ts';
import { drawBits } from './random/draw.ts';
import { normalOfBits } from './random/normal.ts';
import { MAX_DIMENSIONS } from './random/sobol.ts';
import type { Sampler } from './types.ts';

export type Term = readonly [input: number, coefficient: number];

/** constant + sum of coefficients times own normals + sum of coefficients times second normals, for one input. */
export interface MixRow {
  readonly input: number;
  readonly constant: number;
  readonly own: readonly Term[];
  readonly second: readonly Term[];
}

/** How the independent normals of a variation come about; inputs that it does not name keep their own. */
export interface Mix {
  /** Inputs that take their second normal. */
  readonly swap: readonly number[];
  /** Of other inputs. */
  readonly rows: readonly MixRow[];
}

/** The samples as they are. */
export const OWN: Mix = { swap: [], rows: [] };

export interface ColumnsJob {
  /** Sample indices [from, to) of the request. */
  readonly from: number;
  readonly to: number;
  readonly mixes: readonly Mix[];
  /** Whether inputs are wanted too. */
  readonly inputs: boolean;
}

export interface Columns {
  readonly samples: number;
  /**
   * [mix][scenario][cell][sample], where cells are the outcomes and dates of the request in its order. Unit of the outcome;
   * +Infinity where censored.
   */
  readonly outcomes: Float32Array<ArrayBuffer>;
  /** [mix][input][sample], or empty: values after correlation and transform. */
  readonly inputs: Float32Array<ArrayBuffer>;
}

/** Outcomes and dates of a request: cells of a column. */
export function cellCount(plan: Plan): number {
  return plan.request.outcomes.reduce((sum, { dates }) => sum + dates.length, 0);
}

/** Empty columns for a job. Throws EngineError for samples that the run does not have or inputs that the model lacks. */
export function createColumns(plan: Plan, { from, to, mixes, inputs }: ColumnsJob): Columns {
  const { request, meta } = plan;
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to || to > request.samples) {
    throw new EngineError(`samples ${from}..${to} are not within 0..${request.samples}, the samples of this run`);
  }
  const count = elementCount(meta);
  for (const { swap, rows } of mixes) {
    const named = [...swap, ...rows.flatMap((row) => [row.input, ...row.own.map(first), ...row.second.map(first)])];
    const wrong = named.find((input) => !Number.isInteger(input) || input < 0 || input >= count);
    if (wrong !== undefined) throw new EngineError(`a mix names input ${wrong}; the model has ${count}`);
  }
  const samples = to - from;
  return {
    samples,
    outcomes: new Float32Array(mixes.length * request.scenarios.length * cellCount(plan) * samples),
    inputs: new Float32Array(inputs ? mixes.length * count * samples : 0),
  };
}

const first = ([input]: Term): number => input;

/** Where the second normals come from: the sampler's unused dimensions, or an unused stream of Philox. */
export interface SecondStream {
  readonly sampler: Sampler;
  /** Sobol' dimension of each input. */
  readonly dimensions: Int32Array;
  /** Added to the replicate. */
  readonly replicateOffset: number;
}

/**
 * Sobol' points take the dimensions after those in use, so that both rows together are one scrambled net; where the
 * direction numbers do not suffice, and for Philox, the second row is Philox with replicates that no run has.
 *
 * (The same dimensions under another scramble would not do: within a replicate both rows would share their elementary
 * intervals, and their leading bits would depend on each other.)
 */
export function secondStream({ request, dimensions }: Plan): SecondStream {
  const count = dimensions.length;
  if (request.sampler === 'sobol' && 2 * count <= MAX_DIMENSIONS) {
    return { sampler: 'sobol', dimensions: dimensions.map((dimension) => dimension + count), replicateOffset: 0 };
  }
  return { sampler: 'philox', dimensions, replicateOffset: request.replicates };
}

/** The second normals of one sample, in f64: the meaning of the above for engines to conform to. */
export function secondNormals(plan: Plan, stream: SecondStream, index: number): Float64Array {
  const { request } = plan;
  const { replicate, point } = pointOf(index, request.replicates);
  return Float64Array.from(stream.dimensions, (dimension, input) => {
    const coordinate = stream.sampler === 'sobol' ? dimension : input;
    return normalOfBits(drawBits(stream.sampler, request.seed, replicate + stream.replicateOffset, point, coordinate));
  });
}

/** Applies a mix to one sample; `out` and `own` must be different arrays. */
export function mixNormals(mix: Mix, own: ArrayLike<number>, second: ArrayLike<number>, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = own[i] ?? Number.NaN;
  for (const input of mix.swap) out[input] = second[input] ?? Number.NaN;
  for (const row of mix.rows) {
    let sum = row.constant;
    for (const [input, coefficient] of row.own) sum += coefficient * (own[input] ?? Number.NaN);
    for (const [input, coefficient] of row.second) sum += coefficient * (second[input] ?? Number.NaN);
    out[row.input] = sum;
  }
}

/** Applies a mix to many samples in single precision: all f32[input][count]; `out` must be another array than the rest. */
export function mixColumns(mix: Mix, own: Float32Array, second: Float32Array, out: Float32Array, count: number): void {
  out.set(own);
  for (const input of mix.swap) out.set(second.subarray(input * count, (input + 1) * count), input * count);
  for (const { input, constant, own: ownTerms, second: secondTerms } of mix.rows) {
    for (let k = 0; k < count; k++) {
      let sum = constant;
      for (const [i, coefficient] of ownTerms) sum += coefficient * (own[i * count + k] ?? Number.NaN);
      for (const [i, coefficient] of secondTerms) sum += coefficient * (second[i * count + k] ?? Number.NaN);
      out[input * count + k] = sum;
    }
  }
}

/** Samples [from, to) as pieces of consecutive points that end where a unit of `UNIT` does, in order of their index. */
export function* unitsOf(plan: Plan, from: number, to: number): Generator<Piece & { readonly at: number }> {
  for (let index = from; index < to; ) {
    const end = Math.min(to, index - (index % UNIT) + UNIT);
    yield { ...pointOf(index, plan.request.replicates), count: end - index, at: index - from };
    index = end;
  }
}

/** The columns of a job on any session; an engine with a faster way of its own takes that. */
export async function evaluateColumns(session: EngineSession, job: ColumnsJob): Promise<Columns> {
  const columns = await session.columns?.(job);
  if (columns === undefined) return columnsByRows(session, job);
  addOffsets(session.plan, columns);
  return columns;
}

/** Kernels draw some inputs less an offset (language/offsets.ts). */
function addOffsets({ offsets }: Plan, { inputs, samples }: Columns): void {
  if (samples === 0) return;
  for (let row = 0; row * samples < inputs.length; row++) {
    const offset = offsets[row % offsets.length] ?? 0;
    if (offset === 0) continue;
    for (let i = row * samples; i < (row + 1) * samples; i++) inputs[i] = (inputs[i] ?? Number.NaN) + offset;
  }
}

/** Rows of one call of `evaluateNormals`. */
const ROWS_PER_CALL = 1024;

/** Columns from single evaluations. */
export async function columnsByRows(session: EngineSession, job: ColumnsJob): Promise<Columns> {
  const { plan } = session;
  const columns = createColumns(plan, job);
  const stream = secondStream(plan);
  const cells = cellCount(plan);
  const scenarios = plan.request.scenarios.length;
  const inputs = elementCount(plan.meta);
  const { samples } = columns;
  const needsSecond = job.mixes.some(({ swap, rows }) => swap.length + rows.length > 0);
  for (let at = 0; at < samples; at += ROWS_PER_CALL) {
    const indices = Array.from({ length: Math.min(ROWS_PER_CALL, samples - at) }, (_, i) => job.from + at + i);
    const own = await session.normalsOf(indices);
    const second = needsSecond ? indices.map((index) => secondNormals(plan, stream, index)) : own;
    for (const [m, mix] of job.mixes.entries()) {
      const rows = own.map((row, i) => {
        const mixed = new Float64Array(inputs);
        mixNormals(mix, row, second[i] ?? row, mixed);
        return mixed;
      });
      const evaluation = await session.evaluateNormals(rows, false);
      evaluation.outcomes.forEach((byScenario, row) => {
        byScenario.forEach((byOutcome, scenario) => {
          let cell = (m * scenarios + scenario) * cells;
          for (const byDate of byOutcome)
            for (const value of byDate) columns.outcomes[cell++ * samples + at + row] = value;
        });
      });
      if (!job.inputs) continue;
      evaluation.inputs.forEach((values, row) => {
        values.forEach((value, input) => {
          columns.inputs[(m * inputs + input) * samples + at + row] = value;
        });
      });
    }
  }
  return columns;
}
