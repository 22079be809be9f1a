/** Tells a screen reader the result once it has settled, in one sentence, and what undo did. Silent while things move. */
import { effect } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { changedWords } from '../assumption-words.ts';
import { chanceWords } from '../chance.ts';
import { answer, outcome } from '../entries.ts';
import { runState } from '../run.ts';
import { lastMove, notice } from '../state/store.ts';
import { threshold } from '../state/view.ts';
import { numberWords, quantileEstimate, unitOf } from '../wording.ts';

/** Long enough for a burst of key presses to be one message. */
const QUIET_MS = 900;

function sentence(): string | null {
  const found = answer.value;
  if (!found || runState.value.phase !== 'done') return null;
  const [median] = quantileEstimate(found.observed, 0.5, outcome.value, 'long');
  const share = chanceWords(found.observed, threshold.value);
  const unit = unitOf(outcome.value);
  const changed = found.of.assumptions.length;
  const under = changed === 0 ? '' : `Under ${changedWords(changed)}, `;
  return `${under}${found.scenario.name}: median ${median} ${unit}; at least ${numberWords(threshold.value, 2)} in ${share} of futures.`;
}

export function LiveRegion(): VNode {
  const [said, setSaid] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const words = [lastMove.value, sentence()].filter(Boolean).join('. ');
      clearTimeout(timer);
      if (words === '') return;
      timer = setTimeout(() => {
        setSaid(words);
        lastMove.value = null;
      }, QUIET_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return (
    <>
      <div class="hidden-visually" role="status" aria-live="polite">
        {said}
      </div>
      {notice.value === null ? null : (
        <div class="notice" role="alert">
          {notice.value}{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              notice.value = null;
            }}
          >
            dismiss
          </button>
        </div>
      )}
    </>
  );
}
