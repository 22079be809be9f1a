/**
 * How sample indices map to (replicate, point), and how a range of blocks is cut into runs of consecutive points.
 *
 * A round is UNIT * R consecutive indices; within a round, replicate r owns the indices [r * UNIT, (r + 1) * UNIT). So
 * every whole round is balanced over replicates and a prefix of a run is itself a run. A block is BLOCK consecutive
 * indices: whole rounds for every R up to 64. Indices stay below 2^32 and are exact in a number; no bit operation here
 * may treat them as signed.
 */
import { groupDigits } from './format.ts';
import type { BlockRange, ForecastRequest } from './types.ts';

/** Consecutive points of one replicate within a round. */
export const UNIT = 64;
/** Sample indices per block. */
export const BLOCK = 4096;
/** One below this many samples can be indexed in 32 bits with a whole last block. */
export const MAX_SAMPLES = 2 ** 32 - BLOCK;

/** What the mapping depends on. */
export type Sampling = Pick<ForecastRequest, 'samples' | 'replicates'>;

export interface SamplePoint {
  readonly replicate: number;
  readonly point: number;
}

/** `count` consecutive points of one replicate, from `point`. */
export interface Piece {
  readonly replicate: number;
  readonly point: number;
  readonly count: number;
}

/** Some of the replicates of a range: those r with r % of = index. The shares of all indices together are the range. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** All replicates. */
export const WHOLE: Share = { index: 0, of: 1 };

/** Samples of one round: after each, every replicate has had the same number of points. */
export function roundSize(replicates: number): number {
  return UNIT * replicates;
}

/** The (replicate, point) of sample `index`. */
export function pointOf(index: number, replicates: number): SamplePoint {
  if (replicates === 1) return { replicate: 0, point: index };
  const round = Math.floor(index / (UNIT * replicates));
  return { replicate: Math.floor(index / UNIT) % replicates, point: round * UNIT + (index % UNIT) };
}

/** The (replicate, point) of sample `index` of a run. Throws RangeError where the run has no such sample. */
export function sampleAt({ samples, replicates }: Sampling, index: number): SamplePoint {
  if (!Number.isInteger(index) || index < 0 || index >= samples) {
    throw new RangeError(`sample ${index} is not one of the ${samples} samples of this run`);
  }
  return pointOf(index, replicates);
}

/** The sample index of point `point` of replicate `replicate`: the inverse of `pointOf`. */
export function indexOf({ replicate, point }: SamplePoint, replicates: number): number {
  if (replicates === 1) return point;
  const unit = Math.floor(point / UNIT);
  return unit * UNIT * replicates + replicate * UNIT + (point % UNIT);
}

/** Number of blocks of a run; the last may be short. */
export function blockCount(sampling: Sampling): number {
  return Math.ceil(sampling.samples / BLOCK);
}

/** Number of samples in the blocks [from, to) of a run. Throws RangeError when the run has no such blocks. */
export function samplesInBlocks(sampling: Sampling, range: BlockRange): number {
  const blocks = blockCount(sampling);
  const { from, to } = range;
  if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || from > to || to > blocks) {
    throw new RangeError(`blocks ${from}..${to} are not within 0..${blocks}, the blocks of this run`);
  }
  return Math.min(to * BLOCK, sampling.samples) - Math.min(from * BLOCK, sampling.samples);
}

/**
 * The points of the blocks [from, to), by replicate: consecutive blocks are merged, so there is at most one piece per
 * replicate and an engine sums up its counts as seldom as can be. Samples are whole rounds (`roundSamples`) where
 * replicates > 1. Of a `share`, its replicates only. Throws RangeError as `samplesInBlocks`.
 */
export function piecesOfBlocks(sampling: Sampling, range: BlockRange, share: Share = WHOLE): Piece[] {
  const total = samplesInBlocks(sampling, range);
  if (total === 0) return [];
  const { replicates } = sampling;
  const count = total / replicates;
  if (!Number.isInteger(count)) {
    throw new RangeError(`${sampling.samples} samples are not a whole number of rounds of ${roundSize(replicates)}`);
  }
  const point = (range.from * BLOCK) / replicates;
  return Array.from({ length: replicates }, (_, replicate) => ({ replicate, point, count })).filter(
    ({ replicate }) => replicate % share.of === share.index,
  );
}

/**
 * `samples` rounded up to whole rounds, and what a person should know of the number, or null: that it was rounded, and that
 * Sobol' points do most at a power of two (Owen 1997: only there is every randomisation a whole net).
 */
export function roundSamples(samples: number, replicates: number): { samples: number; message: string | null } {
  if (replicates === 1) return { samples, message: null };
  const round = roundSize(replicates);
  const rounded = Math.min(Math.ceil(samples / round) * round, MAX_SAMPLES);
  const above = round * 2 ** Math.ceil(Math.log2(rounded / round));
  const sentences = [
    ...(rounded === samples ? [] : [roundedWords(samples, rounded, replicates)]),
    ...(rounded === above ? [] : [evenWords(above)]),
  ];
  return { samples: rounded, message: sentences.length === 0 ? null : sentences.join(' ') };
}

const roundedWords = (samples: number, rounded: number, replicates: number): string =>
  `${groupDigits(samples)} samples rounded up to ${groupDigits(rounded)}: whole rounds of ${replicates} randomisations.`;

function evenWords(above: number): string {
  const counts = [above / 2, above].filter((count) => count <= MAX_SAMPLES);
  return `Sobol’ points are most even at a power of two, such as ${counts.map(groupDigits).join(' or ')}.`;
}
