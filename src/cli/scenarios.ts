/**
 * Presets, levers and switches of a command line as scenarios. `--preset` opens a scenario; a `--lever` or `--switch`
 * after it changes that one; those before the first preset (or without any) hold for every scenario.
 */
import type { ScenarioDraft } from '../engine/draft.ts';
import type { GivenOption, OptionSpecs } from './arguments.ts';
import { UsageError } from './errors.ts';
import { parseAssignment, parseNumber } from './numbers.ts';

export const SCENARIO_OPTIONS = {
  preset: {
    value: 'ID',
    help: 'a policy setting of the model (default: the status quo); several are compared on the same draws',
    repeatable: true,
  },
  lever: {
    value: 'id=v',
    help: 'sets a lever of the preset before it, or of every scenario where no preset is before it',
    repeatable: true,
  },
  switch: { value: 'id=v', help: 'sets a switch, likewise', repeatable: true },
} as const satisfies OptionSpecs;

type Numbers = Record<string, number>;

interface OpenScenario {
  readonly preset: string | null;
  readonly levers: Numbers;
  readonly switches: Numbers;
}

/** @throws UsageError for a malformed assignment; ids and ranges are checked with the request */
export function scenariosOf(options: readonly GivenOption[]): ScenarioDraft[] {
  const common = openScenario(null);
  const scenarios: OpenScenario[] = [];
  for (const { name, value } of options) {
    if (name === 'preset') scenarios.push(openScenario(value));
    if (name !== 'lever' && name !== 'switch') continue;
    const { levers, switches } = scenarios.at(-1) ?? common;
    const [id, text] = parseAssignment(value, `--${name}`);
    const values = name === 'lever' ? levers : switches;
    if (Object.hasOwn(values, id)) throw new UsageError(`--${name} ${id} is given twice for the same scenario`);
    // Defined, not assigned: an id like __proto__ must stay an id, to be refused by name.
    Object.defineProperty(values, id, {
      value: parseNumber(text, `--${name} ${id}`),
      enumerable: true,
      configurable: true,
    });
  }
  const ids = new Map<string, number>();
  const all = scenarios.length === 0 ? [openScenario(null)] : scenarios;
  return all.map(({ preset, levers, switches }) => {
    const draft = { levers: { ...common.levers, ...levers }, switches: { ...common.switches, ...switches } };
    if (preset === null) return draft;
    const seen = (ids.get(preset) ?? 0) + 1;
    ids.set(preset, seen);
    return { ...draft, preset, id: seen === 1 ? preset : `${preset}-${seen}` };
  });
}

const openScenario = (preset: string | null): OpenScenario => ({ preset, levers: {}, switches: {} });
