/** The link that a reader came with: title, note, whether its result was reproduced, and what its author changed. */
import type { VNode } from 'preact';
import '../../styles/share.css';
import { changesOf } from '../../../share/changes.ts';
import { isFaithful, type LinkNote } from '../../../share/notes.ts';
import { model } from '../../model.ts';
import { received } from '../../state/telling.ts';
import { adoptReceived, dismiss } from './arrive.ts';
import { Changes } from './changes.tsx';
import { CheckLine } from './verdict.tsx';

export function ReceivedLink(): VNode | null {
  const now = received.value;
  if (now === null) return null;
  const { opened, notes, adopted, check } = now;
  const forecast = opened?.forecast ?? null;
  return (
    <section class="received" aria-labelledby="received-title">
      <div class="received-head">
        <h2 id="received-title">{forecast === null ? 'The link could not be opened' : titleOf(forecast.title)}</h2>
        <button type="button" class="link" onClick={dismiss}>
          dismiss
        </button>
      </div>
      {forecast === null || forecast.note === '' ? null : <p class="received-note">{forecast.note}</p>}
      <Faults notes={notes} />
      {forecast === null ? null : <CheckLine check={check} view={forecast.view} />}
      {forecast !== null && !adopted ? (
        <p>
          Nothing was changed yet: the forecast below is not the link’s.{' '}
          <button type="button" class="plain" onClick={adoptReceived}>
            Open it with today’s model
          </button>
        </p>
      ) : null}
      {forecast !== null && adopted ? <Changes changes={changesOf(forecast, model)} /> : null}
    </section>
  );
}

/** Everything from a link is shown as text. */
const titleOf = (title: string): string => (title === '' ? 'A forecast that was shared' : title);

function Faults({ notes }: { notes: readonly LinkNote[] }): VNode | null {
  if (notes.length === 0) return null;
  const grave = notes.some((note) => !isFaithful(note));
  return (
    <div class={grave ? 'alarm' : ''} role={grave ? 'alert' : undefined}>
      <ul class="faults">
        {notes.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
