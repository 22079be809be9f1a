/**
 * Integer counts of a run or of a part of it. Merging is addition: exact and free of order, so counts do not depend on
 * blocks, workers or engines' schedules. This file knows nothing of what the counts mean (statistics.ts does).
 */
import { TallyError } from './errors.ts';
import { SPECIAL_SLOTS, sameLayout } from './layout.ts';
import type { Tally, TallyLayout } from './types.ts';

/** An empty tally. With one replicate there are no replicate counts: the counts themselves give the error. */
export function createTally(layout: TallyLayout): Tally {
  const { setCount, stride, coarseStride, replicates } = layout;
  return {
    layout,
    samples: 0,
    counts: new Uint32Array(setCount * stride),
    replicateCounts: new Uint32Array(replicates > 1 ? replicates * setCount * coarseStride : 0),
    replicateSamples: new Uint32Array(replicates),
  };
}

/** Adds `source` to `target` in place. Throws TallyError where the layouts differ. */
export function addTally(target: Tally, source: Tally): void {
  if (!sameLayout(target.layout, source.layout)) {
    throw new TallyError('these counts are of different runs: outcomes, dates, scenarios or replicates differ');
  }
  if (target.samples + source.samples > 0xffff_ffff) {
    throw new TallyError(`the sum of ${target.samples} and ${source.samples} samples does not fit 32-bit counts`);
  }
  target.samples += source.samples;
  addInto(target.counts, source.counts);
  addInto(target.replicateCounts, source.replicateCounts);
  addInto(target.replicateSamples, source.replicateSamples);
}

/** The sum of one or more tallies, as a new one. */
export function mergeTallies(first: Tally, ...others: readonly Tally[]): Tally {
  const sum = createTally(first.layout);
  addTally(sum, first);
  for (const tally of others) addTally(sum, tally);
  return sum;
}

/**
 * Adds the counts of `samples` samples of one replicate to a tally: `counts` holds all sets, fine slots (as from a
 * kernel). Keeps the coarse counts of the replicate where the run has several.
 */
export function addReplicateCounts(tally: Tally, replicate: number, samples: number, counts: Uint32Array): void {
  const { layout } = tally;
  if (counts.length !== tally.counts.length) {
    throw new TallyError(`${counts.length} counts given where the layout has ${tally.counts.length}`);
  }
  addInto(tally.counts, counts);
  tally.samples += samples;
  tally.replicateSamples[replicate] = (tally.replicateSamples[replicate] ?? 0) + samples;
  if (layout.replicates === 1) return;
  const base = replicate * layout.setCount * layout.coarseStride;
  for (let set = 0; set < layout.setCount; set++) {
    coarsenSet(layout, counts, set * layout.stride, tally.replicateCounts, base + set * layout.coarseStride);
  }
}

/** Adds one set of fine counts at `from` to the coarse counts at `to`. */
function coarsenSet(layout: TallyLayout, fine: Uint32Array, from: number, coarse: Uint32Array, to: number): void {
  for (const histogram of layout.histograms) {
    const firstFine = from + histogram.offset;
    const firstCoarse = to + histogram.coarseOffset;
    bump(coarse, firstCoarse, fine[firstFine] ?? 0);
    for (let bin = 0; bin < histogram.bins; bin++) {
      const count = fine[firstFine + 1 + bin] ?? 0;
      if (count !== 0) bump(coarse, firstCoarse + 1 + Math.floor(bin / layout.coarsening), count);
    }
    for (let special = 1; special < SPECIAL_SLOTS; special++) {
      const count = fine[firstFine + histogram.bins + special] ?? 0;
      bump(coarse, firstCoarse + histogram.coarseBins + special, count);
    }
  }
}

function bump(counts: Uint32Array, slot: number, by: number): void {
  counts[slot] = (counts[slot] ?? 0) + by;
}

/** Counts looked at together when adding. */
const STRETCH = 8;

/** Most counts are zero, and zeros lie together: a stretch of them costs one branch and does not touch the target. */
function addInto(target: Uint32Array, source: Uint32Array): void {
  const whole = source.length - (source.length % STRETCH);
  for (let i = 0; i < whole; i += STRETCH) {
    const low = (source[i] ?? 0) | (source[i + 1] ?? 0) | (source[i + 2] ?? 0) | (source[i + 3] ?? 0);
    const high = (source[i + 4] ?? 0) | (source[i + 5] ?? 0) | (source[i + 6] ?? 0) | (source[i + 7] ?? 0);
    if ((low | high) !== 0) addFrom(target, source, i, i + STRETCH);
  }
  addFrom(target, source, whole, source.length);
}

function addFrom(target: Uint32Array, source: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) target[i] = (target[i] ?? 0) + (source[i] ?? 0);
}

/** True when both hold the same counts of the same run. */
export function equalTallies(a: Tally, b: Tally): boolean {
  return (
    a.samples === b.samples &&
    sameLayout(a.layout, b.layout) &&
    equalCounts(a.counts, b.counts) &&
    equalCounts(a.replicateCounts, b.replicateCounts) &&
    equalCounts(a.replicateSamples, b.replicateSamples)
  );
}

function equalCounts(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((count, i) => count === b[i]);
}
