/**
 * What a family of distributions is: its fields, its checks, its quantile function of a standard normal, and how a kernel
 * gets it. A family is one file; the registry is `index.ts`.
 *
 * Every input is a function of one standard normal z, so that correlations and low-discrepancy points are the same for
 * all families. That function in f64 is the meaning; a kernel's is the same in single precision.
 */
import type { Distribution, Family } from '../definition.ts';
import type { Path } from '../errors.ts';
import type { Fields } from '../reader.ts';

/** The kinds of docs/architecture.md, "Transforms". */
export const TRANSFORM = { identity: 0, exp: 1, logistic: 2, uniform: 3, table: 4 } as const;

/** Standard normals are clipped here, except in `uniform` and the tables. */
export const CLIP = 3.2;

/**
 * An input as a kernel gets it (rounded to f32 there). With s = z < 0 ? scaleLow : scaleHigh and y = center + s clip(z):
 *
 * - 0 identity: y; center and scales in the input's unit.
 * - 1 exp: 2^y; center and scales are natural logarithms times log2(e), that is base-2 logarithms.
 * - 2 logistic: 1 / (1 + 2^-y); center and scales are log-odds times log2(e).
 * - 3 uniform: center + scaleLow Phi(z), no clip; center = min, scaleLow = max - min, scaleHigh = 0.
 * - 4 table: linear interpolation of `table` on an even grid of z over [-6, 6], z clamped; the other numbers are 0.
 */
export interface PackedTransform {
  readonly kind: 0 | 1 | 2 | 3 | 4;
  readonly center: number;
  readonly scaleLow: number;
  readonly scaleHigh: number;
  /** Length intervals + 1, not to be written to; null but for kind 4. */
  readonly table: Float64Array | null;
}

/** An objection to a distribution; `path` is relative to it. */
export interface Problem {
  readonly path: Path;
  readonly problem: string;
  readonly remedy: string;
}

export interface FamilyDefinition<D extends Distribution> {
  readonly family: Family;
  /** Name on screen. */
  readonly label: string;
  /** Names of its parameters in a model text. */
  readonly fields: readonly string[];
  /** Its parameters as written; throws `DefinitionError` where they are missing or not numbers. */
  read(fields: Fields): D;
  /** The first thing wrong with it, or null. The numbers are finite. */
  check(distribution: D): Problem | null;
  /** The value as a function of a standard normal, in f64: the meaning. Assumes that `check` found nothing. */
  value(distribution: D): (z: number) => number;
  /** The same for a kernel. */
  packed(distribution: D): PackedTransform;
  readonly example: D;
}

/** The first pair of neighbours that does not rise, as a problem. */
export function checkRising(pairs: readonly (readonly [name: string, value: number])[]): Problem | null {
  for (let i = 1; i < pairs.length; i++) {
    const [lowName, low] = pairs[i - 1] ?? ['', 0];
    const [name, value] = pairs[i] ?? ['', 0];
    if (value > low) continue;
    return {
      path: [name],
      problem: `${name} ${value} is not above ${lowName} ${low}`,
      remedy: `Write them in rising order: ${pairs.map(([each]) => each).join(' < ')}.`,
    };
  }
  return null;
}
