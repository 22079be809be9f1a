/** What sensitivity explains: the spread of the outcome, or whether it reaches the threshold. */
import { computed, signal } from '@preact/signals';
import type { Index, Measure } from '../../../analysis/measure.ts';
import { outcome } from '../../entries.ts';
import { date, threshold } from '../../state/view.ts';
import { numberWords, unitOf } from '../../wording.ts';

export type MeasureKind = 'value' | 'reaches';
export const measureKind = signal<MeasureKind>('value');

export const measure = computed<Measure>(() => ({
  outcome: outcome.value.id,
  date: date.value,
  threshold: measureKind.value === 'value' ? null : threshold.value,
}));

export function measureWords({ threshold: at }: Pick<Measure, 'threshold'>): string {
  const label = outcome.value.label.toLowerCase();
  return at === null
    ? `the ${label}`
    : `whether the ${label} is at least ${numberWords(at, 2)} ${unitOf(outcome.value)}`;
}

/** A share of variance with its 95 % interval: '42 % (40 to 44)'. Below zero only where the interval says so. */
export function indexText({ value, low, high }: Index): string {
  if (!Number.isFinite(value)) return 'not defined';
  const decimals = high - low >= 0.03 ? 0 : 1;
  const number = (share: number): string =>
    (100 * share)
      .toFixed(decimals)
      .replace(/^-(?=0(\.0)?$)/, '')
      .replace('-', '−');
  return `${number(value)} % (${number(low)} to ${number(high)})`;
}
