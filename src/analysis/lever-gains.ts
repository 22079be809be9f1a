/**
 * What each lever can still do alone: the statistic with one lever at its better end and all else as it is, less the
 * statistic as it is, on the same draws. One run of all ends together. Pure: the caller runs the request.
 */
import { MAX_SCENARIOS } from '../engine/request.ts';
import type { Estimate } from '../engine/statistics.ts';
import type { ForecastRequest, Scenario, Tally } from '../engine/types.ts';
import type { LeverMeta, ModelMeta } from '../language/definition.ts';
import { derive, outcomesOf, turned } from './setting.ts';
import { difference, type Sampled, sample, type Target } from './statistic.ts';

export interface LeverGain {
  readonly id: string;
  /** The end at which the statistic is better; the present value where neither end is better than that. */
  readonly value: number;
  /** Change of the statistic from the present to there, in its own unit. */
  readonly change: Estimate;
  /** The statistic now and there; NaN where the counts cannot tell. */
  readonly from: number;
  readonly to: number;
}

/** Levers whose two ends fit one run beside the present. */
const MOST = Math.floor((MAX_SCENARIOS - 1) / 2);
const ENDS = ['min', 'max'] as const;

/** The levers of which `gainRequest` tells: all of them, or the first so many that one run can hold. */
export const gainLevers = ({ levers }: ModelMeta): readonly LeverMeta[] => levers.slice(0, MOST);

/**
 * The run that `leverGains` reads: the scenario, then each lever at its least and at its largest value.
 * @param samples of each of them
 */
export function gainRequest(
  base: ForecastRequest,
  meta: ModelMeta,
  scenario: Scenario,
  target: Target,
  samples: number,
): ForecastRequest {
  const ends = gainLevers(meta).flatMap((lever) =>
    ENDS.map((end) =>
      turned(scenario, `${scenario.id}-${lever.id}-${end}`, [[{ kind: 'lever', id: lever.id }, lever[end]]]),
    ),
  );
  const outcomes = outcomesOf(meta, [target]);
  return derive(base, meta, { scenarios: [scenario, ...ends], outcomes, samples, targets: [target] });
}

/** In the order of the model. @param tally of a run of `gainRequest` */
export function leverGains(tally: Tally, meta: ModelMeta, scenario: Scenario, target: Target): readonly LeverGain[] {
  const better = meta.outcomes.find(({ id }) => id === target.outcome)?.better ?? 'higher';
  const sign = better === 'higher' ? 1 : -1;
  const present = sample(tally, 0, target);
  return gainLevers(meta).map((lever, index): LeverGain => {
    const now: readonly [number, Sampled] = [scenario.levers[lever.id] ?? lever.statusQuo, present];
    const ends = ENDS.map((end, k): readonly [number, Sampled] => [
      lever[end],
      sample(tally, 1 + 2 * index + k, target),
    ]);
    const [value, best] = ends.reduce((a, b) => (sign * (b[1].value - a[1].value) > 0 ? b : a), now);
    return { id: lever.id, value, change: difference(present, best), from: present.value, to: best.value };
  });
}
