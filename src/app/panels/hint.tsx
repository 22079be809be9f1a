/** One line for a first visit: what can be touched. Gone for good once dismissed, or once something was changed. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { history } from '../state/store.ts';

const KEY = 'headway.hint';

function firstVisit(): boolean {
  try {
    return localStorage.getItem(KEY) === null;
  } catch {
    return true;
  }
}

const wanted = signal(firstVisit());

function dismiss(): void {
  wanted.value = false;
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // A page that may not store anything shows the line again on the next visit.
  }
}

export function Hint(): VNode | null {
  const touched = history.value.past.length > 0;
  useEffect(() => {
    if (touched) dismiss();
  }, [touched]);
  if (!wanted.value) return null;
  return (
    <p class="hint">
      <b>Start anywhere:</b> move a lever, pick a scenario, change an underlined word. Your machine computes each answer
      at once, under <a href="#assumptions">these assumptions</a>.{' '}
      <button type="button" class="link" onClick={dismiss}>
        got it
      </button>
    </p>
  );
}
