/**
 * Whether a GPU can be trusted with a model: the first block of a run on it and on WASM must count alike. Drivers differ,
 * and some are wrong.
 */

import type { ModelMeta } from '../../language/definition.ts';
import { BLOCK } from '../blocks.ts';
import type { CpuEngine } from '../cpu-session.ts';
import { defaultRequest } from '../draft.ts';
import { EngineError } from '../errors.ts';
import { planRun } from '../plan.ts';
import type { Tally } from '../types.ts';
import type { WebGpuEngine } from './engine.ts';

/** Rounding moves a sample in some thousands to the next bin; an error in any operation moves far more. */
const MOST_MOVED = 0.01;

/**
 * The largest mean distance, in bins, by which the samples of a histogram would have to be moved to turn one tally into the
 * other (their Wasserstein distance); infinite where a special slot differs by more than MOST_MOVED of the samples.
 */
export function tallyDistance(a: Tally, b: Tally): number {
  let largest = 0;
  const { layout, samples } = a;
  for (let set = 0; set < layout.setCount; set++) {
    for (const { offset, bins } of layout.histograms) {
      const first = set * layout.stride + offset;
      const difference = (slot: number): number => (a.counts[first + slot] ?? 0) - (b.counts[first + slot] ?? 0);
      let running = 0;
      let moved = 0;
      for (let slot = 0; slot <= bins + 1; slot++) {
        running += difference(slot);
        moved += Math.abs(running);
      }
      const special = Math.max(Math.abs(difference(bins + 2)), Math.abs(difference(bins + 3)));
      if (special > MOST_MOVED * samples) return Number.POSITIVE_INFINITY;
      largest = Math.max(largest, moved / samples);
    }
  }
  return largest;
}

/**
 * Runs the first block of the model's first two presets on both. @throws EngineError where they differ by more than
 * rounding explains, or where the GPU could not do it
 */
export async function selfCheck(engine: WebGpuEngine, wasm: CpuEngine, meta: ModelMeta, hash: string): Promise<void> {
  const scenarios = meta.presets.slice(0, 2).map(({ id }) => ({ preset: id }));
  const request = defaultRequest(meta, hash, { samples: BLOCK, scenarios: scenarios.length > 0 ? scenarios : [{}] });
  const plan = planRun(meta, request);
  const range = { from: 0, to: 1 };
  const session = await engine.open(plan);
  const found = await session.runBlocks(range);
  const fallback = session.fallback();
  if (fallback !== null) throw new EngineError(fallback);
  const distance = tallyDistance(found, wasm.open(plan).runBlocks(range));
  session.close();
  if (!(distance <= MOST_MOVED)) {
    throw new EngineError(
      `${engine.adapter()} gives other results than WASM: samples lie ${distance.toPrecision(2)} bins off on average`,
    );
  }
}
