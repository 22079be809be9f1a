/**
 * The three-term metalog through three quantiles (Keelin 2016, Decision Analysis 13(4), 243-277): with L = ln(p / (1 - p)), which
 * makes its tails those of a logistic, g(x) = a1 + a2 L + a3 (p - 1/2) L; g is x itself, ln(x - min), -ln(max - x), or
 * ln((x - min) / (max - x)).
 */
import { exp, ln, normalCdf } from '../portable.ts';
import { checkRising, type FamilyDefinition, type Problem, type Three } from './family.ts';
import {
  checkCount,
  type GivenQuantile,
  givenQuantiles,
  type Quantiles,
  quantileForm,
  SPLIT_PARAMETERS,
} from './split.ts';
import { tableFamily, tabulate } from './table.ts';

/** Three quantiles and the bounds, if any. */
export interface BoundedQuantiles<F extends string> extends Quantiles {
  readonly family: F;
  readonly min?: number;
  readonly max?: number;
}

export const BOUNDED_PARAMETERS = [
  ...SPLIT_PARAMETERS,
  { name: 'min', optional: true },
  { name: 'max', optional: true },
] as const;

export function boundedForm(names: readonly string[]) {
  const quantiles = quantileForm(names);
  return quantiles === null ? null : [...quantiles, ...BOUNDED_PARAMETERS.slice(3)];
}

/** Three rising quantiles between the bounds. */
export function checkBounded(distribution: BoundedQuantiles<string>): Problem | null {
  const given = givenQuantiles(distribution);
  const { min, max } = distribution;
  return (
    checkCount(given, 3) ??
    checkRising([
      ...(min === undefined ? [] : [['min', min] as const]),
      ...given.map(({ name, value }) => [name, value] as const),
      ...(max === undefined ? [] : [['max', max] as const]),
    ])
  );
}

interface Scale {
  to(x: number): number;
  from(y: number): number;
}

/** The scale on which a quantity with these bounds is without bounds. */
function scaleOf({ min, max }: { readonly min?: number; readonly max?: number }): Scale {
  if (min === undefined && max === undefined) return { to: (x) => x, from: (y) => y };
  if (min === undefined) return { to: (x) => -ln((max ?? 0) - x), from: (y) => (max ?? 0) - exp(-y) };
  if (max === undefined) return { to: (x) => ln(x - min), from: (y) => min + exp(y) };
  return {
    to: (x) => ln((x - min) / (max - x)),
    // From the nearer bound.
    from: (y) => (y < 0 ? min + ((max - min) * exp(y)) / (1 + exp(y)) : max - ((max - min) * exp(-y)) / (1 + exp(-y))),
  };
}

interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const terms = ({ lower, upper }: Tails): Three => {
  const odds = ln(lower / upper);
  return [1, odds, ((lower - upper) / 2) * odds];
};

const tailsOf = (z: number): Tails => ({ lower: normalCdf(z), upper: normalCdf(-z) });

function determinant([[a, b, c], [d, e, f], [g, h, i]]: readonly [Three, Three, Three]): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

/** a1, a2, a3, by Cramer's rule. */
function coefficients(given: readonly GivenQuantile[], scale: Scale): Three {
  const rows = given.map(({ name }) => {
    const lower = Number(name.slice(1)) / 100;
    return terms({ lower, upper: 1 - lower });
  });
  const [first = [0, 0, 0], second = [0, 0, 0], third = [0, 0, 0]] = rows;
  const matrix = [first, second, third] as const;
  const ys = given.map(({ value }) => scale.to(value));
  const whole = determinant(matrix);
  const solved = [0, 1, 2].map((column) => {
    const put = (row: Three, i: number) =>
      row.map((each, k) => (k === column ? (ys[i] ?? 0) : each)) as unknown as Three;
    return determinant([put(first, 0), put(second, 1), put(third, 2)]) / whole;
  });
  return [solved[0] ?? 0, solved[1] ?? 0, solved[2] ?? 0];
}

export type MetalogDistribution = BoundedQuantiles<'metalog'>;

function metalogFormula(distribution: MetalogDistribution): (z: number) => number {
  const scale = scaleOf(distribution);
  const [a1, a2, a3] = coefficients(givenQuantiles(distribution), scale);
  return (z) => {
    const [, odds, skew] = terms(tailsOf(z));
    return scale.from(a1 + a2 * odds + a3 * skew);
  };
}

/** Not all three quantiles that rise have a metalog: its own may fall somewhere. */
function checkFeasible(distribution: MetalogDistribution): Problem | null {
  const given = givenQuantiles(distribution);
  const [, a2, a3] = coefficients(given, scaleOf(distribution));
  // The slope in p: a2 / (p (1 - p)) + a3 ((p - 1/2) / (p (1 - p)) + L).
  const falls = Array.from({ length: 1201 }, (_, i) => tailsOf((i - 600) / 100)).some(({ lower, upper }) => {
    const spread = lower * upper;
    return a2 + a3 * ((lower - upper) / 2 + spread * ln(lower / upper)) <= 0;
  });
  if (!falls) return null;
  return {
    path: [given[1]?.name ?? ''],
    problem: `no three-term metalog goes through ${given.map(({ name }) => name).join(', ')}: they are too skewed`,
    remedy: 'Use family "jqpd" or "quantiles", which go through any three.',
  };
}

export const metalog: FamilyDefinition<MetalogDistribution> = {
  family: 'metalog',
  label: 'Metalog',
  parameters: BOUNDED_PARAMETERS,
  form: boundedForm,
  check: (distribution) => checkBounded(distribution) ?? checkFeasible(distribution),
  ...tableFamily<MetalogDistribution>((distribution) => tabulate(metalogFormula(distribution)), metalogFormula),
  like: ([p5, p50, p95]) => ({ family: 'metalog', p5, p50, p95 }),
  example: { family: 'metalog', p5: 2, p50: 5, p95: 11 },
};
