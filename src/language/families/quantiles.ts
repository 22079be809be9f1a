/**
 * A distribution given by some of its quantiles.
 *
 * Between the given ones the value is a monotone cubic (../monotone.ts) of the normal score z of the probability, so that
 * equally spaced scores with a constant slope are a normal distribution.
 *
 * End rule: where a bound is given (probability 0 or 1), the tail from the outermost quantile to the bound is uniform;
 * where none is, the value goes on linearly in z with the end slope, a normal tail.
 */
import { monotoneSlopes } from '../monotone.ts';
import { normalCdf, normalQuantile } from '../portable.ts';
import type { FamilyDefinition, Problem } from './family.ts';
import { tableFamily, tabulate } from './table.ts';

export interface QuantilesDistribution {
  readonly family: 'quantiles';
  /** Strictly increasing probabilities with non-decreasing values; probabilities 0 and 1 are bounds. */
  readonly quantiles: readonly (readonly [probability: number, value: number])[];
}

/** More would say more than anyone knows, and slow down each table. */
const MOST_QUANTILES = 64;

interface Knot {
  readonly probability: number;
  readonly z: number;
  readonly value: number;
  slope: number;
}

export const quantiles: FamilyDefinition<QuantilesDistribution> = {
  family: 'quantiles',
  label: 'From quantiles',
  parameters: [],
  list: {
    name: 'quantiles',
    most: MOST_QUANTILES,
    form: '[probability, value]',
    chance: 0,
    grown: withPoint,
    typed: 'three values, p5,p50,p95',
    fromTyped: ([p5, p50, p95, ...rest]) =>
      p5 === undefined || p50 === undefined || p95 === undefined || rest.length > 0
        ? null
        : [
            [0.05, p5],
            [0.5, p50],
            [0.95, p95],
          ],
    pairsOf: (distribution) => distribution.quantiles,
  },
  check: checkQuantiles,
  ...tableFamily<QuantilesDistribution>(
    ({ quantiles: pairs }) => tabulate(interpolant(pairs)),
    ({ quantiles: pairs }) => interpolant(pairs),
  ),
  like: ([p5, p50, p95]) => ({
    family: 'quantiles',
    quantiles: [
      [0.05, p5],
      [0.5, p50],
      [0.95, p95],
    ],
  }),
  example: {
    family: 'quantiles',
    quantiles: [
      [0, 0],
      [0.05, 0.4],
      [0.5, 0.7],
      [0.95, 1.6],
    ],
  },
};

/**
 * With one more point, in the middle of the widest gap between two (the chances 0 and 1 count as ends), where the
 * distribution is now: adding it changes next to nothing.
 */
function withPoint({ quantiles: points }: QuantilesDistribution): QuantilesDistribution['quantiles'] {
  const ends = [0, ...points.map(([probability]) => probability), 1];
  let widest = 1;
  ends.forEach((end, k) => {
    if (k > 0 && end - (ends[k - 1] ?? 0) > (ends[widest] ?? 0) - (ends[widest - 1] ?? 0)) widest = k;
  });
  const probability = Number((((ends[widest - 1] ?? 0) + (ends[widest] ?? 1)) / 2).toPrecision(4));
  const value = Number(interpolant(points)(normalQuantile(probability)).toPrecision(4));
  return [...points, [probability, value] as const].sort(([a], [b]) => a - b);
}

function checkQuantiles({ quantiles: pairs }: QuantilesDistribution): Problem | null {
  for (const [i, [probability, value]] of pairs.entries()) {
    if (!(probability >= 0 && probability <= 1)) {
      return at([i, 0], `probability ${probability} is outside 0 to 1`, 'Write 0.05 for 5 %.');
    }
    const before = pairs[i - 1];
    if (before === undefined) continue;
    if (probability <= before[0]) {
      return at([i, 0], `probability ${probability} is not above ${before[0]}`, 'Write them in rising order.');
    }
    if (value < before[1]) {
      return at([i, 1], `value ${value} is below ${before[1]}, the value before`, 'Values must not fall.');
    }
  }
  if (pairs.filter(([probability]) => probability > 0 && probability < 1).length < 2) {
    return at(
      [],
      'fewer than two probabilities strictly between 0 and 1',
      'Give two or more, or use family "uniform".',
    );
  }
  const first = pairs[0]?.[1] ?? 0;
  const last = pairs.at(-1)?.[1] ?? 0;
  return last > first ? null : at([], 'all values are equal', 'Write a constant in the equations instead.');
}

function at(path: readonly number[], problem: string, remedy: string): Problem {
  return { path: ['quantiles', ...path], problem, remedy };
}

/** The value as a function of z. */
export function interpolant(pairs: QuantilesDistribution['quantiles']): (z: number) => number {
  const knots: Knot[] = pairs
    .filter(([probability]) => probability > 0 && probability < 1)
    .map(([probability, value]) => ({ probability, z: normalQuantile(probability), value, slope: 0 }));
  const slopes = monotoneSlopes(
    knots.map(({ z }) => z),
    knots.map(({ value }) => value),
  );
  knots.forEach((knot, i) => {
    knot.slope = slopes[i] ?? 0;
  });
  const minimum = pairs.find(([probability]) => probability === 0)?.[1];
  const maximum = pairs.find(([probability]) => probability === 1)?.[1];
  const first = knots[0];
  const last = knots.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('quantiles: no probability between 0 and 1');
  return (z) => {
    if (z <= first.z) {
      if (minimum === undefined) return first.value + first.slope * (z - first.z);
      return minimum + ((first.value - minimum) * normalCdf(z)) / first.probability;
    }
    if (z >= last.z) {
      if (maximum === undefined) return last.value + last.slope * (z - last.z);
      return maximum - ((maximum - last.value) * normalCdf(-z)) / (1 - last.probability);
    }
    const i = knots.findIndex((knot) => z < knot.z);
    return hermite(knots[i - 1] ?? first, knots[i] ?? last, z);
  };
}

/** The cubic through two knots with their slopes. */
function hermite(left: Knot, right: Knot, z: number): number {
  const width = right.z - left.z;
  const t = (z - left.z) / width;
  const rise = right.value - left.value;
  const a = left.slope * width - rise;
  const b = rise - right.slope * width;
  return left.value + t * (rise + (1 - t) * (a * (1 - t) + b * t));
}
