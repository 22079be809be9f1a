/// <reference path="./node-adapter.d.ts" />
/** Worker threads of Node for a pool: the main thread's side. The other side is worker.ts. */
import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { WorkerLike } from '../protocol.ts';

/** @param script the built worker.ts */
export function spawnNodeWorker(script: URL): WorkerLike {
  const worker = new Worker(script);
  return {
    endpoint: nodeEndpoint(worker),
    onDeath(report) {
      worker.once('error', (error) => report(error.message));
      worker.once('messageerror', () => report('a message could not be read'));
      worker.once('exit', (code) => report(`the thread ended with code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
