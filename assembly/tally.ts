/**
 * Integer histograms: counts the outcomes of a group of samples, and where asked the paired differences against
 * scenario 0. Counts only ever grow by one, so the order of samples does not matter.
 *
 * A histogram's slots are [under, bins..., over, censored, invalid]. With the coordinate x = value, or lg value where
 * `log10`, its bin is floor((x - low) binsPerUnit) in f32; binsPerUnit is a power of two. Below the first bin: under (so
 * is lg 0); above the last: over. +Infinity is censored where the horizon is finite, else invalid; NaN and -Infinity are
 * invalid, and so is a negative value under `log10`.
 *
 * A paired difference is x_s - x_0, with the horizon in place of +Infinity first. It has no censored values: what is
 * still not finite is invalid.
 *
 * Table entry, 40 bytes: outcome i32, date index i32, offset of slot 0 i32, bins i32, low f32, binsPerUnit f32,
 * log10 i32 (0 or 1), horizon f32, pairedLow f32, unused.
 */
import { OUTCOMES, VECTORS } from './generated/kernel';
import { log10 } from './math/log2';
import {
  COUNTS,
  DATE_COUNT,
  HISTOGRAM_COUNT,
  HISTOGRAMS,
  OUTCOME_VALUES,
  PAIRED,
  SCENARIO_COUNT,
  STRIDE,
  word,
} from './plan';

const ROW: usize = VECTORS << 4;
const ENTRY: usize = 40;
/** -1; 2^23 + 1; 2^23: adding it leaves a whole number below 2^23 in the low bits of the sum. */
const CONSTANTS: usize = memory.data<f32>([-1, 8388609, 8388608], 16);

/** Counts the samples of OUTCOME_VALUES in lanes [from, to) of the group. */
export function tally(from: i32, to: i32): void {
  const end = word(HISTOGRAMS) + word(HISTOGRAM_COUNT) * ENTRY;
  for (let entry = word(HISTOGRAMS); entry < end; entry += ENTRY) {
    // Two copies of the loop, each with its kind of coordinate folded in.
    if (load<i32>(entry, 24)) tallyHistogram(entry, from, to, true);
    else tallyHistogram(entry, from, to, false);
  }
}

// @ts-ignore: decorator
@inline function tallyHistogram(entry: usize, from: i32, to: i32, log: bool): void {
  const dates: usize = word(DATE_COUNT);
  const scenarios = <i32>word(SCENARIO_COUNT);
  const scenarioBytes = OUTCOMES * dates * ROW;
  const stride = word(STRIDE) << 2;
  const values = word(OUTCOME_VALUES) + (load<u32>(entry) * dates + load<u32>(entry, 4)) * ROW;
  const counts = word(COUNTS) + (load<u32>(entry, 8) << 2);
  const pairedCounts = counts + (scenarios - 1) * stride;
  const paired = word(PAIRED) != 0;

  const bins = load<i32>(entry, 12);
  const end = f32x4.splat(<f32>bins);
  const low = v128.load32_splat(entry, 16);
  const scale = v128.load32_splat(entry, 20);
  const pairedLow = v128.load32_splat(entry, 32);
  const infinity = f32x4.splat(Infinity);
  const invalid = i32x4.splat(bins + 3);
  const horizon = v128.load32_splat(entry, 28);
  const beyond = v128.bitselect(i32x4.splat(bins + 2), invalid, f32x4.lt(horizon, infinity));
  const pairedHorizon = log ? log10(horizon) : horizon;

  for (let vector = 0; vector < VECTORS; vector++) {
    const first = from - 4 * vector;
    const last = to - 4 * vector;
    if (first >= 4 || last <= 0) continue;
    let baseline = f32x4.splat(0);
    for (let scenario = 0; scenario < scenarios; scenario++) {
      const value = v128.load(values + scenario * scenarioBytes + (vector << 4));
      const unreached = f32x4.eq(value, infinity);
      const x = log ? log10(value) : value;
      // lg 0 is -Infinity and lies under; a value of -Infinity is no number of any outcome.
      const ordinary = f32x4.lt(log ? x : f32x4.abs(x), infinity);
      const special = v128.bitselect(beyond, invalid, unreached);
      const slots = v128.bitselect(binSlots(x, low, scale, end), special, ordinary);
      count(counts + scenario * stride, slots, first, last);
      if (!paired) continue;
      const reached = v128.bitselect(pairedHorizon, x, unreached);
      if (scenario == 0) {
        baseline = reached;
        continue;
      }
      const difference = f32x4.sub(reached, baseline);
      const finite = f32x4.lt(f32x4.abs(difference), infinity);
      const pairedSlots = v128.bitselect(binSlots(difference, pairedLow, scale, end), invalid, finite);
      count(pairedCounts + scenario * stride, pairedSlots, first, last);
    }
  }
}

/** 0 for under, 1.. for the bins, bins + 1 for over; for NaN some slot of these. */
// @ts-ignore: decorator
@inline function binSlots(x: v128, low: v128, scale: v128, bins: v128): v128 {
  const bin = f32x4.floor(f32x4.mul(f32x4.sub(x, low), scale));
  const bounded = f32x4.pmax(v128.load32_splat(CONSTANTS), f32x4.pmin(bins, bin));
  return v128.xor(f32x4.add(bounded, v128.load32_splat(CONSTANTS, 4)), v128.load32_splat(CONSTANTS, 8));
}

/** Adds one to the slots of lanes [first, last) of a vector. */
// @ts-ignore: decorator
@inline function count(set: usize, slots: v128, first: i32, last: i32): void {
  if (first <= 0 && last >= 4) {
    increment(set, i32x4.extract_lane(slots, 0));
    increment(set, i32x4.extract_lane(slots, 1));
    increment(set, i32x4.extract_lane(slots, 2));
    increment(set, i32x4.extract_lane(slots, 3));
    return;
  }
  if (first <= 0) increment(set, i32x4.extract_lane(slots, 0));
  if (first <= 1 && last > 1) increment(set, i32x4.extract_lane(slots, 1));
  if (first <= 2 && last > 2) increment(set, i32x4.extract_lane(slots, 2));
  if (last > 3) increment(set, i32x4.extract_lane(slots, 3));
}

// @ts-ignore: decorator
@inline function increment(set: usize, slot: i32): void {
  const address = set + (<usize>slot << 2);
  store<u32>(address, load<u32>(address) + 1);
}
