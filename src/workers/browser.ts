/** Web Workers for a pool: the page's side. The other side is browser-worker.ts. */
import type { WorkerLike } from './protocol.ts';

/** Starts a worker of the WASM engine. Throws where the host has none. */
export function spawnBrowserWorker(): WorkerLike {
  return likeWorker(new Worker(new URL('./browser-worker.ts', import.meta.url), { type: 'module', name: 'headway' }));
}

/** Starts the worker of the WebGPU engine: one is enough, it only feeds the device. */
export function spawnWebGpuWorker(): WorkerLike {
  return likeWorker(
    new Worker(new URL('./webgpu-worker.ts', import.meta.url), { type: 'module', name: 'headway-webgpu' }),
  );
}

/** Starts the worker that makes kernels of model texts: its service is a CompileService. */
export function spawnCompiler(): Worker {
  return new Worker(new URL('./workbench-worker.ts', import.meta.url), { type: 'module', name: 'headway-compiler' });
}

function likeWorker(worker: Worker): WorkerLike {
  return {
    endpoint: worker,
    onDeath(report) {
      worker.addEventListener('error', (event) =>
        report(event.message || 'the worker script failed to load or crashed'),
      );
      worker.addEventListener('messageerror', () => report('a message could not be read'));
    },
    terminate: () => worker.terminate(),
  };
}
