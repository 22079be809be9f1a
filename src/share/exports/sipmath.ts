/**
 * Outcomes as a SIPmath 3.0 library (ProbabilityManagement.org): for each scenario and outcome a metalog fitted to the run's
 * quantiles, driven by HDR random numbers through a Gaussian copula, so that tools that read the standard draw futures in
 * which scenarios and outcomes hang together as they do here. The form is that which the organisation's own writer, PySIP,
 * gives. What a reader draws is an approximation: `worstFit` says how far the nearest of the fitted quantiles is missed. What
 * no metalog comes near (values that many futures share, an outcome that does not vary) is left out, and said.
 */
import { type Columns, type ColumnsJob, OWN } from '../../engine/columns.ts';
import { QUANTILES } from '../../engine/describe.ts';
import { isConstant } from '../../engine/estimates.ts';
import {
  deviationOf,
  meanOf,
  type Observed,
  observe,
  probabilityCensored,
  quantileOf,
} from '../../engine/statistics.ts';
import type { ForecastRequest, OutcomeRequest, Tally } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { normalQuantile } from '../../language/portable.ts';
import type { SharedForecast } from '../forecast.ts';
import { plainCitation } from './citation.ts';
import { type FittedMetalog, fitMetalog, type QuantilePoint } from './metalog.ts';

export interface SipmathParts {
  readonly meta: ModelMeta;
  readonly forecast: SharedForecast;
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly link: string;
  /** Calendar date, `2026-07-01`. */
  readonly date: string;
  readonly columns: (request: ForecastRequest, jobs: readonly ColumnsJob[]) => Promise<readonly Columns[]>;
}

/** One stochastic information packet: a distribution, and the random numbers that drive it. */
export interface Sip {
  readonly name: string;
  readonly ref: { readonly source: 'copula'; readonly name: 'Gaussian'; readonly copulaLayer: string };
  readonly function: 'Metalog_1_0';
  readonly arguments: { readonly aCoefficients: readonly number[]; readonly lowerBound?: number };
  readonly metadata: Readonly<Record<string, number | string | null>>;
}

export interface SipmathLibrary {
  readonly name: string;
  readonly objectType: 'sipModel';
  readonly libraryType: 'SIPmath_3_0';
  /** Month, day and year: `07-01-2026`. */
  readonly dateCreated: string;
  readonly provenance: string;
  readonly globalVariables: readonly object[];
  readonly U01: { readonly rng: readonly object[]; readonly copula: readonly object[] };
  readonly sips: readonly Sip[];
  readonly version: '1';
}

/** Quantiles that metalogs are fitted to: evenly, and closer in the tails. */
const FITTED = [
  ...[0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04],
  ...Array.from({ length: 19 }, (_, i) => (i + 1) / 20),
  ...[0.96, 0.97, 0.98, 0.99, 0.995, 0.9975, 0.999],
];
/** Futures from which correlations are taken: their standard error is 1.6 % at most. */
const FUTURES = 4096;
/** Futures asked for at a time. */
const PER_JOB = 512;

interface Cell {
  readonly scenario: string;
  readonly set: number;
  readonly outcome: string;
  readonly date: number;
}

/** Each outcome once: at its headline date, or the first one that the run counted. */
export function headlinesOf({ outcomes }: ModelMeta, request: ForecastRequest): readonly OutcomeRequest[] {
  return request.outcomes.map(({ id, dates }) => {
    const headline = outcomes.find((outcome) => outcome.id === id)?.headline ?? Number.NaN;
    return { id, dates: dates.includes(headline) ? [headline] : dates.slice(0, 1) };
  });
}

export interface SipmathExport {
  readonly library: SipmathLibrary;
  /** What is not in it, and why, a sentence each. */
  readonly leftOut: readonly string[];
}

