/**
 * Merges the tallies of jobs, which come in any order. Without a stopping rule everything is one sum. With one, sums are
 * kept by the segments between checkpoints, so that the rule is only ever shown the tally of exactly the first so many
 * blocks.
 */

import { checkpointAfter } from '../engine/checkpoint.ts';
import { addTally } from '../engine/tally.ts';
import type { BlockRange, Tally } from '../engine/types.ts';

export interface Merge {
  /** Takes `tally` over: it may be changed later. */
  add(range: BlockRange, tally: Tally): void;
  /** The merged tally to show: null before the first block (or the first checkpoint). Changes with the next `add`. */
  current(): Tally | null;
  /** Samples added, whether or not they are in `current`. */
  samples(): number;
  /** Whether the stopping rule was satisfied at a checkpoint; `current` then stays as it was there. */
  stopped(): boolean;
  /** Smallest boundary above `block` that no job may cross. */
  boundaryAfter(block: number): number;
}

/** Sum of everything. */
export function mergeAll(): Merge {
  let sum: Tally | null = null;
  return {
    add(_range, tally) {
      if (sum === null) sum = tally;
      else addTally(sum, tally);
    },
    current: () => sum,
    samples: () => sum?.samples ?? 0,
    stopped: () => false,
    boundaryAfter: () => Number.POSITIVE_INFINITY,
  };
}

interface Segment {
  readonly tally: Tally;
  blocks: number;
}

/** Sum of a growing prefix of `range`, until `enough` is true for it at a checkpoint. */
export function mergeUntil(range: BlockRange, enough: (tally: Tally) => boolean): Merge {
  const boundaryAfter = (block: number): number => Math.min(range.to, range.from + checkpointAfter(block - range.from));
  /** By first block; each ends at the boundary after it. */
  const segments = new Map<number, Segment>();
  let prefix: Tally | null = null;
  let prefixEnd = range.from;
  let samples = 0;
  let stopped = false;

  function segmentStart(block: number): number {
    let start = prefixEnd;
    while (boundaryAfter(start) <= block) start = boundaryAfter(start);
    return start;
  }

  function advance(): void {
    for (;;) {
      const next = segments.get(prefixEnd);
      const end = boundaryAfter(prefixEnd);
      if (next === undefined || next.blocks < end - prefixEnd) return;
      segments.delete(prefixEnd);
      if (prefix === null) prefix = next.tally;
      else addTally(prefix, next.tally);
      prefixEnd = end;
      stopped = enough(prefix);
      if (stopped) {
        segments.clear();
        return;
      }
    }
  }

  return {
    add(part, tally) {
      if (stopped) return;
      samples += tally.samples;
      const blocks = part.to - part.from;
      const start = segmentStart(part.from);
      const segment = segments.get(start);
      if (segment === undefined) segments.set(start, { tally, blocks });
      else {
        addTally(segment.tally, tally);
        segment.blocks += blocks;
      }
      advance();
    },
    current: () => prefix,
    samples: () => (stopped ? (prefix?.samples ?? 0) : samples),
    stopped: () => stopped,
    boundaryAfter,
  };
}
