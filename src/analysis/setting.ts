/** Requests of an analysis, derived from the forecast under study: the same draws, other settings, only what is wanted. */
import { roundSamples } from '../engine/blocks.ts';
import { withThresholds } from '../engine/cuts.ts';
import type { ForecastRequest, OutcomeRequest, Scenario } from '../engine/types.ts';
import type { Distribution, ModelMeta } from '../language/definition.ts';
import { AnalysisError } from './errors.ts';
import type { Target } from './statistic.ts';

/** Fewer randomisations than this give errors that are themselves too uncertain to show. */
const LEAST_REPLICATES = 8;
const REPLICATES = 16;

export interface Derivation {
  readonly scenarios: readonly Scenario[];
  readonly outcomes: readonly OutcomeRequest[];
  /** Rounded up to whole rounds. */
  readonly samples: number;
  readonly inputs?: Readonly<Record<string, Distribution>>;
  readonly correlations?: ForecastRequest['correlations'];
  /** What will be read off the counts: shares at their thresholds are counted. */
  readonly targets?: readonly Target[];
}

/**
 * A request on the draws of `base`. Analyses use scrambled Sobol' points in at least 8 randomisations whatever the forecast
 * uses, since differences get their errors from the randomisations.
 */
export function derive(base: ForecastRequest, meta: ModelMeta, wish: Derivation): ForecastRequest {
  const enough = base.sampler === 'sobol' && base.replicates >= LEAST_REPLICATES;
  const replicates = enough ? base.replicates : REPLICATES;
  return {
    ...base,
    sampler: 'sobol',
    replicates,
    samples: roundSamples(wish.samples, replicates).samples,
    scenarios: wish.scenarios,
    paired: false,
    outcomes: wish.outcomes,
    inputs: wish.inputs ?? base.inputs,
    correlations: wish.correlations === undefined ? base.correlations : wish.correlations,
    cuts: (wish.targets ?? []).reduce((cuts, target) => withTarget(cuts, meta, target), base.cuts),
  };
}

function withTarget(
  cuts: ForecastRequest['cuts'],
  meta: ModelMeta,
  { outcome, statistic }: Target,
): ForecastRequest['cuts'] {
  const found = meta.outcomes.find(({ id }) => id === outcome);
  if (found === undefined) return cuts;
  const thresholds =
    statistic.kind === 'atLeast'
      ? [statistic.threshold]
      : statistic.kind === 'within'
        ? [statistic.from, statistic.to]
        : [];
  return withThresholds(cuts, found, thresholds.filter(Number.isFinite), []);
}

/** The outcomes and dates behind targets, in the order of the model. Throws AnalysisError for one that it does not record. */
export function outcomesOf(meta: ModelMeta, targets: readonly Pick<Target, 'outcome' | 'date'>[]): OutcomeRequest[] {
  for (const { outcome, date } of targets) {
    const known = meta.outcomes.find(({ id }) => id === outcome);
    if (known === undefined) {
      const ids = meta.outcomes.map(({ id }) => id).join(', ');
      throw new AnalysisError(`no outcome "${outcome}" in model "${meta.id}": use one of ${ids}`);
    }
    if (!known.at.includes(date)) {
      throw new AnalysisError(`${outcome} is not recorded at ${date}: use one of ${known.at.join(', ')}`);
    }
  }
  return meta.outcomes.flatMap(({ id }) => {
    const dates = new Set(targets.filter(({ outcome }) => outcome === id).map(({ date }) => date));
    return dates.size === 0 ? [] : [{ id, dates: [...dates].sort((a, b) => a - b) }];
  });
}

/** A lever or a switch: something of a scenario that takes a number. */
export interface Knob {
  readonly kind: 'lever' | 'switch';
  readonly id: string;
}

export interface KnobRange extends Knob {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** The range of a lever, or of a switch between its options. Throws AnalysisError for one that the model lacks. */
export function knobRange(meta: ModelMeta, { kind, id }: Knob): KnobRange {
  if (kind === 'lever') {
    const lever = meta.levers.find((one) => one.id === id);
    if (lever !== undefined) return { kind, id, label: lever.label, min: lever.min, max: lever.max };
  } else {
    const found = meta.switches.find((one) => one.id === id);
    if (found !== undefined) {
      const values = [found.default, ...found.options.map(({ value }) => value)];
      return { kind, id, label: found.label, min: Math.min(...values), max: Math.max(...values) };
    }
  }
  const ids = (kind === 'lever' ? meta.levers : meta.switches).map((one) => one.id).join(', ');
  throw new AnalysisError(`no ${kind} "${id}" in model "${meta.id}": use one of ${ids}`);
}

/** Checks values against a range. Throws AnalysisError for the first outside it. */
export function checkWithin({ kind, id, min, max }: KnobRange, values: readonly number[]): void {
  const wrong = values.find((value) => !(value >= min && value <= max));
  if (wrong !== undefined) throw new AnalysisError(`${kind} ${id}: ${wrong} is not within ${min} to ${max}`);
}

/** The value of a knob in a scenario. */
export function knobValue(scenario: Scenario, { kind, id }: Knob): number {
  return (kind === 'lever' ? scenario.levers[id] : scenario.switches[id]) ?? Number.NaN;
}

/** `scenario` with knobs turned, under another id. */
export function turned(scenario: Scenario, id: string, turns: readonly (readonly [Knob, number])[]): Scenario {
  const levers: Record<string, number> = { ...scenario.levers };
  const switches: Record<string, number> = { ...scenario.switches };
  for (const [knob, value] of turns) {
    if (knob.kind === 'lever') levers[knob.id] = value;
    else switches[knob.id] = value;
  }
  return { id, levers, switches };
}

/** `count` values from `from` to `to`, both included; the ends are exact. */
export function evenly(from: number, to: number, count: number): number[] {
  if (!Number.isInteger(count) || count < 2) throw new AnalysisError(`${count} points: a range needs at least 2`);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? to : from + ((to - from) * i) / (count - 1)));
}
