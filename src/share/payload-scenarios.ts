/** Scenarios of a link's compressed part, read against the model. */
import { show } from '../engine/errors.ts';
import type { LinkModel, SharedScenario } from './forecast.ts';
import { LIMITS } from './limits.ts';
import type { Notes } from './notes.ts';
import { plainText } from './plain-text.ts';
import { honestName, isPreset, presetOf } from './presets.ts';
import { asList, asMap, asNumber, asText, asWhole } from './read.ts';
import { boundedValue, noteUnknown, type Setting, settingsOf, splitSettings } from './settings.ts';
import { noteExtra, readFlag, readWords } from './words.ts';

export interface ReadScenarios {
  readonly scenarios: readonly SharedScenario[];
  readonly selected: string;
  readonly baseline: string;
}

/** Most styles of lines that a page tells apart. */
const MAX_STYLE = 63;
/** Entries of a scenario: those of the selected one stand in the readable part. */
const OF_SELECTED = 5;
const OF_OTHERS = 7;

/**
 * @param values of the selected scenario, from the readable part
 * @returns null where there is no usable list of scenarios
 */
export function readScenarios(
  payload: ReadonlyMap<string, unknown>,
  values: ReadonlyMap<string, number>,
  model: LinkModel,
  notes: Notes,
): ReadScenarios | null {
  const list = asList(payload.get('s'));
  if (list === null || list.length === 0) {
    notes.add('replaced', 'The list of scenarios is damaged; only the policy in the readable part was kept.');
    return null;
  }
  if (list.length > LIMITS.scenarios) {
    notes.add('ignored', `The link has ${list.length} scenarios; the first ${LIMITS.scenarios} were kept.`);
  }
  const kept = list.slice(0, LIMITS.scenarios);
  const focus = asWhole(payload.get('f'), 0, kept.length - 1);
  const base = asWhole(payload.get('b'), 0, kept.length - 1);
  if (focus === null) notes.add('replaced', 'The link does not say which scenario is shown; the first was taken.');
  if (base === null)
    notes.add('replaced', 'The link does not say which scenario is the baseline; the first was taken.');
  const taken = new Set<string>();
  const settings = settingsOf(model);
  const read = kept.map((raw, index): Read => {
    const row = asList(raw);
    const [id, name, preset, style, hidden, levers, switches] = row ?? [];
    const selected = index === (focus ?? 0);
    noteExtra(row, selected ? OF_SELECTED : OF_OTHERS, `Scenario ${index + 1}`, notes);
    const known = readId(id, index, taken, notes);
    const shownName = readWords(name, `The name of scenario ${index + 1}`, LIMITS.name, notes);
    if (shownName === '') notes.add('replaced', `Scenario ${index + 1} has no name; "Scenario ${index + 1}" was used.`);
    const label = shownName === '' ? `Scenario ${index + 1}` : shownName;
    const own = selected ? values : changed(values, settings, [levers, switches], ` of scenario "${label}"`, notes);
    const scenario = {
      id: known,
      name: label,
      preset: null,
      style: readStyle(style, index, notes),
      hidden: readFlag(hidden, `Whether scenario ${index + 1} is hidden`, notes),
      ...splitSettings(settings, own),
    };
    return { scenario, preset };
  });
  const scenarios = settle(read, taken, model, notes);
  const idAt = (index: number): string => scenarios[index]?.id ?? '';
  return { scenarios, selected: idAt(focus ?? 0), baseline: idAt(base ?? 0) };
}

function readStyle(raw: unknown, index: number, notes: Notes): number {
  const style = asWhole(raw, 0, MAX_STYLE);
  if (style === null && raw !== undefined) {
    notes.add('replaced', `The style of scenario ${index + 1} is ${show(raw)}, which is none; ${index} was used.`);
  }
  return style ?? index;
}

function readId(raw: unknown, index: number, taken: Set<string>, notes: Notes): string {
  const text = asText(raw);
  const usable =
    text !== null && text !== '' && text === plainText(text, LIMITS.id) && text.length <= LIMITS.id && !taken.has(text);
  const id = usable ? text : freshId(index, taken);
  if (!usable)
    notes.add('replaced', `Scenario ${index + 1} has the id ${show(raw)}, which cannot be used; "${id}" was.`);
  taken.add(id);
  return id;
}

