/**
 * Work for the pool while nothing else is asked of it: once the forecast is done and has stood for a moment, one job after
 * the other. Whatever is asked next ends them: a hand on a slider waits for none.
 */
import { effect } from '@preact/signals';
import type { ForecastRequest } from '../engine/types.ts';
import type { ForecastPool } from '../workers/types.ts';
import { settledRequest } from './entries.ts';
import type { Snapshot } from './results.ts';
import { runState } from './run.ts';

export interface IdleJob {
  /** What to run beside the forecast of `settled`; null for nothing. Signals that it reads are followed. */
  readonly ask: (settled: ForecastRequest) => ForecastRequest | null;
  readonly take: (result: Snapshot) => void;
}

/** A setting must stand for so long before it is run: a drag is not a question. */
const STILL_MS = 250;

/** Does the jobs in turn, each again whenever it asks for something else. Returns what ends that. */
export function followIdle(pool: ForecastPool, jobs: readonly IdleJob[], stillMs = STILL_MS): () => void {
  const known = new Map<IdleJob, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let controller: AbortController | null = null;

  const end = (): void => {
    clearTimeout(timer);
    controller?.abort();
    controller = null;
  };

  async function work(asked: readonly (readonly [IdleJob, ForecastRequest, string])[]): Promise<void> {
    const mine = new AbortController();
    controller = mine;
    for (const [job, request, key] of asked) {
      try {
        const result = await pool.run(request, { signal: mine.signal });
        if (controller !== mine) return;
        known.set(job, key);
        job.take({ request, ...result, complete: true });
      } catch {
        // Superseded, or what ails the pool, which the forecast itself then says. It is asked again when that has settled.
        return;
      }
    }
  }

  const stop = effect(() => {
    const settled = settledRequest.value;
    const { phase } = runState.value;
    end();
    if (settled === null || phase !== 'done') return;
    const asked = jobs.flatMap((job) => {
      const request = job.ask(settled);
      const key = JSON.stringify(request);
      return request === null || known.get(job) === key ? [] : [[job, request, key] as const];
    });
    if (asked.length > 0) timer = setTimeout(() => void work(asked), stillMs);
  });
  return () => {
    stop();
    end();
  };
}
