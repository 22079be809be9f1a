/**
 * `within: [low, high]` on any family: what lies outside is cut off, and the rest scaled up to a probability of 1. Still a
 * function of one standard normal z: Phi(z) is taken to the part of the probability that is left, from whichever tail is
 * the smaller, so that both keep their digits.
 */
import { log2, normalCdf } from '../portable.ts';
import { type FamilyDefinition, type Problem, TRANSFORM } from './family.ts';
import { type Masses, startOf, stepsFamily } from './steps.ts';
import { logarithmsFamily, tableFamily, tabulate } from './table.ts';

export type Limits = readonly [low: number, high: number];

/** What may stand beside the parameters of any family. */
export interface Within {
  readonly within?: Limits;
}

type Limited = { readonly family: string } & Within;

/** Less than this left over is a slip of the pen, or finer than a table. */
const LEAST = 1e-6;
/** No standard normal drawn is farther out. */
const REACH = 8;

/** Where a function that does not fall passes from below a condition to it; -Infinity or Infinity if it never does. */
function passage(isPast: (z: number) => boolean): number {
  if (isPast(-REACH)) return Number.NEGATIVE_INFINITY;
  if (!isPast(REACH)) return Number.POSITIVE_INFINITY;
  let [below, above] = [-REACH, REACH];
  for (let i = 0; i < 56; i++) {
    const middle = (below + above) / 2;
    if (isPast(middle)) above = middle;
    else below = middle;
  }
  return (below + above) / 2;
}

interface Cut {
  /** Probabilities cut off below and above, and what is left. */
  readonly below: number;
  readonly above: number;
  readonly left: number;
}

function cutOf(value: (z: number) => number, [low, high]: Limits): Cut {
  const [from, to] = [passage((z) => value(z) >= low), passage((z) => value(z) > high)];
  const left = from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
  return { below: normalCdf(from), above: normalCdf(-to), left };
}

/** The value as a function of z, cut to the limits. */
function truncate(value: (z: number) => number, limits: Limits): (z: number) => number {
  const { below, above, left } = cutOf(value, limits);
  const [low, high] = limits;
  return (z) => {
    const cut = value(startOf(below + left * normalCdf(z), above + left * normalCdf(-z)));
    return Math.min(Math.max(cut, low), high);
  };
}

const limitsOf = ({ within }: Within): Limits => within ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** The record of a family for its distributions that have limits. */
export function truncated<D extends Limited>(record: FamilyDefinition<D>): FamilyDefinition<D> {
  const massesOf = (distribution: D): Masses | null => {
    const [low, high] = limitsOf(distribution);
    const all = record.masses?.(distribution) ?? null;
    return all?.filter(([value]) => value >= low && value <= high) ?? null;
  };
  const whole = (distribution: D) => (record.formula ?? record.value)(distribution);
  const fine = record.rough === true ? record.value : whole;
  const exact = (distribution: D) => truncate(fine(distribution), limitsOf(distribution));
  const shown = (distribution: D) => truncate(whole(distribution), limitsOf(distribution));
  const steps = stepsFamily<D>((distribution) => massesOf(distribution) ?? []);
  const lines = tableFamily<D>((distribution) => tabulate(exact(distribution)));
  const powers = logarithmsFamily<D>((distribution) => {
    const value = exact(distribution);
    return (z) => log2(value(z));
  });
  const means = (distribution: D) => {
    if (massesOf(distribution) !== null) return steps;
    const { kind } = record.packed(distribution);
    return kind === TRANSFORM.exp || kind === TRANSFORM.powers ? powers : lines;
  };
  return {
    ...record,
    check: (distribution) => record.check(distribution) ?? checkLeft(massesOf(distribution), distribution, whole),
    formula: (distribution) => (massesOf(distribution) === null ? shown(distribution) : steps.value(distribution)),
    value: (distribution) => means(distribution).value(distribution),
    packed: (distribution) => means(distribution).packed(distribution),
    masses: (distribution) => (massesOf(distribution) === null ? null : steps.masses(distribution)),
  };
}

function checkLeft<D extends Limited>(
  masses: Masses | null,
  distribution: D,
  whole: (distribution: D) => (z: number) => number,
): Problem | null {
  const limits = limitsOf(distribution);
  const value = whole(distribution);
  const left = masses === null ? cutOf(value, limits).left : masses.reduce((sum, [, chance]) => sum + chance, 0);
  if (left >= LEAST) return null;
  const [p5, p95] = [value(-1.6448536), value(1.6448536)].map((each) => Number(each.toPrecision(3)));
  return {
    path: ['within'],
    problem: `less than a millionth of the distribution lies within ${limits.join(' to ')}`,
    remedy: `Without limits its 5 and 95 % quantiles are ${p5} and ${p95}: write limits that hold more of it.`,
  };
}
