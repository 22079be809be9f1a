/** When a median first exceeds a threshold, in words, policy by policy. Pure. */
import { quantile } from '../engine/estimates.ts';
import type { HistogramView } from '../engine/histogram.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import { dateWords, listWords, numberWords, unitOf } from './wording.ts';

export interface MedianOverTime {
  readonly name: string;
  /** One per date of the outcome. */
  readonly counts: readonly HistogramView[];
}

/** A median past the end of the clock exceeds whatever can be asked. */
function medianOf(counts: HistogramView): number {
  const { value, place } = quantile(counts, 0.5);
  if (place === 'censored' || place === 'above') return Number.POSITIVE_INFINITY;
  return place === 'below' ? Number.NEGATIVE_INFINITY : place === 'empty' ? Number.NaN : value;
}

/** 'from October 2027 on', 'already in mid-2026, until April 2028', 'not by mid-2030'. */
export function crossingWords(medians: readonly number[], dates: readonly number[], threshold: number): string {
  const first = medians.findIndex((median) => median >= threshold);
  if (first < 0) return `not by ${dateWords(dates.at(-1) ?? 0)}`;
  const words = first === 0 ? `already in ${dateWords(dates[0] ?? 0)}` : `first in ${dateWords(dates[first] ?? 0)}`;
  const end = medians.findIndex((median, k) => k > first && median < threshold);
  return end < 0 ? words : `${words}, and no more in ${dateWords(dates[end] ?? 0)}`;
}

/** 'The median forward lead is at least 12 months: under Act now first in January 2028, under Status quo not by mid-2030.' */
export function overDatesWords(
  entries: readonly MedianOverTime[],
  { label, at, ...outcome }: OutcomeMeta,
  threshold: number,
): string {
  const found = new Map<string, string[]>();
  for (const { name, counts } of entries) {
    const words = crossingWords(counts.map(medianOf), at, threshold);
    found.set(words, [...(found.get(words) ?? []), name]);
  }
  const each = [...found].map(([words, names]) => `under ${listWords(names)} ${words}`);
  const unit = unitOf({ label, at, ...outcome });
  return `The median ${label.toLowerCase()} is at least ${numberWords(threshold, 2)} ${unit}: ${each.join('; ')}.`;
}
