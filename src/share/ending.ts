/**
 * Why a run ended where it did: at a precision, which is a standard error of one statistic. A link says of which, so that
 * whoever runs it again sees whether the run would have ended there: not before, and not after.
 */
import { BLOCK } from '../engine/blocks.ts';
import { checkpointAfter } from '../engine/checkpoint.ts';
import { groupDigits } from '../engine/format.ts';
import { observe, quantileOf } from '../engine/statistics.ts';
import type { ForecastRequest, Tally } from '../engine/types.ts';
import { type Claim, type Goal, runScenarios, type SharedForecast } from './forecast.ts';

/**
 * Standard error of the goal's median; infinity while the counts cannot tell, or hold no such thing.
 * @param set index of its scenario in the request
 */
export function goalError(
  { outcome, date }: Omit<Goal, 'scenario'>,
  set: number,
  request: ForecastRequest,
  tally: Tally,
): number {
  const recorded = request.outcomes.some(({ id, dates }) => id === outcome && dates.includes(date));
  if (request.scenarios[set] === undefined || !recorded) return Number.POSITIVE_INFINITY;
  return quantileOf(observe(tally, set, outcome, date), 0.5).se ?? Number.POSITIVE_INFINITY;
}

/** What a run again has seen of the goal. */
export interface Witness {
  /** Called with the tally at every checkpoint; never ends the run. */
  readonly enough: (tally: Tally) => false;
  /** Samples at the first checkpoint at which the precision was reached, or null. */
  reachedAt(): number | null;
  /** Standard error at the last checkpoint. */
  error(): number;
}

/** Errors differ by less where the arithmetic is not the same: a GPU on one side. */
const SLACK = 0.05;

/**
 * Watches a run of the request of a forecast's claim, for where it should have ended; null where the link does not say.
 * @param exact whether the run has the arithmetic of the claim's
 */
export function witnessOf(forecast: SharedForecast, request: ForecastRequest, exact: boolean): Witness | null {
  const { claim, sampling } = forecast;
  const { precision } = sampling;
  if (claim?.goal === undefined || precision === null || claim.samples >= sampling.samples) return null;
  const { goal } = claim;
  const set = runScenarios(forecast).findIndex(({ id }) => id === goal.scenario);
  const slack = exact ? 0 : SLACK;
  let reached: number | null = null;
  let last = Number.POSITIVE_INFINITY;
  const { samples } = request;
  return {
    enough(tally) {
      last = goalError(goal, set, request, tally);
      // Before its end a run must be surely precise to count as too long; at its end only surely imprecise is too short.
      const limit = precision * (tally.samples < samples ? 1 - slack : 1 + slack);
      if (reached === null && last <= limit) reached = tally.samples;
      return false;
    },
    reachedAt: () => reached,
    error: () => last,
  };
}

/** Whether a run that ends at a precision may end after so many samples. */
export function isCheckpoint(samples: number): boolean {
  if (samples % BLOCK !== 0) return false;
  const blocks = samples / BLOCK;
  let at = 0;
  while (at < blocks) at = checkpointAfter(at);
  return at === blocks && blocks > 0;
}

/** What a run again says of the end that a link reports. */
export interface Ending {
  /** What is false, a sentence each. */
  readonly reasons: readonly string[];
  /** What could not be checked. */
  readonly told: readonly string[];
}

/** @param seen by the witness of the run again; null where there was none */
export function judgeEnding({ sampling }: SharedForecast, { samples, goal }: Claim, seen: Witness | null): Ending {
  const { precision } = sampling;
  if (samples === sampling.samples || precision === null) return { reasons: [], told: [] };
  const [counted, asked] = [samples, sampling.samples].map(groupDigits);
  if (goal === undefined || seen === null) {
    return {
      reasons: [],
      told: [
        `The result is of ${counted} samples, not of the ${asked} asked for. The link gives the standard error at which the run was to end, ${precision}, but not of what, so it cannot be told whether the run would have ended there.`,
      ],
    };
  }
  const what = `the standard error of the median of ${goal.outcome} at ${goal.date}`;
  if (!isCheckpoint(samples))
    return { reasons: [`No run that ends at a precision ends after ${counted} samples.`], told: [] };
  const reached = seen.reachedAt();
  if (reached === samples) return { reasons: [], told: [] };
  const reason =
    reached === null
      ? `The run would not have ended after ${counted} samples: ${what} is ${Number(seen.error().toPrecision(3))} there, above ${precision}.`
      : `The run would have ended after ${groupDigits(reached)} samples: ${what} is below ${precision} there.`;
  return { reasons: [reason], told: [] };
}
