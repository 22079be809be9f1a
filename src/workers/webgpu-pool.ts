/** A pool on WebGPU, once it has shown that it works. Free of its host. */
import { defaultRequest } from '../engine/draft.ts';
import { findAdapter } from '../engine/webgpu/device.ts';
import { createPool } from './pool.ts';
import type { WorkerLike } from './protocol.ts';
import type { ForecastPool } from './types.ts';
import type { WebGpuWorkerSource } from './webgpu-source.ts';

export interface WebGpuPool {
  readonly pool: ForecastPool;
  /** Name of the adapter, as users know it. */
  readonly adapter: string;
}

/**
 * Opens a pool of one worker and waits until its engine has passed the self-check.
 * @param gpu this thread's WebGPU, asked only for the adapter's name
 * @throws Error in one sentence that says why there is no such pool
 */
export async function openWebGpuPool(
  gpu: GPU | undefined,
  spawn: () => WorkerLike,
  source: WebGpuWorkerSource,
): Promise<WebGpuPool> {
  const { label } = await findAdapter(gpu, { software: source.software });
  const pool = createPool({ spawn, size: 1, source, engine: 'webgpu' });
  try {
    const request = defaultRequest(source.meta, source.info.hash);
    await pool.evaluate(request, { kind: 'indices', indices: [0] }, false);
    return { pool, adapter: label };
  } catch (error) {
    pool.dispose();
    throw error;
  }
}
