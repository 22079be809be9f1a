/** What sensitivity explains: the spread of the outcome, or whether it reaches the threshold. */
import { computed, signal } from '@preact/signals';
import type { Index, Measure } from '../../../analysis/measure.ts';
import { outcome } from '../../entries.ts';
import { date, threshold } from '../../state/view.ts';
import { countWords, numberWords, unitOf } from '../../wording.ts';

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

/** How far an analysis of variance has come that goes on until its widest 95 % interval is two points to either side. */
export const shareDone = ({ halfWidth }: { readonly halfWidth: number }): number =>
  Math.min(1, (0.02 / halfWidth) ** 2);

/** What it has cost and how exact it is: "12,000 simulated futures, every part within 1.8 points (95 %)". */
export function precisionWords(
  found: {
    readonly evaluations: number;
    readonly halfWidth: number;
    readonly done: boolean;
    readonly reached: boolean;
  },
  each: string,
): string {
  const start = `${countWords(found.evaluations)} simulated futures, every ${each} within ${numberWords(100 * found.halfWidth, 1)} points (95 %)`;
  return found.done && !found.reached ? `${start}, short of the 2 aimed at` : start;
}
