/**
 * What a run has given so far, and how the page asks it: by scenario id, outcome and date. A forecast may rest on two
 * tallies, a quick preview of the scenarios just changed and the last full run of the others; readers need not know.
 */
import { findHistogram, type HistogramView, pairedSet, pooledView } from '../engine/histogram.ts';
import { type Observed, observe } from '../engine/statistics.ts';
import type { EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { Goal } from '../share/forecast.ts';
import type { Progress } from '../workers/types.ts';
import { type Subject, subjectOf } from './subject.ts';

export interface Snapshot {
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly progress: Progress;
  /** Null until the run is complete: a pool tells then. */
  readonly engine: EngineKind | null;
  /** All samples asked for, or as many as the precision needed. */
  readonly complete: boolean;
  /** What its precision was of, where it had one. */
  readonly goal?: Goal;
}

export interface Forecast {
  /** Of some scenarios of the present request; null when `full` is up to date. */
  readonly preview: Snapshot | null;
  readonly full: Snapshot | null;
}

export const NO_FORECAST: Forecast = { preview: null, full: null };

/** Looked-up histograms of a snapshot: panels of one frame ask for the same ones again and again. */
const lookups = new WeakMap<Snapshot, Map<string, Observed>>();

function look(snapshot: Snapshot, set: number, outcome: string, date: number): Observed {
  let known = lookups.get(snapshot);
  if (!known) {
    known = new Map();
    lookups.set(snapshot, known);
  }
  const key = `${set}|${outcome}|${date}`;
  const found = known.get(key);
  if (found) return found;
  const observed = observe(snapshot.tally, set, outcome, date);
  known.set(key, observed);
  return observed;
}

function recorded(snapshot: Snapshot, outcome: string): boolean {
  return snapshot.request.outcomes.some((entry) => entry.id === outcome);
}

/** The newest snapshot that holds a scenario and an outcome, and the index of the scenario in it. */
function source(forecast: Forecast, scenario: string, outcome: string): { snapshot: Snapshot; index: number } | null {
  for (const snapshot of [forecast.preview, forecast.full]) {
    if (!snapshot || snapshot.tally.samples === 0 || !recorded(snapshot, outcome)) continue;
    const index = snapshot.request.scenarios.findIndex((entry) => entry.id === scenario);
    if (index >= 0) return { snapshot, index };
  }
  return null;
}

/** The distribution of an outcome in a scenario; null before its first answer. */
export function levelOf(forecast: Forecast, scenario: string, outcome: string, date: number): Observed | null {
  const found = source(forecast, scenario, outcome);
  return found && look(found.snapshot, found.index, outcome, date);
}

/** What the distribution of `levelOf` is of, or with `against` that of `differenceOf`; null where there is none. */
export function subjectIn(
  forecast: Forecast,
  scenario: string,
  outcome: string,
  date: number,
  against?: string,
): Subject | null {
  const found = source(forecast, scenario, outcome);
  const aspect = { scenario, outcome, date, ...(against === undefined ? {} : { against }) };
  return found && subjectOf(found.snapshot.request, aspect);
}

/** As `levelOf`, without what errors need: for charts of many dates. Not kept: it is as cheap to make as to find. */
export function countsOf(forecast: Forecast, scenario: string, outcome: string, date: number): HistogramView | null {
  const found = source(forecast, scenario, outcome);
  if (!found) return null;
  const { tally } = found.snapshot;
  return pooledView(tally, found.index, findHistogram(tally.layout, outcome, date));
}

/** The distribution of the paired difference from `baseline`; null when it was not counted. */
export function differenceOf(
  forecast: Forecast,
  scenario: string,
  baseline: string,
  outcome: string,
  date: number,
): Observed | null {
  const found = source(forecast, scenario, outcome);
  if (!found || found.index === 0 || found.snapshot.request.scenarios[0]?.id !== baseline) return null;
  return look(found.snapshot, pairedSet(found.snapshot.tally.layout, found.index), outcome, date);
}

/** Values that were no number, over all histograms of all scenarios. */
export function invalidCount(snapshot: Snapshot): number {
  const { layout, counts } = snapshot.tally;
  let sum = 0;
  for (let set = 0; set < layout.scenarioCount; set += 1) {
    for (const histogram of layout.histograms) {
      sum += counts[set * layout.stride + histogram.offset + histogram.bins + 3] ?? 0;
    }
  }
  return sum;
}
