/**
 * Outcomes as a SIPmath 3.0 library (ProbabilityManagement.org): for each scenario and outcome a metalog fitted to the run's
 * quantiles, driven by HDR random numbers through a Gaussian copula, so that tools that read the standard draw futures in
 * which scenarios and outcomes hang together as they do here. The form is that which the organisation's own writer, PySIP,
 * gives. What a reader draws is an approximation: `worstFit` says how far the nearest of the fitted quantiles is missed.
 */
import { type Columns, type ColumnsJob, OWN } from '../../engine/columns.ts';
import { QUANTILES } from '../../engine/describe.ts';
import { deviationOf, meanOf, observe, probabilityCensored, quantileOf } from '../../engine/statistics.ts';
import type { ForecastRequest, OutcomeRequest, Tally } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { normalQuantile } from '../../language/portable.ts';
import type { SharedForecast } from '../forecast.ts';
import { plainCitation } from './citation.ts';
import { fitMetalog, type QuantilePoint } from './metalog.ts';

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

/** The library of a finished run. Rejects with a RangeError where an outcome has too little of a distribution to fit. */
export async function sipmathLibrary(parts: SipmathParts): Promise<SipmathLibrary> {
  const { meta, forecast, request, link, date } = parts;
  const outcomes = headlinesOf(meta, request);
  const cells = request.scenarios.flatMap(({ id: scenario }, set) =>
    outcomes.flatMap(({ id: outcome, dates }) => dates.map((at): Cell => ({ scenario, set, outcome, date: at }))),
  );
  const correlations = correlationsOf(await scoresOf(parts, { ...request, outcomes }, cells.length));
  const names = cells.map(({ scenario, outcome, date: at }) => `${scenario}.${outcome}@${at}`);
  const layers = cells.map((_, i) => `c${i + 1}`);
  const generators = cells.map((_, i) => `hdr${i + 1}`);
  const [year, month, day] = date.split('-');
  return {
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
    sips: cells.map((cell, i) => sipOf(parts, cell, names[i] ?? '', layers[i] ?? '')),
    version: '1',
  };
}

function sipOf({ meta, tally }: SipmathParts, cell: Cell, name: string, copulaLayer: string): Sip {
  const observed = observe(tally, cell.set, cell.outcome, cell.date);
  const declared = meta.outcomes.find(({ id }) => id === cell.outcome);
  const points = FITTED.flatMap((p): QuantilePoint[] => {
    const { value } = quantileOf(observed, p);
    return value === null ? [] : [{ p, value }];
  });
  // A ratio is above nothing.
  const { coefficients, lowerBound, worst } = fitMetalog(points, declared?.scale === 'log10' ? 0 : null);
  const quantiles = Object.entries(QUANTILES).map(([key, p]) => [key.toUpperCase(), quantileOf(observed, p).value]);
  return {
    name,
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
