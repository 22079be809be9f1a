/** A bare request as something to share: scenarios named after the presets they are, seen at the headline. */
import type { ForecastRequest } from '../engine/types.ts';
import {
  type Claim,
  LIMITS,
  type LinkModel,
  type SharedForecast,
  type SharedScenario,
  type SharedView,
} from './forecast.ts';
import { usualView } from './payload-view.ts';
import { plainText } from './plain-text.ts';

export interface Telling {
  readonly title?: string;
  readonly note?: string;
  /** Id of the scenario that the readable part of a link spells out; default: the last. */
  readonly selected?: string;
  readonly view?: SharedView;
  readonly claim?: Claim | null;
}

/** @param request from `parseRequest` */
export function sharedFrom(request: ForecastRequest, model: LinkModel, telling: Telling = {}): SharedForecast {
  const { sampler, seed, samples, replicates, scenarios } = request;
  const { title = '', note = '', selected = scenarios.at(-1)?.id ?? '', claim = null } = telling;
  return {
    model: request.model,
    title: plainText(title, LIMITS.title),
    note: plainText(note, LIMITS.note, true),
    scenarios: scenarios.map((scenario, style) => named(scenario, style, model)),
    selected,
    baseline: scenarios[0]?.id ?? '',
    sampling: { sampler, seed, samples, replicates, precision: null },
    paired: request.paired,
    inputs: request.inputs,
    correlations: request.correlations,
    outcomes: request.outcomes,
    direction: request.direction,
    cuts: request.cuts,
    view: telling.view ?? usualView(request.outcomes, model),
    claim,
  };
}

function named(
  { id, levers, switches }: ForecastRequest['scenarios'][number],
  style: number,
  { meta }: LinkModel,
): SharedScenario {
  const preset = meta.presets.find((one) => {
    const sameLevers = meta.levers.every((lever) => levers[lever.id] === (one.levers[lever.id] ?? lever.statusQuo));
    return sameLevers && Object.entries(one.switches).every(([key, value]) => switches[key] === value);
  });
  const name = plainText(preset?.label ?? id, LIMITS.name);
  return { id, name: name === '' ? id : name, preset: preset?.id ?? null, style, hidden: false, levers, switches };
}
