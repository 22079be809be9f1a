/**
 * Distributions as short lists: `["lognormal",4,7,11]`. The order of the numbers is that of the family's record, and part
 * of the link schema; of a family given by a list, its pairs follow the name. What else a distribution says, such as its limits,
 * stands by name in an object at the end: `["normal",{"mean":4,"sd":2,"within":[0,9]}]`.
 */
import type { Distribution, Family } from '../language/definition.ts';
import { DefinitionError } from '../language/errors.ts';
import { familyOf, isFamily, readDistribution, recordOf } from '../language/families/index.ts';

export type PackedDistribution = readonly [family: Family, ...values: readonly unknown[]];

/** Names of the numbers that stand in a row, where all of them are there. */
function inOrder(family: Family): readonly string[] {
  return recordOf(family)
    .parameters.filter(({ optional }) => optional !== true)
    .map(({ name }) => name);
}

export function packDistribution(distribution: Distribution): PackedDistribution {
  const { family, list } = familyOf(distribution);
  const rest = new Map<string, unknown>(Object.entries(distribution));
  rest.delete('family');
  const names = inOrder(family);
  const row = names.every((name) => rest.has(name)) ? names.map((name) => rest.get(name)) : [];
  if (row.length > 0) for (const name of names) rest.delete(name);
  const pairs = list?.pairsOf(distribution) ?? [];
  if (list !== undefined) rest.delete(list.name);
  return [family, ...row, ...pairs, ...(rest.size === 0 ? [] : [Object.fromEntries(rest)])];
}

/** The distribution behind `raw`, or what is wrong with it as a clause. */
export function unpackDistribution(raw: unknown): Distribution | { readonly problem: string } {
  if (!Array.isArray(raw)) return { problem: 'it is not a list' };
  const [family, ...values]: unknown[] = raw;
  const last = values.at(-1);
  const named = typeof last === 'object' && last !== null && !Array.isArray(last) ? Object.entries(last) : [];
  if (named.length > 0) values.pop();
  const { list } = isFamily(family) ? recordOf(family) : {};
  const names = isFamily(family) ? inOrder(family) : [];
  const described: [string, unknown][] = [];
  if (list !== undefined) described.push([list.name, values]);
  else if (names.length === values.length)
    described.push(...names.map((name, i): [string, unknown] => [name, values[i]]));
  else if (isFamily(family) && (values.length > 0 || named.length === 0)) {
    return { problem: `${family} takes ${names.length} values, not ${values.length}` };
  }
  try {
    return readDistribution({ family, ...Object.fromEntries([...named, ...described]) }, []);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return { problem: error.problem };
  }
}
