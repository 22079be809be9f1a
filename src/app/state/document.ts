/**
 * What the analyst edits, as one plain object: scenarios, structural switches, changed inputs, changed correlations and
 * how the run is sampled. It is everything that an undo step, a saved forecast or a link has to carry; how the page looks
 * at it (which chart, which date) is not in here. Reducers in this folder are pure: document in, document out.
 */
import type { Sampler } from '../../engine/types.ts';
import type { Distribution, ModelMeta } from '../../language/definition.ts';

export interface ScenarioEdit {
  readonly id: string;
  readonly name: string;
  /** A preset of the model. It is a fixed reference: moving one of its levers makes a scenario of one's own. */
  readonly preset: string | null;
  /** Every lever of the model. */
  readonly levers: Readonly<Record<string, number>>;
  /** Calendar date from which levers move; null where the model fixes it. */
  readonly policyStart: number | null;
  /** Switches that are its own, over those of the document; only a link brings such. */
  readonly switches?: Readonly<Record<string, number>>;
  /** Index of its colour and line style. */
  readonly style: number;
  readonly hidden: boolean;
}

export type CorrelationEdit = readonly (readonly [a: string, b: string, rho: number])[];

export interface Sampling {
  readonly sampler: Sampler;
  readonly seed: number;
  readonly samples: number;
  /** Standard error (in the unit of the outcome, of the selected scenario's median) at which the run ends; null: never early. */
  readonly precision: number | null;
}

export interface Document {
  readonly scenarios: readonly ScenarioEdit[];
  readonly selected: string;
  readonly baseline: string;
  /** Structural switches that differ from their default; they hold in every scenario. */
  readonly switches: Readonly<Record<string, number>>;
  /** Inputs whose distribution differs from the model text. */
  readonly inputs: Readonly<Record<string, Distribution>>;
  readonly correlations: CorrelationEdit | null;
  readonly sampling: Sampling;
}

/** As many as can be told apart on one chart; also the number of scenario colours. */
export const MAX_SCENARIOS = 8;

/** Sobol' randomisations of a run: enough for a standard error on 15 degrees of freedom, few enough to keep their points long. */
export const REPLICATES = 16;

export const DEFAULT_SAMPLING: Sampling = { sampler: 'sobol', seed: 1, samples: 131_072, precision: null };

/** The id of the switch that holds the policy start, or null where the model has a fixed date. */
export function policyStartSwitch(meta: ModelMeta): string | null {
  return typeof meta.policyStart === 'string' ? meta.policyStart : null;
}

/** The document a first visit sees: the presets, the first of them as baseline and selected. */
export function initialDocument(meta: ModelMeta): Document {
  const startSwitch = policyStartSwitch(meta);
  const scenarios = meta.presets.slice(0, MAX_SCENARIOS).map((preset, index): ScenarioEdit => {
    const levers = Object.fromEntries(
      meta.levers.map((lever) => [lever.id, preset.levers[lever.id] ?? lever.statusQuo]),
    );
    const declared = meta.switches.find((entry) => entry.id === startSwitch);
    const policyStart = declared ? (preset.switches[declared.id] ?? declared.default) : null;
    return { id: preset.id, name: preset.label, preset: preset.id, levers, policyStart, style: index, hidden: false };
  });
  const [first] = scenarios;
  if (!first) throw new Error(`model "${meta.id}" declares no presets: the page needs at least one to start from`);
  return {
    scenarios,
    selected: first.id,
    baseline: first.id,
    switches: {},
    inputs: {},
    correlations: null,
    sampling: DEFAULT_SAMPLING,
  };
}

/** @throws Error when the document has no such scenario. */
export function scenarioOf(document: Document, id: string): ScenarioEdit {
  const found = document.scenarios.find((scenario) => scenario.id === id);
  if (!found) throw new Error(`no scenario "${id}" in ${document.scenarios.map((scenario) => scenario.id).join(', ')}`);
  return found;
}

export function selectedScenario(document: Document): ScenarioEdit {
  return scenarioOf(document, document.selected);
}
