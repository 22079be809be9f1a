/**
 * The plan of a run: all that an engine needs, as flat arrays, from the model's declarations and a trusted request. Pure,
 * and portable arithmetic only (no host `Math.exp` and its like), so that every host makes the same plan bit by bit.
 */

import { factorise } from '../language/correlation.ts';
import type { Clock, Distribution, LeverMeta, ModelMeta } from '../language/definition.ts';
import { offsetOf } from '../language/offsets.ts';
import { exp } from '../language/portable.ts';
import { RequestError } from './errors.ts';
import { tallyLayout } from './layout.ts';
import { seedWords } from './random/philox.ts';
import type { ForecastRequest, Scenario, TallyLayout } from './types.ts';

/** Where the values of a histogram come from. */
export interface HistogramSource {
  /** Index of the outcome in the model. */
  readonly outcome: number;
  /** Index of the date in `Plan.dateSteps`. */
  readonly date: number;
}

export interface Plan {
  readonly meta: ModelMeta;
  readonly request: ForecastRequest;
  readonly layout: TallyLayout;
  /** The 64-bit seed: low and high word. */
  readonly seed: readonly [low: number, high: number];
  /** The distribution of each input: the model's, or the request's in its place. */
  readonly distributions: readonly Distribution[];
  /** What kernels take off each input, and their equations expect to be taken off (language/offsets.ts); 0 for most. */
  readonly offsets: Float64Array;
  /** Lower Cholesky factor by rows, compressed: row i is entries [rowStarts[i], rowStarts[i + 1]), diagonal last. */
  readonly rowStarts: Int32Array;
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
  /** Unit vector v of the reflection z - 2 v (v.z) of the independent normals, or null. */
  readonly reflection: Float64Array | null;
  /** Sobol' dimension of each input. */
  readonly dimensions: Int32Array;
  /** [scenario][lever][steps + 1]: the value in force at the start of each step (and at the end). */
  readonly leverPaths: Float64Array;
  /** [scenario][switch]. */
  readonly switches: Float64Array;
  /** State index of each date: the union of all outcomes' dates, ascending. */
  readonly dateSteps: Int32Array;
  /** For each histogram of the layout. */
  readonly sources: readonly HistogramSource[];
  /** For each outcome of the request: index in the model, and the index of each of its dates in `dateSteps`. */
  readonly recorded: readonly { readonly outcome: number; readonly dates: readonly number[] }[];
  /** Things the user should know, e.g. that correlations had to be repaired. */
  readonly warnings: readonly string[];
}

/**
 * The plan of `request`, which must have come from `parseRequest` with the same `meta`. Throws RequestError where a date
 * is not a state of the clock.
 */
export function planRun(meta: ModelMeta, request: ForecastRequest): Plan {
  const ids = meta.inputs.map(({ id }) => id);
  const pairs = request.correlations?.map(([a, b, rho]) => ({ a, b, rho })) ?? meta.correlations;
  const factor = factorise(ids, pairs);
  const dimensions = sobolDimensions(ids, meta.importance, request.direction);
  const dates = unionOfDates(request);
  const recorded = request.outcomes.map((wanted) => ({
    outcome: meta.outcomes.findIndex(({ id }) => id === wanted.id),
    dates: wanted.dates.map((date) => dates.indexOf(date)),
  }));
  return {
    meta,
    request,
    layout: tallyLayout(meta, request),
    seed: seedWords(request.seed),
    distributions: meta.inputs.map(({ id, distribution }) => request.inputs[id] ?? distribution),
    offsets: Float64Array.from(meta.inputs, ({ distribution }) => offsetOf(distribution)),
    ...compressRows(factor.rows),
    reflection: request.direction === null ? null : reflectionTo(request.direction, dimensions.indexOf(0)),
    dimensions,
    leverPaths: leverPaths(meta, request.scenarios),
    switches: Float64Array.from(
      request.scenarios.flatMap(({ switches }) => meta.switches.map(({ id }) => switches[id] ?? Number.NaN)),
    ),
    dateSteps: Int32Array.from(dates, (date) => stepOfDate(meta.clock, date)),
    sources: recorded.flatMap(({ outcome, dates: indices }) => indices.map((date) => ({ outcome, date }))),
    recorded,
    warnings: factor.message === '' ? [] : [factor.message],
  };
}

/**
 * Dimension of each input: first those named as important, in their order, then the others in the model's order. With a
 * direction, the input of its largest component comes before all (the reflection then moves the other axes least), and those
 * not named follow by the size of their components.
 */
