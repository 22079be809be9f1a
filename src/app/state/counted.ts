/**
 * The threshold that the forecast counts shares at: that of the view, once it has rested. Most thresholds are edges between
 * bins, and change nothing in what is run; another one is counted by a run of its own, and until then shares at it are shown
 * as the two between which they lie.
 */
import { effect, signal } from '@preact/signals';
import { outcomeId, threshold } from './view.ts';

export interface CountedAt {
  readonly outcome: string;
  readonly threshold: number;
}

export const counted = signal<CountedAt>({ outcome: '', threshold: Number.NaN });

/** A hand that drags rests less long than this. */
const REST_MS = 250;

/** Follows the view: at once to another measure, after a rest to another threshold. Returns what ends it. */
export function followThreshold(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unfollow = effect(() => {
    const next: CountedAt = { outcome: outcomeId.value, threshold: threshold.value };
    clearTimeout(timer);
    const settle = (): void => {
      counted.value = next;
    };
    if (counted.peek().outcome === next.outcome) timer = setTimeout(settle, REST_MS);
    else settle();
  });
  return () => {
    clearTimeout(timer);
    unfollow();
  };
}
