/** The built-in model as the page knows it: its declarations only. The text and the kernel are loaded where they are needed. */
import coreInfo from '../../build/lead.json';
import declarations from '../../build/lead.meta.json';
import type { ForecastRequest } from '../engine/types.ts';
import type { InputMeta, LeverMeta, ModelMeta, OutcomeMeta, SwitchMeta } from '../language/definition.ts';

// Written by the build from the checked model text; JSON loses the literal types of families and grades. Evidence, and what
// critics say, are not in it: panels/evidence.ts.
const meta = declarations as unknown as ModelMeta;

export const model: {
  readonly meta: ModelMeta;
  readonly hash: string;
  /** What the first Sobol' dimension of its runs is turned to: see engine/direction.ts. */
  readonly direction: readonly number[] | null;
  /** Values at which its runs count shares apart: see engine/pilot-cuts.ts. */
  readonly cuts: ForecastRequest['cuts'];
} = { meta, hash: coreInfo.hash, direction: coreInfo.direction, cuts: coreInfo.cuts };

function find<T extends { readonly id: string }>(kind: string, list: readonly T[], id: string): T {
  const found = list.find((entry) => entry.id === id);
  if (!found) throw new Error(`the model has no ${kind} "${id}"`);
  return found;
}

export const leverOf = (id: string): LeverMeta => find('lever', model.meta.levers, id);
export const inputOf = (id: string): InputMeta => find('input', model.meta.inputs, id);
export const switchOf = (id: string): SwitchMeta => find('switch', model.meta.switches, id);
export const outcomeOf = (id: string): OutcomeMeta => find('outcome', model.meta.outcomes, id);

/** Entries by group, groups in order of first appearance. */
export function byGroup<T extends { readonly group: string }>(
  list: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const members = groups.get(entry.group);
    if (members) members.push(entry);
    else groups.set(entry.group, [entry]);
  }
  return [...groups];
}
