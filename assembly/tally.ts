/**
 * Integer histograms: counts the outcomes of a group of samples, and where asked the paired differences against
 * scenario 0. Counts only ever grow, so the order of samples does not matter.
 *
 * A histogram's slots are [under, bins..., over, censored, invalid, then two for each cut]. With the coordinate x = value,
 * or lg value where `log10`, its bin is floor((x - low) binsPerUnit) in f32; binsPerUnit is a power of two, and the last bin
 * holds the upper end too. Below the first bin: under (so is what has no lg); above the last: over. +Infinity is censored
 * where the horizon is finite, else invalid; NaN and -Infinity are invalid. A cut counts the values below it and those equal
 * to it. All valid values are summed (sums.ts), the censored at the horizon.
 *
 * A paired difference is x_s - x_0, with the horizon in place of +Infinity first, and what is summed of lg outcomes is the
 * ratio. It has no censored values: what is still not finite is invalid.
 *
 * Table entry, ENTRY bytes: outcome i32, date index i32, offset of slot 0 i32, bins i32, low f32, binsPerUnit f32,
 * log10 i32 (0 or 1), horizon f32, pairedLow f32, slots of cuts i32, cuts (address of f32, number), paired cuts (the same),
 * then f32 the scale of sums and of paired sums, and f64 the two numbers that round values and squares, and the same paired.
 */
import { OUTCOMES, VECTORS } from './kernel';
import { log10 } from './math/log2';
import {
  COUNTS,
  DATE_COUNT,
  ENTRY,
  HISTOGRAM_COUNT,
  HISTOGRAMS,
  OUTCOME_VALUES,
  PAIRED,
  SCENARIO_COUNT,
  STRIDE,
  SUMS,
  word,
} from './plan';
import { addFar, addVector, CELL, mustSettle, noteVector, settle } from './sums';

const ROW: usize = VECTORS << 4;
/** -1; 2^23 + 1; 2^23: adding it leaves a whole number below 2^23 in the low bits of the sum. */
const CONSTANTS: usize = memory.data<f32>([-1, 8388609, 8388608], 16);
/** Lanes from k on: at 16 (4 - k). */
const FROM_LANE: usize = memory.data<i32>([0, 0, 0, 0, 0, 0, 0, -1, 0, 0, -1, -1, 0, -1, -1, -1, -1, -1, -1, -1], 16);

/** Counts the samples of OUTCOME_VALUES in lanes [from, to) of the group. */
export function tally(from: i32, to: i32): void {
  const end = word(HISTOGRAMS) + word(HISTOGRAM_COUNT) * ENTRY;
  let sums: usize = word(SUMS);
  if (mustSettle()) settle();
  for (let entry = word(HISTOGRAMS); entry < end; entry += ENTRY, sums += CELL) {
    // Two copies of the loop, each with its kind of coordinate folded in.
    if (load<i32>(entry, 24)) tallyHistogram(entry, sums, from, to, true);
    else tallyHistogram(entry, sums, from, to, false);
  }
  for (let vector = 0; vector < VECTORS; vector++) {
    if (from < 4 * vector + 4 && to > 4 * vector) noteVector();
  }
}