/** The library of a finished run. Rejects with a RangeError where no outcome has a distribution that a metalog fits. */
export async function sipmathLibrary(parts: SipmathParts): Promise<SipmathExport> {
  const { meta, forecast, request, link, date } = parts;
  const all = headlinesOf(meta, request);
  const fitted = cellsOf(request, all).map((cell) => ({ cell, fit: fitOf(parts, cell) }));
  const leftOut = fitted.flatMap(({ cell, fit }) =>
    typeof fit === 'string' ? [`${nameOf(cell)} is left out of the SIPmath library: ${fit}`] : [],
  );
  const kept = fitted.flatMap(({ cell, fit }) => (typeof fit === 'string' ? [] : [{ cell, fit }]));
  if (kept.length === 0) throw new RangeError(leftOut.join('; '));
  const outcomes = all.filter(({ id }) => kept.some(({ cell }) => cell.outcome === id));
  const cells = kept.map(({ cell }) => cell);
  const columns = cellsOf(request, outcomes).map(nameOf);
  const scores = await scoresOf(parts, { ...request, outcomes }, columns.length);
  const correlations = correlationsOf(cells.map((cell) => scores[columns.indexOf(nameOf(cell))] ?? new Float64Array()));
  const names = cells.map(nameOf);
  const layers = cells.map((_, i) => `c${i + 1}`);
  const generators = cells.map((_, i) => `hdr${i + 1}`);
  const [year, month, day] = date.split('-');
  const library: SipmathLibrary = {
    name: forecast.title === '' ? meta.title : forecast.title,
    objectType: 'sipModel',
    libraryType: 'SIPmath_3_0',
    dateCreated: `${month}-${day}-${year}`,
    provenance: plainCitation({ forecast, meta, link, date }),
    globalVariables: [
      { name: 'correlationMatrix', value: { columns: names, rows: names, matrix: lower(names, correlations) } },
    ],
    U01: {
      rng: generators.map((name, i) => ({
        name,
        function: 'HDR_2_0',
        arguments: { counter: 'PM_Index', entity: 1, varId: i + 1, seed3: 0, seed4: 0 },
      })),
      copula: [
        {
          arguments: { correlationMatrix: { type: 'globalVariables', value: 'correlationMatrix' }, rng: generators },
          function: 'GaussianCopula',
          name: 'Gaussian',
          copulaLayer: layers,
        },
      ],
    },
    sips: kept.map(({ cell, fit }, i) => sipOf(parts, cell, fit, layers[i] ?? '')),
    version: '1',
  };
  return { library, leftOut };
}

function cellsOf(request: ForecastRequest, outcomes: readonly OutcomeRequest[]): Cell[] {
  return request.scenarios.flatMap(({ id: scenario }, set) =>
    outcomes.flatMap(({ id: outcome, dates }) => dates.map((at): Cell => ({ scenario, set, outcome, date: at }))),
  );
}

const nameOf = ({ scenario, outcome, date }: Cell): string => `${scenario}.${outcome}@${date}`;

/** A fit may miss a quantile by this share of the distance from the 5 % to the 95 % quantile. */
const MOST_MISSED = 0.1;

/** Share of futures below or above the range without which a tail is still known. */
const MOST_OUTSIDE = 0.005;

