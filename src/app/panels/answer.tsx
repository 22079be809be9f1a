/**
 * The answer as one sentence. It has no sampling error, which would be read as the forecast's accuracy: its uncertainty is
 * the 90 % range. Date and threshold can be changed where they stand.
 */
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Observed, probabilityAtLeast } from '../../engine/statistics.ts';
import type { Change } from '../../share/changes.ts';
import { changedWords } from '../assumption-words.ts';
import { chanceWords } from '../chance.ts';
import { answer, assumed, outcome, settledRequest } from '../entries.ts';
import { model } from '../model.ts';
import { select } from '../state/scenarios.ts';
import { document as edited, look, selected } from '../state/store.ts';
import { date, threshold } from '../state/view.ts';
import { chosenWorldview, OWN_MIX } from '../state/worldviews.ts';
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

/** The policy that the answer is of: a menu of all, under its name. */
function ScenarioSelect({ name, style }: { name: string; style: number }): VNode {
  const { scenarios, selected: chosen } = edited.value;
  return (
    <span class="answer-policy" style={{ '--series': `var(--series-${style})` }}>
      <span class="answer-scenario" aria-hidden="true">
        {name}
      </span>
      <select
        aria-label="Policy of the answer"
        value={chosen}
        onChange={(event) => {
          const id = event.currentTarget.value;
          look((doc) => select(doc, id));
        }}
      >
        {scenarios.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Under which assumptions the answer stands; changed ones lead to their list. */
function Under({ changes, ledger }: { changes: readonly Change[]; ledger: string }): VNode {
  if (changes.length === 0) return <>Under these assumptions</>;
  const outside = !ledger.startsWith('#');
  return (
    <>
      Under{' '}
      <a
        class="answer-changed"
        href={ledger}
        title={changes.map(({ label }) => label).join(', ')}
        {...(outside ? { target: '_blank', rel: 'noopener' } : {})}
      >
        {changedWords(changes.length)}
      </a>
      <Worldview />
    </>
  );
}

/** The name of the worldview that they are, where they are one. */
function Worldview(): VNode | null {
  const chosen = chosenWorldview(edited.value, model.meta);
  if (chosen === null || chosen === OWN_MIX) return null;
  return <> ({chosen.label.charAt(0).toLowerCase() + chosen.label.slice(1)})</>;
}

/** What the model's own assumptions give, beside the answer under changed ones: loaded when there are some. */
function Own(): VNode {
  const [part, setPart] = useState<{ readonly Words: ComponentType } | null>(null);
  useEffect(() => {
    import('./own-words.tsx').then(({ OwnWords }) => setPart({ Words: OwnWords }));
  }, []);
  // Holds its place until it is known.
  return <span class="answer-own"> ({part === null ? '…' : <part.Words />} with the model’s own)</span>;
}

/** In which share of futures the value is below zero. */
function Below({ observed, words }: { observed: Observed; words: string }): VNode {
  const { value } = probabilityAtLeast(observed, 0);
  return (
    <>
      in {percentWords(value === null ? null : 1 - value)} of futures {words};{' '}
    </>
  );
}

export interface AnswerProps {
  /** Where the changed assumptions are listed. */
  readonly ledger?: string;
}

export function Answer({ ledger = '#assumptions/changed' }: AnswerProps): VNode {
  const scenario = selected.value;
  const found = answer.value;
  const phrase = phraseOf(outcome.value);
  const changes = found === null ? assumed.value : found.of.assumptions;
  const beginning = (
    <>
      <Under changes={changes} ledger={ledger} /> and <ScenarioSelect name={scenario.name} style={scenario.style} />,{' '}
      {phrase.before} <DateSelect /> {phrase.after}
    </>
  );
  if (!found) {
    return (
      <p class="answer">
        {beginning} <span class="muted">{settledRequest.value === null ? '…' : '… this was not run: run again.'}</span>
      </p>
    );
  }
  const { observed } = found;
  const shown = outcome.value;
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => quantileEstimate(observed, p, shown, 'long')[0]);
  return (
    <p class="answer">
      {beginning}{' '}
      <strong>
        {median} {phrase.unit}
      </strong>
      {changes.length === 0 ? null : <Own />}, 90{'\u00a0'}% between {low} and {high};{' '}
      {phrase.below === undefined ? null : <Below observed={observed} words={phrase.below} />}
      {phrase.quantity} at least <ThresholdField /> {phrase.unitShort} in{' '}
      <strong>{chanceWords(observed, threshold.value)}</strong> of futures.
    </p>
  );
}
