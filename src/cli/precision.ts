/** `--precision outcome@date.statistic=error`: run until a standard error is reached. */

import { QUANTILES } from '../engine/describe.ts';
import { deviationOf, type Estimate, meanOf, observe, probabilityAtLeast, quantileOf } from '../engine/statistics.ts';
import type { ForecastRequest, Tally } from '../engine/types.ts';
import { UsageError } from './errors.ts';

export interface PrecisionTarget {
  /** As given. */
  readonly text: string;
  readonly outcome: string;
  readonly date: number;
  /** Standard error to reach, in the unit of the statistic. */
  readonly error: number;
  readonly estimate: (tally: Tally, set: number) => Estimate;
}

const FORM =
  /^(?<outcome>[A-Za-z_]\w*)@(?<date>\d+(?:\.\d+)?)\.(?<statistic>\w+(?:\.\d+)?|atLeast-\d+(?:\.\d+)?)=(?<error>[\d.e+-]+)$/;

/** The thresholds in targets of the form `outcome@date.atLeast12=error`, by outcome: shares there must be counted. */
export function precisionThresholds(texts: readonly string[]): readonly { outcome: string; threshold: number }[] {
  return texts.flatMap((text) => {
    const { outcome = '', statistic = '' } = FORM.exec(text)?.groups ?? {};
    const threshold = THRESHOLD.exec(statistic)?.[1];
    return threshold === undefined ? [] : [{ outcome, threshold: Number(threshold) }];
  });
}

/** @throws UsageError for another form, an outcome or date that is not in the request, or an error not above 0 */
export function parsePrecision(text: string, request: ForecastRequest): PrecisionTarget {
  const { outcome, date: dateText, statistic, error: errorText } = FORM.exec(text)?.groups ?? {};
  if (outcome === undefined || dateText === undefined || statistic === undefined || errorText === undefined) {
    throw new UsageError(
      `--precision: "${text}" is not of the form outcome@date.p50=error or outcome@date.atLeast12=error`,
    );
  }
  const wanted = request.outcomes.find(({ id }) => id === outcome);
  if (wanted === undefined) {
    throw new UsageError(
      `--precision: no outcome "${outcome}" (known: ${request.outcomes.map(({ id }) => id).join(', ')})`,
    );
  }
  const date = wanted.dates.find((one) => Math.abs(one - Number(dateText)) < 1e-6);
  if (date === undefined)
    throw new UsageError(`--precision: ${outcome} is not recorded at ${dateText} (but at ${wanted.dates.join(', ')})`);
  const error = Number(errorText);
  if (!(error > 0) || !Number.isFinite(error))
    throw new UsageError(`--precision: the error "${errorText}" must be a number above 0`);
  const of = statisticNamed(statistic);
  return { text, outcome, date, error, estimate: (tally, set) => of(tally, set, outcome, date) };
}

const THRESHOLD = /^atLeast(-?\d+(?:\.\d+)?)$/;

type Statistic = (tally: Tally, set: number, outcome: string, date: number) => Estimate;

function statisticNamed(name: string): Statistic {
  const threshold = THRESHOLD.exec(name)?.[1];
  if (threshold !== undefined) {
    return (tally, set, outcome, date) => probabilityAtLeast(observe(tally, set, outcome, date), Number(threshold));
  }
  if (name === 'mean') return (tally, set, outcome, date) => meanOf(observe(tally, set, outcome, date));
  if (name === 'sd') return (tally, set, outcome, date) => deviationOf(observe(tally, set, outcome, date));
  const level = Object.entries(QUANTILES).find(([quantile]) => quantile === name)?.[1];
  if (level === undefined) {
    throw new UsageError(
      `--precision: unknown statistic "${name}" (known: ${Object.keys(QUANTILES).join(', ')}, mean, sd, atLeast<threshold>)`,
    );
  }
  return (tally, set, outcome, date) => quantileOf(observe(tally, set, outcome, date), level);
}

/** Largest standard error of the target over all scenarios; null where one cannot be estimated. */
export function errorReached(target: PrecisionTarget, tally: Tally): number | null {
  const errors = Array.from({ length: tally.layout.scenarioCount }, (_, set) => target.estimate(tally, set).se);
  return errors.reduce<number | null>((worst, se) => (worst === null || se === null ? null : Math.max(worst, se)), 0);
}

/** Whether every target is reached in every scenario. */
export function isPrecise(targets: readonly PrecisionTarget[], tally: Tally): boolean {
  return targets.every((target) => {
    const error = errorReached(target, tally);
    return error !== null && error <= target.error;
  });
}
