/**
 * A statistic over two levers (or switches): a grid of settings, filled coarse to fine and first where it changes most. Every
 * point keeps its counts, so another threshold, date or statistic is read off without a run. All points see the same draws.
 */
import { decodeSparse, encodeSparse } from '../engine/sparse.ts';
import { type Estimate, type Observed, observe } from '../engine/statistics.ts';
import { createTally, sliceLayout, sliceTally } from '../engine/tally.ts';
import type { Tally, TallyLayout } from '../engine/types.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { coarse, filled, nextPoints } from './refine.ts';
import { checkWithin, derive, evenly, type Knob, knobRange, outcomesOf, turned } from './setting.ts';
import { estimateOf, type Target } from './statistic.ts';
import { chunks } from './sweep.ts';

export interface MapAxis extends Knob {
  /** Strictly increasing; default 21 over the whole range. */
  readonly values?: readonly number[];
}

export interface MapOptions {
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** Index of the scenario in the base request that all other levers are taken from; default 0. */
  readonly scenario?: number;
  /** What may be asked of the map later. */
  readonly outcome: string;
  readonly dates: readonly number[];
  /** Per point; default 4096. */
  readonly samples?: number;
  /** What decides where to refine; asked anew before each step, so it may change under way. */
  readonly interest: () => Target;
  /** True once it is time to stop: what is then not measured stays interpolated. Asked between steps. */
  readonly enough?: () => boolean;
  readonly onProgress?: (partial: PolicyMap) => void;
}

/** Counts of one point, by date of the map: canonical sparse bytes (engine/sparse.ts), and sums. */
interface PointCounts {
  readonly fine: readonly Uint8Array[];
  readonly coarse: readonly Uint8Array[];
  readonly sums: readonly Float64Array[];
}

export interface PolicyMap {
  readonly x: Knob & { readonly values: readonly number[] };
  readonly y: Knob & { readonly values: readonly number[] };
  readonly outcome: string;
  readonly dates: readonly number[];
  readonly samples: number;
  /** Layout of the counts of one point and one date. */
  readonly layouts: readonly TallyLayout[];
  /** By point, `iy * x.values.length + ix`; grows while the map is made. */
  readonly points: ReadonlyMap<number, PointCounts>;
  /** Estimates already read off, by target and point: a cache, filled by `estimateAt`. */
  readonly known: Map<string, Map<number, Estimate>>;
  /** Every point is measured. */
  readonly complete: boolean;
}

/** A map as numbers, by point. */
export interface Surface {
  readonly values: Float64Array;
  /** Standard errors; NaN where interpolated. */
  readonly errors: Float64Array;
  /** 1 where measured, 0 where interpolated from measured points. */
  readonly measured: Uint8Array;
}

const POINTS = 21;
const SAMPLES = 4096;
/** Points a worker is given at a time after the first picture. */
const POINTS_PER_CALL = 12;

