/**
 * The mechanism of discrete families: single values, each with its probability, as an exact step function of z. Nothing is
 * interpolated: a value drawn is one of the values, and its probability is right to the rounding of z.
 */
import { normalQuantile } from '../portable.ts';
import { type PackedTransform, TRANSFORM } from './family.ts';
import { kept } from './table.ts';

/** No more: a search takes longer, and a table more memory. */
export const MOST_STEPS = 4096;

/** Steps beyond this z are never drawn: the largest |z| there is is 6.4. */
const FARTHEST = 7;

export type Masses = readonly (readonly [value: number, probability: number])[];

interface Steps {
  /** Rising z beyond which the value after begins. */
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** From values in rising order and probabilities that need not add up to 1. */
function stepsOf(masses: Masses): Steps {
  // Sums of what was given, so that equal parts add up exactly; the tail above each value from its far end, for its digits.
  const above = new Float64Array(masses.length);
  for (let i = masses.length - 1; i > 0; i--) above[i - 1] = (above[i] ?? 0) + (masses[i]?.[1] ?? 0);
  const total = (above[0] ?? 0) + (masses[0]?.[1] ?? 0);
  const at: number[] = [];
  const values: number[] = [];
  let below = 0;
  masses.forEach(([value, probability], i) => {
    const start = startOf(below / total, (above[i - 1] ?? total) / total);
    below += probability;
    if (probability <= 0 || start > FARTHEST) return;
    // What is so rare that it is not drawn goes to the value after it.
    if (values.length > 0 && start < -FARTHEST) values.pop();
    else if (values.length > 0) at.push(start);
    values.push(value);
  });
  return { at, values };
}

/** The z of a probability, from the smaller of it and its complement. */
export function startOf(below: number, above: number): number {
  return below < above ? normalQuantile(below) : -normalQuantile(above);
}

/** `value`, `packed` and `masses` of a family of single values. */
export function stepsFamily<D extends object>(massesOf: (distribution: D) => Masses) {
  const masses = kept(massesOf);
  const steps = kept((distribution: D) => stepsOf(masses(distribution)));
  return {
    masses(distribution: D): Masses {
      const all = masses(distribution);
      const total = all.reduce((sum, [, probability]) => sum + probability, 0);
      return all.map(([value, probability]) => [value, probability / total]);
    },
    value(distribution: D): (z: number) => number {
      const { at, values } = steps(distribution);
      return (z) => (Number.isNaN(z) ? z : (values[countBelow(at, z)] ?? Number.NaN));
    },
    packed(distribution: D): PackedTransform {
      const { at, values } = steps(distribution);
      const table = Float64Array.from([...at, ...values]);
      return { kind: TRANSFORM.steps, center: 0, scaleLow: 0, scaleHigh: 0, table };
    },
  };
}

function countBelow(rising: readonly number[], z: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) < z) low = middle + 1;
    else high = middle;
  }
  return low;
}
