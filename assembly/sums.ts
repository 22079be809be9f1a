/**
 * Whole-number sums of values and of their squares, for every histogram of every set: see src/engine/sums.ts, which says
 * what they mean. A value is rounded to a multiple of its unit by adding 1.5 * 2^52 units to it as f64: the low bits of the
 * sum are then that multiple, and may be added as integers. What the large number itself adds up to is taken off at the end.
 *
 * A cell has 96 bytes: two i64 running sums of values, two of squares (one for either half of a vector), then as f64 the
 * limbs of the sum of values (three, in base 2^32), those of the squares, and the number of values too large.
 */
import { ENTRY, HISTOGRAM_COUNT, HISTOGRAMS, PAIRED, SCENARIO_COUNT, SUMS, word } from './plan';

// @ts-ignore: decorator
@inline export const CELL: usize = 96;
/** Values of this many scales and more are not summed. */
const LARGEST: f64 = 67108864;
const RESOLUTION: f64 = 281474976710656;
const BASE: f64 = 4294967296;

/** Numbers added to each i64 since the last `settle`: every cell has the same. */
let added: i64 = 0;

/** Vectors after which the i64 must be settled: 2^50 units each at most. */
const MOST_ADDED: i64 = 4096;

/** Notes that a vector was added to every cell. */
export function noteVector(): void {
  added += 2;
}

/** True where the running sums must be settled before more is added. */
// @ts-ignore: decorator
@inline export function mustSettle(): bool {
  return added >= MOST_ADDED;
}

/**
 * Adds four values below twice the scale in size. `place` is the address of the two f64 that round values and squares (in an
 * entry of the histogram table).
 */
// @ts-ignore: decorator
@inline export function addVector(cell: usize, values: v128, roundValues: v128, roundSquares: v128): void {
  const low = f64x2.promote_low_f32x4(values);
  const high = f64x2.promote_low_f32x4(v128.shuffle<u32>(values, values, 2, 3, 2, 3));
  const sum = i64x2.add(f64x2.add(low, roundValues), f64x2.add(high, roundValues));
  const squares = i64x2.add(
    f64x2.add(f64x2.mul(low, low), roundSquares),
    f64x2.add(f64x2.mul(high, high), roundSquares),
  );
  v128.store(cell, i64x2.add(v128.load(cell), sum));
  v128.store(cell, i64x2.add(v128.load(cell, 16), squares), 16);
}

/** Adds one value of any size: what is not finite is no value. */
export function addFar(cell: usize, value: f32, scale: f64): void {
  if (!(abs(value) < Infinity)) return;
  const share = <f64>value / scale;
  if (!(abs(share) < LARGEST)) {
    store<f64>(cell, load<f64>(cell, 80) + 1, 80);
    return;
  }
  addLimbs(cell + 32, nearest(share * RESOLUTION));
  addLimbs(cell + 56, nearest(share * share * RESOLUTION));
}

/** Adds a whole number to three limbs, which are carried by the host. */
function addLimbs(limbs: usize, value: f64): void {
  const high = floor(value / BASE / BASE);
  const rest = value - high * BASE * BASE;
  const middle = floor(rest / BASE);
  store<f64>(limbs, load<f64>(limbs) + (rest - middle * BASE));
  store<f64>(limbs, load<f64>(limbs, 8) + middle, 8);
  store<f64>(limbs, load<f64>(limbs, 16) + high, 16);
}

/** Moves the running sums of all cells to their limbs. */
export function settle(): void {
  const scenarios = <i32>word(SCENARIO_COUNT);
  const sets = word(PAIRED) ? 2 * scenarios - 1 : scenarios;
  const histograms = <i32>word(HISTOGRAM_COUNT);
  let cell: usize = word(SUMS);
  for (let set = 0; set < sets; set++) {
    let entry: usize = word(HISTOGRAMS) + (set < scenarios ? 64 : 80);
    for (let histogram = 0; histogram < histograms; histogram++) {
      settleSum(cell, cell + 32, load<i64>(entry));
      settleSum(cell + 16, cell + 56, load<i64>(entry, 8));
      cell += CELL;
      entry += ENTRY;
    }
  }
  added = 0;
}

function settleSum(sums: usize, limbs: usize, rounding: i64): void {
  // Each half wraps around modulo 2^64; less what rounding added, it is the sum.
  const low = load<i64>(sums) - added * rounding;
  const high = load<i64>(sums, 8) - added * rounding;
  store<i64>(sums, 0);
  store<i64>(sums, 0, 8);
  addWhole(limbs, low);
  addWhole(limbs, high);
}

function addWhole(limbs: usize, value: i64): void {
  store<f64>(limbs, load<f64>(limbs) + <f64>(value & 0xffffffff));
  // An arithmetic shift: the sign goes with the second limb.
  store<f64>(limbs, load<f64>(limbs, 8) + <f64>(value >> 32), 8);
}
