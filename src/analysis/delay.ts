/**
 * The cost of waiting: the same policy begun later, on the same draws. The model must hold the date at which levers start
 * to move in a switch (`policyStart`). In every future the loss is the outcome with the earliest start minus that with a
 * later one; what is shown is the distribution of that loss, not a difference of two distributions.
 */
import { pairedSet } from '../engine/histogram.ts';
import { type Estimate, meanOf, observe, quantileOf } from '../engine/statistics.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { checkWithin, derive, evenly, type Knob, knobRange, outcomesOf, turned } from './setting.ts';
import { difference, type Sampled, sample, type Target } from './statistic.ts';

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
   * earliest to this start, without a mean.
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
  const { meta, request, engine, signal } = base;
  const { policyStart } = meta;
  if (typeof policyStart === 'number') {
    throw new AnalysisError(`model "${meta.id}" starts its policy at ${policyStart}: give it a switch for policyStart`);
  }
  const knob: Knob = { kind: 'switch', id: policyStart };
  const range = knobRange(meta, knob);
  const starts = [...new Set(options.starts ?? evenly(range.min, range.max, STARTS))].sort((a, b) => a - b);
  if (starts.length < 2) throw new AnalysisError('one start date has no delay: give at least two');
  checkWithin(range, starts);
  const outcomes = outcomesOf(meta, [options.target]);
  const isRatio = meta.outcomes.find(({ id }) => id === options.target.outcome)?.scale === 'log10';
  const none: Estimate = { value: isRatio ? 1 : 0, se: 0 };
  const curves: (DelayCurve | null)[] = request.scenarios.map(() => null);
  const report = (): Delay => ({
    switch: policyStart,
    target: options.target,
    done: curves.every((curve) => curve !== null),
    curves: curves.filter((curve) => curve !== null),
  });
  await eachOf(request.scenarios, engine.width, async (scenario, s) => {
    const scenarios = starts.map((start, i) => turned(scenario, `start-${i}`, [[knob, start]]));
    const derived = derive(request, meta, { scenarios, outcomes, samples: options.samples ?? SAMPLES });
    const tally = await engine.run({ ...derived, paired: true }, signal);
    const { outcome, date } = options.target;
    const sampled = starts.map((_, i) => sample(tally, i, options.target));
    const points = starts.map((start, i): DelayPoint => {
      const later = i === 0 ? null : observe(tally, pairedSet(tally.layout, i), outcome, date);
      const lost = (p: number): Estimate => (later === null ? none : reversed(quantileOf(later, 1 - p), isRatio));
      return {
        start,
        yearsLater: start - (starts[0] ?? start),
        ...statisticAt(sampled, i),
        lossMean: isRatio ? UNKNOWN : later === null ? none : reversed(meanOf(later), false),
        lossP5: lost(0.05),
        lossP50: lost(0.5),
        lossP95: lost(0.95),
      };
    });
    curves[s] = { scenario: scenario.id, points, perYear: perYear(starts, sampled) };
    if (curves.some((curve) => curve === null)) options.onProgress?.(report());
  });
  return report();
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

function perYear(starts: readonly number[], sampled: readonly Sampled[]): Estimate {
  const [first, last] = [sampled[0], sampled.at(-1)];
  const years = (starts.at(-1) ?? 0) - (starts[0] ?? 0);
  if (first === undefined || last === undefined) return UNKNOWN;
  const { value, se } = difference(last, first);
  return { value: value === null ? null : value / years, se: se === null ? null : se / years };
}

/** The gain of a later start as the loss it is: of opposite sign, or the inverse ratio (delta method for its error). */
function reversed({ value, se }: Estimate, isRatio: boolean): Estimate {
  if (value === null) return UNKNOWN;
  if (!isRatio) return { value: 0 - value, se };
  return { value: 1 / value, se: se === null ? null : se / (value * value) };
}
