/**
 * One worker of a pool with its open calls. Comlink's promises never settle when a worker dies, so every call goes
 * through here: it settles with the answer, or fails when the worker reports its death or has been silent for too long.
 */
import { wrap } from 'comlink';
import type { Columns, ColumnsJob } from '../engine/columns.ts';
import type { Evaluation, ForecastRequest } from '../engine/types.ts';
import type { BlocksDone, BlocksJob, Reply, WorkerLike, WorkerService } from './protocol.ts';
import type { SampleSelection } from './types.ts';

/** The worker is gone; what was asked of it must be asked of another. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
}

export interface Slot {
  runBlocks(job: BlocksJob): Promise<Reply<BlocksDone | null>>;
  evaluate(request: ForecastRequest, selection: SampleSelection, trace: boolean): Promise<Reply<Evaluation>>;
  columns(request: ForecastRequest, jobs: readonly ColumnsJob[]): Promise<Reply<readonly Columns[]>>;
  /** See WorkerService.supersede. */
  supersede(run: number): void;
  /** Open calls, but for blocks of superseded runs: those end by themselves within a few milliseconds. */
  pending(): number;
  /** Ends the worker; its open calls fail with WorkerDied. */
  kill(reason: string): void;
}

/**
 * @param worker freshly spawned; loaded here
 * @param source posted to the worker
 * @param stallMs with calls open and no answer for this long, the worker counts as dead
 * @param onDeath called once, after the open calls were failed; not for `kill`
 */
export function createSlot<Source>(
  worker: WorkerLike,
  source: Source,
  stallMs: number,
  onDeath: (reason: string) => void,
): Slot {
  // Every method of the service is asynchronous and takes and gives plain data, so the remote one has the same type.
  const service = wrap(worker.endpoint) as unknown as WorkerService<Source>;
  /** How to fail each open call, and the run whose blocks it is for; Infinity for other calls. */
  const open = new Map<(error: WorkerDied) => void, number>();
  let newest = 0;
  let dead: string | null = null;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function end(reason: string): boolean {
    if (dead !== null) return false;
    dead = reason;
    clearTimeout(watchdog);
    worker.terminate();
    const error = new WorkerDied(reason);
    for (const fail of open.keys()) fail(error);
    open.clear();
    return true;
  }

  const die = (reason: string): void => {
    if (end(reason)) onDeath(reason);
  };

  function watch(): void {
    clearTimeout(watchdog);
    if (open.size === 0 || dead !== null) return;
    watchdog = setTimeout(() => die(`worker has not answered for ${stallMs / 1000} s`), stallMs);
  }

  function guarded<T>(call: () => Promise<T>, run = Number.POSITIVE_INFINITY): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (dead !== null) {
        reject(new WorkerDied(dead));
        return;
      }
      open.set(reject, run);
      if (open.size === 1) watch();
      const settle = (finish: () => void): void => {
        if (!open.delete(reject)) return;
        watch();
        finish();
      };
      call().then(
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(error)),
      );
    });
  }

  worker.onDeath(die);
  // Never awaited: what goes wrong here shows in the answers to the calls that follow.
  service.load(source).catch(() => undefined);

  return {
    runBlocks: (job) => guarded(() => service.runBlocks(job), job.run),
    evaluate: (request, selection, trace) => guarded(() => service.evaluate(request, selection, trace)),
    columns: (request, jobs) => guarded(() => service.columns(request, jobs)),
    supersede(run) {
      newest = Math.max(newest, run);
      if (dead === null) service.supersede(run).catch(() => undefined);
    },
    pending: () => [...open.values()].filter((run) => run >= newest).length,
    kill: end,
  };
}