// @ts-ignore: decorator
@inline function tallyHistogram(entry: usize, sums: usize, from: i32, to: i32, log: bool): void {
  const dates: usize = word(DATE_COUNT);
  const scenarios = <i32>word(SCENARIO_COUNT);
  const scenarioBytes = OUTCOMES * dates * ROW;
  const stride = word(STRIDE) << 2;
  const values = word(OUTCOME_VALUES) + (load<u32>(entry) * dates + load<u32>(entry, 4)) * ROW;
  const counts = word(COUNTS) + (load<u32>(entry, 8) << 2);
  const pairedCounts = counts + (scenarios - 1) * stride;
  const sumStride = word(HISTOGRAM_COUNT) * CELL;
  const pairedSums = sums + (scenarios - 1) * sumStride;
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
  const cutSlots = <usize>(bins + 4) << 2;

  for (let vector = 0; vector < VECTORS; vector++) {
    const first = from - 4 * vector;
    const last = to - 4 * vector;
    if (first >= 4 || last <= 0) continue;
    let baseline = f32x4.splat(0);
    let baselineValue = f32x4.splat(0);
    for (let scenario = 0; scenario < scenarios; scenario++) {
      const value = v128.load(values + scenario * scenarioBytes + (vector << 4));
      const unreached = f32x4.eq(value, infinity);
      // A value of -Infinity is no number of any outcome.
      const ordinary = f32x4.lt(f32x4.abs(value), infinity);
      const x = log ? v128.bitselect(log10(value), f32x4.splat(-Infinity), f32x4.gt(value, f32x4.splat(0))) : value;
      const special = v128.bitselect(beyond, invalid, unreached);
      const slots = v128.bitselect(binSlots(x, low, scale, end), special, ordinary);
      count(counts + scenario * stride, slots, first, last);
      if (load<i32>(entry, 44)) {
        countCuts(counts + scenario * stride + cutSlots, entry + 40, value, ordinary, first, last);
      }
      const reachedValue = v128.bitselect(horizon, value, unreached);
      sum(sums + scenario * sumStride, entry + 56, entry + 64, reachedValue, first, last);
      if (!paired) continue;
      const reached = log ? v128.bitselect(pairedHorizon, x, unreached) : reachedValue;
      if (scenario == 0) {
        baseline = reached;
        baselineValue = reachedValue;
        continue;
      }
      const difference = f32x4.sub(reached, baseline);
      const finite = f32x4.lt(f32x4.abs(difference), infinity);
      const pairedSlots = v128.bitselect(binSlots(difference, pairedLow, scale, end), invalid, finite);
      count(pairedCounts + scenario * stride, pairedSlots, first, last);
      countCuts(pairedCounts + scenario * stride + cutSlots, entry + 48, difference, finite, first, last);
      // What is summed of differences without a value is no number either.
      const change = log ? v128.bitselect(f32x4.div(reachedValue, baselineValue), infinity, finite) : difference;
      sum(pairedSums + scenario * sumStride, entry + 60, entry + 80, change, first, last);
    }
  }
}

/** Lanes [first, last) of a vector. */
// @ts-ignore: decorator
@inline function lanesBetween(first: i32, last: i32): v128 {
  const from = v128.load(FROM_LANE + (<usize>(4 - max(first, 0)) << 4));
  return v128.andnot(from, v128.load(FROM_LANE + (<usize>(4 - min(last, 4)) << 4)));
}

/** Adds lanes [first, last) to the sums at `cell`; what is not finite is left out. */
// @ts-ignore: decorator
@inline function sum(cell: usize, scale: usize, rounding: usize, values: v128, first: i32, last: i32): void {
  const near = f32x4.lt(f32x4.abs(values), f32x4.mul(v128.load32_splat(scale), f32x4.splat(2)));
  let summed = values;
  if (first > 0 || last < 4 || !i32x4.all_true(near)) {
    const lanes = lanesBetween(first, last);
    summed = v128.and(values, v128.and(near, lanes));
    addFarLanes(cell, v128.andnot(lanes, near), values, <f64>load<f32>(scale));
  }
  addVector(cell, summed, v128.load64_splat(rounding), v128.load64_splat(rounding, 8));
}

function addFarLanes(cell: usize, lanes: v128, values: v128, scale: f64): void {
  const mask = i32x4.bitmask(lanes);
  if (mask & 1) addFar(cell, f32x4.extract_lane(values, 0), scale);
  if (mask & 2) addFar(cell, f32x4.extract_lane(values, 1), scale);
  if (mask & 4) addFar(cell, f32x4.extract_lane(values, 2), scale);
  if (mask & 8) addFar(cell, f32x4.extract_lane(values, 3), scale);
}

/** Counts values below and at each cut; `list` is the address of the cuts' address and number. */
function countCuts(to: usize, list: usize, values: v128, valid: v128, first: i32, last: i32): void {
  const lanes = first > 0 || last < 4 ? v128.and(valid, lanesBetween(first, last)) : valid;
  let cut: usize = load<u32>(list);
  const end = cut + (<usize>load<u32>(list, 4) << 2);
  for (; cut < end; cut += 4, to += 8) {
    const at = v128.load32_splat(cut);
    const below = i32x4.bitmask(v128.and(f32x4.lt(values, at), lanes));
    const equal = i32x4.bitmask(v128.and(f32x4.eq(values, at), lanes));
    if (below) store<u32>(to, load<u32>(to) + popcnt(below));
    if (equal) store<u32>(to, load<u32>(to, 4) + popcnt(equal), 4);
  }
}

/** 0 for under, 1.. for the bins, bins + 1 for over; for NaN some slot of these. */
// @ts-ignore: decorator
@inline function binSlots(x: v128, low: v128, scale: v128, bins: v128): v128 {
  const place = f32x4.mul(f32x4.sub(x, low), scale);
  const lastBin = f32x4.add(bins, v128.load32_splat(CONSTANTS));
  const inside = f32x4.pmin(lastBin, f32x4.floor(place));
  const bounded = f32x4.pmax(v128.load32_splat(CONSTANTS), v128.bitselect(bins, inside, f32x4.gt(place, bins)));
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
