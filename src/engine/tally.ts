/**
 * Integer counts of a run or of a part of it. Merging is addition: exact and free of order, so counts do not depend on
 * blocks, workers or engines' schedules. This file knows nothing of what the counts mean (statistics.ts does).
 */
import type { Counted } from './count.ts';
import { TallyError } from './errors.ts';
import { coarseSlotCount, SPECIAL_SLOTS, sameLayout, slotCount, sumLength, sumPlace } from './layout.ts';
import { addCell, addSums, SUM_WORDS } from './sums.ts';
import type { Tally, TallyLayout } from './types.ts';

/** An empty tally. With one replicate there are no replicate counts: the counts themselves give the error. */
export function createTally(layout: TallyLayout): Tally {
  const { setCount, stride, coarseStride, replicates } = layout;
  return {
    layout,
    samples: 0,
    counts: new Uint32Array(setCount * stride),
    replicateCounts: new Uint32Array(replicates > 1 ? replicates * setCount * coarseStride : 0),
    sums: new Float64Array(replicates * sumLength(layout)),
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
  addSums(target.sums, source.sums);
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
 * Adds the counts and sums of `samples` samples of one replicate to a tally: `counts` holds all sets, fine slots. Keeps the
 * coarse counts of the replicate where the run has several.
 */
export function addReplicate(tally: Tally, replicate: number, samples: number, { counts, sums }: Counted): void {
  const { layout } = tally;
  if (counts.length !== tally.counts.length) {
    throw new TallyError(`${counts.length} counts given where the layout has ${tally.counts.length}`);
  }
  addInto(tally.counts, counts);
  const length = sumLength(layout);
  addSums(tally.sums.subarray(replicate * length, (replicate + 1) * length), sums);
  tally.samples += samples;
  tally.replicateSamples[replicate] = (tally.replicateSamples[replicate] ?? 0) + samples;
  if (layout.replicates === 1) return;
  const base = replicate * layout.setCount * layout.coarseStride;
  for (let set = 0; set < layout.setCount; set++) {
    coarsenSet(layout, counts, set * layout.stride, tally.replicateCounts, base + set * layout.coarseStride);
  }
}

/** The coarse counts that fine ones of all sets add up to. */
export function coarsened(layout: TallyLayout, fine: Uint32Array): Uint32Array {
  const coarse = new Uint32Array(layout.setCount * layout.coarseStride);
  for (let set = 0; set < layout.setCount; set++) {
    coarsenSet(layout, fine, set * layout.stride, coarse, set * layout.coarseStride);
  }
  return coarse;
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
    for (let other = 1; other < SPECIAL_SLOTS + histogram.cutSlots; other++) {
      const count = fine[firstFine + histogram.bins + other] ?? 0;
      bump(coarse, firstCoarse + histogram.coarseBins + other, count);
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
    equalCounts(a.sums, b.sums) &&
    equalCounts(a.replicateSamples, b.replicateSamples)
  );
}

function equalCounts(a: Uint32Array | Float64Array, b: Uint32Array | Float64Array): boolean {
  return a.length === b.length && a.every((count, i) => count === b[i]);
}

/** The sums of a set, all replicates together, one cell for each histogram: what digests hash. */
export function pooledSums({ layout, sums }: Tally, set: number): Float64Array {
  const pooled = new Float64Array(layout.histograms.length * SUM_WORDS);
  const length = sumLength(layout);
  for (let replicate = 0; replicate < layout.replicates; replicate++) {
    const from = replicate * length + sumPlace(layout, set, 0);
    addSums(pooled, sums.subarray(from, from + pooled.length));
  }
  return pooled;
}

/**
 * One histogram of one set as a tally of its own: what is kept of runs whose other counts are not needed again. With the
 * same samples and replicates.
 */
export function sliceTally(tally: Tally, set: number, index: number): Tally {
  const { layout } = tally;
  const histogram = layout.histograms[index];
  if (histogram === undefined) throw new TallyError(`no histogram ${index}`);
  const slice = createTally(sliceLayout(layout, set, index));
  const { stride, coarseStride } = slice.layout;
  const from = set * layout.stride + histogram.offset;
  slice.counts.set(tally.counts.subarray(from, from + stride));
  for (let replicate = 0; replicate < layout.replicates; replicate++) {
    const coarse = (replicate * layout.setCount + set) * layout.coarseStride + histogram.coarseOffset;
    if (layout.replicates > 1) {
      slice.replicateCounts.set(
        tally.replicateCounts.subarray(coarse, coarse + coarseStride),
        replicate * coarseStride,
      );
    }
    const cell = replicate * sumLength(layout) + sumPlace(layout, set, index);
    addCell(slice.sums, replicate * SUM_WORDS, tally.sums, cell);
  }
  slice.replicateSamples.set(tally.replicateSamples);
  slice.samples = tally.samples;
  return slice;
}

/** The layout of `sliceTally`. Scenarios only: differences have edges of their own. */
export function sliceLayout(layout: TallyLayout, set: number, index: number): TallyLayout {
  const histogram = layout.histograms[index];
  if (histogram === undefined || set >= layout.scenarioCount) {
    throw new TallyError(`histogram ${index} of set ${set} cannot be taken out`);
  }
  return {
    ...layout,
    histograms: [{ ...histogram, offset: 0, coarseOffset: 0 }],
    stride: slotCount(histogram),
    coarseStride: coarseSlotCount(histogram),
    scenarioCount: 1,
    setCount: 1,
  };
}
