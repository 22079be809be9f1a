/**
 * Two forecasts that disagree: a second link beside the one on screen, what differs between them, and how much of the
 * difference in the answer each of these makes (Shapley values, as under "Why").
 */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import '../../styles/why.css';
import { type Attribution, attribute } from '../../../analysis/attribution.ts';
import { type Factor, factorsBetween, type Side } from '../../../analysis/factors.ts';
import type { SharedForecast } from '../../../share/forecast.ts';
import { decodeLink } from '../../../share/link.ts';
import type { LinkNote } from '../../../share/notes.ts';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { dateWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from '../why/analysis.ts';
import { studied, studiedAlone, target } from '../why/question.ts';
import { changeFull, changeText, estimateFull, statisticWords } from '../why/words.ts';
import { WorkLine } from '../why/work-line.tsx';
import { rangeWords, valueWordsOf } from './change-words.ts';
import { linkModel } from './present.ts';

interface Other {
  readonly forecast: SharedForecast | null;
  readonly notes: readonly LinkNote[];
}

const text = signal('');
const other = signal<Other | null>(null);
/** Id of the scenario of the second link that is compared. */
const chosen = signal<string | null>(null);

const analysis = createAnalysis<Attribution>();

function load(link: string): void {
  text.value = link;
  chosen.value = null;
  if (link.trim() === '') {
    other.value = null;
    return;
  }
  const opened = decodeLink(link.trim(), linkModel);
  other.value = { forecast: opened.ok ? opened.forecast : null, notes: opened.notes };
}

export function Disagreement(): VNode {
  const now = other.value;
  return (
    <details class="disagreement">
      <summary>
        <h3>Compare with a second link</h3>
      </summary>
      <p class="prose">
        Two people read different leads off the same model. Paste the other’s link: what differs is listed, and the
        difference in the answer is divided among it.
      </p>
      <label class="share-fields">
        The other link
        <textarea class="share-link" rows={3} value={text.value} onInput={(event) => load(event.currentTarget.value)} />
      </label>
      {now === null || now.notes.length === 0 ? null : (
        <div class="alarm" role="alert">
          <ul class="faults">
            {now.notes.map((note) => (
              <li key={note.text}>{note.text}</li>
            ))}
          </ul>
        </div>
      )}
      {now?.forecast ? <Compared forecast={now.forecast} /> : null}
    </details>
  );
}

function Compared({ forecast }: { forecast: SharedForecast }): VNode {
  const theirs =
    forecast.scenarios.find(({ id }) => id === (chosen.value ?? forecast.selected)) ?? forecast.scenarios[0];
  const request = studiedAlone(studied.value, selected.value.id);
  const [own] = request.scenarios;
  if (own === undefined || theirs === undefined) return <p class="muted">There is nothing to compare.</p>;
  const from: Side = { scenario: own, inputs: request.inputs, correlations: request.correlations };
  const to: Side = {
    scenario: { id: own.id, levers: theirs.levers, switches: theirs.switches },
    inputs: forecast.inputs,
    correlations: forecast.correlations,
  };
  const factors = factorsBetween(model.meta, from, to);
  return (
    <>
      <p>
        Here <b>{selected.value.name}</b>, there{' '}
        <select
          aria-label="Scenario of the other link"
          value={theirs.id}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
          }}
        >
          {forecast.scenarios.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {forecast.title === '' ? '' : ` of “${forecast.title}”`}
      </p>
      {factors.length === 0 ? (
        <p>Both are the same: policies, criticisms, inputs and correlations. Only sampling or names may differ.</p>
      ) : (
        <Divided from={from} to={to} factors={factors} />
      )}
    </>
  );
}

interface DividedProps {
  readonly from: Side;
  readonly to: Side;
  readonly factors: readonly Factor[];
}

function Divided({ from, to, factors }: DividedProps): VNode {
  const what = target.value;
  const request = studiedAlone(studied.value, from.scenario.id);
  const key = JSON.stringify([what, from, to, request.seed]);
  const work = useAnalysis(analysis, key, (base, report) =>
    attribute(
      { ...base, meta: model.meta, request },
      { target: what, from, to, onProgress: (p) => report(null, p.settingsDone / p.settingsTotal) },
    ),
  );
  const found = work.of === key ? work.result : null;
  const shown = outcome.value;
  const parts = new Map(found?.parts.map((part) => [keyOf(part.factor), part]));
  const rows = found === null ? factors : found.parts.map(({ factor }) => factor);
  return (
    <>
      <WorkLine analysis={analysis} asked={key}>
        ± is one standard error
      </WorkLine>
      {found === null ? null : (
        <p>
          The {statisticWords(what, shown)} at {dateWords(what.date)} is {estimateFull(found.from, what, shown)} here
          and {estimateFull(found.to, what, shown)} there: a difference of{' '}
          <b>{changeFull(found.difference, what, shown)}</b>.
        </p>
      )}
      <table class="verdict-table">
        <thead>
          <tr>
            <th scope="col">What differs</th>
            <th scope="col">Here</th>
            <th scope="col">There</th>
            <th scope="col">Its part of the difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((factor) => {
            const part = parts.get(keyOf(factor));
            const [here, there] = sidesOf(factor);
            return (
              <tr key={keyOf(factor)}>
                <th scope="row">{factor.label}</th>
                <td>{here}</td>
                <td>{there}</td>
                <td>{part === undefined ? '…' : changeText(part.effect, what)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

const keyOf = ({ kind, id }: Factor): string => `${kind}:${id}`;

function sidesOf(factor: Factor): readonly [here: string, there: string] {
  switch (factor.kind) {
    case 'lever':
    case 'switch':
      return [valueWordsOf(factor.kind, factor.id, factor.from), valueWordsOf(factor.kind, factor.id, factor.to)];
    case 'input':
      return [rangeWords(factor.from), rangeWords(factor.to)];
    case 'correlations':
      return ['as set here', 'as set there'];
    default:
      return factor satisfies never;
  }
}
