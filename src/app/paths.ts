/**
 * Single simulated futures: outcomes of a few sample indices, asked of the pool beside the run. A sample is a function of
 * its index, so these are the run's own samples, and the same futures under every policy.
 */
import { effect, signal } from '@preact/signals';
import { BLOCK } from '../engine/blocks.ts';
import type { Evaluation, ForecastRequest } from '../engine/types.ts';
import type { ForecastPool } from '../workers/types.ts';
import { forecast } from './run.ts';
import { outcomeId } from './state/view.ts';

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

/** What is asked: the futures of a forecast in the outcome on screen. The number of samples does not matter to them. */
function questionOf(of: ForecastRequest, outcome: string): ForecastRequest {
  return { ...of, samples: BLOCK, paired: false, outcomes: of.outcomes.filter((entry) => entry.id === outcome) };
}

/**
 * Follows what is shown: futures are asked for once a forecast has its first answer, so they never hold one up. While one
 * question is out, only the newest waits.
 */
export function followFutures(pool: ForecastPool): () => void {
  let asked = '';
  let busy = false;
  let waiting: ForecastRequest | null = null;
  let stopped = false;

  function ask(next: ForecastRequest): void {
    if (busy) {
      waiting = next;
      return;
    }
    busy = true;
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
        busy = false;
        const after = waiting;
        waiting = null;
        if (after && !stopped) ask(after);
      });
  }

  const stop = effect(() => {
    const { preview, full } = forecast.value;
    const shown = (preview ?? full)?.request;
    if (!shown) return;
    const question = questionOf(shown, outcomeId.value);
    const key = JSON.stringify(question);
    if (key === asked) return;
    asked = key;
    ask(question);
  });
  return () => {
    stopped = true;
    stop();
  };
}
