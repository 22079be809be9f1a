/**
 * Sums of values and of their squares, in whole numbers: a value counts as the nearest multiple of a unit that depends on
 * the histogram alone, so a sum is exact, free of order and the same however a run was cut. Mass beyond the range is in
 * it; values too large to be summed beside the range are counted, so that no mean is stated without them.
 *
 * Units: scale * 2^-48 for values, scale^2 * 2^-48 for squares, where `scale` is a power of two that no value of the range
 * exceeds. A cell of SUM_WORDS numbers holds three limbs in base 2^32 of either sum (the two lower ones from 0 to 2^32 - 1,
 * the highest with the sign), then the number of values that could not be summed. assembly/sums.ts does the same.
 */

/** Limbs of the sum of values, limbs of the sum of squares, values too large. */
export const SUM_WORDS = 7;
/** Places of the limbs of the squares and of the number of values too large. */
const SQUARES = 3;
const VAST = 6;
/** Units per scale. */
const RESOLUTION = 2 ** 48;
/** Values of this many scales and more are not summed: their squares would not fit. */
export const LARGEST_SUMMED = 2 ** 26;
const BASE = 2 ** 32;
/** Adding and subtracting it rounds to a whole number, ties to even, below 2^51. */
const ROUNDING = 1.5 * 2 ** 52;

/** What kernels add to a value, and to its square, to round it to its unit. */
export function roundingNumbers(scale: number): readonly [value: number, square: number] {
  return [ROUNDING * (scale / RESOLUTION), ROUNDING * (scale / RESOLUTION) * scale];
}

/** The smallest power of two that is at least `size`. */
export function scaleAtLeast(size: number): number {
  let scale = 1;
  while (scale < size) scale *= 2;
  while (scale / 2 >= size && scale > Number.MIN_VALUE) scale /= 2;
  return scale;
}

/** Adds one finite value to the cell at `at`. What is not finite is no value: the caller knows. */
export function addValue(sums: Float64Array, at: number, scale: number, value: number): void {
  if (!(Math.abs(value) < LARGEST_SUMMED * scale)) {
    sums[at + VAST] = (sums[at + VAST] ?? 0) + 1;
    return;
  }
  const share = value / scale;
  addWhole(sums, at, whole(share * RESOLUTION));
  addWhole(sums, at + SQUARES, whole(share * share * RESOLUTION));
}

/** The nearest whole number, ties to even: numbers of 2^51 and more that come here are whole already, or nearly. */
function whole(x: number): number {
  return Math.abs(x) < 2 ** 51 ? x + ROUNDING - ROUNDING : Math.round(x);
}

/** Adds a whole number of any size that is exact in f64 to three limbs, and carries. */
function addWhole(sums: Float64Array, at: number, value: number): void {
  const high = Math.floor(value / BASE / BASE);
  const rest = value - high * BASE * BASE;
  const middle = Math.floor(rest / BASE);
  addLimbs(sums, at, rest - middle * BASE, middle, high);
}

/** Adds limbs, which may be any whole numbers below 2^53, and carries. */
function addLimbs(sums: Float64Array, at: number, low: number, middle: number, high: number): void {
  const lowSum = (sums[at] ?? 0) + low;
  const lowCarry = Math.floor(lowSum / BASE);
  const middleSum = (sums[at + 1] ?? 0) + middle + lowCarry;
  const middleCarry = Math.floor(middleSum / BASE);
  sums[at] = lowSum - lowCarry * BASE;
  sums[at + 1] = middleSum - middleCarry * BASE;
  sums[at + 2] = (sums[at + 2] ?? 0) + high + middleCarry;
}

/** Adds cells to cells; limbs of `source` may be any whole numbers, those of `target` are carried. */
export function addSums(target: Float64Array, source: Float64Array): void {
  for (let cell = 0; cell < source.length; cell += SUM_WORDS) addCell(target, cell, source, cell);
}

/** Adds the cell at `from` to the cell at `to`. */
export function addCell(target: Float64Array, to: number, source: Float64Array, from: number): void {
  const limb = (i: number): number => source[from + i] ?? 0;
  addLimbs(target, to, limb(0), limb(1), limb(2));
  addLimbs(target, to + SQUARES, limb(3), limb(4), limb(5));
  target[to + VAST] = (target[to + VAST] ?? 0) + limb(VAST);
}

/** Sums of a cell as numbers: exact to f64's rounding. */
export interface Sums {
  /** Sum of values, unit of the outcome. */
  readonly sum: number;
  /** Sum of squares, unit of the outcome squared. */
  readonly squares: number;
  /** Values that are in neither, since they are LARGEST_SUMMED scales or more. */
  readonly vast: number;
  /** Power of two: values are summed to the nearest 2^-48 of it. */
  readonly scale: number;
}

/** Reads the cell at `at`. */
export function readSums(sums: Float64Array, at: number, scale: number): Sums {
  return {
    sum: toNumber(sums, at) * (scale / RESOLUTION),
    squares: toNumber(sums, at + SQUARES) * ((scale / RESOLUTION) * scale),
    vast: sums[at + VAST] ?? 0,
    scale,
  };
}

/** Limbs as one number. A negative sum is turned first: its lower limbs would cancel against the highest. */
function toNumber(sums: Float64Array, at: number): number {
  const [low, middle, high] = [sums[at] ?? 0, sums[at + 1] ?? 0, sums[at + 2] ?? 0];
  if (high >= 0) return (high * BASE + middle) * BASE + low;
  return -(((-1 - high) * BASE + (BASE - 1 - middle)) * BASE + (BASE - low));
}

/** The least standard deviation that the sums resolve: the root of the unit of squares, 2^-24 of the scale. */
export function resolutionOf({ scale }: Sums): number {
  return scale / Math.sqrt(RESOLUTION);
}

/** Standard error that the rounding of values to units puts into a mean of `n` of them. */
export function roundingOf({ scale }: Sums, n: number): number {
  return scale / RESOLUTION / Math.sqrt(12 * Math.max(n, 1));
}
