/**
 * The two-piece ("split") normal fitted to quantiles: on a scale g, value = g^-1(centre + s clip(z, -3.2, 3.2)) with one s below
 * the median and one above. By 5 %, 50 % and 95 %, centre = g(p50), s = (g(p50) - g(p5)) / Z95 below and
 * (g(p95) - g(p50)) / Z95 above; other percentages likewise. Two quantiles give one s for both halves. All quantiles given are
 * met exactly.
 */
import { normalQuantile } from '../portable.ts';
import { CLIP, checkRising, type PackedTransform, type Parameter, type Problem, type Three } from './family.ts';

/** Quantiles by whole percentages: `p10` is the value with 10 % below it. */
export interface Quantiles {
  readonly [quantile: `p${number}`]: number;
}

export type SplitFamily = 'normal' | 'lognormal' | 'logitnormal';

/** Two halves of a normal on the family's scale, fitted to two or three quantiles. */
export interface SplitDistribution<F extends SplitFamily = SplitFamily> extends Quantiles {
  readonly family: F;
}

/** The standard normal's 95 % quantile to eight digits; part of the specification of the lead model. */
export const Z95 = 1.6448536;

export const SPLIT_PARAMETERS: readonly Parameter[] = [
  { name: 'p5', quantile: true },
  { name: 'p50', quantile: true },
  { name: 'p95', quantile: true },
];

const QUANTILE = /^p([1-9]\d?)$/;

/** The quantiles that a distribution is given by, in rising order of their percentages. */
function quantileNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => QUANTILE.test(name)).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

/** The form of families given by two or three quantiles of any percentages. */
export function quantileForm(names: readonly string[]): readonly Parameter[] | null {
  const found = quantileNames(names);
  if (found.length === 0 || found.join() === 'p5,p50,p95') return null;
  return found.map((name) => ({ name }));
}

export interface GivenQuantile {
  readonly name: string;
  /** The standard normal's quantile. */
  readonly z: number;
  readonly value: number;
}

function scoreOf(percent: number): number {
  if (percent === 5 || percent === 95) return percent === 5 ? -Z95 : Z95;
  return percent === 50 ? 0 : normalQuantile(percent / 100);
}

/** What is given, in rising order of z. */
export function givenQuantiles(distribution: object): readonly GivenQuantile[] {
  const values = new Map<string, unknown>(Object.entries(distribution));
  return quantileNames([...values.keys()]).map((name) => ({
    name,
    z: scoreOf(Number(name.slice(1))),
    value: Number(values.get(name)),
  }));
}

export function splitLike<F extends SplitFamily>(family: F, [p5, p50, p95]: Three): SplitDistribution<F> {
  return { family, p5, p50, p95 };
}

export interface Split {
  readonly center: number;
  readonly scaleLow: number;
  readonly scaleHigh: number;
}

/** Fits the two scales, with `g` the family's scale. A scale that is not above 0 means that there is no fit. */
export function fitSplit(distribution: object, g: (value: number) => number): Split {
  const [first, second, third] = givenQuantiles(distribution).map(({ z, value }) => ({ z, y: g(value) }));
  if (first === undefined || second === undefined) throw new RangeError('fewer than two quantiles');
  const between = (second.y - first.y) / (second.z - first.z);
  if (third === undefined) {
    const center = second.z === 0 ? second.y : first.y - between * first.z;
    return { center, scaleLow: between, scaleHigh: between };
  }
  if (second.z <= 0) {
    const center = second.z === 0 ? second.y : second.y - between * second.z;
    return { center, scaleLow: between, scaleHigh: (third.y - center) / third.z };
  }
  const scaleHigh = (third.y - second.y) / (third.z - second.z);
  const center = second.y - scaleHigh * second.z;
  return { center, scaleLow: (center - first.y) / -first.z, scaleHigh };
}

/** center + s clip(z). NaN for NaN. */
export function splitAt({ center, scaleLow, scaleHigh }: Split, z: number): number {
  const clipped = Math.min(Math.max(z, -CLIP), CLIP);
  return center + (z < 0 ? scaleLow : scaleHigh) * clipped;
}

/** @param unit the factor that the kind's base asks for: 1, or log2(e). */
export function packSplit(kind: 0 | 1 | 2, split: Split, unit: number): PackedTransform {
  return {
    kind,
    center: split.center * unit,
    scaleLow: split.scaleLow * unit,
    scaleHigh: split.scaleHigh * unit,
    table: null,
  };
}

/** Two or three rising quantiles, all within the open interval (low, high), that two halves of a normal go through. */
export function checkSplit(
  distribution: SplitDistribution,
  g: (value: number) => number,
  [low, high]: readonly [number, number],
  remedy: string,
): Problem | null {
  const given = givenQuantiles(distribution);
  for (const { name, value } of given) {
    if (value > low && value < high) continue;
    return { path: [name], problem: `${name} ${value} is outside the range of ${distribution.family}`, remedy };
  }
  return (
    checkCount(given) ?? checkRising(given.map(({ name, value }) => [name, value])) ?? checkFit(distribution, given, g)
  );
}

/** Two or three. */
export function checkCount(given: readonly GivenQuantile[], least = 2): Problem | null {
  if (given.length >= least && given.length <= 3) return null;
  const all = given.map(({ name }) => name);
  const names = all.length > 5 ? `${all.slice(0, 5).join(', ')}, …` : all.join(', ');
  return {
    path: given.length === 0 ? [] : [given.at(-1)?.name ?? ''],
    problem: `${given.length} quantiles${names === '' ? '' : `, ${names}`}`,
    remedy: `Give ${least === 2 ? 'two or three' : 'three'}, such as p10, p50 and p90; for more use family "quantiles".`,
  };
}

function checkFit(
  distribution: SplitDistribution,
  given: readonly GivenQuantile[],
  g: (value: number) => number,
): Problem | null {
  if (given.length === 2) return null;
  const names = given.map(({ name }) => name).join(', ');
  const remedy = 'Give one below the median, p50, and one above it, or use family "quantiles".';
  if ((given[0]?.z ?? 0) >= 0 || (given[2]?.z ?? 0) <= 0) {
    return { path: [given[1]?.name ?? ''], problem: `${names} are on one side of the median`, remedy };
  }
  const { scaleLow, scaleHigh } = fitSplit(distribution, g);
  if (scaleLow > 0 && scaleHigh > 0) return null;
  return { path: [given[1]?.name ?? ''], problem: `no two halves of a normal go through ${names}`, remedy };
}
