/**
 * The engines of the Why area: workers of their own, one to a pool, so that an analysis and the live forecast never
 * supersede each other ("latest wins" holds within a pool) and small requests fill every core. The forecast goes first:
 * while a change to it awaits its first answer, no new work is handed out here.
 */
import { effect } from '@preact/signals';
import { type AnalysisEngine, fleetOf } from '../../../analysis/engine.ts';
import type { ForecastPool } from '../../../workers/types.ts';
import { coreCount } from '../../cores.ts';
import { startPools } from '../../pool.ts';
import { runState } from '../../run.ts';

interface Fleet {
  readonly pools: readonly ForecastPool[];
  readonly engine: AnalysisEngine;
}

let started: Promise<Fleet> | null = null;

/** The engine of all analyses; started when first asked for. Rejects in words where nothing can run the model. */
export async function analysisEngine(): Promise<AnalysisEngine> {
  started ??= startPools(coreCount(), 1).then(({ pools }) => ({ pools, engine: courteous(fleetOf(pools)) }));
  try {
    return (await started).engine;
  } catch (error) {
    // The next question tries again: a kernel that could not be fetched may be there then.
    started = null;
    throw error;
  }
}

/** Gives the workers back. */
export function releaseEngines(): void {
  started?.then(
    ({ pools }) => {
      for (const pool of pools) pool.dispose();
    },
    () => undefined,
  );
  started = null;
}

function courteous(engine: AnalysisEngine): AnalysisEngine {
  return {
    width: engine.width,
    async run(request, signal) {
      await forecastAnswered(signal);
      return engine.run(request, signal);
    },
    async columns(request, jobs, signal) {
      await forecastAnswered(signal);
      return engine.columns(request, jobs, signal);
    },
  };
}

/** A run that has reported no progress has shown nothing of itself yet. */
function awaited(): boolean {
  const { phase, progress } = runState.value;
  return phase === 'running' && progress === null;
}

function forecastAnswered(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let settled = false;
    let stop: (() => void) | null = null;
    const settle = (finish: () => void): void => {
      settled = true;
      stop?.();
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const onAbort = (): void => settle(() => reject(signal?.reason));
    if (signal?.aborted) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort);
    const follow = effect(() => {
      if (!awaited() && !settled) settle(resolve);
    });
    // An effect runs at once, before it can be stopped from within.
    if (settled) follow();
    else stop = follow;
  });
}
