/** Distributions as short lists: `["lognormal",4,7,11]`. The order of the numbers is part of the link schema. */
import type { Distribution, Family } from '../language/definition.ts';
import { DefinitionError } from '../language/errors.ts';
import { readDistribution } from '../language/families/index.ts';

const ORDER: Readonly<Record<Exclude<Family, 'quantiles'>, readonly string[]>> = {
  normal: ['p5', 'p50', 'p95'],
  lognormal: ['p5', 'p50', 'p95'],
  logitnormal: ['p5', 'p50', 'p95'],
  uniform: ['min', 'max'],
  triangular: ['min', 'mode', 'max'],
  pert: ['min', 'mode', 'max'],
  beta: ['alpha', 'beta', 'min', 'max'],
};

export type PackedDistribution = readonly [family: Family, ...values: readonly unknown[]];

export function packDistribution(distribution: Distribution): PackedDistribution {
  const { family } = distribution;
  if (family === 'quantiles') return [family, ...distribution.quantiles];
  const values = new Map<string, unknown>(Object.entries(distribution));
  return [family, ...ORDER[family].map((name) => values.get(name))];
}

const isOrdered = (family: unknown): family is keyof typeof ORDER =>
  typeof family === 'string' && Object.hasOwn(ORDER, family);

/** The distribution behind `raw`, or what is wrong with it as a clause. */
export function unpackDistribution(raw: unknown): Distribution | { readonly problem: string } {
  if (!Array.isArray(raw)) return { problem: 'it is not a list' };
  const [family, ...values]: unknown[] = raw;
  const names = isOrdered(family) ? ORDER[family] : null;
  if (names !== null && names.length !== values.length) {
    return { problem: `${String(family)} takes ${names.length} values, not ${values.length}` };
  }
  const described =
    names === null ? { quantiles: values } : Object.fromEntries(names.map((name, i) => [name, values[i]]));
  try {
    return readDistribution({ family, ...described }, []);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return { problem: error.problem };
  }
}
