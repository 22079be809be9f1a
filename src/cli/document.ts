/** The JSON documents of the CLI: what they hold and how a run becomes one. */

import { noChange } from '../engine/cuts.ts';
import { type Change, type Description, describeChange, describe as describeOutcome } from '../engine/describe.ts';
import { forecastDigest } from '../engine/digest.ts';
import { pairedSet } from '../engine/histogram.ts';
import { planRun } from '../engine/plan.ts';
import { type StoredTally, storeTally } from '../engine/stored-tally.ts';
import type { BlockRange, EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { ModelMeta, OutcomeMeta } from '../language/definition.ts';
import { errorReached, type PrecisionTarget } from './precision.ts';

/** Descriptions by outcome and date, dates as text: `outcomes.forwardLead['2028.5']`. */
export type Outcomes = Readonly<Record<string, Readonly<Record<string, Description>>>>;

/** The same of paired differences, and which way they went. */
export type PairedOutcomes = Readonly<
  Record<string, Readonly<Record<string, Description & { readonly change: Change }>>>
>;

export interface RunDocument {
  readonly request: ForecastRequest;
  readonly engine: EngineKind;
  readonly samples: number;
  readonly seconds: number;
  readonly samplesPerSecond: number;
  /** Null for WebGPU: its counts depend on the device, within a tolerance. */
  readonly digest: string | null;
  /** What was put right rather than refused, a sentence each: repaired correlations. */
  readonly warnings: readonly string[];
  readonly scenarios: readonly { readonly id: string; readonly outcomes: Outcomes }[];
  /** `of` minus `against`, on the same draws. */
  readonly paired: readonly { readonly of: string; readonly against: string; readonly outcomes: PairedOutcomes }[];
  /** Where a precision was asked for: the largest standard error over scenarios, and whether it was low enough. */
  readonly precision?: readonly { readonly target: string; readonly se: number | null; readonly reached: boolean }[];
  /** Where a part of the run was asked for: which, and its counts, for `merge`. */
  readonly blocks?: BlockRange;
  readonly tally?: StoredTally;
}

export interface FinishedRun {
  readonly meta: ModelMeta;
  readonly request: ForecastRequest;
  readonly engine: EngineKind;
  readonly tally: Tally;
  readonly seconds: number;
  /** Thresholds beside those of the model's outcomes, unit of the outcome. */
  readonly thresholds: readonly number[];
  readonly targets: readonly PrecisionTarget[];
  /** Null for a whole run. */
  readonly blocks: BlockRange | null;
}

export function runDocument(run: FinishedRun): RunDocument {
  const { request, tally, seconds, targets, blocks } = run;
  const [baseline] = request.scenarios;
  return {
    request,
    engine: run.engine,
    samples: tally.samples,
    seconds,
    samplesPerSecond: seconds > 0 ? tally.samples / seconds : 0,
    digest: run.engine === 'webgpu' ? null : forecastDigest(request, tally),
    warnings: planRun(run.meta, request).warnings,
    scenarios: request.scenarios.map(({ id }, set) => ({
      id,
      outcomes: outcomesOf(run, set, ({ thresholds }) => thresholds),
    })),
    paired: request.scenarios.slice(request.paired ? 1 : request.scenarios.length).map(({ id }, i) => ({
      of: id,
      against: baseline?.id ?? '',
      outcomes: pairedOutcomesOf(run, pairedSet(tally.layout, i + 1)),
    })),
    ...(targets.length === 0 ? {} : { precision: targets.map((target) => precisionOf(target, tally)) }),
    ...(blocks === null ? {} : { blocks, tally: storeTally(tally) }),
  };
}

function pairedOutcomesOf({ meta, request, tally, thresholds }: FinishedRun, set: number): PairedOutcomes {
  return Object.fromEntries(
    request.outcomes.map(({ id, dates }) => {
      const scale = meta.outcomes.find((outcome) => outcome.id === id)?.scale ?? 'linear';
      // Thresholds of levels say little of differences; no change (a ratio of 1 on a log scale) says which way it went.
      const none = noChange({ scale });
      const asked = risingThresholds([none, ...thresholds]);
      return [
        id,
        Object.fromEntries(dates.map((date) => [String(date), describeChange(tally, set, id, date, none, asked)])),
      ];
    }),
  );
}

/** Each once, rising. */
const risingThresholds = (thresholds: readonly number[]): number[] => [...new Set(thresholds)].sort((a, b) => a - b);

function outcomesOf(
  run: FinishedRun,
  set: number,
  ownThresholds: (outcome: OutcomeMeta) => readonly number[],
): Outcomes {
  const { meta, request, tally } = run;
  return Object.fromEntries(
    request.outcomes.map(({ id, dates }) => {
      const own = meta.outcomes.filter((outcome) => outcome.id === id).flatMap(ownThresholds);
      const thresholds = risingThresholds([...own, ...run.thresholds]);
      return [
        id,
        Object.fromEntries(dates.map((date) => [String(date), describeOutcome(tally, set, id, date, thresholds)])),
      ];
    }),
  );
}

function precisionOf(target: PrecisionTarget, tally: Tally): { target: string; se: number | null; reached: boolean } {
  const se = errorReached(target, tally);
  return { target: target.text, se, reached: se !== null && se <= target.error };
}
