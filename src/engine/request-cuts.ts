/** The cuts of a request, in their one form: rising numbers of single precision, none that every run has anyway. */
import type { ModelMeta } from '../language/definition.ts';
import { declaredCuts, MAX_CUTS, noChange, rising } from './cuts.ts';
import { RequestError, show } from './errors.ts';
import { lookUp } from './look-up.ts';
import type { RequestShape } from './request-schema.ts';
import type { Cuts } from './types.ts';

/** Cuts of the outcomes asked for, in the order of the model; of others none. Throws RequestError. */
export function parseCuts({ cuts, outcomes, paired, scenarios }: RequestShape, meta: ModelMeta): Record<string, Cuts> {
  for (const id of Object.keys(cuts)) lookUp('cuts', 'outcome', id, meta.outcomes);
  const parsed: Record<string, Cuts> = {};
  for (const outcome of meta.outcomes) {
    if (!Object.hasOwn(cuts, outcome.id) || !outcomes.some(({ id }) => id === outcome.id)) continue;
    const path = `cuts.${outcome.id}`;
    const { values, differences } = membersOf(cuts[outcome.id], path);
    const known = declaredCuts(outcome);
    const own = readList(values, `${path}.values`).filter((value) => !known.includes(value));
    const pairs = paired && scenarios.length > 1;
    const between = pairs ? readList(differences, `${path}.differences`) : [];
    const changes = between.filter((value) => value !== noChange(outcome) && (outcome.scale === 'linear' || value > 0));
    if (own.length + changes.length > 0) parsed[outcome.id] = { values: own, differences: changes };
  }
  return parsed;
}

function membersOf(raw: unknown, path: string): { values: unknown; differences: unknown } {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new RequestError(path, raw, `must be an object, not ${show(raw)}`, 'give values and differences');
  }
  const { values = [], differences = [], ...others } = raw as Partial<Record<string, unknown>>;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new RequestError(`${path}.${other}`, other, 'unknown key', 'give values and differences');
  return { values, differences };
}

function readList(raw: unknown, path: string): number[] {
  if (!Array.isArray(raw)) throw new RequestError(path, raw, `must be an array, not ${show(raw)}`, '');
  if (raw.length > MAX_CUTS) {
    throw new RequestError(path, raw.length, `has ${raw.length} entries`, `give at most ${MAX_CUTS}`);
  }
  const wrong: unknown = raw.find((value) => typeof value !== 'number' || !Number.isFinite(Math.fround(value)));
  if (wrong !== undefined) {
    throw new RequestError(path, wrong, `must hold finite numbers of single precision, not ${show(wrong)}`, '');
  }
  return rising(raw as number[]);
}
