/**
 * Chooses what runs the forecast here: SIMD kernels in workers; the same in this thread where there are no workers; the
 * f64 reference where there is no SIMD. Each fallback is said in words.
 */
import coreInfo from '../../build/lead.json';
import coreUrl from '../../build/lead.wasm?url';
import { spawnBrowserWorker } from '../workers/browser.ts';
import { createPool } from '../workers/pool.ts';
import type { ForecastPool } from '../workers/types.ts';
import type { WasmSource } from '../workers/wasm-source.ts';
import { model } from './model.ts';

export interface Started {
  readonly pools: readonly ForecastPool[];
  /** What is missing here and what that means, or null. */
  readonly limitation: string | null;
  /** What the pools run, where that is WASM in workers. */
  readonly source: WasmSource | null;
}

/** The smallest module with a SIMD instruction: a function () -> v128 that is i8x16.splat(i32.const 0). */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

const NO_SIMD =
  'This browser has no WebAssembly SIMD, so the forecast runs on the slow reference engine: the same model in double precision, at a hundredth of the speed. Any current browser is faster; here, ask for fewer samples under "sampling".';
const NO_WORKERS =
  'This browser gives the page no background workers, so the forecast runs in the page itself, and moving a lever may lag.';

function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(SIMD_PROBE);
}

async function compileCore(): Promise<WebAssembly.Module> {
  const response = await fetch(coreUrl);
  if (!response.ok) throw new Error(`the kernel could not be loaded: ${coreUrl} answered ${response.status}`);
  // A host that serves another content type forbids streaming; the bytes compile all the same.
  const streams = response.headers.get('Content-Type')?.startsWith('application/wasm') ?? false;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Starts `count` pools of `size` workers each, on one kernel compiled once; a host that lacks something gets one pool in
 * this thread.
 * @throws Error when nothing can run the model here
 */
export async function startPools(count: number, size: number): Promise<Started> {
  if (!hasSimd()) {
    const { referencePool } = await import('./reference-pool.ts');
    return { pools: [referencePool()], limitation: NO_SIMD, source: null };
  }
  const source: WasmSource = { module: await compileCore(), meta: model.meta, info: coreInfo };
  if (typeof Worker === 'undefined') {
    const { inlinePool } = await import('./reference-pool.ts');
    return { pools: [inlinePool(source)], limitation: NO_WORKERS, source: null };
  }
  const pools = Array.from({ length: count }, () =>
    createPool({ spawn: spawnBrowserWorker, size, source, engine: 'wasm' }),
  );
  return { pools, limitation: null, source };
}
