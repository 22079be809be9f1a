/** Which way paired differences went: larger, equal and smaller are three numbers, and what is not known is a fourth. Pure. */
import { changeOf } from '../engine/describe.ts';
import type { Observed } from '../engine/statistics.ts';
import type { OutcomeMeta } from '../language/definition.ts';
import { listWords, percentWords } from './wording.ts';

/**
 * The median of paired differences. A change of the median, which is what the analyses give, is another number: the middle
 * of the futures is not the same future under both policies.
 */
export const TYPICAL_CHANGE = 'typical change';
export const TYPICAL_MEANING =
  'the median of the differences within the same simulated future; the change of the median is another number';

export interface Ways {
  /** Shares of all futures. */
  readonly larger: number;
  readonly equal: number;
  readonly smaller: number;
  /** Of futures without a difference. */
  readonly unknown: number;
}

/** The value of no difference, in the outcome's unit: 0, or a ratio of 1. */
export const nothing = ({ scale }: Pick<OutcomeMeta, 'scale'>): number => (scale === 'log10' ? 1 : 0);

/** Of the paired differences of an outcome. */
export function waysOf(observed: Observed, outcome: Pick<OutcomeMeta, 'scale'>): Ways {
  const { larger, equal, smaller } = changeOf(observed, nothing(outcome));
  const { invalid, all } = observed.pooled;
  return { larger: larger.p ?? 0, equal: equal.p ?? 0, smaller: smaller.p ?? 0, unknown: invalid / all };
}

/** 'larger in 97 %, equal in 2 % and smaller in 1 %': whatever happens at all; what never does is not named. */
export function waysWords({ larger, equal, smaller, unknown }: Ways): string {
  const parts = [
    ['larger', larger],
    ['equal', equal],
    ['smaller', smaller],
    ['not known', unknown],
  ] as const;
  return listWords(parts.flatMap(([word, share]) => (share > 0 ? [`${word} in ${percentWords(share)}`] : [])));
}

/** '97 · 2 · 1': larger, equal and smaller, in percent, for a table. */
export function waysFigures({ larger, equal, smaller }: Ways): string {
  return [larger, equal, smaller].map((share) => percentWords(share).replace(' %', '')).join(' · ');
}
