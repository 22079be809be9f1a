/**
 * A tally as plain JSON, for files of `--blocks` runs, exports and saved forecasts. Counts are sparse, deflated and in
 * base64. Reading is bounded by the layout of the request that the tally claims to answer: a forged or damaged text costs
 * no more memory than an honest one and ends in a TallyError.
 */
import { deflateSync, Inflate } from 'fflate';
import { TallyError } from './errors.ts';
import { decodeSparse, encodeSparse, maxSparseBytes } from './sparse.ts';
import { createTally } from './tally.ts';
import type { Tally, TallyLayout } from './types.ts';

export interface StoredTally {
  readonly schema: 1;
  readonly samples: number;
  readonly replicateSamples: readonly number[];
  readonly counts: string;
  readonly replicateCounts: string;
}

/** Compressed bytes given to the inflater at a time: bounds what one call can swell to (deflate's limit is 1032 : 1). */
const CHUNK = 4096;

/** `tally` as plain JSON. */
export function storeTally(tally: Tally): StoredTally {
  return {
    schema: 1,
    samples: tally.samples,
    replicateSamples: [...tally.replicateSamples],
    counts: toBase64(deflateSync(encodeSparse(tally.counts))),
    replicateCounts: toBase64(deflateSync(encodeSparse(tally.replicateCounts))),
  };
}

/**
 * The tally behind `stored` for a run with `layout`. Throws TallyError where it is not such a tally: wrong shape, damaged,
 * of another layout, or with counts that do not add up to its samples.
 */
export function restoreTally(stored: unknown, layout: TallyLayout): Tally {
  const { samples, replicateSamples, counts, replicateCounts } = checkShape(stored, layout);
  const tally = createTally(layout);
  tally.samples = samples;
  tally.replicateSamples.set(replicateSamples);
  tally.counts.set(decodeSparse(inflateBounded(counts, tally.counts.length), tally.counts.length));
  const coarse = tally.replicateCounts.length;
  tally.replicateCounts.set(decodeSparse(inflateBounded(replicateCounts, coarse), coarse));
  checkSums(tally);
  return tally;
}

function checkShape(stored: unknown, layout: TallyLayout): StoredTally {
  if (typeof stored !== 'object' || stored === null) throw new TallyError('a stored tally must be an object');
  const { schema, samples, replicateSamples, counts, replicateCounts } = stored as Partial<Record<string, unknown>>;
  if (schema !== 1) throw new TallyError(`stored tally of schema ${String(schema)}; this version reads schema 1`);
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
  if (typeof counts !== 'string' || typeof replicateCounts !== 'string') {
    throw new TallyError('stored tally: counts and replicateCounts must be base64 text');
  }
  return { schema, samples, replicateSamples, counts, replicateCounts };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}

/** Every histogram of every set counts each sample once. */
function checkSums(tally: Tally): void {
  const { layout, samples } = tally;
  for (let set = 0; set < layout.setCount; set++) {
    for (const { offset, bins, outcome, date } of layout.histograms) {
      const from = set * layout.stride + offset;
      const sum = tally.counts.subarray(from, from + bins + 4).reduce((total, count) => total + count, 0);
      if (sum !== samples) {
        throw new TallyError(`stored tally: ${outcome} at ${date}, set ${set}, counts ${sum} of ${samples} samples`);
      }
    }
  }
}

function inflateBounded(base64: string, slots: number): Uint8Array {
  const bound = maxSparseBytes(slots);
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
