/** Between what the page edits and what is shared. Pure: document in, forecast out, and back. */
import { roundSamples } from '../../../engine/blocks.ts';
import { canonicalJson } from '../../../engine/canonical.ts';
import type { ModelMeta } from '../../../language/definition.ts';
import {
  type Claim,
  type LinkModel,
  requestOf,
  type SharedForecast,
  type SharedScenario,
  type SharedView,
} from '../../../share/forecast.ts';
import { SAMPLE_LIMITS } from '../../state/assumptions.ts';
import {
  type Document,
  MAX_SCENARIOS,
  policyStartSwitch,
  REPLICATES,
  type ScenarioEdit,
} from '../../state/document.ts';
import { cutsFor, resolve, toRequest } from '../../state/request.ts';

export interface Told {
  readonly title: string;
  readonly note: string;
  readonly view: SharedView;
  readonly claim: Claim | null;
}

/** The document as a forecast to share. */
export function toShared(document: Document, model: LinkModel, told: Told): SharedForecast {
  const { meta, hash, direction, cuts } = model;
  const view = told.view;
  const request = toRequest(document, meta, hash, direction, cutsFor(meta, cuts, view.outcome, view.threshold));
  const { sampler, seed, samples, replicates } = request;
  return {
    model: request.model,
    title: told.title,
    note: told.note,
    scenarios: document.scenarios.map((scenario): SharedScenario => {
      const { id, name, preset, style, hidden } = scenario;
      const { levers, switches } = resolve(scenario, document, meta);
      return { id, name, preset, style, hidden, levers, switches };
    }),
    selected: document.selected,
    baseline: document.baseline,
    sampling: { sampler, seed, samples, replicates, precision: document.sampling.precision },
    paired: request.paired,
    inputs: request.inputs,
    correlations: request.correlations,
    outcomes: request.outcomes,
    direction: request.direction,
    cuts: request.cuts,
    view: told.view,
    claim: told.claim,
  };
}

export interface Adopted {
  readonly document: Document;
  /** In what the page's forecast is not the one sent, in sentences. */
  readonly notes: readonly string[];
}

/** A shared forecast as a document. `forecast` must fit the model. */
export function fromShared(forecast: SharedForecast, model: LinkModel): Adopted {
  const { meta, hash, direction, cuts } = model;
  const notes: string[] = [];
  const scenarios = keptScenarios(forecast, notes);
  const common = commonSwitches(forecast, meta);
  const { sampler, seed, precision } = forecast.sampling;
  const samples = Math.min(Math.max(forecast.sampling.samples, SAMPLE_LIMITS.low), SAMPLE_LIMITS.high);
  const document: Document = {
    scenarios: scenarios.map((scenario) => toEdit(scenario, common, meta)),
    selected: forecast.selected,
    baseline: forecast.baseline,
    switches: Object.fromEntries(
      meta.switches.flatMap(({ id, default: usual }) => {
        const value = common.get(id);
        return value === undefined || value === usual ? [] : [[id, value]];
      }),
    ),
    inputs: forecast.inputs,
    correlations: forecast.correlations,
    sampling: { sampler, seed, samples, precision },
  };
  const sent = requestOf({ ...forecast, scenarios, baseline: document.baseline }, model);
  const shown = toRequest(
    document,
    meta,
    hash,
    direction,
    cutsFor(meta, cuts, forecast.view.outcome, forecast.view.threshold),
  );
  if (canonicalJson(sent) !== canonicalJson(shown)) notes.push(differenceOf(sent, shown));
  return { document, notes };
}

function differenceOf(sent: ReturnType<typeof requestOf>, shown: ReturnType<typeof toRequest>): string {
  const parts: string[] = [];
  if (sent.samples !== shown.samples) parts.push(`${shown.samples} samples instead of ${sent.samples}`);
  if (sent.replicates !== shown.replicates) {
    parts.push(`${shown.replicates} randomisations instead of ${sent.replicates}`);
  }
  if (canonicalJson(sent.outcomes) !== canonicalJson(shown.outcomes)) parts.push('every outcome at every date');
  if (canonicalJson(sent.direction) !== canonicalJson(shown.direction)) parts.push('sample points turned another way');
  const said = parts.length === 0 ? 'paired differences' : parts.join(', ');
  return `This page shows the forecast with ${said}; the result is checked on the forecast as it was sent.`;
}

function keptScenarios({ scenarios, selected, baseline }: SharedForecast, notes: string[]): readonly SharedScenario[] {
  if (scenarios.length <= MAX_SCENARIOS) return scenarios;
  const needed = new Set([selected, baseline]);
  let room = MAX_SCENARIOS - needed.size;
  const kept = scenarios.filter(({ id }) => needed.has(id) || room-- > 0);
  notes.push(
    `The forecast has ${scenarios.length} scenarios; this page shows ${MAX_SCENARIOS} of them. The result is checked on all.`,
  );
  return kept;
}

/** For each switch the value that holds for the document: that of the selected scenario. The policy start is each scenario's own. */
function commonSwitches({ scenarios, selected }: SharedForecast, meta: ModelMeta): ReadonlyMap<string, number> {
  const start = policyStartSwitch(meta);
  const shown = scenarios.find(({ id }) => id === selected) ?? scenarios[0];
  return new Map(Object.entries(shown?.switches ?? {}).filter(([id]) => id !== start));
}

function toEdit(scenario: SharedScenario, common: ReadonlyMap<string, number>, meta: ModelMeta): ScenarioEdit {
  const start = policyStartSwitch(meta);
  const { id, name, preset, style, hidden, levers, switches } = scenario;
  const own = Object.entries(switches).filter(([key, value]) => key !== start && common.get(key) !== value);
  return {
    id,
    name,
    preset,
    levers,
    policyStart: start === null ? null : (switches[start] ?? null),
    ...(own.length === 0 ? {} : { switches: Object.fromEntries(own) }),
    style: style % MAX_SCENARIOS,
    hidden,
  };
}

/** Equal for documents that are the same forecast under the same names; which scenario is selected is a matter of view. */
export function documentKey(document: Document): string {
  const { selected: _selected, sampling, ...rest } = document;
  const replicates = sampling.sampler === 'sobol' ? REPLICATES : 1;
  return canonicalJson({
    ...rest,
    sampling: { ...sampling, samples: roundSamples(sampling.samples, replicates).samples },
  });
}