/** The metalog of a cell, or why it has none. */
function fitOf({ meta, tally }: SipmathParts, { set, outcome, date }: Cell): FittedMetalog | string {
  const observed = observe(tally, set, outcome, date);
  const { pooled } = observed;
  if (pooled.valid === 0) return 'it has no values';
  if (isConstant(pooled)) return 'it does not vary';
  if (pooled.invalid > 0) return `${percent(pooled.invalid / pooled.all)} of futures have no value`;
  const points = pointsOf(observed);
  const shared = mostShared(points);
  if (shared !== null) return `many futures share the value ${shared}, which a metalog would spread`;
  const outside = Math.max(pooled.under, pooled.over) / pooled.all;
  if (outside > MOST_OUTSIDE)
    return `${percent(outside)} of futures lie out of its range, where quantiles are not known`;
  const isLog = meta.outcomes.find(({ id }) => id === outcome)?.scale === 'log10';
  try {
    // A ratio is above nothing.
    const fit = fitMetalog(points, isLog ? 0 : null);
    const spread = (quantileOf(observed, 0.95).value ?? Number.NaN) - (quantileOf(observed, 0.05).value ?? Number.NaN);
    if (fit.worst > MOST_MISSED * spread) {
      return `no metalog comes nearer to its quantiles than ${percent(fit.worst / spread)} of its spread`;
    }
    return fit;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

function pointsOf(observed: Observed): QuantilePoint[] {
  return FITTED.flatMap((p): QuantilePoint[] => {
    const { value } = quantileOf(observed, p);
    return value === null ? [] : [{ p, value }];
  });
}

/** A value on which two neighbouring quantiles lie, or null. */
function mostShared(points: readonly QuantilePoint[]): number | null {
  const found = points.find(({ value }, i) => i > 0 && points[i - 1]?.value === value);
  return found === undefined ? null : Number(found.value.toPrecision(7));
}

const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

function sipOf({ meta, tally }: SipmathParts, cell: Cell, fit: FittedMetalog, copulaLayer: string): Sip {
  const observed = observe(tally, cell.set, cell.outcome, cell.date);
  const declared = meta.outcomes.find(({ id }) => id === cell.outcome);
  const { coefficients, lowerBound, worst } = fit;
  const quantiles = Object.entries(QUANTILES).map(([key, p]) => [key.toUpperCase(), quantileOf(observed, p).value]);
  return {
    name: nameOf(cell),
    ref: { source: 'copula', name: 'Gaussian', copulaLayer },
    function: 'Metalog_1_0',
    arguments: { ...(lowerBound === null ? {} : { lowerBound }), aCoefficients: coefficients },
    metadata: {
      count: tally.samples,
      mean: meanOf(observed).value,
      std: deviationOf(observed).value,
      ...Object.fromEntries(quantiles),
      scenario: cell.scenario,
      outcome: declared?.label ?? cell.outcome,
      unit: declared?.unit ?? '',
      date: cell.date,
      beyondHorizon: probabilityCensored(observed).value,
      worstFit: worst,
    },
  };
}

/** Normal scores of the ranks of each cell over the same futures, a column for each cell. */
async function scoresOf({ columns }: SipmathParts, request: ForecastRequest, cells: number): Promise<Float64Array[]> {
  const count = Math.min(FUTURES, request.samples);
  const jobs: ColumnsJob[] = [];
  for (let from = 0; from < count; from += PER_JOB) {
    jobs.push({ from, to: Math.min(from + PER_JOB, count), mixes: [OWN], inputs: false });
  }
  const pieces = await columns(request, jobs);
  return Array.from({ length: cells }, (_, cell) =>
    normalScores(
      pieces.flatMap(({ samples, outcomes }) => [...outcomes.subarray(cell * samples, (cell + 1) * samples)]),
    ),
  );
}

/** Equal values (all that were not reached) share the score of their middle rank; what is not a number counts as lowest. */
function normalScores(values: readonly number[]): Float64Array {
  const sortable = values.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  const order = [...sortable.keys()].sort((a, b) => {
    const [left, right] = [sortable[a] ?? 0, sortable[b] ?? 0];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  const scores = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && sortable[order[to] ?? 0] === sortable[order[from] ?? 0]) to++;
    const score = normalQuantile((from + to) / 2 / order.length);
    for (const at of order.slice(from, to)) scores[at] = score;
    from = to;
  }
  return scores;
}

function correlationsOf(scores: readonly Float64Array[]): number[][] {
  const unit = scores.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const centred = column.map((value) => value - mean);
    const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
    return centred.map((value) => value / size);
  });
  return unit.map((a, i) =>
    unit.map((b, j) => (i === j ? 1 : a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0))),
  );
}

/** The lower half of the matrix, as the standard lists it. */
function lower(names: readonly string[], matrix: readonly (readonly number[])[]): object[] {
  return names.flatMap((row, i) => names.slice(0, i + 1).map((col, j) => ({ row, col, value: matrix[i]?.[j] ?? 0 })));
}
