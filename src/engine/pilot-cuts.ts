/**
 * Where an outcome's samples sit on single values, and where its bins are too wide to tell its samples apart: found by a
 * small pilot run when a model is made ready, and recorded in every request as cuts (cuts.ts), so that results stay a
 * function of the request. A share of a run at such a value is then counted, and a quantile that falls on one is exact.
 *
 * The pilot sees the model's presets and both ends of its levers. What it does not see (a rare value, one that another
 * setting makes) is not lost: a run states quantiles there with the width of the bin in their error.
 */
import type { ModelMeta, OutcomeMeta } from '../language/definition.ts';
import { log10 } from '../language/portable.ts';
import { evaluateColumns, OWN } from './columns.ts';
import { MAX_CUTS, needsCut, noChange, rising } from './cuts.ts';
import { defaultRequest, type ScenarioDraft } from './draft.ts';
import type { Engine } from './engine.ts';
import { planRun } from './plan.ts';
import type { Cuts, ForecastRequest } from './types.ts';

/** Points of the pilot under each setting: a value that one in a hundred samples share is seen forty times. */
const PILOT_POINTS = 4096;
const PILOT_SEED = 1;
const MOST_PRESETS = 6;
const MOST_DATES = 6;
/** Samples of one column on one value that matter to a figure: one in a hundred. */
const LEAST_SHARED = 40;
/** As many that are no coincidence; where half of a column are so, the outcome is discrete, and any two on a value count. */
const NO_COINCIDENCE = 8;
/** Most values and differences kept of one outcome, the most shared first. */
const MOST_KEPT = MAX_CUTS / 2;
/** Where the middle 98 % lie within fewer bins, cuts at this many even quantiles resolve what bins do not. */
const FEWEST_BINS = 64;
const QUANTILE_CUTS = 64;
const DIGITS = 4;

/**
 * The cuts for runs of the model of `meta` (whose text has `modelHash`), for `ForecastRequest.cuts`; outcomes without any
 * are left out. Opens a session of `engine`.
 *
 * @throws EngineError where the engine cannot run the model.
 */
export async function pilotCuts(engine: Engine, meta: ModelMeta, modelHash: string): Promise<ForecastRequest['cuts']> {
  const request = defaultRequest(meta, modelHash, {
    scenarios: settingsOf(meta),
    replicates: 1,
    seed: PILOT_SEED,
    samples: PILOT_POINTS,
    paired: false,
    outcomes: meta.outcomes.map(({ id, at, headline }) => ({ id, dates: someDates(at, headline) })),
  });
  const session = await engine.open(planRun(meta, request));
  try {
    const { outcomes } = await evaluateColumns(session, { from: 0, to: PILOT_POINTS, mixes: [OWN], inputs: false });
    const cells = request.outcomes.reduce((sum, { dates }) => sum + dates.length, 0);
    const column = (scenario: number, cell: number): Float32Array =>
      outcomes.subarray((scenario * cells + cell) * PILOT_POINTS, (scenario * cells + cell + 1) * PILOT_POINTS);
    let first = 0;
    return Object.fromEntries(
      request.outcomes.flatMap(({ id, dates }): [string, Cuts][] => {
        const outcome = meta.outcomes.find((one) => one.id === id);
        const columns = request.scenarios.map((_, scenario) => dates.map((_, date) => column(scenario, first + date)));
        first += dates.length;
        const cuts = outcome === undefined ? null : cutsOfColumns(outcome, columns);
        return cuts === null ? [] : [[id, cuts]];
      }),
    );
  } finally {
    session.close();
  }
}

/** The status quo, presets, and all levers at either end. */
function settingsOf(meta: ModelMeta): ScenarioDraft[] {
  const ends = (['min', 'max'] as const).map(
    (end): ScenarioDraft => ({
      id: `pilot ${end}`,
      levers: Object.fromEntries(meta.levers.map((one) => [one.id, one[end]])),
    }),
  );
  const presets = meta.presets
    .slice(0, MOST_PRESETS)
    .map(({ id }): ScenarioDraft => ({ id: `pilot ${id}`, preset: id }));
  return [{ id: 'pilot' }, ...presets, ...(meta.levers.length > 0 ? ends : [])];
}

