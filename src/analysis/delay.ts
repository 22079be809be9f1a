/**
 * The cost of waiting: the same policy begun later, on the same draws. The model must hold the date at which levers start
 * to move in a switch (`policyStart`). In every future the loss is the outcome with the earliest start minus that with a
 * later one; what is shown is the distribution of that loss, not a difference of two distributions.
 */

import { atHorizon } from '../engine/count.ts';
import type { Estimate } from '../engine/statistics.ts';
import type { AnalysisBase } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { outcomeOf } from './explain.ts';
import { drawFutures, type Futures, meanOfValues, quantileOfValues } from './futures.ts';
import { checkWithin, evenly, type Knob, knobRange, turned } from './setting.ts';
import { difference, type Sampled, sampleObserved, type Target } from './statistic.ts';

export interface DelayOptions {
  /** Which outcome and date, and the statistic whose change is shown beside the losses. */
  readonly target: Target;
  /** Start dates, years; the earliest is the one compared with. Default: seven over the range of the switch. */
  readonly starts?: readonly number[];
  /** Default 16,384. */
  readonly samples?: number;
  readonly onProgress?: (partial: Delay) => void;
}

export interface DelayPoint {
  readonly start: number;
  readonly yearsLater: number;
  /** The statistic with this start, and its loss against the earliest. */
  readonly estimate: Estimate;
  readonly loss: Estimate;
  /**
   * Loss in a single future, unit of the outcome: mean and quantiles. Where the outcome is on a log scale, the ratio of the
   * earliest to this start.
   */
  readonly lossMean: Estimate;
  readonly lossP5: Estimate;
  readonly lossP50: Estimate;
  readonly lossP95: Estimate;
}

export interface DelayCurve {
  readonly scenario: string;
  readonly points: readonly DelayPoint[];
  /** Loss of the statistic from the earliest to the latest start, per year. */
  readonly perYear: Estimate;
}

export interface Delay {
  readonly switch: string;
  readonly target: Target;
  readonly done: boolean;
  /** One for each scenario of the base request that is done. */
  readonly curves: readonly DelayCurve[];
}

const SAMPLES = 16_384;
const STARTS = 7;

/** Losses for every scenario of the base request. Throws AnalysisError for a model whose policy start cannot be moved. */
export async function costOfDelay(base: AnalysisBase, options: DelayOptions): Promise<Delay> {
  const { meta, request } = base;
  const { policyStart } = meta;
  if (typeof policyStart === 'number') {
    throw new AnalysisError(`model "${meta.id}" starts its policy at ${policyStart}: give it a switch for policyStart`);
  }
  const knob: Knob = { kind: 'switch', id: policyStart };
  const range = knobRange(meta, knob);
  const starts = [...new Set(options.starts ?? evenly(range.min, range.max, STARTS))].sort((a, b) => a - b);
  if (starts.length < 2) throw new AnalysisError('one start date has no delay: give at least two');
  checkWithin(range, starts);
  const curves: DelayCurve[] = [];
  const report = (): Delay => ({
    switch: policyStart,
    target: options.target,
    done: curves.length === request.scenarios.length,
    curves: [...curves],
  });
  for (const scenario of request.scenarios) {
    const scenarios = starts.map((start, i) => turned(scenario, `start-${i}`, [[knob, start]]));
    const futures = await drawFutures(base, options.target, options.samples ?? SAMPLES, scenarios);
    curves.push(curveOf(base, scenario.id, starts, futures, options.target));
    if (curves.length < request.scenarios.length) options.onProgress?.(report());
  }
  return report();
}

function curveOf(
  { meta }: AnalysisBase,
  scenario: string,
  starts: readonly number[],
  futures: Futures,
  { statistic }: Target,
): DelayCurve {
  const everything = new Uint8Array(futures.size).fill(1);
  const sampled = starts.map((_, i) => sampleObserved(outcomeOf(futures, meta, i, everything), statistic));
  const points = starts.map((start, i): DelayPoint => {
    const losses = lossesOf(futures, i);
    return {
      start,
      yearsLater: start - (starts[0] ?? start),
      ...statisticAt(sampled, i),
      lossMean: meanOfValues(losses, futures),
      lossP5: quantileOfValues(losses, 0.05, futures),
      lossP50: quantileOfValues(losses, 0.5, futures),
      lossP95: quantileOfValues(losses, 0.95, futures),
    };
  });
  return { scenario, points, perYear: perYear(starts, sampled) };
}

/** What each future loses by the i-th start: a difference, or a ratio for outcomes on a log scale. */
function lossesOf({ outcomes, histogram }: Futures, i: number): Float64Array {
  const [first, later] = [outcomes[0], outcomes[i]];
  if (first === undefined || later === undefined) throw new RangeError(`no start ${i}`);
  return first.map((value, row) => {
    const [early, late] = [atHorizon(histogram, value), atHorizon(histogram, later[row] ?? Number.NaN)];
    return histogram.log10 ? early / late : early - late;
  });
}

const UNKNOWN: Estimate = { value: null, se: null };

function statisticAt(sampled: readonly Sampled[], i: number): Pick<DelayPoint, 'estimate' | 'loss'> {
  const [first, here] = [sampled[0], sampled[i]];
  if (first === undefined || here === undefined) throw new RangeError(`no start ${i}`);
  return {
    estimate: { value: Number.isFinite(here.value) ? here.value : null, se: Number.isFinite(here.se) ? here.se : null },
    loss: i === 0 ? { value: 0, se: 0 } : difference(here, first),
  };
}

/** Of the statistic, from the earliest to the latest start. */
function perYear(starts: readonly number[], sampled: readonly Sampled[]): Estimate {
  const [first, last] = [sampled[0], sampled.at(-1)];
  const years = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  if (first === undefined || last === undefined) return UNKNOWN;
  const { value, se } = difference(last, first);
  return { value: value === null ? null : value / years, se: se === null ? null : se / years };
}
