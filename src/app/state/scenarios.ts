/**
 * Changes to scenarios. Presets are references: moving a lever of one makes a copy of one's own, so "status quo" always
 * means status quo. All functions are pure and throw an Error with a sentence for the reader when a change cannot be made.
 */
import type { LeverMeta, ModelMeta } from '../../language/definition.ts';
import { type Document, MAX_SCENARIOS, type ScenarioEdit, scenarioOf, selectedScenario } from './document.ts';

export function select(document: Document, id: string): Document {
  return document.selected === id ? document : { ...document, selected: scenarioOf(document, id).id };
}

/** Replaces one scenario by what `change` makes of it. */
function replace(document: Document, id: string, change: (scenario: ScenarioEdit) => ScenarioEdit): Document {
  return {
    ...document,
    scenarios: document.scenarios.map((scenario) => (scenario.id === id ? change(scenario) : scenario)),
  };
}

function freshId(document: Document): string {
  const taken = new Set(document.scenarios.map((scenario) => scenario.id));
  let number = 1;
  while (taken.has(`own-${number}`)) number += 1;
  return `own-${number}`;
}

function freshName(document: Document, wanted: string): string {
  const taken = new Set(document.scenarios.map((scenario) => scenario.name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} ${number}`;
  return name;
}

function freshStyle(document: Document): number {
  const taken = new Set(document.scenarios.map((scenario) => scenario.style));
  for (let style = 0; style < MAX_SCENARIOS; style += 1) if (!taken.has(style)) return style;
  return document.scenarios.length % MAX_SCENARIOS;
}

function insertCopy(document: Document, source: ScenarioEdit, name: string): Document {
  if (document.scenarios.length >= MAX_SCENARIOS) {
    throw new Error(`There are ${MAX_SCENARIOS} scenarios already, as many as can be told apart. Delete one first.`);
  }
  const copy: ScenarioEdit = {
    ...source,
    id: freshId(document),
    name: freshName(document, name),
    preset: null,
    style: freshStyle(document),
    hidden: false,
  };
  return { ...document, scenarios: [...document.scenarios, copy], selected: copy.id };
}

export function duplicate(document: Document, id: string): Document {
  const source = scenarioOf(document, id);
  return insertCopy(document, source, `${source.name}, copy`);
}

/** The document with a selected scenario that may be edited: the selected one, or a copy of it when it is a preset. */
function editable(document: Document): Document {
  const source = selectedScenario(document);
  if (source.preset === null) return document;
  return insertCopy(document, source, source.id === document.baseline ? 'Your policy' : `${source.name}, changed`);
}

/** Nearest value a lever can take: within its range and on its step, so that equal positions are equal numbers. */
export function leverValue(lever: LeverMeta, value: number): number {
  const within = Math.min(Math.max(value, lever.min), lever.max);
  const decimals = 6;
  return Number(within.toFixed(decimals));
}

export function moveLevers(document: Document, meta: ModelMeta, moves: Readonly<Record<string, number>>): Document {
  const current = selectedScenario(document);
  const wanted: Record<string, number> = {};
  for (const lever of meta.levers) {
    const value = moves[lever.id];
    if (value !== undefined) wanted[lever.id] = leverValue(lever, value);
  }
  if (Object.entries(wanted).every(([id, value]) => current.levers[id] === value)) return document;
  const open = editable(document);
  return replace(open, open.selected, (scenario) => ({ ...scenario, levers: { ...scenario.levers, ...wanted } }));
}

export function setPolicyStart(document: Document, policyStart: number): Document {
  if (selectedScenario(document).policyStart === policyStart) return document;
  const open = editable(document);
  return replace(open, open.selected, (scenario) => ({ ...scenario, policyStart }));
}

export function rename(document: Document, id: string, name: string): Document {
  const trimmed = name.trim().slice(0, 60);
  if (trimmed === '' || trimmed === scenarioOf(document, id).name) return document;
  return replace(document, id, (scenario) => ({ ...scenario, name: trimmed }));
}

export function restyle(document: Document, id: string, style: number): Document {
  return replace(document, id, (scenario) => ({ ...scenario, style }));
}

export function setHidden(document: Document, id: string, hidden: boolean): Document {
  return replace(document, id, (scenario) => ({ ...scenario, hidden }));
}

export function setBaseline(document: Document, id: string): Document {
  return document.baseline === id ? document : { ...document, baseline: scenarioOf(document, id).id };
}

/** Moves a scenario by `by` places in the list. */
export function reorder(document: Document, id: string, by: number): Document {
  const from = document.scenarios.findIndex((scenario) => scenario.id === id);
  const to = Math.min(Math.max(from + by, 0), document.scenarios.length - 1);
  if (from < 0 || from === to) return document;
  const scenarios = [...document.scenarios];
  scenarios.splice(to, 0, ...scenarios.splice(from, 1));
  return { ...document, scenarios };
}

export function remove(document: Document, id: string): Document {
  if (document.scenarios.length <= 1) throw new Error('The last scenario stays: there must be something to forecast.');
  const index = document.scenarios.findIndex((scenario) => scenario.id === id);
  const scenarios = document.scenarios.filter((scenario) => scenario.id !== id);
  const neighbour = scenarios[Math.min(index, scenarios.length - 1)] ?? scenarios[0];
  if (!neighbour) return document;
  return {
    ...document,
    scenarios,
    selected: document.selected === id ? neighbour.id : document.selected,
    baseline: document.baseline === id ? (scenarios[0]?.id ?? neighbour.id) : document.baseline,
  };
}
