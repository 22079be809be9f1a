/**
 * Distributions as short lists: `["lognormal",4,7,11]`. The order of the numbers is that of the family's record, and part
 * of the link schema; of a family given by a list, its pairs follow the name.
 */
import type { Distribution, Family } from '../language/definition.ts';
import { DefinitionError } from '../language/errors.ts';
import { familyOf, isFamily, readDistribution, recordOf } from '../language/families/index.ts';

export type PackedDistribution = readonly [family: Family, ...values: readonly unknown[]];

export function packDistribution(distribution: Distribution): PackedDistribution {
  const { family, parameters, list } = familyOf(distribution);
  const values = new Map<string, unknown>(Object.entries(distribution));
  return [family, ...parameters.map(({ name }) => values.get(name)), ...(list?.pairsOf(distribution) ?? [])];
}

/** The distribution behind `raw`, or what is wrong with it as a clause. */
export function unpackDistribution(raw: unknown): Distribution | { readonly problem: string } {
  if (!Array.isArray(raw)) return { problem: 'it is not a list' };
  const [family, ...values]: unknown[] = raw;
  const { parameters = [], list } = isFamily(family) ? recordOf(family) : {};
  if (isFamily(family) && list === undefined && parameters.length !== values.length) {
    return { problem: `${family} takes ${parameters.length} values, not ${values.length}` };
  }
  const described: [string, unknown][] = parameters.map(({ name }, i) => [name, values[i]]);
  if (list !== undefined) described.push([list.name, values.slice(parameters.length)]);
  try {
    return readDistribution({ family, ...Object.fromEntries(described) }, []);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return { problem: error.problem };
  }
}
