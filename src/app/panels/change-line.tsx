/**
 * One line under the answer, as high whether it says something or not, so that nothing moves: what the last change did; for
 * a first visit, what can be touched.
 */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { quantileOf } from '../../engine/statistics.ts';
import { before } from '../before.ts';
import { chanceWords } from '../chance.ts';
import { answer, outcome } from '../entries.ts';
import { model } from '../model.ts';
import { flipped, history, replayStep } from '../state/store.ts';
import { target, threshold } from '../state/view.ts';
import { movedWords, numberWords, quantileEstimate, unitOf } from '../wording.ts';

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

function Hint(): VNode {
  return (
    <>
      <b>Start anywhere:</b> <a href={`#forecast/${model.meta.levers[0]?.id ?? ''}`}>move a lever</a>, pick a policy,
      change an underlined word. New? <a href="#forecast/step-1">Three short steps</a>.{' '}
      <button type="button" class="link" onClick={dismiss}>
        got it
      </button>
    </>
  );
}

function Change(): VNode | null {
  const [was, now] = [before.value, answer.value];
  if (was === null || now === null) return null;
  const shown = outcome.value;
  const [old, fresh] = [was.result.observed, now.observed];
  const [a, b] = [quantileOf(old, 0.5).value, quantileOf(fresh, 0.5).value];
  const words = [old, fresh].map((observed) => quantileEstimate(observed, 0.5, shown, 'long')[0]);
  const moved =
    a === null || b === null
      ? `${words[0]} → ${words[1]}`
      : shown.scale === 'log10'
        ? `×${numberWords(b / a, 2)}`
        : movedWords(b - a);
  const chances = [old, fresh].map((observed) => chanceWords(observed, threshold.value));
  return (
    <>
      {was.label}:{' '}
      <b>
        {moved} {shown.scale === 'log10' ? '' : unitOf(shown)}
      </b>
      , at least {numberWords(threshold.value, 2)} in{' '}
      <b>
        {chances[0]?.replace(' %', '')} → {chances[1]}
      </b>{' '}
      of futures{' '}
      <button type="button" class="link" onClick={replayStep}>
        replay
      </button>
    </>
  );
}

export function ChangeLine(): VNode {
  const touched = history.value.past.length > 0;
  const opening = target.value?.startsWith('step-') ?? false;
  useEffect(() => {
    if (touched || opening) dismiss();
  }, [touched, opening]);
  return (
    <p class="change-line">
      {flipped.value ? (
        <>
          Showing it before the change.{' '}
          <button type="button" class="link" aria-pressed={true} onClick={replayStep}>
            show it after
          </button>
        </>
      ) : touched ? (
        <Change />
      ) : wanted.value ? (
        <Hint />
      ) : null}
    </p>
  );
}
