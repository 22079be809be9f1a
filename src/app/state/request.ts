/** From the document to the forecast that is run: pure, and equal documents give equal requests. */
import { roundSamples } from '../../engine/blocks.ts';
import { withThresholds } from '../../engine/cuts.ts';
import type { Cuts, ForecastRequest, Scenario } from '../../engine/types.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { type Document, policyStartSwitch, REPLICATES, type ScenarioEdit, scenarioOf } from './document.ts';

/** Scenarios that are run, the baseline first, then the others in order; hidden ones are left out. */
export function shownScenarios(document: Document): readonly ScenarioEdit[] {
  const baseline = scenarioOf(document, document.baseline);
  const others = document.scenarios.filter(
    (scenario) => scenario !== baseline && (!scenario.hidden || scenario.id === document.selected),
  );
  return [baseline, ...others];
}

/** A scenario with all levers and switches. */
export function resolve(scenario: ScenarioEdit, document: Document, meta: ModelMeta): Scenario {
  const startSwitch = policyStartSwitch(meta);
  const switches = Object.fromEntries(
    meta.switches.map((entry) => {
      const shared = entry.id === startSwitch ? scenario.policyStart : document.switches[entry.id];
      const own = scenario.switches?.[entry.id] ?? shared;
      return [entry.id, own ?? entry.default];
    }),
  );
  return { id: scenario.id, levers: scenario.levers, switches };
}

/**
 * The forecast of a document: every outcome at every date, on `samples` rounded up to whole rounds. Scenario ids in it
 * are those of the document. `direction` is the model's, for its Sobol' points; `cuts` those of `cutsFor`.
 */
export function toRequest(
  document: Document,
  meta: ModelMeta,
  modelHash: string,
  direction: ForecastRequest['direction'] = null,
  cuts: ForecastRequest['cuts'] = {},
): ForecastRequest {
  const { sampler, seed, samples } = document.sampling;
  const replicates = sampler === 'sobol' ? REPLICATES : 1;
  const scenarios = shownScenarios(document).map((scenario) => resolve(scenario, document, meta));
  return {
    schema: 1,
    model: { id: meta.id, hash: modelHash },
    sampler,
    seed,
    samples: roundSamples(samples, replicates).samples,
    replicates,
    scenarios,
    paired: scenarios.length > 1,
    inputs: document.inputs,
    correlations: document.correlations,
    outcomes: meta.outcomes.map(({ id, at }) => ({ id, dates: at })),
    direction: sampler === 'sobol' ? direction : null,
    cuts: scenarios.length > 1 ? cuts : withoutDifferences(cuts),
  };
}

/** Cuts of a forecast that is looked at with a threshold: the model's own, and the threshold's where it needs one. */
export function cutsFor(
  meta: ModelMeta,
  own: ForecastRequest['cuts'],
  outcome: string,
  threshold: number,
): ForecastRequest['cuts'] {
  const found = meta.outcomes.find(({ id }) => id === outcome);
  if (found === undefined || found.thresholds.includes(threshold)) return own;
  return withThresholds(own, found, [threshold], []);
}

/** In the one form of requests (engine/request-cuts.ts): nothing is paired. */
function withoutDifferences(cuts: ForecastRequest['cuts']): ForecastRequest['cuts'] {
  return Object.fromEntries(
    Object.entries(cuts).flatMap(([id, { values }]): [string, Cuts][] =>
      values.length === 0 ? [] : [[id, { values, differences: [] }]],
    ),
  );
}
