/**
 * WebGPU in Node, by the npm package "webgpu" (Dawn), an optional peer: it is loaded only when asked for, and its absence is
 * said in one line. The engine runs in this thread, since the work is the device's.
 */
import { inlineWorker } from '../workers/inline.ts';
import { createPool } from '../workers/pool.ts';
import type { ForecastPool } from '../workers/types.ts';
import { type HostedWebGpuEngine, makeWebGpuEngine, type WebGpuWorkerSource } from '../workers/webgpu-source.ts';
import { UsageError } from './errors.ts';
import type { LoadedModel } from './model.ts';

/** @throws UsageError where the package is missing, or finds no adapter that works */
export async function openWebGpu(model: LoadedModel): Promise<ForecastPool> {
  const gpu = await loadGpu();
  const { meta, info } = model;
  // Whoever asks for WebGPU by name gets it on software too.
  const source: WebGpuWorkerSource = {
    kernel: await model.gpuKernel(),
    module: await model.module(),
    meta,
    info,
    software: true,
  };
  let engine: HostedWebGpuEngine;
  try {
    engine = await makeWebGpuEngine(gpu, source);
  } catch (error) {
    throw new UsageError(`--engine webgpu: ${error instanceof Error ? error.message : String(error)}`);
  }
  const pool = createPool({ engine: 'webgpu', size: 1, source: null, spawn: () => inlineWorker(() => engine) });
  return {
    ...pool,
    dispose() {
      pool.dispose();
      engine.dispose();
    },
  };
}

/** What the package exports; its own types are there only where it is. */
interface Dawn {
  create(options: readonly string[]): GPU;
}

const PACKAGE = 'webgpu';

/** Dawn ends with the object it gives, whatever still hangs on it. */
let kept: GPU | null = null;

/** @throws UsageError in one line where the package is missing or does not load */
export async function loadGpu(): Promise<GPU> {
  if (kept !== null) return kept;
  try {
    const dawn: Dawn = await import(PACKAGE);
    kept = dawn.create([]);
    return kept;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    const reason = missing ? 'is not installed' : `cannot be loaded: ${error instanceof Error ? error.message : error}`;
    throw new UsageError(
      `--engine webgpu: the optional package "webgpu" ${reason.split('\n')[0]}; npm install --no-save webgpu adds it`,
    );
  }
}
