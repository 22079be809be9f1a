/**
 * The registry of families, and reading a distribution from unknown data. A family is one record (family.ts says what that
 * holds) and its name here; the order is that on screen.
 */
import type { Path } from '../errors.ts';
import { Fields, fail, readEntries, readList, readNumber, readRange, show, suggestion } from '../reader.ts';
import { beta } from './beta.ts';
import { data } from './data.ts';
import { binomial, discrete, event, geometric, integers, poisson } from './discrete.ts';
import { type FamilyDefinition, type PackedTransform, type PairList, type Parameter, TRANSFORM } from './family.ts';
import { jqpd } from './jqpd.ts';
import { gumbel, student } from './line.ts';
import { logitnormal } from './logitnormal.ts';
import { lognormal } from './lognormal.ts';
import { metalog } from './metalog.ts';
import { type MixtureDistribution, mixtureOf } from './mixture.ts';
import { normal } from './normal.ts';
import { pert } from './pert.ts';
import { exponential, gamma, loglogistic, pareto, weibull } from './positive.ts';
import { quantiles } from './quantiles.ts';
import { tabulate } from './table.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';
import { truncated, type Within } from './within.ts';

export type { FamilyDefinition, PackedTransform, PairList, Parameter } from './family.ts';
export { CLIP, TRANSFORM } from './family.ts';
export type { QuantilesDistribution } from './quantiles.ts';
export { TABLE_INTERVALS, TABLE_REACH } from './table.ts';
export type { Limits } from './within.ts';

const PLAIN = {
  normal,
  lognormal,
  logitnormal,
  uniform,
  triangular,
  pert,
  beta,
  quantiles,
  metalog,
  jqpd,
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
  data,
} as const;

/** A part of a mixture: any distribution but a mixture. */
export type Part = (typeof PLAIN)[keyof typeof PLAIN]['example'] & Within;

type PartText = NonNullable<(typeof PLAIN)[keyof typeof PLAIN]['text']> & Within;

const mixture: FamilyDefinition<MixtureDistribution<Part>, MixtureDistribution<PartText>> = mixtureOf<Part>(
  { formula: displayQuantile, masses: (part) => familyOf(part).masses?.(part) ?? null },
  {
    family: 'mixture',
    parts: [
      [0.7, { family: 'lognormal', p5: 0.4, p50: 0.7, p95: 1.2 }],
      [0.3, { family: 'normal', p5: 2, p50: 3, p95: 4 }],
    ],
  },
  ([p5, p50, p95]) => ({ family: 'normal', p5, p50, p95 }),
);

export const FAMILIES = { ...PLAIN, mixture } as const;

export type Family = keyof typeof FAMILIES;

/** The distribution of one input. */
export type Distribution = (typeof FAMILIES)[Family]['example'] & Within;

/** The same as a model text writes it: what has a usual value may be left out. */
export type DistributionText = NonNullable<(typeof FAMILIES)[Family]['text']> & Within;

const NAMES = Object.keys(FAMILIES);

/** The record of a family, under the type that all have. */
export function recordOf(family: Family): FamilyDefinition<Distribution> {
  // A record takes the distributions of its own family; which one that is, only the name can say.
  return FAMILIES[family] as unknown as FamilyDefinition<Distribution>;
}

export function isFamily(name: unknown): name is Family {
  return typeof name === 'string' && Object.hasOwn(FAMILIES, name);
}

const limited = new Map<Family, FamilyDefinition<Distribution>>();

/** The definition of a distribution's family; of one with limits, with these in force. */
export function familyOf({ family, within }: Pick<Distribution, 'family' | 'within'>): FamilyDefinition<Distribution> {
  if (within === undefined) return recordOf(family);
  const record = limited.get(family) ?? truncated(recordOf(family));
  limited.set(family, record);
  return record;
}

/** The numbers that a distribution is given by: those of its family, or of the form that it is written in. */
export function parametersOf(distribution: Distribution): readonly Parameter[] {
  const { form, parameters } = recordOf(distribution.family);
  return (form?.(Object.keys(distribution)) ?? parameters).filter(
    ({ name, optional }) => optional !== true || Object.hasOwn(distribution, name),
  );
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

/** Names of the fields that give the distribution in `raw`, an object of this family. */
export function fieldsOf(
  { parameters, form, list, others = [] }: FamilyDefinition<Distribution>,
  raw: unknown,
): readonly string[] {
  const names = readEntries(raw, [], 1000).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const numbers = form?.(names) ?? parameters;
  const own = [...numbers, ...(list === undefined ? [] : [list]), ...others];
  return [...own.map(({ name }) => name), 'within'];
}

/** The distribution whose fields (`fieldsOf`) stand among `fields`, checked. Throws `DefinitionError`. */
export function readParameters(record: FamilyDefinition<Distribution>, fields: Fields): Distribution {
  const { family, parameters, form, list, others = [] } = record;
  const numbers = form?.(fields.names()) ?? parameters;
  const values: [string, unknown][] = numbers
    .filter(({ name, optional }) => optional !== true || fields.has(name))
    .map(({ name, usual }) => [name, readParameter(record, name, usual, fields)]);
  if (list !== undefined) values.push([list.name, readPairs(list, fields)]);
  for (const { name, read } of others) {
    values.push([name, read(fields.required(name), fields.at(name), readDistribution)]);
  }
  if (fields.has('within')) values.push(['within', readRange(fields.get('within'), fields.at('within'))]);
  // Each field is there and of its type.
  const distribution = { family, ...Object.fromEntries(values) } as unknown as Distribution;
  const problem = familyOf(distribution).check(distribution);
  if (problem !== null) return fail([...fields.path, ...problem.path], problem.problem, problem.remedy);
  return distribution;
}

/** A number; an id of another input, which others allow here, is answered with what to write instead. */
function readParameter(
  { family, byInput }: FamilyDefinition<Distribution>,
  name: string,
  usual: number | undefined,
  fields: Fields,
): number {
  const given = fields.get(name);
  if (typeof given !== 'string' || !/^[a-z][A-Za-z0-9]{0,63}$/.test(given)) return fields.number(name, usual);
  const instead = byInput?.(given) ?? `Draw what does not depend on ${given} as an input, and put both together there.`;
  return fail(
    fields.at(name),
    `${name} "${given}" is not a number: parameters of ${family} are the same in all samples`,
    `What depends on another input is written in the equations. ${instead}`,
  );
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
  return readParameters(family, new Fields(raw, path, ['family', ...fieldsOf(family, raw)]));
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
