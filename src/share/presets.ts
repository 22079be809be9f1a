/**
 * Names that belong to a model's presets, and which scenarios may carry them. A reader takes "Act now" for the model's
 * policy of that name, so a scenario with other values is never shown under it.
 */
import type { ModelMeta, PresetMeta } from '../language/definition.ts';
import type { SharedScenario } from './forecast.ts';
import { plainText } from './plain-text.ts';

type Policy = Pick<SharedScenario, 'levers' | 'switches'>;

/**
 * Whether a policy is a preset unchanged. A switch that the preset does not speak of is as in the model, or the same in
 * all scenarios: then it is an assumption of the whole forecast.
 */
export function isPreset(preset: PresetMeta, policy: Policy, all: readonly Policy[], meta: ModelMeta): boolean {
  const sameLevers = meta.levers.every(({ id, statusQuo }) => policy.levers[id] === (preset.levers[id] ?? statusQuo));
  return (
    sameLevers &&
    meta.switches.every(({ id, default: usual }) => {
      const value = policy.switches[id];
      if (value === (preset.switches[id] ?? usual)) return true;
      return preset.switches[id] === undefined && all.every(({ switches }) => switches[id] === value);
    })
  );
}

/** The preset that a policy is, or null. */
export function presetOf(policy: Policy, all: readonly Policy[], meta: ModelMeta): PresetMeta | null {
  return meta.presets.find((preset) => isPreset(preset, policy, all, meta)) ?? null;
}

const CHANGED = ', changed';

/**
 * The name under which a scenario may be shown: its own, unless that is of a preset which it is not.
 * @param most characters that a name may have
 */
export function honestName(
  scenario: Pick<SharedScenario, 'name' | 'levers' | 'switches'>,
  all: readonly Policy[],
  meta: ModelMeta,
  most: number,
): string {
  const { name } = scenario;
  const folded = fold(name);
  const owners = meta.presets.filter(({ id, label }) => folded === fold(label) || folded === fold(id));
  const [owner] = owners;
  if (owner === undefined || owners.some((preset) => isPreset(preset, scenario, all, meta))) return name;
  const own = presetOf(scenario, all, meta);
  return own === null ? `${plainText(owner.label, most - CHANGED.length)}${CHANGED}` : plainText(own.label, most);
}

/** Characters that look like others, in the order of `LATIN`: letters of other scripts, and what stands for a bar or a ring. */
const ALIKE = 'i10асеорхуіјѕԁһӏвкмнтαικνορτυχ';
const LATIN = 'lloaceopxyljsdhlbkmhtalkvoptux';

/** What is left of a name when spelling is looked through: letters and digits that look the same are the same. */
function fold(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return [...plain].map((letter) => LATIN[ALIKE.indexOf(letter)] ?? letter).join('');
}
