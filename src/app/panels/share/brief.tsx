/**
 * A one-page brief to print or keep as PDF: the question, the answer, every scenario, what matters most, what was changed,
 * what it cannot tell, and the link that opens it.
 */
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Tornado, tornado } from '../../../analysis/tornado.ts';
import { changesOf } from '../../../share/changes.ts';
import { titleOf } from '../../../share/exports/citation.ts';
import { outcome } from '../../entries.ts';
import { model } from '../../model.ts';
import { selected } from '../../state/store.ts';
import { note } from '../../state/telling.ts';
import { date } from '../../state/view.ts';
import { countWords, dateWords } from '../../wording.ts';
import { createAnalysis, useAnalysis } from '../why/analysis.ts';
import { studied, studiedAlone, target } from '../why/question.ts';
import { changeFull } from '../why/words.ts';
import { BriefAnswer, nameOf } from './brief-answer.tsx';
import { changeWords } from './change-words.ts';
import { claim, link, shared } from './present.ts';

const analysis = createAnalysis<Tornado>();
/** Rows of "what matters": as many as stay readable on a page. */
const MOST = 6;
/** Changes listed: the page has to hold the rest, and the link has them all. */
const MOST_CHANGES = 8;

const LIMITS =
  'Conditional on the assumptions of the model, most of which are judgements; another defensible set gives another answer. Differences between policies are more robust than levels. The typical change is the median of the differences within the same simulated future. The sampling error (±) says how far another seed would move a number, and nothing else.';

export function Brief({ onClose }: { onClose: () => void }): VNode {
  useEffect(() => {
    document.documentElement.classList.add('with-brief');
    return () => document.documentElement.classList.remove('with-brief');
  }, []);
  const forecast = shared.value;
  const changes = changesOf(forecast, model);
  const shown = outcome.value;
  return (
    <article class="brief on-paper" aria-labelledby="brief-title">
      <p class="brief-tools">
        <button type="button" class="plain" onClick={() => print()}>
          Print, or keep as PDF
        </button>{' '}
        <button type="button" class="link" onClick={onClose}>
          close
        </button>
      </p>
      <h3 id="brief-title">{titleOf(forecast, model.meta)}</h3>
      {note.value === '' ? null : <p class="received-note">{note.value}</p>}
      <h4>Question</h4>
      <p>
        {shown.label} at {dateWords(date.value)}. {shown.description}
      </p>
      <h4>Answer</h4>
      <BriefAnswer />
      <Matters />
      <h4>Changed from the model</h4>
      {changes.length === 0 ? (
        <p>Nothing: policies are the model’s presets, and assumptions are its own.</p>
      ) : (
        <ul>
          {changes.slice(0, MOST_CHANGES).map((one) => (
            <li key={changeWords(one)}>
              {'scenario' in one && one.scenario !== null ? `${nameOf(one.scenario)}: ` : ''}
              {changeWords(one)}
            </li>
          ))}
          {changes.length > MOST_CHANGES ? (
            <li>and {changes.length - MOST_CHANGES} more, all in the link below</li>
          ) : null}
        </ul>
      )}
      <h4>Limits</h4>
      <p>{LIMITS}</p>
      <h4>Check it</h4>
      <p>
        Model {model.meta.id} {model.meta.version} ({model.hash.slice(0, 8)}), {countWords(forecast.sampling.samples)}{' '}
        samples, seed {forecast.sampling.seed}
        {claim.value?.digest ? (
          <>
            , digest <code>{claim.value.digest.slice(0, 16)}…</code>
          </>
        ) : null}
      </p>
      <p>Opening this link runs it again:</p>
      <p class="brief-link">
        <a href={link.value}>{link.value}</a>
      </p>
    </article>
  );
}

function Matters(): VNode {
  const request = studiedAlone(studied.value, selected.value.id);
  const what = target.value;
  const key = JSON.stringify([what, request]);
  const work = useAnalysis(analysis, key, (base, report) =>
    tornado(
      { ...base, meta: model.meta, request: { ...request, samples: 1024 } },
      {
        target: what,
        kinds: ['lever', 'input'],
        samples: 1024,
        onProgress: (partial) => report(partial, partial.progress.done / partial.progress.total),
      },
    ),
  );
  const found = work.of === key ? work.result : null;
  const shown = outcome.value;
  return (
    <>
      <h4>What matters most, one thing at a time, under {selected.value.name}</h4>
      {found === null || !found.done ? (
        <p class="muted">{work.failure ?? 'Computing…'}</p>
      ) : (
        <ol>
          {found.bars.slice(0, MOST).map(({ kind, id, label, span }) => (
            <li key={`${kind}:${id}`}>
              {label} ({kind === 'lever' ? 'lever' : 'assumption'}): moves the answer by up to{' '}
              {changeFull(span, what, shown).replace('+', '')}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