/** Evenly spread, the first, the last and the headline among them. */
function someDates(at: readonly number[], headline: number): number[] {
  const step = Math.max(1, (at.length - 1) / (MOST_DATES - 1));
  const chosen = Array.from(
    { length: Math.min(at.length, MOST_DATES) },
    (_, i) => at[Math.round(i * step)] ?? headline,
  );
  return [...new Set([...chosen, headline])].sort((a, b) => a - b);
}

/** @param columns [scenario][date] values of one outcome; null where it needs no cuts */
export function cutsOfColumns(outcome: OutcomeMeta, columns: readonly (readonly Float32Array[])[]): Cuts | null {
  const all = columns.flat();
  const shared = mostShared(all);
  const own =
    shared.length > 0 || isCoarse(outcome, all, shared) ? [...shared, ...quantileCuts(outcome, all, shared)] : [];
  const [baseline, ...others] = columns;
  const changes = others.flatMap((dates) =>
    dates.map((values, date) => differences(outcome, values, baseline?.[date])),
  );
  const values = rising(own);
  const between = rising(mostShared(changes).filter((value) => value !== noChange(outcome)));
  return values.length + between.length === 0 ? null : { values, differences: between };
}

/** Values that samples of some column share, with the most of them on it. */
function sharedValues(columns: readonly Float32Array[]): Map<number, number> {
  const most = new Map<number, number>();
  for (const column of columns) {
    const sorted = column.filter(Number.isFinite).sort();
    const found: (readonly [value: number, count: number])[] = [];
    for (let from = 0; from < sorted.length; ) {
      const value = sorted[from] ?? 0;
      let to = from + 1;
      while (to < sorted.length && sorted[to] === value) to++;
      if (to - from > 1) found.push([value, to - from]);
      from = to;
    }
    const together = found.reduce((sum, [, count]) => sum + (count >= NO_COINCIDENCE ? count : 0), 0);
    const least = together > sorted.length / 2 ? 2 : LEAST_SHARED;
    for (const [value, count] of found) if (count >= least) most.set(value, Math.max(most.get(value) ?? 0, count));
  }
  return most;
}

/** The most shared first. */
function mostShared(columns: readonly Float32Array[]): number[] {
  const ordered = [...sharedValues(columns)].sort(([a, n], [b, m]) => m - n || a - b);
  return ordered.slice(0, MOST_KEPT).map(([value]) => value);
}

/** Samples of all columns that are numbers and on none of the shared values, rising. */
function loose(columns: readonly Float32Array[], shared: readonly number[]): Float64Array {
  const known = new Set(shared);
  return Float64Array.from(
    columns.flatMap((column) => [...column.filter((x) => Number.isFinite(x) && !known.has(x))]),
  ).sort();
}

/** Whether what is not on a shared value lies within few bins. */
function isCoarse(outcome: OutcomeMeta, columns: readonly Float32Array[], shared: readonly number[]): boolean {
  const values = loose(columns, shared);
  if (values.length < QUANTILE_CUTS) return false;
  const [low, high] = outcome.range;
  const place = (p: number): number => {
    const value = values[Math.floor(p * (values.length - 1))] ?? 0;
    const at = outcome.scale === 'log10' ? (value > 0 ? log10(value) : low) : value;
    return Math.min(Math.max(at, low), high);
  };
  return ((place(0.99) - place(0.01)) * outcome.bins) / (high - low) < FEWEST_BINS;
}

/** Rounded quantiles of what is not on a shared value, where bins are coarse for it. */
function quantileCuts(outcome: OutcomeMeta, columns: readonly Float32Array[], shared: readonly number[]): number[] {
  if (!isCoarse(outcome, columns, shared)) return [];
  const values = loose(columns, shared);
  const cuts = Array.from({ length: QUANTILE_CUTS - 1 }, (_, i) =>
    Number((values[Math.floor(((i + 1) / QUANTILE_CUTS) * (values.length - 1))] ?? 0).toPrecision(DIGITS)),
  );
  return cuts.filter((value) => needsCut(outcome, value));
}

function differences({ scale }: OutcomeMeta, values: Float32Array, baseline: Float32Array | undefined): Float32Array {
  return values.map((value, i) => {
    const before = baseline?.[i] ?? Number.NaN;
    return scale === 'log10' ? value / before : value - before;
  });
}
