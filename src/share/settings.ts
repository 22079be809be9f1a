/** Levers and switches as a link gives them: each known one gets a value within its bounds, and every change is noted. */
import { show } from '../engine/errors.ts';
import type { ModelMeta } from '../language/definition.ts';
import { didYouMean } from '../language/source.ts';
import type { LinkModel } from './forecast.ts';
import type { Notes } from './notes.ts';

export interface Setting {
  readonly kind: 'lever' | 'switch';
  readonly id: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** Status quo of a lever, default of a switch. */
  readonly usual: number;
}

const known = new WeakMap<ModelMeta, readonly Setting[]>();

/** Levers, then switches, in the model's order. A switch may take any value between its options. */
export function settingsOf({ meta }: Pick<LinkModel, 'meta'>): readonly Setting[] {
  const found = known.get(meta) ?? readSettings(meta);
  known.set(meta, found);
  return found;
}

function readSettings(meta: ModelMeta): readonly Setting[] {
  return [
    ...meta.levers.map(({ id, label, min, max, statusQuo }): Setting => {
      return { kind: 'lever', id, label, min, max, usual: statusQuo };
    }),
    ...meta.switches.map(({ id, label, default: usual, options }): Setting => {
      const values = [usual, ...options.map(({ value }) => value)];
      return { kind: 'switch', id, label, min: Math.min(...values), max: Math.max(...values), usual };
    }),
  ];
}

/** What a setting is where a link does not say: its value in the model, or in the preset that the link starts from. */
export interface Fallback {
  readonly value: number;
  /** 'its usual value', 'the value of the preset "Act now"'. */
  readonly words: string;
}

export const usualOf = ({ usual }: Setting): Fallback => ({ value: usual, words: 'its usual value' });

/**
 * The value to use for what a link says of a setting. `where` is a phrase such as ' of scenario "Act now"', or empty.
 * @param value null where what stands there is not a number
 */
export function boundedValue(
  setting: Setting,
  value: number | null,
  raw: unknown,
  where: string,
  notes: Notes,
  fallback = usualOf(setting),
): number {
  const { kind, id, min, max } = setting;
  if (value === null) {
    notes.add(
      'replaced',
      `The ${kind} ${id}${where} is ${show(raw)}, not a number; ${fallback.words}, ${fallback.value}, was used.`,
    );
    return fallback.value;
  }
  if (value >= min && value <= max) return value;
  const nearest = value < min ? min : max;
  notes.add('replaced', `The ${kind} ${id}${where} is ${value}, outside ${min} to ${max}; ${nearest} was used.`);
  return nearest;
}

/** A note on a name that the model does not have. */
export function noteUnknown(what: string, name: string, known: Iterable<string>, notes: Notes): void {
  notes.add('ignored', () => {
    const near = didYouMean(name, known);
    const hint = near === undefined ? '' : ` (did you mean ${show(near)}?)`;
    return `This model has no ${what} ${show(name)}${hint}; it was left out.`;
  });
}

/** Settings by kind, as a scenario holds them. */
export function splitSettings(
  settings: readonly Setting[],
  values: ReadonlyMap<string, number>,
): { readonly levers: Record<string, number>; readonly switches: Record<string, number> } {
  const of = (kind: Setting['kind']): Record<string, number> =>
    Object.fromEntries(
      settings.filter((setting) => setting.kind === kind).map(({ id, usual }) => [id, values.get(id) ?? usual]),
    );
  return { levers: of('lever'), switches: of('switch') };
}
