/** The futures that brushes select from: drawn once for a setting, and what is asked of them. */
import { type AnalysisBase, pause } from '../../../analysis/engine.ts';
import {
  type Explanation,
  explain,
  outcomeOf,
  type Range,
  selectByInput,
  selectByOutcome,
} from '../../../analysis/explain.ts';
import { drawFutures, type Futures, orderOf } from '../../../analysis/futures.ts';
import { findRule, type Rule } from '../../../analysis/prim.ts';
import { estimateOf, type Target } from '../../../analysis/statistic.ts';
import type { Estimate } from '../../../engine/statistics.ts';
import type { ForecastRequest } from '../../../engine/types.ts';
import { model } from '../../model.ts';

/** Few enough to explain between two frames or so, enough for a rule judged on half of them. */
export const FUTURES = 8192;

export interface Question {
  readonly request: ForecastRequest;
  readonly target: Target;
}

let drawn: { readonly key: string; readonly futures: Promise<Futures> } | null = null;

/** Futures of the one scenario of a request; drawn anew only for another setting, or where who asked first gave up. */
export async function futuresOf(
  base: Pick<AnalysisBase, 'engine' | 'signal'>,
  { request, target }: Question,
): Promise<Futures> {
  const { outcome, date } = target;
  const key = JSON.stringify([request, outcome, date]);
  while (drawn?.key === key) {
    try {
      return await drawn.futures;
    } catch {
      // Cut off with the question that asked first; `drawn` is null now, or somebody else's.
      base.signal?.throwIfAborted();
    }
  }
  const futures = drawFutures({ ...base, meta: model.meta, request }, { outcome, date }, FUTURES).then(
    ordered(base.signal),
  );
  const mine = { key, futures };
  drawn = mine;
  // One that was cut off is not kept.
  futures.catch(() => {
    if (drawn === mine) drawn = null;
  });
  return futures;
}

/** Sorts every input with pauses, so that a brush later finds them sorted and the page is never held up. */
function ordered(signal: AbortSignal | undefined): (futures: Futures) => Promise<Futures> {
  return async (futures) => {
    for (const values of futures.inputs) {
      await pause(signal);
      orderOf(values);
    }
    return futures;
  };
}

export interface Explained {
  readonly futures: Futures;
  readonly range: Range;
  readonly selected: Uint8Array;
  /** Null before it is there. */
  readonly explanation: Explanation | null;
  readonly rule: Rule | null;
  /** Why there is no rule, in words. */
  readonly noRule: string | null;
}

export async function explainRange(
  futures: Futures,
  range: Range,
  signal: AbortSignal | undefined,
  report: (partial: Explained) => void,
): Promise<Explained> {
  const selected = selectByOutcome(futures, 0, range);
  const explanation = explain(futures, model.meta, selected);
  const partial: Explained = { futures, range, selected, explanation, rule: null, noRule: null };
  report(partial);
  try {
    const rule = await findRule(futures, model.meta, selected, signal ? { signal } : {});
    return { ...partial, rule };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { ...partial, noRule: error instanceof Error ? error.message : String(error) };
  }
}

export interface Conditional {
  readonly futures: Futures;
  readonly input: number;
  readonly selected: Uint8Array;
  readonly all: Estimate;
  readonly within: Estimate;
  readonly share: number;
}

/** The outcome where an input lies in a range of its own unit. */
export function conditionOn(futures: Futures, input: number, range: Range, target: Target): Conditional {
  const values = futures.inputs[input] ?? new Float64Array(0);
  const below = (end: number): number => {
    let count = 0;
    for (const value of values) if (value < end) count += 1;
    return count / Math.max(values.length, 1);
  };
  const from = range.from === Number.NEGATIVE_INFINITY ? 0 : below(range.from);
  const to = range.to === Number.POSITIVE_INFINITY ? 1 : below(range.to);
  const selected = selectByInput(futures, input, { from, to });
  const everything = new Uint8Array(futures.size).fill(1);
  const estimate = (rows: Uint8Array): Estimate =>
    estimateOf(outcomeOf(futures, model.meta, 0, rows), target.statistic);
  const count = selected.reduce((sum, one) => sum + one, 0);
  return {
    futures,
    input,
    selected,
    all: estimate(everything),
    within: count === 0 ? { value: null, se: null } : estimate(selected),
    share: count / futures.size,
  };
}
