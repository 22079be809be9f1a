/**
 * How a range of blocks is cut into batches, and how large batches are. Pure: no device, no clock.
 *
 * A batch is the same consecutive points of every replicate, so that its samples lie replicate by replicate and all of a
 * workgroup's points are of one replicate. Batches start at multiples of UNIT points: a workgroup's points then differ in
 * the low bits only.
 */
import { BLOCK, piecesOfBlocks, type Sampling, UNIT } from '../blocks.ts';
import type { BlockRange } from '../types.ts';

export interface Batch {
  readonly firstPoint: number;
  /** Points of each replicate. */
  readonly perReplicate: number;
  /** perReplicate times replicates. */
  readonly samples: number;
}

/** The batch after `done` points of each replicate, of about `size` samples; null at the end of the range. */
export function nextBatch(sampling: Sampling, range: BlockRange, done: number, size: number): Batch | null {
  const [piece] = piecesOfBlocks(sampling, range);
  if (piece === undefined || done >= piece.count) return null;
  const { replicates } = sampling;
  const points = Math.max(UNIT, Math.floor(size / replicates / UNIT) * UNIT);
  const perReplicate = Math.min(points, piece.count - done);
  return { firstPoint: piece.point + done, perReplicate, samples: perReplicate * replicates };
}

/**
 * Samples of the first batch on a device, and the fewest of any but the last of a job: smaller ones cost a device as much.
 * Where so few take longer than DISPATCH_MS, the device is slower than WASM on one core.
 */
const LEAST_SIZE = BLOCK;
/** What a dispatch should take: well under a frame and a half, since other work on the device waits for its end. */
const DISPATCH_MS = 12;
/** What a batch should take at most: cancelling waits for the end of two of them. */
const BATCH_MS = 48;

/** Finds the size of batches by what earlier ones took. One per device and plan. */
export class Pace {
  private readonly targetMs: number;
  private readonly most: number;
  private current: number;

  /**
   * @param scenarios dispatches of a batch: one simulates one scenario
   * @param most samples the buffers can hold
   */
  constructor(scenarios: number, most: number) {
    this.targetMs = Math.min(DISPATCH_MS * scenarios, BATCH_MS);
    this.most = most;
    this.current = Math.min(LEAST_SIZE, most);
  }

  /** Samples of the next batch. */
  get size(): number {
    return this.current;
  }

  /** Notes that a batch of `samples` took `milliseconds` of the device's time. */
  note(samples: number, milliseconds: number): void {
    // Fourfold at most: a small batch leaves a device half empty, so its time says little about a large one's.
    const wanted = samples * Math.min(4, this.targetMs / Math.max(milliseconds, 0.01));
    // A short last batch must not shrink the next ones.
    if (wanted < this.current && samples < this.current && milliseconds < this.targetMs) return;
    this.current = Math.min(this.most, Math.max(LEAST_SIZE, Math.round(wanted)));
  }
}
