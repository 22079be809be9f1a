/**
 * A worker that is not one: the service runs in the caller's own thread, behind the same messages. For hosts without
 * workers, for engines that cannot be posted (a model's own `simulate`), and for tests. Long work then blocks the caller
 * between pieces.
 */
import { expose } from 'comlink';
import type { HostedEngine } from './host.ts';
import type { WorkerLike } from './protocol.ts';
import { createService } from './service.ts';

/** @param makeEngine as for `createService` */
export function inlineWorker<Source>(makeEngine: (source: Source) => Promise<HostedEngine> | HostedEngine): WorkerLike {
  const { port1, port2 } = new MessageChannel();
  expose(createService(makeEngine), port2);
  return {
    endpoint: port1,
    // The thread that would have to be told is the thread that would have died.
    onDeath: () => undefined,
    terminate() {
      port1.close();
      port2.close();
    },
  };
}
