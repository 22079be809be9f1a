/** A bare request as something to share: scenarios named after the presets they are, seen at the headline. */
import type { ForecastRequest } from '../engine/types.ts';
import type { Claim, LinkModel, SharedForecast, SharedScenario, SharedView } from './forecast.ts';
import { LIMITS } from './limits.ts';
import { usualView } from './payload-view.ts';
import { plainText } from './plain-text.ts';
import { honestName, presetOf } from './presets.ts';

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
    scenarios: scenarios.map((scenario, style) => named(scenario, style, scenarios, model)),
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
  all: ForecastRequest['scenarios'],
  { meta }: LinkModel,
): SharedScenario {
  const preset = presetOf({ levers, switches }, all, meta);
  const text = plainText(preset?.label ?? id, LIMITS.name);
  const name = honestName({ name: text === '' ? id : text, levers, switches }, all, meta, LIMITS.name);
  return { id, name, preset: preset?.id ?? null, style, hidden: false, levers, switches };
}
