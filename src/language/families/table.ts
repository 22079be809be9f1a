/**
 * The mechanism that carries any distribution: its values on an even grid of z, linearly interpolated. For these families
 * the table is the definition, in every engine.
 *
 * With step h = 12 / 4096, interpolation differs from the exact quantile function q(Phi(z)) by at most h^2 / 8 times its
 * second derivative in z: 2.6e-7 of the width for a uniform, and below 1e-6 of the width for the shapes tested in
 * tests/language/families.test.ts.
 */
import { exp, log2, normalCdf } from '../portable.ts';
import { type PackedTransform, TRANSFORM } from './family.ts';

/** The grid spans [-TABLE_REACH, TABLE_REACH]; z beyond is clamped (2e-9 of the draws). */
export const TABLE_REACH = 6;
export const TABLE_INTERVALS = 4096;

/** A quantile function of both tail probabilities (lower + upper = 1), so that neither tail loses digits. */
export type QuantileFunction = (lower: number, upper: number) => number;

/** Values at the 4097 grid points, rising. */
export function tabulate(valueAt: (z: number) => number): Float64Array {
  const table = new Float64Array(TABLE_INTERVALS + 1);
  for (let i = 0; i <= TABLE_INTERVALS; i++) table[i] = valueAt(gridPoint(i));
  return table;
}

/** z of grid point i: exact, since 12 / 4096 is a sum of two powers of two. */
export function gridPoint(i: number): number {
  return (i * 2 * TABLE_REACH) / TABLE_INTERVALS - TABLE_REACH;
}

export function tabulateQuantiles(quantile: QuantileFunction): Float64Array {
  return tabulate(ofScore(quantile));
}

/** A quantile function as a function of a standard normal. */
export function ofScore(quantile: QuantileFunction): (z: number) => number {
  return (z) => quantile(normalCdf(z), normalCdf(-z));
}

/** Linear interpolation, z clamped to the grid. NaN for NaN. */
export function interpolate(table: Float64Array, z: number): number {
  if (Number.isNaN(z)) return z;
  const clamped = Math.min(Math.max(z, -TABLE_REACH), TABLE_REACH);
  const place = (clamped + TABLE_REACH) * (TABLE_INTERVALS / (2 * TABLE_REACH));
  const i = Math.min(Math.floor(place), TABLE_INTERVALS - 1);
  const low = table[i] ?? Number.NaN;
  const high = table[i + 1] ?? Number.NaN;
  return low + (place - i) * (high - low);
}

/** A table takes milliseconds and a run needs it anew, so it is kept as long as the distribution; those are immutable. */
export function kept<D extends object, T>(make: (distribution: D) => T): (distribution: D) => T {
  const made = new WeakMap<D, T>();
  return (distribution) => {
    const found = made.get(distribution) ?? make(distribution);
    made.set(distribution, found);
    return found;
  };
}

interface TableFamily<D> {
  formula?(distribution: D): (z: number) => number;
  value(distribution: D): (z: number) => number;
  packed(distribution: D): PackedTransform;
}

/**
 * `value` and `packed` of a family whose table is made by `make`. `formula` is what the table is made from: it gives a few
 * values at once.
 */
export function tableFamily<D extends object>(
  make: (distribution: D) => Float64Array,
  formula?: (distribution: D) => (z: number) => number,
): TableFamily<D> {
  const tableOf = kept(make);
  return {
    ...(formula === undefined ? {} : { formula }),
    value(distribution) {
      const table = tableOf(distribution);
      return (z) => interpolate(table, z);
    },
    packed: (distribution) => ({
      kind: TRANSFORM.table,
      center: 0,
      scaleLow: 0,
      scaleHigh: 0,
      table: tableOf(distribution),
    }),
  };
}

/**
 * The same of a family of quantities above 0: the table holds binary logarithms, so that the relative error is 1e-6 or less in
 * both tails, however far they reach.
 */
export function powersFamily<D extends object>(
  quantileOf: (distribution: D) => (lower: number, upper: number) => number,
): TableFamily<D> {
  const formula = (distribution: D) => ofScore(quantileOf(distribution));
  return {
    formula,
    ...logarithmsFamily((distribution: D) => {
      const quantile = formula(distribution);
      return (z) => log2(quantile(z));
    }),
  };
}

/** The same, from binary logarithms as a function of z. */
export function logarithmsFamily<D extends object>(
  logarithmOf: (distribution: D) => (z: number) => number,
): TableFamily<D> {
  const tableOf = kept((distribution: D) => tabulate(logarithmOf(distribution)));
  return {
    value(distribution) {
      const table = tableOf(distribution);
      return (z) => exp(Math.LN2 * interpolate(table, z));
    },
    packed: (distribution) => ({
      kind: TRANSFORM.powers,
      center: 0,
      scaleLow: 0,
      scaleHigh: 0,
      table: tableOf(distribution),
    }),
  };
}
