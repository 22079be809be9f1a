/**
 * One thing at a time: each lever over its bands, each input from its 5 % to its 95 % quantile, each switch over its
 * options, all else as it is, on the same draws. What moves the answer most comes first. Says nothing of interactions
 * (sensitivity.ts does).
 */
import type { Estimate } from '../engine/statistics.ts';
import type { LeverMeta, ModelMeta } from '../language/definition.ts';
import type { AnalysisBase } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { evenly } from './setting.ts';
import { difference, type Sampled, type Target } from './statistic.ts';
import { type SweepAxis, type SweepPoint, sweep } from './sweep.ts';

export interface TornadoOptions {
  readonly target: Target;
  /** Index of the scenario in the base request; default 0. */
  readonly scenario?: number;
  /** Default: levers and inputs. */
  readonly kinds?: readonly SweepAxis['kind'][];
  /** Per point; default 4096. */
  readonly samples?: number;
  readonly onProgress?: (partial: Tornado) => void;
}

export interface TornadoBar {
  readonly kind: SweepAxis['kind'];
  readonly id: string;
  readonly label: string;
  /** From low to high; `changes` are from the present setting. */
  readonly points: readonly SweepPoint[];
  /** Change of the statistic from the present at the lowest and the highest value. */
  readonly low: Estimate;
  readonly high: Estimate;
  /** Largest minus smallest statistic over the points, not only the ends; error of the difference of those two points. */
  readonly span: Estimate;
  /** The values at which it is largest and smallest. */
  readonly largestAt: number;
  readonly smallestAt: number;
  /** 'mixed': a point between lies beyond both ends by more than three standard errors. 'none': no point differs so much. */
  readonly direction: 'up' | 'down' | 'mixed' | 'none';
}

export interface Tornado {
  readonly scenario: string;
  readonly target: Target;
  /** The statistic at the present setting. */
  readonly present: Estimate;
  /** By falling span. */
  readonly bars: readonly TornadoBar[];
  readonly done: boolean;
  /** Bars done and to do. */
  readonly progress: { readonly done: number; readonly total: number };
}

const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95];
const POINTS = 5;
/** Standard errors of a difference before it is called one: some fifty bars of five points are compared at once. */
const CLEARLY = 3;

/** The tornado of one statistic. Throws AnalysisError for a target or scenario that is not there. */
export async function tornado(base: AnalysisBase, options: TornadoOptions): Promise<Tornado> {
  const { target, kinds = ['lever', 'input'], scenario: index = 0 } = options;
  const scenario = base.request.scenarios[index];
  if (scenario === undefined) {
    throw new AnalysisError(`no scenario ${index}: there are ${base.request.scenarios.length}`);
  }
  const one: AnalysisBase = { ...base, request: { ...base.request, scenarios: [scenario] } };
  const axes = axesOf(base.meta).filter(({ axis }) => kinds.includes(axis.kind));
  const bars: TornadoBar[] = [];
  let present: Estimate = { value: null, se: null };
  const report = (): Tornado => ({
    scenario: scenario.id,
    target,
    present,
    bars: [...bars].sort((a, b) => (b.span.value ?? -1) - (a.span.value ?? -1)),
    done: bars.length === axes.length,
    progress: { done: bars.length, total: axes.length },
  });
  for (const { axis, label } of axes) {
    const samples = options.samples === undefined ? {} : { samples: options.samples };
    const [curve] = (await sweep(one, { axis, targets: [target], ...samples })).curves;
    if (curve === undefined) continue;
    present = curve.presentEstimates[0] ?? present;
    bars.push(barOf(axis, label, curve.points));
    options.onProgress?.(report());
  }
  return report();
}

function axesOf(meta: ModelMeta): { readonly axis: SweepAxis; readonly label: string }[] {
  const rank = new Map(meta.importance.map((id, i) => [id, i]));
  const inputs = [...meta.inputs].sort((a, b) => (rank.get(a.id) ?? Infinity) - (rank.get(b.id) ?? Infinity) || 0);
  return [
    ...meta.levers.map((lever) => ({
      axis: { kind: 'lever', id: lever.id, values: leverValues(lever) } as const,
      label: lever.label,
    })),
    ...meta.switches.map(({ id, label, default: usual, options }) => ({
      axis: {
        kind: 'switch',
        id,
        values: [...new Set([usual, ...options.map(({ value }) => value)])].sort(rising),
      } as const,
      label,
    })),
    ...inputs.map(({ id, label }) => ({ axis: { kind: 'input', id, values: PROBABILITIES } as const, label })),
  ];
}

const rising = (a: number, b: number): number => a - b;

/** The bands of a lever; even steps where it has fewer than two. */
function leverValues({ bands, min, max }: LeverMeta): number[] {
  const values = [...new Set(bands.map(({ value }) => value))].sort(rising);
  return values.length >= 2 ? values : evenly(min, max, POINTS);
}

function barOf(axis: SweepAxis, label: string, points: readonly SweepPoint[]): TornadoBar {
  const known = points.filter(({ estimates }) => estimates[0]?.value != null);
  const sorted = [...known].sort((a, b) => (a.estimates[0]?.value ?? 0) - (b.estimates[0]?.value ?? 0));
  const [smallest, largest] = [sorted[0], sorted.at(-1)];
  const nothing: Estimate = { value: null, se: null };
  return {
    kind: axis.kind,
    id: axis.id,
    label,
    points,
    low: points[0]?.changes[0] ?? nothing,
    high: points.at(-1)?.changes[0] ?? nothing,
    span: between(smallest, largest),
    largestAt: largest?.value ?? Number.NaN,
    smallestAt: smallest?.value ?? Number.NaN,
    direction: directionOf(known),
  };
}

function between(from: SweepPoint | undefined, to: SweepPoint | undefined): Estimate {
  const [a, b] = [sampledOf(from), sampledOf(to)];
  return a === null || b === null ? { value: null, se: null } : difference(a, b);
}

const sampledOf = (point: SweepPoint | undefined): Sampled | null => point?.sampled[0] ?? null;

function directionOf(points: readonly SweepPoint[]): TornadoBar['direction'] {
  const [first, last] = [points[0], points.at(-1)];
  const clearly = (from: SweepPoint | undefined, to: SweepPoint | undefined): number => {
    const { value, se } = between(from, to);
    return value === null || se === null || Math.abs(value) <= CLEARLY * se ? 0 : Math.sign(value);
  };
  const mixed = points.some((point) => {
    const [fromFirst, fromLast] = [clearly(first, point), clearly(last, point)];
    return fromFirst !== 0 && fromFirst === fromLast;
  });
  if (mixed) return 'mixed';
  const overall = clearly(first, last);
  return overall === 0 ? 'none' : overall > 0 ? 'up' : 'down';
}
