/**
 * The answer before the last change, to stand as a ghost behind the present one. It is kept as long as the same question is
 * asked of the same policy: another policy, measure or date has no before.
 */
import { computed, effect, signal } from '@preact/signals';
import type { Observed } from '../engine/statistics.ts';
import { answer, type ScenarioResult } from './entries.ts';
import { settled } from './run.ts';
import { flipped, history } from './state/store.ts';

interface Step {
  readonly result: ScenarioResult;
  /** What was changed since, in words. */
  readonly label: string;
}

const step = signal<Step | null>(null);

/** The former answer to what is on screen; null where there is none, or where it is the present one. */
export const before = computed<Step | null>(() => {
  const [known, now] = [step.value, answer.value];
  if (known === null || now === null) return null;
  const [was, is] = [known.result.of, now.of];
  if (was.key === is.key || was.outcome !== is.outcome || was.date !== is.date) return null;
  return changedSince.value === now.scenario.id ? known : null;
});

/** The policy that the last step left selected. */
const changedSince = signal('');

/** Of the answer before the change, for charts. */
export const ghost = computed<Observed | null>(() => before.value?.result.observed ?? null);

/** Keeps the last settled answer as each step begins. Returns what ends that. */
export function followBefore(): () => void {
  let last: ScenarioResult | null = null;
  let { past, future } = history.peek();
  return effect(() => {
    const now = history.value;
    if (past.at(-1) !== now.past.at(-1)) {
      const forward = now.future.length <= future.length;
      // Flipping between the two leaves both as they are.
      if (forward && last !== null) {
        step.value = { result: last, label: now.present.label };
        changedSince.value = now.present.value.selected;
      } else if (!flipped.value) step.value = null;
    } else if (step.peek() !== null) {
      // A drag goes on under the label of its latest place.
      step.value = { ...(step.peek() as Step), label: now.present.label };
    }
    ({ past, future } = now);
    if (settled.value && answer.value !== null) last = answer.value;
  });
}
