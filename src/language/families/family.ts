/**
 * What a family of distributions is, in one record: its parameters with their words and rules, its quantile function of a
 * standard normal, how a kernel gets it, and where a change to it starts. All else reads the record: model texts, requests,
 * links, the terminal, the page and the tests. The registry is `index.ts`.
 *
 * Every input is a function of one standard normal z, so that correlations and low-discrepancy points are the same for
 * all families. That function in f64 is the meaning; a kernel's is the same in single precision.
 */
import type { Path } from '../errors.ts';

/** The kinds of docs/architecture.md, "Transforms". */
export const TRANSFORM = { identity: 0, exp: 1, logistic: 2, uniform: 3, table: 4, powers: 5, steps: 6 } as const;

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
 * - 5 powers: 2^y, y from the table as in 4: for what is above 0, so that the relative error is the same everywhere.
 * - 6 steps: the table is n - 1 rising z, then n values; the value is the one after as many as there are below z.
 */
export interface PackedTransform {
  readonly kind: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly center: number;
  readonly scaleLow: number;
  readonly scaleHigh: number;
  /** Not to be written to; null but for kinds 4 to 6. */
  readonly table: Float64Array | null;
}

/** An objection to a distribution; `path` is relative to it. */
export interface Problem {
  readonly path: Path;
  readonly problem: string;
  readonly remedy: string;
}

/** A number that a distribution is given by. */
export interface Parameter {
  readonly name: string;
  /** Its value where a model text leaves it out. */
  readonly usual?: number;
  /** True for one of the three quantiles by which inputs are compared: on the page it needs no name beside it. */
  readonly quantile?: true;
  /** It may be missing, which is not the same as any number. */
  readonly optional?: true;
}

/** What a distribution is given by that is neither a number nor a list of pairs. */
export interface OtherField {
  readonly name: string;
  /** The field from unknown data. `distribution` reads a distribution within it. Throws `DefinitionError`. */
  read(raw: unknown, path: Path, distribution: (raw: unknown, path: Path) => { readonly family: string }): unknown;
}

/** What a distribution is given by where it has as many numbers as one likes: a list of pairs. */
export interface PairList<D> {
  readonly name: string;
  readonly most: number;
  /** What a pair is, for messages: `[probability, value]`. */
  readonly form: string;
  /** Which number of a pair is a probability, shown in percent; the other is a value. */
  readonly chance: 0 | 1;
  /** With one more pair, where that changes least. */
  grown(distribution: D): readonly (readonly [number, number])[];
  /** Numbers as typed in a terminal, in words and as the list; null where there are too few or too many. */
  readonly typed: string;
  fromTyped(numbers: readonly number[]): readonly (readonly [number, number])[] | null;
  pairsOf(distribution: D): readonly (readonly [number, number])[];
}

/** The 5 %, 50 % and 95 % quantiles. */
export type Three = readonly [p5: number, p50: number, p95: number];

/** @typeParam T the distribution as a model text writes it, where that may leave something out. */
export interface FamilyDefinition<D extends { readonly family: string }, T = D> {
  readonly family: D['family'];
  /** Name on screen. */
  readonly label: string;
  /** Its numbers in the order in which links and the terminal have them; that order is part of the link schema. */
  readonly parameters: readonly Parameter[];
  /** Other numbers that it may be given by, from the names of the fields that are there; null for the parameters above. */
  form?(names: readonly string[]): readonly Parameter[] | null;
  /** What to write in the equations where a parameter is to be the input `id`; a sentence. */
  byInput?(id: string): string;
  /** The list in place of numbers. */
  readonly list?: PairList<D>;
  readonly others?: readonly OtherField[];
  /** The first thing wrong with it, or null. The numbers are finite. */
  check(distribution: D): Problem | null;
  /** The value as a function of a standard normal, in f64: the meaning. Assumes that `check` found nothing. */
  value(distribution: D): (z: number) => number;
  /** The same to 1e-5 of the width, where a few values are asked for and `value` would make a table first. */
  formula?(distribution: D): (z: number) => number;
  /** True where `formula` is for words and curves only, and `value` is nearer to the truth. */
  readonly rough?: true;
  /** The same for a kernel. */
  packed(distribution: D): PackedTransform;
  /** One of this family with about these quantiles: what changing the family starts from. `check` may refuse it. */
  like(three: Three): D;
  /** Of a distribution of single values: each with its probability, rising. Null for one that is not. */
  masses?(distribution: D): readonly (readonly [value: number, probability: number])[] | null;
  readonly example: D;
  /** Never set: it carries the type. */
  readonly text?: T;
}

/** Three digits: enough to start from, few enough to read. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
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
