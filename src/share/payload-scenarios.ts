/** Scenarios of a link's compressed part, read against the model. */
import { show } from '../engine/errors.ts';
import { LIMITS, type LinkModel, type SharedScenario } from './forecast.ts';
import type { Notes } from './notes.ts';
import { plainText } from './plain-text.ts';
import { asList, asMap, asNumber, asText, asWhole } from './read.ts';
import { boundedValue, noteUnknown, type Setting, settingsOf, splitSettings } from './settings.ts';

export interface ReadScenarios {
  readonly scenarios: readonly SharedScenario[];
  readonly selected: string;
  readonly baseline: string;
}

/** Most styles of lines that a page tells apart. */
const MAX_STYLE = 63;

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
  const scenarios = kept.map((raw, index): SharedScenario => {
    const [id, name, preset, style, hidden, levers, switches] = asList(raw) ?? [];
    const known = readId(id, index, taken, notes);
    const shownName = plainText(asText(name) ?? '', LIMITS.name);
    if (shownName === '') notes.add('replaced', `Scenario ${index + 1} has no name; "Scenario ${index + 1}" was used.`);
    const label = shownName === '' ? `Scenario ${index + 1}` : shownName;
    const own =
      index === (focus ?? 0) ? values : changed(values, settings, [levers, switches], ` of scenario "${label}"`, notes);
    return {
      id: known,
      name: label,
      preset: readPreset(preset, own, label, model, notes),
      style: asWhole(style, 0, MAX_STYLE) ?? index,
      hidden: hidden === 1,
      ...splitSettings(settings, own),
    };
  });
  const idAt = (index: number): string => scenarios[index]?.id ?? '';
  return { scenarios, selected: idAt(focus ?? 0), baseline: idAt(base ?? 0) };
}

function readId(raw: unknown, index: number, taken: Set<string>, notes: Notes): string {
  const text = asText(raw);
  const usable = text !== null && text !== '' && text.length <= LIMITS.id && !taken.has(text);
  let id = usable ? text : `scenario-${index + 1}`;
  while (taken.has(id)) id = `${id}x`;
  if (!usable)
    notes.add('replaced', `Scenario ${index + 1} has the id ${show(raw)}, which cannot be used; "${id}" was.`);
  taken.add(id);
  return id;
}

/** A scenario may only pass for a preset of the model whose values it has. */
function readPreset(
  raw: unknown,
  values: ReadonlyMap<string, number>,
  name: string,
  { meta }: LinkModel,
  notes: Notes,
): string | null {
  if (raw === null) return null;
  const preset = meta.presets.find(({ id }) => id === raw);
  if (preset === undefined) {
    notes.add(
      'ignored',
      `Scenario "${name}" stands for the preset ${show(raw)}, which this model lacks; its levers were kept.`,
    );
    return null;
  }
  const same =
    meta.levers.every(({ id, statusQuo }) => values.get(id) === (preset.levers[id] ?? statusQuo)) &&
    Object.entries(preset.switches).every(([id, value]) => values.get(id) === value);
  if (same) return preset.id;
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
