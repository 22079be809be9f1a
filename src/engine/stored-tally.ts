/**
 * A tally as plain JSON, for files of `--blocks` runs, exports and saved forecasts. Counts are sparse, deflated and in
 * base64. Reading is bounded by the layout of the request that the tally claims to answer: a forged or damaged text costs
 * no more memory than an honest one and ends in a TallyError.
 */
import { deflateSync, Inflate } from 'fflate';
import { TallyError } from './errors.ts';
import { SPECIAL_SLOTS, slotCount } from './layout.ts';
import { decodeSparse, encodeSparse, maxSparseBytes } from './sparse.ts';
import { SUM_WORDS } from './sums.ts';
import { coarsened, createTally } from './tally.ts';
import type { Tally, TallyLayout } from './types.ts';

export interface StoredTally {
  readonly schema: 2;
  readonly samples: number;
  readonly replicateSamples: readonly number[];
  readonly counts: string;
  readonly replicateCounts: string;
  readonly sums: string;
}

/** Compressed bytes given to the inflater at a time: bounds what one call can swell to (deflate's limit is 1032 : 1). */
const CHUNK = 4096;

/** `tally` as plain JSON. */
export function storeTally(tally: Tally): StoredTally {
  return {
    schema: 2,
    samples: tally.samples,
    replicateSamples: [...tally.replicateSamples],
    counts: toBase64(deflateSync(encodeSparse(tally.counts))),
    replicateCounts: toBase64(deflateSync(encodeSparse(tally.replicateCounts))),
    sums: toBase64(deflateSync(bytesOfSums(tally.sums))),
  };
}

/**
 * The tally behind `stored` for a run with `layout`. Throws TallyError where it is not such a tally: wrong shape, damaged,
 * of another layout, or with counts that do not add up to its samples.
 */
export function restoreTally(stored: unknown, layout: TallyLayout): Tally {
  const { samples, replicateSamples, counts, replicateCounts, sums } = checkShape(stored, layout);
  const tally = createTally(layout);
  tally.samples = samples;
  tally.replicateSamples.set(replicateSamples);
  tally.counts.set(decodeSparse(inflateBounded(counts, maxSparseBytes(tally.counts.length)), tally.counts.length));
  const coarse = tally.replicateCounts.length;
  tally.replicateCounts.set(decodeSparse(inflateBounded(replicateCounts, maxSparseBytes(coarse)), coarse));
  readSumBytes(inflateBounded(sums, 8 * tally.sums.length), tally.sums);
  checkCounts(tally);
  return tally;
}

