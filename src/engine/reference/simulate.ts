/**
 * Runs a model's `simulate` on f64 numbers for one sample and one policy setting: the contexts of the scenarios are made
 * once per run, the inputs are exchanged per sample.
 */
import { elementsOf } from '../../language/elements.ts';
import type { AnyContext, OutcomeDate, Series } from '../../language/runtime.ts';
import { createSeries } from '../../language/runtime.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';

/** The equations of a model: those of an imported model text, or of the interpreter of its intermediate form. */
export type Simulate = (context: AnyContext) => void;

/** A series that a sample made, by name. */
export interface NamedSeries {
  readonly name: string;
  readonly values: Series;
}

/**
 * Runs one scenario on one sample. `inputs` is in input order; `outcomes[i][d]` receives the value of outcome i of the
 * request at its d-th date. Returns the series in order of creation, valid until the next call. Throws EngineError where
 * the model wrote beyond the end of a series or did not record an outcome.
 */
export type ScenarioRunner = (inputs: ArrayLike<number>, outcomes: readonly Float64Array[]) => readonly NamedSeries[];

/** One runner per scenario of the plan. */
export function scenarioRunners(plan: Plan, simulate: Simulate): ScenarioRunner[] {
  return plan.request.scenarios.map((_, scenario) => scenarioRunner(plan, simulate, scenario));
}

function scenarioRunner(plan: Plan, simulate: Simulate, scenario: number): ScenarioRunner {
  const { meta, request } = plan;
  const { clock } = meta;
  const inputs: Record<string, number | number[]> = Object.fromEntries(
    meta.inputs.map(({ id, draws }) => [id, draws === undefined ? Number.NaN : new Array<number>(draws.count)]),
  );
  const ids = meta.inputs.map(({ id }) => id);
  const elements = elementsOf(meta);
  const dates = request.outcomes.map(({ dates: years }, i) =>
    years.map((_, d): OutcomeDate => {
      const step = plan.dateSteps[plan.recorded[i]?.dates[d] ?? -1] ?? Number.NaN;
      return { step, time: step * clock.step };
    }),
  );
  const slots = new Map(request.outcomes.map(({ id }, i) => [id, i]));
  let made: NamedSeries[] = [];
  let recorded = 0;
  let target: readonly Float64Array[] = [];

  const context: AnyContext = {
    clock,
    inputs: inputs as Record<string, number>,
    levers: leversOf(plan, scenario),
    statusQuo: Object.fromEntries(meta.levers.map(({ id, statusQuo }) => [id, statusQuo])),
    switches: Object.fromEntries(
      meta.switches.map(({ id }, i) => [id, plan.switches[scenario * meta.switches.length + i] ?? Number.NaN]),
    ),
    series: (name, length = clock.steps + 1) => {
      const values = createSeries(length, clock.step);
      made.push({ name, values });
      lengths.push(length);
      return values;
    },
    record: (outcome, value) => {
      const slot = slots.get(outcome);
      // Outcomes that the request does not ask for need not be computed.
      if (slot === undefined) return;
      const out = target[slot];
      dates[slot]?.forEach((date, d) => {
        if (out !== undefined) out[d] = value(date);
      });
      recorded++;
    },
  };
  let lengths: number[] = [];

  return (values, outcomes) => {
    elements.forEach(({ input, at }, i) => {
      const id = ids[input] ?? '';
      const value = values[i] ?? Number.NaN;
      const drawn = inputs[id];
      if (typeof drawn === 'object') drawn[at] = value;
      else inputs[id] = value;
    });
    made = [];
    lengths = [];
    recorded = 0;
    target = outcomes;
    simulate(context);
    if (recorded !== request.outcomes.length) {
      throw new EngineError(
        `model "${meta.id}" recorded ${recorded} of the ${request.outcomes.length} outcomes asked for`,
      );
    }
    made.forEach(({ name, values: series }, i) => {
      if (series.length !== lengths[i]) {
        throw new EngineError(`model "${meta.id}" wrote beyond the ${lengths[i]} elements of series "${name}"`);
      }
    });
    return made;
  };
}

function leversOf({ meta, leverPaths }: Plan, scenario: number): Record<string, readonly number[]> {
  const states = meta.clock.steps + 1;
  return Object.fromEntries(
    meta.levers.map(({ id }, l) => {
      const from = (scenario * meta.levers.length + l) * states;
      return [id, [...leverPaths.subarray(from, from + states)]];
    }),
  );
}
