/** What each lever could still do for the answer on screen, once that has been found (gains.ts), and how it is said. */
import { computed, signal } from '@preact/signals';
import type { LeverGain } from '../analysis/lever-gains.ts';
import type { LeverMeta, OutcomeMeta } from '../language/definition.ts';
import { isAsked } from './entries.ts';
import type { Subject } from './subject.ts';
import { movedWords, numberWords, unitOf } from './wording.ts';

export interface Gains {
  /** The present answer, from which they are changes. */
  readonly of: Subject;
  readonly byLever: ReadonlyMap<string, LeverGain>;
}

export const found = signal<Gains | null>(null);

/** Those of what the page now asks; null while they are not known. */
export const gains = computed<Gains | null>(() => {
  const known = found.value;
  return known !== null && isAsked(known.of) ? known : null;
});

/** Standard errors that a gain must have to be called one: all levers are compared at once. */
const CLEARLY = 3;

export interface GainShown {
  /** '+0.9', '×1.3'; 'no gain' where none is seen. */
  readonly text: string;
  /** Against the largest gain of any lever, 0 to 1. */
  readonly size: number;
  /** Whether the lever stands where it is best. */
  readonly there: boolean;
  /** The value at which it would be had. */
  readonly value: number;
}

const sizeOf = ({ from, to }: LeverGain, { scale }: OutcomeMeta): number =>
  Math.abs(scale === 'log10' ? Math.log(to / from) : to - from) || 0;

export function gainShown({ byLever }: Gains, lever: LeverMeta, outcome: OutcomeMeta): GainShown | null {
  const gain = byLever.get(lever.id);
  if (gain === undefined || gain.change.value === null) return null;
  const { value, se } = gain.change;
  const most = Math.max(...[...byLever.values()].map((one) => sizeOf(one, outcome)), Number.MIN_VALUE);
  const clear = Math.abs(value) > CLEARLY * (se ?? 0) && value !== 0;
  const there = gain.from === gain.to;
  const text = outcome.scale === 'log10' ? `×${numberWords(gain.to / gain.from, 2)}` : movedWords(value);
  return { text: clear ? text : 'no gain', size: clear ? sizeOf(gain, outcome) / most : 0, there, value: gain.value };
}

/** '+0.9 months in the median forward lead'. */
export function gainUnit({ text }: GainShown, outcome: OutcomeMeta): string {
  const unit = outcome.scale === 'log10' ? '' : ` ${unitOf(outcome)}`;
  return `${text}${unit} in the median ${outcome.label.toLowerCase()}`;
}
