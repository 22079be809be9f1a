/** Words for statistics, their errors and their changes. Pure. */
import { isProbability, type Target } from '../../../analysis/statistic.ts';
import { formatEstimate } from '../../../engine/format.ts';
import type { Estimate } from '../../../engine/statistics.ts';
import type { OutcomeMeta } from '../../../language/definition.ts';
import { estimateWords, numberWords, percentEstimate, signedWords, unitOf } from '../../wording.ts';

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** 'median forward lead', 'chance that the forward lead is at least 12 months'. */
export function statisticWords({ statistic }: Target, outcome: OutcomeMeta): string {
  const label = lower(outcome.label);
  switch (statistic.kind) {
    case 'quantile':
      return statistic.p === 0.5 ? `median ${label}` : `${numberWords(100 * statistic.p)} % quantile of the ${label}`;
    case 'mean':
      return `mean ${label}`;
    case 'deviation':
      return `standard deviation of the ${label}`;
    case 'atLeast':
      return `chance that the ${label} is at least ${numberWords(statistic.threshold, 2)} ${unitOf(outcome)}`;
    case 'within':
      return `chance that the ${label} is from ${numberWords(statistic.from, 2)} to ${numberWords(statistic.to, 2)} ${unitOf(outcome)}`;
    default:
      return statistic satisfies never;
  }
}

export function unitWords({ statistic }: Target, outcome: OutcomeMeta): string {
  return isProbability(statistic) ? '%' : unitOf(outcome);
}

/** '13.5 ± 0.1', without unit; in percent for a chance. */
export function estimateText(estimate: Estimate, { statistic }: Target, outcome: OutcomeMeta): string {
  const [text, error] = isProbability(statistic)
    ? percentEstimate(estimate)
    : estimateWords(estimate, outcome, 'beyond');
  return error === null ? text : `${text} ± ${error}`;
}

/** '13.5 ± 0.1 months', '60.5 ± 0.4 %'. */
export function estimateFull(estimate: Estimate, target: Target, outcome: OutcomeMeta): string {
  return `${estimateText(estimate, target, outcome)} ${unitWords(target, outcome)}`;
}

/** Unit of a difference of two values; empty for a ratio, where a × would read as a factor. */
export function differenceUnit(outcome: OutcomeMeta): string {
  return outcome.scale === 'log10' ? '' : unitOf(outcome);
}

/** 'loss, months'; the name alone where there is no unit. */
export const labelled = (name: string, unit: string): string => (unit === '' ? name : `${name}, ${unit}`);

/** '2.8 months'; the number alone where there is no unit. */
export const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text} ${unit}`);

/** Unit of a change: a chance changes by percentage points. */
export function changeUnit({ statistic }: Target, outcome: OutcomeMeta): string {
  return isProbability(statistic) ? 'percentage points' : differenceUnit(outcome);
}

/** '+2.81 ± 0.02': a change on the same draws is surer than what it is a change of, and has a digit more. */
export function changeText({ value, se }: Estimate, { statistic }: Target): string {
  if (value === null) return 'beyond';
  const factor = isProbability(statistic) ? 100 : 1;
  const [text = '', error = null] = formatEstimate(factor * value, se === null ? null : factor * se, {
    binWidth: 0.1,
  }).split(' ± ');
  return error === null ? signedWords(text) : `${signedWords(text)} ± ${error}`;
}

/** '+2.81 ± 0.02 months'. */
export function changeFull(change: Estimate, target: Target, outcome: OutcomeMeta): string {
  return withUnit(changeText(change, target), changeUnit(target, outcome));
}

/** A share of 0 to 1 with its error, in percent: '62.1 ± 0.5 %'. */
export function shareText(estimate: Estimate): string {
  const [text, error] = percentEstimate(estimate);
  return error === null ? `${text} %` : `${text} ± ${error} %`;
}

/** A number of an input or lever as it is read: three digits that matter. */
export function plain(value: number): string {
  return numberWords(Number(value.toPrecision(3)), 6);
}
