/** The answer as one sentence whose date and threshold can be changed where they stand. */
import type { VNode } from 'preact';
import { probabilityAtLeast } from '../../engine/statistics.ts';
import { answer, outcome } from '../entries.ts';
import { selected } from '../state/store.ts';
import { date, threshold } from '../state/view.ts';
import { dateWords, percentWords, phraseOf, quantileEstimate } from '../wording.ts';
import { ThresholdField } from './threshold-field.tsx';

function DateSelect(): VNode {
  return (
    <select
      class="inline-select"
      aria-label="Date of the answer"
      value={String(date.value)}
      onChange={(event) => {
        date.value = Number(event.currentTarget.value);
      }}
    >
      {outcome.value.at.map((at) => (
        <option key={at} value={String(at)}>
          {dateWords(at)}
        </option>
      ))}
    </select>
  );
}

export function Answer(): VNode {
  const scenario = selected.value;
  const found = answer.value;
  const phrase = phraseOf(outcome.value);
  const name = (
    <span class="answer-scenario" style={{ '--series': `var(--series-${scenario.style})` }}>
      {scenario.name}
    </span>
  );
  if (!found) {
    return (
      <p class="answer">
        Under these assumptions and {name}, {phrase.before} <DateSelect /> {phrase.after} <span class="muted">…</span>
      </p>
    );
  }
  const { observed } = found;
  const shown = outcome.value;
  const [median, error] = quantileEstimate(observed, 0.5, shown, 'long');
  const [low, high] = [0.05, 0.95].map((p) => quantileEstimate(observed, p, shown, 'long')[0]);
  return (
    <p class="answer">
      Under these assumptions and {name}, {phrase.before} <DateSelect /> {phrase.after}{' '}
      <strong>
        {median} {phrase.unit}
      </strong>
      {error === null ? null : (
        <span
          class="answer-error"
          title="One standard error of the sampling: how far another seed would move this number"
        >
          {' '}
          (±{error})
        </span>
      )}
      , 90 % between {low} and {high}; {phrase.quantity} at least <ThresholdField /> {phrase.unitShort} in{' '}
      <strong>{percentWords(probabilityAtLeast(observed, threshold.value).value)}</strong> of futures.
    </p>
  );
}
