/**
 * Single simulated futures: outcomes of a few sample indices, asked of the pool beside the run. A sample is a function of
 * its index, so these are the run's own samples, and the same futures under every policy.
 */
import { effect, signal } from '@preact/signals';
import type { Evaluation, ForecastRequest } from '../engine/types.ts';
import type { ForecastPool } from '../workers/types.ts';
import { request } from './state/store.ts';

/** Enough to see the spread, few enough to follow one. */
const PATHS = 40;

export interface Futures {
  readonly request: ForecastRequest;
  readonly evaluation: Evaluation;
}

export const futures = signal<Futures | null>(null);
/** Why futures cannot be shown, in words. */
export const futuresFailure = signal<string | null>(null);

/** Values of an outcome by path and date in one scenario; null before they are there. +Infinity: not reached. */
export function pathsOf(now: Futures | null, scenario: string, outcome: string): readonly (readonly number[])[] | null {
  if (!now) return null;
  const at = now.request.scenarios.findIndex((entry) => entry.id === scenario);
  const which = now.request.outcomes.findIndex((entry) => entry.id === outcome);
  if (at < 0 || which < 0) return null;
  return now.evaluation.outcomes.map((row) => [...(row[at]?.[which] ?? [])]);
}

/** Follows the request; while one question is out the newest waits. */
export function followFutures(pool: ForecastPool): () => void {
  let asked: ForecastRequest | null = null;
  let waiting: ForecastRequest | null = null;
  let stopped = false;

  function ask(next: ForecastRequest): void {
    if (asked) {
      waiting = next;
      return;
    }
    asked = next;
    const indices = Array.from({ length: PATHS }, (_, index) => index);
    pool
      .evaluate(next, { kind: 'indices', indices }, false)
      .then((evaluation) => {
        futures.value = { request: next, evaluation };
        futuresFailure.value = null;
      })
      .catch((error: unknown) => {
        futuresFailure.value = error instanceof Error ? error.message : String(error);
      })
      .finally(() => {
        asked = null;
        const after = waiting;
        waiting = null;
        if (after && !stopped) ask(after);
      });
  }

  const stop = effect(() => ask(request.value));
  return () => {
    stopped = true;
    stop();
  };
}
