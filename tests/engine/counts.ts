/** Tallies filled by hand, for tests of what is done with counts. */

import { countDifference, countValue, createCounted } from '../../src/engine/count.ts';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import { addReplicate, createTally } from '../../src/engine/tally.ts';
import type { ForecastRequest, HistogramLayout, Tally, TallyLayout } from '../../src/engine/types.ts';
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

/** A tally of `samples` samples of arbitrary values (some no number, some never reached), spread evenly over replicates. */
export function fillTally(layout: TallyLayout, seed: number, samples: number): Tally {
  const random = testRandom(seed);
  const tally = createTally(layout);
  const value = ({ low, bins, binsPerUnit, log10 }: HistogramLayout): number => {
    const kind = random() % 32;
    if (kind === 0) return Number.NaN;
    if (kind === 1) return Number.POSITIVE_INFINITY;
    const at = low + ((random() / 2 ** 32) * 1.25 - 0.125) * (bins / binsPerUnit);
    return log10 ? 10 ** at : at;
  };
  for (let replicate = 0; replicate < layout.replicates; replicate++) {
    const counted = createCounted(layout);
    for (let i = 0; i < samples / layout.replicates; i++) {
      layout.histograms.forEach((histogram, h) => {
        const values = Array.from({ length: layout.scenarioCount }, () => value(histogram));
        for (let set = 0; set < layout.setCount; set++) {
          const other = set - layout.scenarioCount + 1;
          if (set < layout.scenarioCount) countValue(counted, layout, set, h, values[set]!);
          else countDifference(counted, layout, set, h, values[other]!, values[0]!);
        }
      });
    }
    addReplicate(tally, replicate, samples / layout.replicates, counted);
  }
  return tally;
}

/** A tally of these values of one histogram in one set, by replicate; all else is empty. */
export function tallyOfValues(
  layout: TallyLayout,
  index: number,
  byReplicate: readonly (readonly number[])[],
  set = 0,
): Tally {
  const tally = createTally(layout);
  byReplicate.forEach((values, replicate) => {
    const counted = createCounted(layout);
    for (const value of values) countValue(counted, layout, set, index, value);
    addReplicate(tally, replicate, values.length, counted);
  });
  return tally;
}
