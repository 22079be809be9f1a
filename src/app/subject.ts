/**
 * What a figure is of: model, assumptions, scenario, measure, date, threshold and run. A figure is handed on together with
 * its subject, and is shown only where that is what the page says beside it. Pure.
 */
import type { ForecastRequest, Scenario } from '../engine/types.ts';
import { type Change, changesOf } from '../share/changes.ts';
import { model } from './model.ts';
import { policyStartSwitch } from './state/document.ts';

export interface Subject {
  /** Hash of the model's text. */
  readonly model: string;
  /** In what the assumptions differ from the model's own: inputs, correlations and criticisms, but no policy. */
  readonly assumptions: readonly Change[];
  readonly scenario: Scenario;
  /** What the scenario is compared with in the same futures; null for a level. */
  readonly against: Scenario | null;
  readonly outcome: string;
  readonly date: number;
  /** Null where the figure has none. */
  readonly threshold: number | null;
  /** Which futures were drawn. How many is no part of it: more of them make the same figure more precise. */
  readonly run: Pick<ForecastRequest, 'sampler' | 'seed' | 'replicates'>;
  /** Equal for equal subjects. */
  readonly key: string;
}

/** What a figure shows of a request. */
export interface Aspect {
  readonly scenario: string;
  readonly against?: string;
  readonly outcome: string;
  readonly date: number;
  readonly threshold?: number;
}

/** The subject of a figure from a run of `request`; null where the request does not have its scenarios. */
export function subjectOf(request: ForecastRequest, aspect: Aspect): Subject | null {
  const scenario = scenarioIn(request, aspect.scenario);
  const against = aspect.against === undefined ? null : scenarioIn(request, aspect.against);
  if (scenario === undefined || against === undefined) return null;
  const { sampler, seed, replicates } = request;
  const subject = {
    model: request.model.hash,
    assumptions: assumptionsOf(request, scenario),
    scenario,
    against,
    outcome: aspect.outcome,
    date: aspect.date,
    threshold: aspect.threshold ?? null,
    run: { sampler, seed, replicates },
  };
  return { ...subject, key: JSON.stringify(subject) };
}

const scenarioIn = ({ scenarios }: ForecastRequest, id: string): Scenario | undefined =>
  scenarios.find((one) => one.id === id);

const known = new WeakMap<ForecastRequest, Map<string, readonly Change[]>>();

/** The ledger of a scenario's assumptions: a policy's start is its own matter, as its levers are. */
function assumptionsOf(request: ForecastRequest, scenario: Scenario): readonly Change[] {
  const ledgers = known.get(request) ?? new Map<string, readonly Change[]>();
  known.set(request, ledgers);
  const found = ledgers.get(scenario.id);
  if (found !== undefined) return found;
  const { inputs, correlations } = request;
  const start = policyStartSwitch(model.meta);
  const made = changesOf({ inputs, correlations, scenarios: [{ ...scenario, preset: null }] }, model).filter(
    ({ kind, id }) => kind !== 'lever' && id !== start,
  );
  ledgers.set(scenario.id, made);
  return made;
}
