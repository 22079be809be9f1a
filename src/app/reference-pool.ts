/** Pools for hosts that lack something; loaded only there. */
import { createReferenceEngine } from '../engine/reference/engine.ts';
import lead from '../model/lead.ts';
import { hostEngine } from '../workers/host.ts';
import { inlineWorker } from '../workers/inline.ts';
import { createPool } from '../workers/pool.ts';
import type { ForecastPool } from '../workers/types.ts';
import { makeWasmEngine, type WasmSource } from '../workers/wasm-source.ts';

/** The model text itself, run on f64 numbers in this thread, in pieces of a few milliseconds. */
export function referencePool(): ForecastPool {
  return createPool({
    engine: 'reference',
    size: 1,
    source: null,
    spawn: () => inlineWorker(() => hostEngine(createReferenceEngine(lead.meta, lead.simulate), lead.meta)),
  });
}

/** The SIMD kernel in this thread. */
export function inlinePool(source: WasmSource): ForecastPool {
  return createPool({ engine: 'wasm', size: 1, source, spawn: () => inlineWorker(makeWasmEngine) });
}
