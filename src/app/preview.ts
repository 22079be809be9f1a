/**
 * The first answer to a change: the first block of samples, of the scenarios that changed and their baseline only. Its
 * counts are those of the same block of the full run, since a draw is a function of its index.
 */
import { BLOCK } from '../engine/blocks.ts';
import type { ForecastRequest, Scenario } from '../engine/types.ts';

function sameWorld(a: ForecastRequest, b: ForecastRequest): boolean {
  const world = ({ model, sampler, seed, replicates, inputs, correlations, direction }: ForecastRequest): string =>
    JSON.stringify([model, sampler, seed, replicates, inputs, correlations, direction]);
  return world(a) === world(b);
}

/**
 * @param next what is now asked for
 * @param known what the last full run was asked for, or null
 * @param outcome the outcome on screen
 */
export function previewRequest(next: ForecastRequest, known: ForecastRequest | null, outcome: string): ForecastRequest {
  const kept = known !== null && sameWorld(next, known) ? known.scenarios : [];
  const same = (scenario: Scenario): boolean =>
    kept.some((other) => other.id === scenario.id && JSON.stringify(other) === JSON.stringify(scenario));
  const [baseline, ...others] = next.scenarios;
  const changed = others.filter((scenario) => !same(scenario));
  const baselineKept = baseline !== undefined && same(baseline) && known?.scenarios[0]?.id === baseline.id;
  const scenarios = baseline === undefined ? [] : [baseline, ...(baselineKept ? changed : others)];
  return {
    ...next,
    samples: Math.min(BLOCK, next.samples),
    scenarios,
    paired: scenarios.length > 1,
    outcomes: next.outcomes.filter((entry) => entry.id === outcome),
  };
}
