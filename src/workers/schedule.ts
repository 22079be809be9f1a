/**
 * Which blocks are to be run next, as a pure state machine: no clock, no workers, no tallies. It owes that every block
 * of the range is handed out until it is completed, and completed exactly once, whatever order jobs end, fail or repeat
 * in. Jobs are runs of consecutive blocks; the first is one block, cut into shares of its replicates so that all workers
 * work on the first answer, and later ones grow towards `targetMs` of measured work, so that messages and merges stay a
 * small part.
 */
import { type Share, WHOLE } from '../engine/blocks.ts';
import type { BlockRange } from '../engine/types.ts';

export interface Job extends BlockRange {
  /** Never reused: a result counts only while its job is in flight. */
  readonly id: number;
  /** WHOLE, but for the jobs of a first block that is cut. */
  readonly share: Share;
}

export interface ScheduleOptions {
  readonly range: BlockRange;
  /** How many workers share the work: the last jobs are cut so that they end together. */
  readonly workers: number;
  /** Into how many shares the first block is cut; at most as many as there are replicates. */
  readonly firstShares?: number;
  /** Work per job to aim at, milliseconds. */
  readonly targetMs?: number;
  /** Smallest boundary greater than `block` that no job may cross; `Infinity` for none. */
  readonly boundaryAfter?: (block: number) => number;
}

export interface Schedule {
  /** Hands out the next job, or null when all blocks are completed or in flight. */
  next(): Job | null;
  /** Notes a result. False: the job is not in flight (repeated, or handed on to another worker); its result must be dropped. */
  complete(id: number, milliseconds: number): boolean;
  /** Takes back the blocks of a job whose worker died; unknown ids change nothing. */
  fail(id: number): void;
  /** Blocks completed. */
  completed(): number;
  /** Whether every block of the range is completed. */
  finished(): boolean;
}

/**
 * Each job of a run with several replicates pays for summing up every replicate's counts, some ten milliseconds for the
 * built-in model, and for sending and merging megabytes. Cancelling does not wait for a job's end (workers look up between
 * pieces), so jobs can be this long.
 */
const TARGET_MS = 250;

/** @throws RangeError when the range is empty or not made of non-negative integers */
export function createSchedule(options: ScheduleOptions): Schedule {
  const {
    range,
    workers,
    firstShares = 1,
    targetMs = TARGET_MS,
    boundaryAfter = () => Number.POSITIVE_INFINITY,
  } = options;
  if (
    !Number.isSafeInteger(range.from) ||
    !Number.isSafeInteger(range.to) ||
    range.from < 0 ||
    range.to <= range.from
  ) {
    throw new RangeError(`no blocks in ${range.from}..${range.to}`);
  }
  const total = range.to - range.from;
  const inFlight = new Map<number, Job>();
  /** Ranges not handed out, the most urgent last. */
  const waiting: Part[] = cutFirst(range, firstShares);
  let sharesOpen = firstShares;
  let nextId = 0;
  let done = 0;
  let lastSize = 0;
  let msPerBlock = Number.POSITIVE_INFINITY;

  const blocksWaiting = (): number => waiting.reduce((sum, part) => sum + part.to - part.from, 0);

  function jobSize(): number {
    const bySpeed = Math.floor(targetMs / msPerBlock);
    // The last jobs are cut so that workers end together, but not into crumbs; a worker alone ends with itself.
    const byBalance =
      workers === 1 ? bySpeed : Math.max(Math.ceil(blocksWaiting() / (2 * workers)), Math.ceil(bySpeed / 4));
    return Math.max(1, Math.min(bySpeed, byBalance, 2 * lastSize));
  }

  return {
    next() {
      const part = waiting.pop();
      if (part === undefined) return null;
      waiting.push(part);
      const size = jobSize();
      waiting.pop();
      const to = Math.min(part.to, part.from + size, boundaryAfter(part.from));
      if (to < part.to) waiting.push({ ...part, from: to });
      const job = { ...part, id: nextId++, to };
      inFlight.set(job.id, job);
      return job;
    },
    complete(id, milliseconds) {
      const job = inFlight.get(id);
      if (job === undefined) return false;
      inFlight.delete(id);
      const blocks = (job.to - job.from) / job.share.of;
      if (job.share.of === 1) done += blocks;
      else {
        sharesOpen -= 1;
        if (sharesOpen === 0) done += 1;
      }
      const measured = Math.max(milliseconds, 0.01) / blocks;
      // The first block warms caches and compilers up, so later measurements outweigh earlier ones.
      msPerBlock = Number.isFinite(msPerBlock) ? (msPerBlock + measured) / 2 : measured;
      lastSize = Math.max(lastSize, job.to - job.from);
      return true;
    },
    fail(id) {
      const job = inFlight.get(id);
      if (job === undefined) return;
      inFlight.delete(id);
      waiting.push({ from: job.from, to: job.to, share: job.share });
    },
    completed: () => done,
    finished: () => done === total,
  };
}

/** Blocks that wait to be handed out. */
interface Part extends BlockRange {
  readonly share: Share;
}

/** The parts of a range whose first block is cut into shares, the first of these last. */
function cutFirst({ from, to }: BlockRange, shares: number): Part[] {
  if (shares === 1) return [{ from, to, share: WHOLE }];
  const first = Array.from({ length: shares }, (_, k) => ({
    from,
    to: from + 1,
    share: { index: shares - 1 - k, of: shares },
  }));
  return to - from === 1 ? first : [{ from: from + 1, to, share: WHOLE }, ...first];
}
