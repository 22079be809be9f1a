/** What names inputs, levers and switches: correlations, presets, the order of importance, the policy start. */
import type { CorrelationMeta, InputMeta, LeverMeta, PresetMeta, SwitchMeta } from '../definition.ts';
import { pairMismatch } from '../elements.ts';
import type { Path } from '../errors.ts';
import { Fields, fail, readList, readNumber, readText, show, suggestion } from '../reader.ts';
import { checkOption, checkWithin } from './entities.ts';
import { LIMITS } from './limits.ts';

/** One of `ids`. Throws `DefinitionError` with the nearest name. */
export function readId(raw: unknown, path: Path, what: string, ids: readonly string[]): string {
  const found = ids.find((id) => id === raw);
  if (found !== undefined) return found;
  const remedy = ids.length === 0 ? `The model has no ${what}.` : `Name an existing ${what}.`;
  return fail(path, `unknown ${what} ${show(raw)}`, typeof raw === 'string' ? suggestion(raw, ids, remedy) : remedy);
}

/** Pairs [a, b, rho, why?] of different inputs, each pair once, |rho| < 1. Throws `DefinitionError`. */
export function readCorrelations(raw: unknown, path: Path, inputs: readonly InputMeta[]): CorrelationMeta[] {
  const ids = inputs.map(({ id }) => id);
  const seen = new Set<string>();
  return readList(raw, path, LIMITS.correlations).map((element, i) => {
    const place = [...path, i];
    const tuple = readList(element, place, 4);
    if (tuple.length < 3) return fail(place, 'not two inputs with a correlation', "Write ['a', 'b', 0.5, 'why'].");
    const a = readId(tuple[0], [...place, 0], 'input', ids);
    const b = readId(tuple[1], [...place, 1], 'input', ids);
    const rho = readNumber(tuple[2], [...place, 2]);
    const why = tuple.length === 4 ? readText(tuple[3], [...place, 3], LIMITS.prose) : '';
    if (a === b) return fail(place, `"${a}" is paired with itself`, 'Name two different inputs.');
    if (rho <= -1 || rho >= 1) {
      return fail([...place, 2], `correlation ${rho} is not between -1 and 1`, 'For two equal inputs, use one.');
    }
    const mismatch = pairMismatch(find(a, place, 'input', inputs), find(b, place, 'input', inputs));
    if (mismatch !== null) return fail(place, mismatch.problem, mismatch.remedy);
    const pair = a < b ? `${a} ${b}` : `${b} ${a}`;
    if (seen.has(pair)) return fail(place, `${a} with ${b} appears twice`, 'Remove one of them.');
    seen.add(pair);
    return { a, b, rho, why };
  });
}

export function readPreset(
  id: string,
  raw: unknown,
  path: Path,
  levers: readonly LeverMeta[],
  switches: readonly SwitchMeta[],
): PresetMeta {
  const fields = new Fields(raw, path, ['label', 'description', 'levers', 'switches']);
  const leverValues = fields.entries('levers', LIMITS.levers).map(([key, value]) => {
    const place = [...fields.at('levers'), key];
    const lever = find(key, place, 'lever', levers);
    const number = readNumber(value, place);
    checkWithin(number, lever.min, lever.max, place, key);
    return [key, number] as const;
  });
  const switchValues = fields.entries('switches', LIMITS.switches).map(([key, value]) => {
    const place = [...fields.at('switches'), key];
    const meta = find(key, place, 'switch', switches);
    const number = readNumber(value, place);
    checkOption(meta, number, place);
    return [key, number] as const;
  });
  return {
    id,
    label: fields.text('label', LIMITS.label, id),
    description: fields.text('description', LIMITS.prose, ''),
    levers: Object.fromEntries(leverValues),
    switches: Object.fromEntries(switchValues),
  };
}

/** The one of that id; fails at `path` with the nearest where there is none. */
export function find<T extends { readonly id: string }>(id: string, path: Path, what: string, among: readonly T[]): T {
  const found = among.find((each) => each.id === id);
  if (found !== undefined) return found;
  const ids = among.map((each) => each.id);
  return fail(path, `unknown ${what} "${id}"`, suggestion(id, ids, `Name an existing ${what}.`));
}

export function readImportance(raw: unknown, path: Path, inputs: readonly InputMeta[]): string[] {
  if (raw === undefined) return [];
  const ids = inputs.map((each) => each.id);
  const seen = new Set<string>();
  return readList(raw, path, LIMITS.inputs).map((element, i) => {
    const id = readId(element, [...path, i], 'input', ids);
    if (seen.has(id)) return fail([...path, i], `"${id}" appears twice`, 'Remove one of them.');
    seen.add(id);
    return id;
  });
}

export function readPolicyStart(
  raw: unknown,
  path: Path,
  fallback: number,
  switches: readonly SwitchMeta[],
): number | string {
  if (raw === undefined) return fallback;
  if (typeof raw === 'number') return readNumber(raw, path);
  const ids = switches.map((each) => each.id);
  return readId(raw, path, 'switch', ids);
}
