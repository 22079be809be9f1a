/** The registry of families, and reading a distribution from unknown data. A new family is one file and one line here. */
import type { Distribution, Family } from '../definition.ts';
import type { Path } from '../errors.ts';
import { Fields, fail, readEntries, show, suggestion } from '../reader.ts';
import { beta } from './beta.ts';
import { type FamilyDefinition, type PackedTransform, TRANSFORM } from './family.ts';
import { logitnormal } from './logitnormal.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pert } from './pert.ts';
import { quantiles } from './quantiles.ts';
import { tabulate } from './table.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';

export type { FamilyDefinition, PackedTransform } from './family.ts';
export { CLIP, TRANSFORM } from './family.ts';
export { TABLE_INTERVALS, TABLE_REACH } from './table.ts';

type DistributionOf<F extends Family, D = Distribution> = D extends { readonly family: infer G }
  ? F extends G
    ? D
    : never
  : never;

export const FAMILIES = {
  normal,
  lognormal,
  logitnormal,
  uniform,
  triangular,
  pert,
  beta,
  quantiles,
} satisfies { readonly [F in Family]: FamilyDefinition<DistributionOf<F>> };

const NAMES = Object.keys(FAMILIES);

function isFamily(name: unknown): name is Family {
  return typeof name === 'string' && Object.hasOwn(FAMILIES, name);
}

/** The definition of a distribution's family. */
export function familyOf(distribution: Distribution): FamilyDefinition<Distribution> {
  return FAMILIES[distribution.family];
}

/** The family that an object names. Throws `DefinitionError` if it names none that exists. */
export function readFamily(raw: unknown, path: Path): FamilyDefinition<Distribution> {
  const entry = readEntries(raw, path, 1000).find(([key]) => key === 'family');
  if (entry === undefined) return fail(path, '"family" is missing', `Add family: one of ${NAMES.join(', ')}.`);
  const name = entry[1];
  if (isFamily(name)) return FAMILIES[name];
  const remedy = `Write one of ${NAMES.join(', ')}.`;
  return fail(
    [...path, 'family'],
    `unknown family ${show(name)}`,
    typeof name === 'string' ? suggestion(name, NAMES, remedy) : remedy,
  );
}

/** The distribution whose parameters stand among `fields`, checked. Throws `DefinitionError`. */
export function readParameters(family: FamilyDefinition<Distribution>, fields: Fields): Distribution {
  const distribution = family.read(fields);
  const problem = family.check(distribution);
  if (problem !== null) return fail([...fields.path, ...problem.path], problem.problem, problem.remedy);
  return distribution;
}

/**
 * A distribution from unknown data, such as an override in a link: an object of `family` and its parameters.
 * @param path where the object stands, for messages. Throws `DefinitionError`.
 */
export function readDistribution(raw: unknown, path: Path): Distribution {
  const family = readFamily(raw, path);
  return readParameters(family, new Fields(raw, path, ['family', ...family.fields]));
}

/** The value as a function of a standard normal, in f64: what the distribution means. Prepare once, call per sample. */
export function quantileFunction(distribution: Distribution): (z: number) => number {
  return familyOf(distribution).value(distribution);
}

/** One value; `quantileFunction` is faster for many. */
export function valueAt(distribution: Distribution, z: number): number {
  return quantileFunction(distribution)(z);
}

/** The distribution as a kernel gets it, less an offset (../offsets.ts). */
export function packTransform(distribution: Distribution, offset = 0): PackedTransform {
  const packed = familyOf(distribution).packed(distribution);
  if (offset === 0) return packed;
  const linear = packed.kind === TRANSFORM.identity || packed.kind === TRANSFORM.uniform;
  if (linear) return { ...packed, center: packed.center - offset };
  const table = packed.table ?? tabulate(quantileFunction(distribution));
  return { kind: TRANSFORM.table, center: 0, scaleLow: 0, scaleHigh: 0, table: table.map((value) => value - offset) };
}
