/** The pool a command runs on: worker threads for the WASM engine, this thread for single samples and the others. */
import { availableParallelism } from 'node:os';
import { createReferenceEngine } from '../engine/reference/engine.ts';
import type { EngineKind } from '../engine/types.ts';
import { hostEngine } from '../workers/host.ts';
import { inlineWorker } from '../workers/inline.ts';
import { spawnNodeWorker } from '../workers/node/spawn.ts';
import { createPool } from '../workers/pool.ts';
import type { ForecastPool } from '../workers/types.ts';
import { makeWasmEngine } from '../workers/wasm-source.ts';
import type { OptionSpecs } from './arguments.ts';
import { UsageError } from './errors.ts';
import type { LoadedModel } from './model.ts';
import { parseCount } from './numbers.ts';

export const ENGINE_OPTIONS = {
  engine: {
    value: 'reference|wasm|webgpu',
    help: 'f64 reference, the WASM kernel (default), or the GPU (needs the npm package "webgpu")',
  },
} as const satisfies OptionSpecs;

export const WORKER_OPTIONS = {
  workers: { value: 'W', help: 'worker threads (default: one per core); the result does not depend on it' },
} as const satisfies OptionSpecs;

export type CliEngine = EngineKind;

const MAX_WORKERS = 256;

/** @throws UsageError for an engine the CLI does not have */
export function engineNamed(name: string | undefined): CliEngine {
  if (name === undefined || name === 'wasm' || name === 'reference' || name === 'webgpu') return name ?? 'wasm';
  throw new UsageError(`unknown engine "${name}" (known: reference, wasm, webgpu)`);
}

/** @throws UsageError for a text that is not a number of workers */
export function workerCount(text: string | undefined): number {
  const count = text === undefined ? availableParallelism() : parseCount(text, '--workers', 1);
  if (count > MAX_WORKERS) throw new UsageError(`--workers: at most ${MAX_WORKERS}, not ${count}`);
  return count;
}

/** @param workers threads of the WASM engine; 0 runs in this thread, as the others always do */
export async function openPool(model: LoadedModel, engine: CliEngine, workers: number): Promise<ForecastPool> {
  const { meta, info } = model;
  if (engine === 'webgpu') {
    const { openWebGpu } = await import('./webgpu.ts');
    return openWebGpu(model);
  }
  if (engine === 'reference') {
    const simulate = await model.simulate();
    return createPool({
      engine,
      size: 1,
      source: null,
      spawn: () => inlineWorker(() => hostEngine(createReferenceEngine(meta, simulate), meta)),
    });
  }
  const source = { module: await model.module(), meta, info };
  if (workers === 0) {
    return createPool({
      engine,
      size: 1,
      source,
      spawn: () => inlineWorker(makeWasmEngine),
    });
  }
  const script = new URL('worker.js', import.meta.url);
  return createPool({ engine, size: workers, source, spawn: () => spawnNodeWorker(script) });
}
