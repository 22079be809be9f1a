/**
 * The registry of families, and reading a distribution from unknown data. A family is one record (family.ts says what that
 * holds) and its name here; the order is that on screen.
 */
import type { Path } from '../errors.ts';
import { Fields, fail, readEntries, readList, readNumber, show, suggestion } from '../reader.ts';
import { beta } from './beta.ts';
import { binomial, discrete, event, geometric, integers, poisson } from './discrete.ts';
import { type FamilyDefinition, type PackedTransform, type PairList, TRANSFORM } from './family.ts';
import { gumbel, student } from './line.ts';
import { logitnormal } from './logitnormal.ts';
import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { pert } from './pert.ts';
import { exponential, gamma, loglogistic, pareto, weibull } from './positive.ts';
import { quantiles } from './quantiles.ts';
import { tabulate } from './table.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';

export type { FamilyDefinition, PackedTransform, PairList, Parameter } from './family.ts';
export { CLIP, TRANSFORM } from './family.ts';
export type { QuantilesDistribution } from './quantiles.ts';
export { TABLE_INTERVALS, TABLE_REACH } from './table.ts';

export const FAMILIES = {
  normal,
  lognormal,
  logitnormal,
  uniform,
  triangular,
  pert,
  beta,
  quantiles,
  exponential,
  weibull,
  gamma,
  pareto,
  loglogistic,
  gumbel,
  student,
  event,
  discrete,
  poisson,
  binomial,
  geometric,
  integers,
} as const;

export type Family = keyof typeof FAMILIES;

/** The distribution of one input. */
export type Distribution = (typeof FAMILIES)[Family]['example'];

/** The same as a model text writes it: what has a usual value may be left out. */
export type DistributionText = NonNullable<(typeof FAMILIES)[Family]['text']>;

const NAMES = Object.keys(FAMILIES);

/** The record of a family, under the type that all have. */
export function recordOf(family: Family): FamilyDefinition<Distribution> {
  // A record takes the distributions of its own family; which one that is, only the name can say.
  return FAMILIES[family] as unknown as FamilyDefinition<Distribution>;
}

export function isFamily(name: unknown): name is Family {
  return typeof name === 'string' && Object.hasOwn(FAMILIES, name);
}

/** The definition of a distribution's family. */
export function familyOf(distribution: Distribution): FamilyDefinition<Distribution> {
  return recordOf(distribution.family);
}

/** The family that an object names. Throws `DefinitionError` if it names none that exists. */
export function readFamily(raw: unknown, path: Path): FamilyDefinition<Distribution> {
  const entry = readEntries(raw, path, 1000).find(([key]) => key === 'family');
  if (entry === undefined) return fail(path, '"family" is missing', `Add family: one of ${NAMES.join(', ')}.`);
  const name = entry[1];
  if (isFamily(name)) return recordOf(name);
  const remedy = `Write one of ${NAMES.join(', ')}.`;
  return fail(
    [...path, 'family'],
    `unknown family ${show(name)}`,
    typeof name === 'string' ? suggestion(name, NAMES, remedy) : remedy,
  );
}

/** Names of the fields that give a distribution of this family. */
export function fieldsOf({ parameters, list }: FamilyDefinition<Distribution>): readonly string[] {
  return [...parameters.map(({ name }) => name), ...(list === undefined ? [] : [list.name])];
}

/** The distribution whose parameters stand among `fields`, checked. Throws `DefinitionError`. */
export function readParameters(record: FamilyDefinition<Distribution>, fields: Fields): Distribution {
  const { family, parameters, list } = record;
  const values: [string, unknown][] = parameters.map(({ name, usual }) => [name, fields.number(name, usual)]);
  if (list !== undefined) values.push([list.name, readPairs(list, fields)]);
  // Each field is there and of its type.
  const distribution = { family, ...Object.fromEntries(values) } as unknown as Distribution;
  const problem = record.check(distribution);
  if (problem !== null) return fail([...fields.path, ...problem.path], problem.problem, problem.remedy);
  return distribution;
}

function readPairs({ name, most, form }: PairList<Distribution>, fields: Fields): (readonly [number, number])[] {
  const path = fields.at(name);
  return readList(fields.required(name), path, most).map((element, i) => {
    const pair = readList(element, [...path, i], 2);
    if (pair.length !== 2) return fail([...path, i], 'not a pair of numbers', `Write ${form}.`);
    return [readNumber(pair[0], [...path, i, 0]), readNumber(pair[1], [...path, i, 1])];
  });
}

/**
 * A distribution from unknown data, such as an override in a link: an object of `family` and its parameters.
 * @param path where the object stands, for messages. Throws `DefinitionError`.
 */
export function readDistribution(raw: unknown, path: Path): Distribution {
  const family = readFamily(raw, path);
  return readParameters(family, new Fields(raw, path, ['family', ...fieldsOf(family)]));
}

/** The value as a function of a standard normal, in f64: what the distribution means. Prepare once, call per sample. */
export function quantileFunction(distribution: Distribution): (z: number) => number {
  return familyOf(distribution).value(distribution);
}

/** One value; `quantileFunction` is faster for many. */
export function valueAt(distribution: Distribution, z: number): number {
  return quantileFunction(distribution)(z);
}

/**
 * The value as a function of a standard normal for words, curves and checks, to 1e-5 of the width (a little more
 * where a slope jumps): at once, where `quantileFunction` may take 15 ms to make a table. A link may change every input.
 */
export function displayQuantile(distribution: Distribution): (z: number) => number {
  const family = familyOf(distribution);
  return family.formula?.(distribution) ?? family.value(distribution);
}

/** The distribution as a kernel gets it, less an offset (../offsets.ts). */
export function packTransform(distribution: Distribution, offset = 0): PackedTransform {
  const packed = familyOf(distribution).packed(distribution);
  if (offset === 0) return packed;
  const linear = packed.kind === TRANSFORM.identity || packed.kind === TRANSFORM.uniform;
  if (linear) return { ...packed, center: packed.center - offset };
  if (packed.kind === TRANSFORM.steps) {
    // Only the values move, which stand after the z of the steps.
    const firstValue = ((packed.table?.length ?? 1) - 1) / 2;
    const moved = packed.table?.map((each, i) => (i < firstValue ? each : each - offset)) ?? null;
    return { ...packed, table: moved };
  }
  const own = packed.kind === TRANSFORM.table ? packed.table : null;
  const table = own ?? tabulate(quantileFunction(distribution));
  return { kind: TRANSFORM.table, center: 0, scaleLow: 0, scaleHigh: 0, table: table.map((value) => value - offset) };
}