export function sobolDimensions(
  ids: readonly string[],
  importance: readonly string[],
  direction: readonly number[] | null = null,
): Int32Array {
  const size = (id: string): number => Math.abs(direction?.[ids.indexOf(id)] ?? 0);
  const bySize = ids.toSorted((a, b) => size(b) - size(a));
  const first = direction === null ? [] : bySize.slice(0, 1);
  const order = [...new Set([...first, ...importance, ...bySize])];
  return Int32Array.from(ids, (id) => order.indexOf(id));
}

/**
 * Unit vector v of the Householder reflection z - 2 v (v.z) that turns the axis `first` to `direction` (of any length) or to its
 * opposite, whichever has the longer way: v is then nearer to that axis, so that the other axes stay nearer to where they were.
 * (An axis that is turned into several inputs makes interactions of what was none.) Null where the axis has the direction
 * already. Reflecting keeps independent standard normals independent and standard (Golub and Van Loan, section 5.1).
 */
export function reflectionTo(direction: readonly number[], first: number): Float64Array | null {
  const length = lengthOf(direction);
  const sign = (direction[first] ?? 0) > 0 ? 1 : -1;
  if (direction.every((x, i) => i === first || x === 0)) return null;
  const v = Float64Array.from(direction, (x, i) => (sign * x) / length + (i === first ? 1 : 0));
  const scale = lengthOf(v);
  return v.map((x) => x / scale);
}

function lengthOf(vector: readonly number[] | Float64Array): number {
  let square = 0;
  for (const x of vector) square += x * x;
  return Math.sqrt(square);
}

/** State index of a calendar date. Throws RequestError for a date between states or off the clock. */
export function stepOfDate(clock: Clock, date: number): number {
  const steps = (date - clock.start) / clock.step;
  const step = Math.round(steps);
  if (Math.abs(steps - step) > 1e-6 || step < 0 || step > clock.steps) {
    throw new RequestError('outcomes', date, `${date} is not a state of the clock`, 'use dates on its steps');
  }
  return step;
}

function unionOfDates(request: ForecastRequest): number[] {
  return [...new Set(request.outcomes.flatMap(({ dates }) => dates))].sort((a, b) => a - b);
}

function compressRows(
  rows: ReturnType<typeof factorise>['rows'],
): Pick<Plan, 'rowStarts' | 'columns' | 'coefficients'> {
  const rowStarts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    rowStarts[i + 1] = (rowStarts[i] ?? 0) + row.length;
  });
  const entries = rows.flat();
  return {
    rowStarts,
    columns: Int32Array.from(entries, ({ column }) => column),
    coefficients: Float64Array.from(entries, ({ coefficient }) => coefficient),
  };
}

/** [scenario][lever][steps + 1]. */
function leverPaths(meta: ModelMeta, scenarios: readonly Scenario[]): Float64Array {
  const { clock, levers } = meta;
  const states = clock.steps + 1;
  const paths = new Float64Array(scenarios.length * levers.length * states);
  scenarios.forEach((scenario, s) => {
    const start = policyStart(meta, scenario);
    levers.forEach((lever, l) => {
      const at = (s * levers.length + l) * states;
      paths.set(leverPath(clock, lever, scenario.levers[lever.id] ?? Number.NaN, start), at);
    });
  });
  return paths;
}

function policyStart(meta: ModelMeta, scenario: Scenario): number {
  if (typeof meta.policyStart === 'number') return meta.policyStart;
  return scenario.switches[meta.policyStart] ?? Number.NaN;
}

/**
 * The value of a lever at each state, `steps + 1` of them: its status quo until policy start + dead time, then a
 * first-order approach to `target` (a jump for a time constant of 0). A state at the very moment still has the status quo.
 */
export function leverPath(clock: Clock, lever: LeverMeta, target: number, policyStartYear: number): Float64Array {
  return Float64Array.from({ length: clock.steps + 1 }, (_, k) => {
    const elapsedYears = k * clock.step - (policyStartYear - clock.start) - lever.deadTime;
    if (!(elapsedYears > 0)) return Number.isNaN(elapsedYears) ? Number.NaN : lever.statusQuo;
    const progress = lever.timeConstant > 0 ? 1 - exp(-elapsedYears / lever.timeConstant) : 1;
    return lever.statusQuo + (target - lever.statusQuo) * progress;
  });
}