function checkShape(stored: unknown, layout: TallyLayout): StoredTally {
  if (typeof stored !== 'object' || stored === null) throw new TallyError('a stored tally must be an object');
  const { schema, samples, replicateSamples, counts, replicateCounts, sums } = stored as Partial<
    Record<string, unknown>
  >;
  if (schema !== 2) throw new TallyError(`stored tally of schema ${String(schema)}; this version reads schema 2`);
  if (!isCount(samples)) throw new TallyError('stored tally: samples must be a whole number below 2^32');
  if (!Array.isArray(replicateSamples) || !replicateSamples.every(isCount)) {
    throw new TallyError('stored tally: replicateSamples must be whole numbers below 2^32');
  }
  if (replicateSamples.length !== layout.replicates) {
    throw new TallyError(`stored tally has ${replicateSamples.length} replicates, the run ${layout.replicates}`);
  }
  if (replicateSamples.reduce((sum, n) => sum + n, 0) !== samples) {
    throw new TallyError(`stored tally: replicateSamples do not add up to ${samples} samples`);
  }
  if (typeof counts !== 'string' || typeof replicateCounts !== 'string' || typeof sums !== 'string') {
    throw new TallyError('stored tally: counts, replicateCounts and sums must be base64 text');
  }
  return { schema, samples, replicateSamples, counts, replicateCounts, sums };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

/** Every histogram of every set counts each sample once, cuts in order and within it, and replicates add up to the whole. */
function checkCounts(tally: Tally): void {
  const { layout, samples, counts } = tally;
  for (let set = 0; set < layout.setCount; set++) {
    for (const histogram of layout.histograms) {
      const { offset, bins, outcome, date } = histogram;
      const place = `${outcome} at ${date}, set ${set},`;
      const from = set * layout.stride + offset;
      const slots = counts.subarray(from, from + slotCount(histogram));
      const sum = slots.subarray(0, bins + SPECIAL_SLOTS).reduce((total, count) => total + count, 0);
      if (sum !== samples) throw new TallyError(`stored tally: ${place} counts ${sum} of ${samples} samples`);
      const cuts = set < layout.scenarioCount ? histogram.cuts : histogram.pairedCuts;
      cuts.forEach((_, i) => {
        const at = bins + SPECIAL_SLOTS + 2 * i;
        const before = i === 0 ? 0 : (slots[at - 2] ?? 0) + (slots[at - 1] ?? 0);
        const [below, equal] = [slots[at] ?? 0, slots[at + 1] ?? 0];
        if (below < before || below + equal > samples) {
          throw new TallyError(
            `stored tally: ${place} counts ${below} below and ${equal} at a cut of ${samples} samples`,
          );
        }
      });
    }
  }
  if (layout.replicates === 1) return;
  const pooled = new Uint32Array(layout.setCount * layout.coarseStride);
  tally.replicateCounts.forEach((count, i) => {
    pooled[i % pooled.length] = (pooled[i % pooled.length] ?? 0) + count;
  });
  const whole = coarsened(layout, counts);
  if (pooled.some((count, i) => count !== whole[i])) {
    throw new TallyError('stored tally: the counts of its replicates do not add up to those of the whole');
  }
}

function bytesOfSums(sums: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 * sums.length));
  sums.forEach((value, i) => {
    view.setFloat64(8 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

/** Two lower limbs of each sum are digits in base 2^32; the highest and the number of values too large are whole. */
function readSumBytes(bytes: Uint8Array, sums: Float64Array): void {
  if (bytes.length !== 8 * sums.length) {
    throw new TallyError(`stored sums of ${bytes.length} bytes, but this run has ${8 * sums.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < sums.length; i++) {
    const value = view.getFloat64(8 * i, true);
    const word = i % SUM_WORDS;
    const digit = word === 0 || word === 1 || word === 3 || word === 4;
    const fits = Number.isSafeInteger(value) && (digit ? value >= 0 && value < 2 ** 32 : word === 2 || value >= 0);
    if (!fits) throw new TallyError(`stored sums are damaged at number ${i}`);
    sums[i] = value;
  }
}

function inflateBounded(base64: string, bound: number): Uint8Array {
  const compressed = fromBase64(base64, bound);
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((part) => {
    size += part.length;
    if (size > bound) throw new TallyError(`stored counts swell to over ${bound} bytes`);
    parts.push(part);
  });
  try {
    for (let at = 0; at < compressed.length; at += CHUNK) {
      inflate.push(compressed.subarray(at, at + CHUNK), at + CHUNK >= compressed.length);
    }
  } catch (error) {
    throw error instanceof TallyError ? error : new TallyError('stored counts are not valid deflate data');
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In slices: String.fromCharCode takes its bytes as arguments, and hosts bound their number.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

function fromBase64(base64: string, bound: number): Uint8Array {
  // Deflate adds at most a few bytes per 65,535; twice the bound plus slack is generous, and base64 is 4 characters per 3.
  if (base64.length > 2 * bound * (4 / 3) + 1024) {
    throw new TallyError(`stored counts of ${base64.length} characters are too long for this run`);
  }
  let text: string;
  try {
    text = atob(base64);
  } catch {
    throw new TallyError('stored counts are not base64 text');
  }
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
