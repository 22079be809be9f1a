/**
 * What is shared: a forecast as its author left it. The request that runs, the names under which it is told, how it is
 * looked at, and what its author got. Plain data, complete (nothing is left to defaults), the same for links, saved
 * forecasts and exports. The page turns it into what it edits and back.
 */
import { RequestError } from '../engine/errors.ts';
import { parseRequest } from '../engine/request.ts';
import type { Cuts, EngineKind, ForecastRequest, OutcomeRequest, Sampler } from '../engine/types.ts';
import type { Distribution, ModelMeta } from '../language/definition.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './plain-text.ts';
import { honestName } from './presets.ts';

export interface SharedScenario {
  readonly id: string;
  /** The id in the question of its author, where that is one of a preset that it is not: part of the digest, not shown. */
  readonly sentId?: string;
  readonly name: string;
  /** A preset of the model that it stands for unchanged, or null. */
  readonly preset: string | null;
  /** Index of its colour and line style. */
  readonly style: number;
  /** Listed, not run (unless it is the selected one or the baseline). */
  readonly hidden: boolean;
  readonly levers: Readonly<Record<string, number>>;
  readonly switches: Readonly<Record<string, number>>;
}

export interface SharedSampling {
  readonly sampler: Sampler;
  readonly seed: number;
  readonly samples: number;
  readonly replicates: number;
  /** Standard error at which the run ends early, or null. */
  readonly precision: number | null;
}

export interface SharedView {
  readonly outcome: string;
  readonly date: number;
  readonly threshold: number;
  /** What only a page knows (room, shape of charts), by short names; a page ignores what it does not know. */
  readonly page: Readonly<Record<string, string>>;
  /** Levers that an embedded view offers. */
  readonly levers: readonly string[];
}

/** p5, p50, p95 of the viewed outcome and date, and P(value >= threshold); null where censored or out of range. */
export type Figures = readonly [p5: number | null, p50: number | null, p95: number | null, atLeast: number | null];

/** What the precision of a run is of: the standard error of the median of an outcome at a date under a scenario. */
export interface Goal {
  /** Id of the scenario. */
  readonly scenario: string;
  readonly outcome: string;
  readonly date: number;
}

/** What the author's run gave. */
export interface Claim {
  /** forecastDigest of the request with `samples` samples: 64 hexadecimal digits. Null for a GPU, whose counts are its own. */
  readonly digest: string | null;
  /** Samples counted; fewer than asked for where the run ended at a precision. */
  readonly samples: number;
  readonly engine: EngineKind;
  readonly engineVersion: number;
  /** One row for each scenario of the request, in its order; null where the link has lost them. */
  readonly figures: readonly Figures[] | null;
  /** Of a run that ended at a precision: what that was of. Links of before lack it. */
  readonly goal?: Goal;
}

export interface SharedForecast {
  readonly model: ForecastRequest['model'];
  readonly title: string;
  readonly note: string;
  /** In the order of the author's list. */
  readonly scenarios: readonly SharedScenario[];
  /** Ids of scenarios. The baseline is the first scenario of the request. */
  readonly selected: string;
  readonly baseline: string;
  readonly sampling: SharedSampling;
  readonly paired: boolean;
  readonly inputs: Readonly<Record<string, Distribution>>;
  readonly correlations: ForecastRequest['correlations'];
  readonly outcomes: readonly OutcomeRequest[];
  readonly direction: readonly number[] | null;
  /** Values at which shares are counted apart. */
  readonly cuts: Readonly<Record<string, Cuts>>;
  readonly view: SharedView;
  readonly claim: Claim | null;
}

/** The model that links are read and written for. */
export interface LinkModel {
  readonly meta: ModelMeta;
  readonly hash: string;
  /** The direction that the model's build gives its forecasts, or null: not repeated in links. */
  readonly direction: readonly number[] | null;
  /** Cuts that the model's build gives its forecasts (engine/pilot-cuts.ts). */
  readonly cuts: Readonly<Record<string, Cuts>>;
}

/** Scenarios that run: the baseline, then the others in order; hidden ones are left out unless selected. */
export function runScenarios({ scenarios, baseline, selected }: SharedForecast): readonly SharedScenario[] {
  const first = scenarios.filter(({ id }) => id === baseline);
  return [...first, ...scenarios.filter(({ id, hidden }) => id !== baseline && (!hidden || id === selected))];
}

/** The request of a shared forecast under `model`. Throws RequestError where the two do not fit. */
export function requestOf(forecast: SharedForecast, model: LinkModel): ForecastRequest {
  return requestWith(forecast, model, ({ id }) => id);
}

function requestWith(
  forecast: SharedForecast,
  { meta, hash }: LinkModel,
  idOf: (scenario: SharedScenario) => string,
): ForecastRequest {
  const { sampler, seed, samples, replicates } = forecast.sampling;
  const scenarios = runScenarios(forecast).map((scenario) => {
    const { levers, switches } = scenario;
    return { id: idOf(scenario), levers, switches };
  });
  const raw: ForecastRequest = {
    schema: 1,
    model: { id: forecast.model.id, hash },
    sampler,
    seed,
    samples,
    replicates,
    scenarios,
    paired: forecast.paired,
    inputs: forecast.inputs,
    correlations: forecast.correlations,
    outcomes: forecast.outcomes,
    direction: forecast.direction,
    cuts: forecast.cuts,
  };
  return parseRequest(raw, meta, hash);
}

/** The forecast in the one form that equal forecasts share: what the request's own checks make of it. Throws RequestError. */
export function normalForm(forecast: SharedForecast, model: LinkModel): SharedForecast {
  const { inputs, correlations, outcomes, direction, cuts } = requestOf(forecast, model);
  return {
    ...forecast,
    model: { id: model.meta.id, hash: model.hash },
    title: plainText(forecast.title, LIMITS.title),
    note: plainText(forecast.note, LIMITS.note, true),
    scenarios: forecast.scenarios.map((scenario) => ({
      ...scenario,
      name: honestName(
        { ...scenario, name: plainText(scenario.name, LIMITS.name) },
        forecast.scenarios,
        model.meta,
        LIMITS.name,
      ),
      levers: inOrder(model.meta.levers, scenario.levers),
      switches: inOrder(model.meta.switches, scenario.switches),
    })),
    inputs,
    correlations,
    outcomes,
    direction,
    cuts,
  };
}

function inOrder(
  known: readonly { readonly id: string }[],
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(known.map(({ id }) => [id, (values[id] ?? Number.NaN) + 0]));
}

/** The request that the claim of a forecast is about: of the author's ids, and as many samples as the run counted. Throws RequestError. */
export function claimedRequest(forecast: SharedForecast, model: LinkModel): ForecastRequest {
  const { claim } = forecast;
  if (claim === null) throw new RequestError('claim', null, 'there is none', 'share a forecast after it has run');
  const counted = { ...forecast, sampling: { ...forecast.sampling, samples: claim.samples } };
  return requestWith(counted, model, ({ id, sentId }) => sentId ?? id);
}
