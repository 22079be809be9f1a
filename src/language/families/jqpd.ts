/**
 * Johnson quantile-parameterised distributions (Hadlock and Bickel 2017, Decision Analysis 14(1), 35-64): J-QPD-S through three
 * quantiles and a lower bound, J-QPD-B with both bounds. The outer quantiles are as far from 0 % as from 100 %, the middle
 * one is the median. With an upper bound only, J-QPD-S of the distance from it.
 */
import { exp, ln, normalCdf, sinh } from '../portable.ts';
import type { FamilyDefinition, Problem, Three } from './family.ts';
import { BOUNDED_PARAMETERS, type BoundedQuantiles, boundedForm, checkBounded } from './metalog.ts';
import { givenQuantiles } from './split.ts';
import { startOf } from './steps.ts';
import { tableFamily, tabulate } from './table.ts';

export type JqpdDistribution = BoundedQuantiles<'jqpd'>;

const asinh = (x: number): number => (x < 0 ? -1 : 1) * ln(Math.abs(x) + Math.sqrt(x * x + 1));
const acosh = (x: number): number => ln(x + Math.sqrt(Math.max(x * x - 1, 0)));

interface Fit {
  /** On the scale where there is no bound: low, middle and high quantile. */
  readonly y: Three;
  /** Score of the high one. */
  readonly c: number;
  /** Which side of the middle is the shorter: 1 the lower, -1 the upper, 0 neither. */
  readonly side: -1 | 0 | 1;
  /** (H - L) / (2 min(B - L, H - B)), at least 1. */
  readonly ratio: number;
}

/** So little skew is none: the formulas then divide 0 by 0. */
const EVEN = 1e-9;

function fitOf([low, middle, high]: Three, c: number): Fit {
  const ratio = (high - low) / (2 * Math.min(middle - low, high - middle));
  const side = ratio - 1 < EVEN ? 0 : middle - low < high - middle ? 1 : -1;
  return { y: [low, middle, high], c, side, ratio };
}

/** J-QPD-S: ln of the distance from the bound as a function of z. */
function semiBounded({ y: [low, middle, high], c, side, ratio }: Fit): (z: number) => number {
  if (side === 0) return (z) => middle + ((high - low) / (2 * c)) * z;
  const delta = sinh(acosh(ratio)) / c;
  const lambda = Math.min(high - middle, middle - low) / (delta * c);
  const start = side === 1 ? low : high;
  const shift = asinh(side * c * delta);
  return (z) => start + lambda * sinh(asinh(delta * z) + shift);
}

/** J-QPD-B: the normal score of the place between the bounds as a function of z. */
function bounded({ y: [low, middle, high], c, side, ratio }: Fit): (z: number) => number {
  if (side === 0) return (z) => middle + ((high - low) / (2 * c)) * z;
  const delta = acosh(ratio) / c;
  const lambda = (high - low) / sinh(2 * delta * c);
  const start = side === 1 ? low : high;
  return (z) => start + lambda * sinh(delta * (z + side * c));
}

function jqpdFormula(distribution: JqpdDistribution): (z: number) => number {
  const [low, middle, high] = givenQuantiles(distribution);
  const { min, max } = distribution;
  const values: Three = [low?.value ?? 0, middle?.value ?? 0, high?.value ?? 0];
  const c = high?.z ?? 0;
  if (min !== undefined && max !== undefined) {
    const width = max - min;
    const scores = values.map((x) => startOf((x - min) / width, (max - x) / width)) as unknown as Three;
    const score = bounded(fitOf(scores, c));
    return (z) => {
      const place = score(z);
      return place < 0 ? min + width * normalCdf(place) : max - width * normalCdf(-place);
    };
  }
  if (min !== undefined) {
    const logarithm = semiBounded(fitOf(values.map((x) => ln(x - min)) as unknown as Three, c));
    return (z) => min + exp(logarithm(z));
  }
  const top = max ?? 0;
  const mirrored = values.toReversed().map((x) => ln(top - x)) as unknown as Three;
  const logarithm = semiBounded(fitOf(mirrored, c));
  return (z) => top - exp(logarithm(-z));
}

function checkSymmetric(distribution: JqpdDistribution): Problem | null {
  const given = givenQuantiles(distribution);
  const [low = 0, middle = 0, high = 0] = given.map(({ name }) => Number(name.slice(1)));
  if (middle !== 50 || low + high !== 100) {
    return {
      path: [given[0]?.name ?? ''],
      problem: `${given.map(({ name }) => name).join(', ')} are not alike on both sides of the median`,
      remedy: 'Give p50 and two as far from it, such as p10 and p90, or use family "metalog".',
    };
  }
  if (distribution.min !== undefined || distribution.max !== undefined) return null;
  return { path: [], problem: 'no bound', remedy: 'Give min, max or both; without bounds use family "metalog".' };
}

/** Far tails of much skew leave single precision, or stand still at the bound. */
function checkFinite(distribution: JqpdDistribution): Problem | null {
  const value = jqpdFormula(distribution);
  const [low, high] = [value(-6), value(6)];
  if (Math.abs(low) < 1e30 && Math.abs(high) < 1e30) return null;
  return {
    path: [],
    problem: 'one value in a billion is beyond 1e+30: the quantiles are too skewed for these bounds',
    remedy: 'Give both bounds, or use family "quantiles".',
  };
}

export const jqpd: FamilyDefinition<JqpdDistribution> = {
  family: 'jqpd',
  label: 'Johnson (J-QPD)',
  parameters: BOUNDED_PARAMETERS,
  form: boundedForm,
  check: (distribution) => checkBounded(distribution) ?? checkSymmetric(distribution) ?? checkFinite(distribution),
  ...tableFamily<JqpdDistribution>((distribution) => tabulate(jqpdFormula(distribution)), jqpdFormula),
  like: ([p5, p50, p95]) => ({ family: 'jqpd', p5, p50, p95, min: p5 > 0 ? 0 : p5 - (p95 - p5) }),
  example: { family: 'jqpd', p5: 2, p50: 5, p95: 11, min: 0 },
};
