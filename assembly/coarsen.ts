/**
 * Counts by groups of eight bins, for the error of a run: the host asks for them after the points of each replicate, and
 * what a replicate added is the difference from the time before. Reads COUNTS and changes nothing there.
 */
import { COUNTS, ENTRY, HISTOGRAM_COUNT, HISTOGRAMS, STRIDE, word } from './plan';

/** Bins of a group; `COARSENING` of src/engine/layout.ts. */
// @ts-ignore: decorator
@inline const GROUP: i32 = 8;

/**
 * Writes u32[sets][coarseStride] at `out`: for each histogram, at its entry of `offsets` (i32 each), [under, groups...,
 * over, censored, invalid, cuts...]. The last group may hold fewer bins.
 */
export function coarsen(sets: i32, offsets: usize, coarseStride: i32, out: usize): void {
  const histograms = <i32>word(HISTOGRAM_COUNT);
  for (let set = 0; set < sets; set++) {
    const fine = word(COUNTS) + (set * word(STRIDE) << 2);
    const coarse = out + (set * coarseStride << 2);
    for (let histogram = 0; histogram < histograms; histogram++) {
      const entry = word(HISTOGRAMS) + histogram * ENTRY;
      const from: usize = fine + (load<u32>(entry, 8) << 2);
      const to: usize = coarse + (load<u32>(offsets + (histogram << 2)) << 2);
      coarsenHistogram(from, load<i32>(entry, 12), to, load<i32>(entry, 36));
    }
  }
}

function coarsenHistogram(from: usize, bins: i32, to: usize, cutSlots: i32): void {
  store<u32>(to, load<u32>(from));
  from += 4;
  to += 4;
  const whole = bins & ~(GROUP - 1);
  for (let bin = 0; bin < whole; bin += GROUP, from += 4 * GROUP, to += 4) {
    store<u32>(to, sum(i32x4.add(v128.load(from), v128.load(from, 16))));
  }
  if (whole < bins) {
    let rest: u32 = 0;
    for (let bin = whole; bin < bins; bin++, from += 4) rest += load<u32>(from);
    store<u32>(to, rest);
    to += 4;
  }
  store<u64>(to, load<u64>(from));
  store<u32>(to, load<u32>(from, 8), 8);
  for (let slot = 0; slot < cutSlots; slot++) {
    const at = <usize>slot << 2;
    store<u32>(to + at, load<u32>(from + at, 12), 12);
  }
}

// @ts-ignore: decorator
@inline function sum(x: v128): u32 {
  const pairs = i32x4.add(x, v128.shuffle<u32>(x, x, 2, 3, 0, 1));
  return i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1);
}
