/**
 * One of several distributions, each with its weight. Of one standard normal z like all others: the distribution function is
 * the weighted sum of those of the parts, and the value at z is where that sum reaches Phi(z). It is inverted at every point
 * of the parts' own grids, where it is exact, and straight between them. Parts of single values only stay exact steps.
 */
import { normalCdf } from '../portable.ts';
import { fail, readList, readNumber } from '../reader.ts';
import type { FamilyDefinition } from './family.ts';
import { type Masses, startOf, stepsFamily } from './steps.ts';
import { kept, tableFamily, tabulate } from './table.ts';

/** A distribution within another, whatever its family. */
export interface PartDistribution {
  readonly family: string;
}

export interface MixtureDistribution<P extends PartDistribution = PartDistribution> {
  readonly family: 'mixture';
  /** Weights that do not add up to 1 are divided by their sum. */
  readonly parts: readonly (readonly [weight: number, part: P])[];
}

/** What a mixture must know of its parts, whatever their family. */
export interface PartTools<P extends PartDistribution> {
  /** The value at any z, also beyond a table. */
  formula(part: P): (z: number) => number;
  masses(part: P): Masses | null;
}

const MOST_PARTS = 8;
/** Intervals of a part's grid of z: for tables, and for words and curves. */
const FINE = 5120;
const COARSE = 96;
/** The ends of a part's grid: a tail of the whole lies within the tail of some part. */
const PART_REACH = 7.5;
/** Beyond any z there is: where a probability is 0 or 1. */
const FAR = 9;

interface Tails {
  readonly below: number;
  readonly above: number;
}

/** A part as its distribution function: values where it may change, and both tails there. */
interface Curve {
  readonly weight: number;
  readonly xs: ArrayLike<number>;
  /** Tails at x, with x itself counted below, or not. */
  tails(x: number, counted: boolean): Tails;
}

/** How many of rising values are below x, or not above it. */
function countOf(xs: ArrayLike<number>, x: number, counted: boolean): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = xs[middle] ?? 0;
    if (counted ? at <= x : at < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stepCurve(weight: number, masses: Masses): Curve {
  const xs = masses.map(([value]) => value);
  const below = [0];
  for (const [, chance] of masses) below.push((below.at(-1) ?? 0) + chance);
  const above = [0];
  for (const [, chance] of masses.toReversed()) above.push((above.at(-1) ?? 0) + chance);
  return {
    weight,
    xs,
    tails(x, counted) {
      const count = countOf(xs, x, counted);
      return { below: below[count] ?? 1, above: above[xs.length - count] ?? 0 };
    },
  };
}

function smoothCurve(weight: number, value: (z: number) => number, points: number): Curve {
  const zOf = (i: number): number => (2 * PART_REACH * i) / points - PART_REACH;
  const xs = Float64Array.from({ length: points + 1 }, (_, i) => value(zOf(i)));
  return {
    weight,
    xs,
    tails(x, counted) {
      const count = countOf(xs, x, counted);
      if (count === 0) return { below: 0, above: 1 };
      if (count > points) return { below: 1, above: 0 };
      const [before = 0, after = 0] = [xs[count - 1], xs[count]];
      const z = zOf(count - 1) + ((x - before) / (after - before)) * (zOf(1) - zOf(0));
      return { below: normalCdf(z), above: normalCdf(-z) };
    },
  };
}

/** The value at z, from the parts' curves. */
function invert(curves: readonly Curve[]): (z: number) => number {
  const total = curves.reduce((sum, { weight }) => sum + weight, 0);
  const all = Float64Array.from(curves.flatMap(({ xs }) => Array.from(xs))).sort();
  const zs: number[] = [];
  const values: number[] = [];
  const add = (x: number, counted: boolean): void => {
    let [below, above] = [0, 0];
    for (const { weight, tails } of curves) {
      const part = tails(x, counted);
      below += weight * part.below;
      above += weight * part.above;
    }
    zs.push(Math.min(Math.max(startOf(below / total, above / total), -FAR), FAR));
    values.push(x);
  };
  all.forEach((x, i) => {
    if (i > 0 && all[i - 1] === x) return;
    add(x, false);
    add(x, true);
  });
  return (z) => {
    const above = countOf(zs, z, false);
    const [from = 0, to = 0] = [values[Math.max(above - 1, 0)], values[Math.min(above, zs.length - 1)]];
    const [start = 0, end = 0] = [zs[Math.max(above - 1, 0)], zs[Math.min(above, zs.length - 1)]];
    return end > start ? from + ((z - start) / (end - start)) * (to - from) : to;
  };
}

/** The record, given what its parts are. */
export function mixtureOf<P extends PartDistribution>(
  tools: PartTools<P>,
  example: MixtureDistribution<P>,
  like: (three: readonly [number, number, number]) => P,
): FamilyDefinition<MixtureDistribution<P>> {
  type D = MixtureDistribution<P>;
  const massesOf = ({ parts }: D): Masses | null => {
    const chances = new Map<number, number>();
    for (const [weight, part] of parts) {
      const masses = tools.masses(part);
      if (masses === null) return null;
      for (const [value, chance] of masses) chances.set(value, (chances.get(value) ?? 0) + weight * chance);
    }
    return [...chances].sort(([a], [b]) => a - b);
  };
  const curves = ({ parts }: D, points: number): Curve[] =>
    parts.map(([weight, part]) => {
      const masses = tools.masses(part);
      if (masses !== null) return stepCurve(weight, masses);
      return smoothCurve(weight, tools.formula(part), points);
    });
  // Words and curves ask for a few values each time, and a link may bring many mixtures.
  const rough = kept((distribution: D) => invert(curves(distribution, COARSE)));
  const steps = stepsFamily<D>((distribution) => massesOf(distribution) ?? []);
  const lines = tableFamily<D>((distribution) => tabulate(invert(curves(distribution, FINE))));
  const means = (distribution: D) => (massesOf(distribution) === null ? lines : steps);
  return {
    family: 'mixture',
    label: 'Mixture',
    parameters: [],
    others: [
      {
        name: 'parts',
        read(raw, path, distribution) {
          const parts = readList(raw, path, MOST_PARTS);
          if (parts.length === 0) return fail(path, 'no parts', 'Write [[0.7, { family: … }], [0.3, { family: … }]].');
          return parts.map((each, i) => {
            const pair = readList(each, [...path, i], 2);
            const weight = readNumber(pair[0], [...path, i, 0]);
            if (!(weight > 0))
              return fail([...path, i, 0], `weight ${weight} is not above 0`, 'Leave such a part out.');
            const part = distribution(pair[1], [...path, i, 1]);
            if (part.family !== 'mixture') return [weight, part];
            return fail([...path, i, 1], 'a mixture within a mixture', 'Write its parts beside the others.');
          });
        },
      },
    ],
    check: () => null,
    rough: true,
    value: (distribution) => means(distribution).value(distribution),
    formula: (distribution) => (massesOf(distribution) === null ? rough(distribution) : steps.value(distribution)),
    packed: (distribution) => means(distribution).packed(distribution),
    masses: (distribution) => (massesOf(distribution) === null ? null : steps.masses(distribution)),
    like: (three) => ({ family: 'mixture', parts: [[1, like(three)]] }),
    example,
  };
}