/** Fills a map. Throws AnalysisError for levers, values, outcomes or dates that the model does not have. */
export async function policyMap(base: AnalysisBase, options: MapOptions): Promise<PolicyMap> {
  const { meta, engine, signal } = base;
  const [x, y] = [axisOf(base, options.x), axisOf(base, options.y)];
  if (x.kind === y.kind && x.id === y.id) throw new AnalysisError(`both axes are ${x.id}: give two different ones`);
  const scenario = base.request.scenarios[options.scenario ?? 0];
  if (scenario === undefined) throw new AnalysisError(`no scenario ${options.scenario}`);
  const outcomes = outcomesOf(
    meta,
    options.dates.map((date) => ({ outcome: options.outcome, date })),
  );
  const request = derive(base.request, meta, {
    scenarios: [scenario],
    outcomes,
    samples: options.samples ?? SAMPLES,
    targets: [options.interest()],
  });
  const [width, height] = [x.values.length, y.values.length];
  const points = new Map<number, PointCounts>();
  const known: PolicyMap['known'] = new Map();
  let layouts: readonly TallyLayout[] = [];
  const current = (): PolicyMap => ({
    x,
    y,
    outcome: options.outcome,
    dates: outcomes[0]?.dates ?? [],
    samples: request.samples,
    layouts,
    points,
    known,
    complete: points.size === width * height,
  });

  const first = coarse(width, height);
  /** Points handed out and not yet measured. */
  const underway = new Set<number>();
  let failed = false;

  async function measure(part: readonly number[]): Promise<void> {
    const scenarios = part.map((point) =>
      turned(scenario as NonNullable<typeof scenario>, `p${point}`, [
        [x, x.values[point % width] ?? Number.NaN],
        [y, y.values[Math.floor(point / width)] ?? Number.NaN],
      ]),
    );
    const tally = await engine.run({ ...request, scenarios }, signal);
    if (layouts.length === 0) layouts = layoutsOf(tally.layout);
    part.forEach((point, set) => {
      points.set(point, countsOf(tally, set));
      underway.delete(point);
    });
    if (points.size >= first.length && points.size < width * height) options.onProgress?.(current());
  }

  function choose(): number[] {
    if (failed || points.size + underway.size >= width * height || options.enough?.() === true) return [];
    const { values, measured } = surface(current(), options.interest());
    for (const point of underway) measured[point] = 1;
    return nextPoints(width, height, values, measured, POINTS_PER_CALL);
  }

  /** Takes the most telling points, again and again: no worker waits for what another has in hand. */
  async function refine(): Promise<void> {
    for (let part = choose(); part.length > 0; part = choose()) {
      for (const point of part) underway.add(point);
      try {
        await measure(part);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }

  await eachOf(chunks(first, Math.ceil(first.length / engine.width)), engine.width, measure);
  await Promise.all(Array.from({ length: engine.width }, refine));
  return current();
}

function axisOf({ meta }: AnalysisBase, { kind, id, values }: MapAxis): Knob & { readonly values: readonly number[] } {
  const range = knobRange(meta, { kind, id });
  const chosen = values ?? evenly(range.min, range.max, POINTS);
  checkWithin(range, chosen);
  if (chosen.length < 2 || chosen.some((value, i) => i > 0 && !(value > (chosen[i - 1] ?? Infinity)))) {
    throw new AnalysisError(`${kind} ${id}: a map needs at least two values in rising order`);
  }
  return { kind, id, values: chosen };
}

/** One layout per date, of one set. */
function layoutsOf(layout: TallyLayout): TallyLayout[] {
  return layout.histograms.map((_, index) => sliceLayout(layout, 0, index));
}

function countsOf(tally: Tally, set: number): PointCounts {
  const slices = tally.layout.histograms.map((_, index) => sliceTally(tally, set, index));
  return {
    fine: slices.map(({ counts }) => encodeSparse(counts)),
    coarse: slices.map(({ replicateCounts }) => encodeSparse(replicateCounts)),
    sums: slices.map(({ sums }) => sums),
  };
}

/** The counts of a measured point at a date, or null where it is not measured. Throws AnalysisError for a date not kept. */
export function observedAt(map: PolicyMap, point: number, date: number): Observed | null {
  const index = map.dates.indexOf(date);
  const layout = map.layouts[index];
  const counts = map.points.get(point);
  if (index < 0) throw new AnalysisError(`the map keeps no counts for ${date}: it has ${map.dates.join(', ')}`);
  if (layout === undefined || counts === undefined) return null;
  const tally = createTally(layout);
  tally.counts.set(decodeSparse(counts.fine[index] ?? new Uint8Array(), tally.counts.length));
  tally.replicateCounts.set(decodeSparse(counts.coarse[index] ?? new Uint8Array(), tally.replicateCounts.length));
  tally.sums.set(counts.sums[index] ?? []);
  return observe(tally, 0, map.outcome, date);
}

/** The statistic at a measured point; null values where it is not measured. */
export function estimateAt(map: PolicyMap, point: number, target: Omit<Target, 'outcome'>): Estimate {
  const byPoint = knownOf(map, target);
  const before = byPoint.get(point);
  if (before !== undefined) return before;
  const observed = observedAt(map, point, target.date);
  if (observed === null) return { value: null, se: null };
  const estimate = estimateOf(observed, target.statistic);
  byPoint.set(point, estimate);
  return estimate;
}

/** Targets whose estimates are kept: the last few looked at, since a threshold is dragged through many. */
const TARGETS_KEPT = 4;

function knownOf({ known }: PolicyMap, { date, statistic }: Omit<Target, 'outcome'>): Map<number, Estimate> {
  const key = JSON.stringify([date, statistic]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const [oldest] = known.keys();
  if (known.size >= TARGETS_KEPT && oldest !== undefined) known.delete(oldest);
  const fresh = new Map<number, Estimate>();
  known.set(key, fresh);
  return fresh;
}

/** The whole map for one date and statistic; points not yet measured are interpolated along rows and columns. */
export function surface(map: PolicyMap, target: Omit<Target, 'outcome'>): Surface {
  const [width, height] = [map.x.values.length, map.y.values.length];
  const size = width * height;
  const values = new Float64Array(size).fill(Number.NaN);
  const errors = new Float64Array(size).fill(Number.NaN);
  const measured = new Uint8Array(size);
  for (const point of map.points.keys()) {
    const { value, se } = estimateAt(map, point, target);
    values[point] = value ?? Number.NaN;
    errors[point] = se ?? Number.NaN;
    measured[point] = 1;
  }
  return { values: filled(width, height, values, measured), errors, measured };
}
