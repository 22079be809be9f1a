/**
 * The plan of a run: all that an engine needs, as flat arrays, from the model's declarations and a trusted request. Pure,
 * and portable arithmetic only (no host `Math.exp` and its like), so that every host makes the same plan bit by bit.
 */

import { type Factor, type FactorEntry, factorise } from '../language/correlation.ts';
import type { Clock, Distribution, LeverMeta, ModelMeta } from '../language/definition.ts';
import { elementsOf, firstElement } from '../language/elements.ts';
import { offsetOf } from '../language/offsets.ts';
import { exp } from '../language/portable.ts';
import { RequestError } from './errors.ts';
import { tallyLayout } from './layout.ts';
import { bridgeTurns, type PathSteps, pathSteps } from './paths.ts';
import { seedWords } from './random/philox.ts';
import { MAX_DIMENSIONS } from './random/sobol.ts';
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
  /** The distribution of each element of the inputs: the model's, or the request's in its place; one object for all of an input. */
  readonly distributions: readonly Distribution[];
  /** What kernels take off each element, and their equations expect to be taken off (language/offsets.ts); 0 for most. */
  readonly offsets: Float64Array;
  /** What makes paths of the draws of an input, after the reflection and before the correlations. */
  readonly paths: PathSteps;
  /** Lower Cholesky factor of the elements by rows, compressed: row i is entries [rowStarts[i], rowStarts[i + 1]), diagonal last. */
  readonly rowStarts: Int32Array;
  readonly columns: Int32Array;
  readonly coefficients: Float64Array;
  /** Unit vector v of the reflection z - 2 v (v.z) of the independent normals, or null. */
  readonly reflection: Float64Array | null;
  /** Sobol' dimension of each element; COUNTED beyond the last one: draws of Philox. */
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
  const elements = elementsOf(meta);
  const distributions = meta.inputs.map(({ id, distribution }) => request.inputs[id] ?? distribution);
  const offsets = meta.inputs.map(({ distribution }) => offsetOf(distribution));
  const dimensions = sobolDimensions(meta, request.direction);
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
    distributions: elements.flatMap(({ input }) => distributions[input] ?? []),
    offsets: Float64Array.from(elements, ({ input }) => offsets[input] ?? 0),
    paths: pathSteps(meta),
    ...compressRows(rowsOfElements(meta, factor.rows)),
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

/** In place of a Sobol' dimension: drawn by Philox, as the element is with that sampler. */
export const COUNTED = -1;

/**
 * Dimension of each element: first those named as important, in their order, then the others in the model's order. With a
 * direction, the element of its largest component comes before all (the reflection then moves the other axes least), and those
 * not named follow by the size of their components. Of inputs of many draws this orders the first normals (paths.ts); the others
 * follow all of these, turn by turn.
 */
export function sobolDimensions(
  meta: Pick<ModelMeta, 'inputs' | 'importance'>,
  direction: readonly number[] | null = null,
): Int32Array {
  const elements = elementsOf(meta);
  const turns = meta.inputs.flatMap(({ draws }) => (draws === undefined ? [0] : bridgeTurns(draws.count)));
  const size = (element: number): number => Math.abs(direction?.[element] ?? 0);
  const all = elements.map((_, element) => element);
  const largest = all.reduce((best, element) => (size(element) > size(best) ? element : best), 0);
  const named = new Map(meta.importance.map((id, rank) => [id, rank]));
  const rank = (element: number): number =>
    named.get(meta.inputs[elements[element]?.input ?? -1]?.id ?? '') ?? meta.importance.length;
  const order = all.toSorted((a, b) => {
    if (direction !== null && (a === largest || b === largest)) return a === largest ? -1 : 1;
    const [turnA, turnB] = [turns[a] ?? 0, turns[b] ?? 0];
    if (turnA !== turnB || rank(a) !== rank(b)) return turnA - turnB || rank(a) - rank(b);
    const bySize = turnA === 0 && rank(a) === meta.importance.length;
    return bySize ? size(b) - size(a) : 0;
  });
  const dimensions = new Int32Array(all.length).fill(COUNTED);
  order.slice(0, MAX_DIMENSIONS).forEach((element, dimension) => {
    dimensions[element] = dimension;
  });
  return dimensions;
}

/** The factor of the inputs, element by element: inputs that are correlated have as many. */
function rowsOfElements(meta: ModelMeta, rows: Factor['rows']): FactorEntry[][] {
  return elementsOf(meta).map(({ input, at }) =>
    (rows[input] ?? []).map(({ column, coefficient }) => ({ column: firstElement(meta, column) + at, coefficient })),
  );
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

function compressRows(rows: Factor['rows']): Pick<Plan, 'rowStarts' | 'columns' | 'coefficients'> {
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
