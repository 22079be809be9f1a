/** Tallies filled by hand, for tests of what is done with counts. */
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import { addReplicateCounts, createTally } from '../../src/engine/tally.ts';
import type { ForecastRequest, Tally, TallyLayout } from '../../src/engine/types.ts';
import { TOY_HASH, TOY_META } from './toy.ts';

export function draftToy(draft: RequestDraft = {}): ForecastRequest {
  return defaultRequest(TOY_META, TOY_HASH, draft);
}

/** A generator of u32 for tests (mulberry32): not the product's draws. */
export function testRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}

/** A tally of `samples` samples in arbitrary slots, spread evenly over replicates. */
export function fillTally(layout: TallyLayout, seed: number, samples: number): Tally {
  const random = testRandom(seed);
  const tally = createTally(layout);
  for (let replicate = 0; replicate < layout.replicates; replicate++) {
    const counts = new Uint32Array(layout.setCount * layout.stride);
    for (let set = 0; set < layout.setCount; set++) {
      for (const { offset, bins } of layout.histograms) {
        for (let i = 0; i < samples / layout.replicates; i++) {
          const slot = set * layout.stride + offset + (random() % (bins + 4));
          counts[slot] = (counts[slot] ?? 0) + 1;
        }
      }
    }
    addReplicateCounts(tally, replicate, samples / layout.replicates, counts);
  }
  return tally;
}