function freshId(index: number, taken: ReadonlySet<string>): string {
  let id = `scenario-${index + 1}`;
  while (taken.has(id)) id = `${id}x`;
  return id;
}

interface Read {
  readonly scenario: SharedScenario;
  /** What it says it stands for. */
  readonly preset: unknown;
}

/** Scenarios under names and ids that they may carry, each as the preset that it is. */
function settle(read: readonly Read[], taken: Set<string>, model: LinkModel, notes: Notes): readonly SharedScenario[] {
  const all = read.map(({ scenario }) => scenario);
  return read.map(({ scenario, preset }, index) => {
    const name = honestName(scenario, all, model.meta, LIMITS.name);
    if (name !== scenario.name) {
      notes.add(
        'replaced',
        `Scenario ${index + 1} is called ${show(scenario.name)}, but its values are not those of that preset; it is shown as ${show(name)}.`,
      );
    }
    const named = { ...scenario, name, ...settleId(scenario, index, all, taken, model, notes) };
    return { ...named, preset: readPreset(preset, named, all, model, notes) };
  });
}

/**
 * The id of a preset is not given to other values. Ids are part of the question, and the terminal gives the id of a preset to
 * a policy that starts from one: the question keeps it, and it is told. A policy that is one preset under the id of another is
 * a lie.
 */
function settleId(
  scenario: SharedScenario,
  index: number,
  all: readonly SharedScenario[],
  taken: Set<string>,
  { meta }: LinkModel,
  notes: Notes,
): Pick<SharedScenario, 'id' | 'sentId'> {
  const { id } = scenario;
  const owner = meta.presets.find((preset) => preset.id === id);
  if (owner === undefined || isPreset(owner, scenario, all, meta)) return { id };
  const own = presetOf(scenario, all, meta);
  const fresh = freshId(index, taken);
  taken.add(fresh);
  if (own === null) {
    notes.add(
      'told',
      `Scenario ${index + 1} has the id ${show(id)}, but its values are not those of the preset ${show(owner.label)}; it is called ${show(fresh)} here.`,
    );
    return { id: fresh, sentId: id };
  }
  notes.add(
    'replaced',
    `Scenario ${index + 1} has the id ${show(id)}, but its values are those of the preset ${show(own.label)}; the id ${show(fresh)} was used.`,
  );
  return { id: fresh };
}

/** A scenario may only pass for a preset of the model whose values it has. */
function readPreset(
  raw: unknown,
  scenario: SharedScenario,
  all: readonly SharedScenario[],
  { meta }: LinkModel,
  notes: Notes,
): string | null {
  if (raw === null) return null;
  const { name } = scenario;
  const preset = meta.presets.find(({ id }) => id === raw);
  if (preset === undefined) {
    notes.add(
      'ignored',
      `Scenario "${name}" stands for the preset ${show(raw)}, which this model lacks; its levers were kept.`,
    );
    return null;
  }
  if (isPreset(preset, scenario, all, meta)) return preset.id;
  notes.add(
    'ignored',
    `Scenario "${name}" is not the preset "${preset.label}" of this model; its own levers were kept.`,
  );
  return null;
}

/** The values of another scenario: those of the selected one with what differs. */
function changed(
  values: ReadonlyMap<string, number>,
  settings: readonly Setting[],
  layers: readonly unknown[],
  where: string,
  notes: Notes,
): ReadonlyMap<string, number> {
  const own = new Map(values);
  for (const layer of layers) {
    const entries = asMap(layer);
    if (entries === null) {
      notes.add('replaced', `The policy${where} is damaged; that of the selected scenario was used.`);
      continue;
    }
    for (const [id, raw] of entries) {
      const setting = settings.find((one) => one.id === id);
      if (setting === undefined) {
        const known = settings.map((one) => one.id);
        noteUnknown(`lever or switch${where} called`, id, known, notes);
      } else own.set(id, boundedValue(setting, asNumber(raw), raw, where, notes));
    }
  }
  return own;
}
