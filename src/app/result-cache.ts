/** The last few finished forecasts, so that undo, redo and "replay last change" answer at once. Bounded in memory. */
import type { Snapshot } from './results.ts';

const MAX_BYTES = 96 * 2 ** 20;

export interface ResultCache {
  get(key: string): Snapshot | null;
  put(key: string, snapshot: Snapshot): void;
  drop(key: string): void;
}

function bytesOf({ tally }: Snapshot): number {
  return tally.counts.byteLength + tally.replicateCounts.byteLength + tally.sums.byteLength;
}

/** Least recently used goes first. */
export function createCache(maxBytes = MAX_BYTES): ResultCache {
  const entries = new Map<string, Snapshot>();
  const total = (): number => [...entries.values()].reduce((sum, snapshot) => sum + bytesOf(snapshot), 0);
  return {
    get(key) {
      const found = entries.get(key);
      if (!found) return null;
      entries.delete(key);
      entries.set(key, found);
      return found;
    },
    put(key, snapshot) {
      entries.delete(key);
      entries.set(key, snapshot);
      for (const oldest of entries.keys()) {
        if (entries.size <= 1 || total() <= maxBytes) break;
        entries.delete(oldest);
      }
    },
    drop(key) {
      entries.delete(key);
    },
  };
}
