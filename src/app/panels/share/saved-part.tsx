/** Saved forecasts: list, search, open, duplicate, delete with undo, all of them as one file. */
import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { download } from '../../download.ts';
import { title, note as words } from '../../state/telling.ts';
import { arrive } from './arrive.ts';
import { fragment } from './present.ts';
import {
  fromFile,
  listSaved,
  putSaved,
  removeSaved,
  type SavedForecast,
  searchSaved,
  toFile,
  toSave,
} from './saved.ts';

const saved = signal<readonly SavedForecast[] | null>(null);
/** What came of the last thing done, and what was deleted last. */
const said = signal('');
const failure = signal<string | null>(null);
const deleted = signal<SavedForecast | null>(null);

async function attempt(work: () => Promise<string>): Promise<void> {
  try {
    said.value = await work();
    failure.value = null;
    saved.value = await listSaved();
  } catch (error) {
    failure.value = error instanceof Error ? error.message : String(error);
    saved.value ??= [];
  }
}

const keep = (name: string): Promise<void> =>
  attempt(async () => {
    const entry = toSave(name, words.peek(), fragment.peek());
    await putSaved([entry]);
    return `Saved as “${entry.name}”.`;
  });

const copy = (one: SavedForecast): Promise<void> =>
  attempt(async () => {
    await putSaved([toSave(`${one.name}, copy`, one.note, one.link)]);
    return `“${one.name}” duplicated.`;
  });

const remove = (one: SavedForecast): Promise<void> =>
  attempt(async () => {
    await removeSaved(one.id);
    deleted.value = one;
    return `“${one.name}” deleted.`;
  });

const restore = (one: SavedForecast): Promise<void> =>
  attempt(async () => {
    await putSaved([one]);
    deleted.value = null;
    return `“${one.name}” is back.`;
  });

const takeIn = (file: File): Promise<void> =>
  attempt(async () => {
    const { forecasts, notes } = fromFile(await file.text(), await listSaved());
    await putSaved(forecasts);
    return [`${forecasts.length} taken in.`, ...notes].join(' ');
  });

export function SavedPart(): VNode {
  const [name, setName] = useState('');
  const [search, setSearch] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (saved.peek() === null) void attempt(async () => '');
  }, []);
  const all = saved.value ?? [];
  const shown = searchSaved(all, search);
  return (
    <section aria-labelledby="saved-title">
      <h3 id="saved-title">Saved in this browser</h3>
      <form
        class="share-row"
        onSubmit={(event) => {
          event.preventDefault();
          void keep(name || title.peek());
          setName('');
        }}
      >
        <label>
          Name{' '}
          <input
            type="text"
            maxLength={120}
            placeholder={title.value}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>{' '}
        <button type="submit" class="plain">
          Save this forecast
        </button>
      </form>
      {failure.value === null ? null : (
        <p class="alarm" role="alert">
          {failure.value}
        </p>
      )}
      <p role="status">
        {said.value}{' '}
        {deleted.value === null ? null : (
          <button type="button" class="link" onClick={() => deleted.value && restore(deleted.value)}>
            bring it back
          </button>
        )}
      </p>
      {all.length > 3 ? (
        <label class="share-row">
          Search <input type="search" value={search} onInput={(event) => setSearch(event.currentTarget.value)} />
        </label>
      ) : null}
      <ul class="saved-list">
        {shown.map((one) => (
          <Entry key={one.id} one={one} />
        ))}
      </ul>
      {search !== '' && shown.length === 0 ? <p class="muted">None has these words.</p> : null}
      <p class="share-buttons">
        <button
          type="button"
          class="link"
          disabled={all.length === 0}
          onClick={() => download('headway-forecasts.json', 'application/json', toFile(all))}
        >
          export all as one file
        </button>{' '}
        <button type="button" class="link" onClick={() => chooser.current?.click()}>
          import a file
        </button>
        <input
          ref={chooser}
          class="hidden-visually"
          type="file"
          accept=".json,application/json"
          aria-label="File of saved forecasts"
          tabIndex={-1}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void takeIn(file);
            event.currentTarget.value = '';
          }}
        />
      </p>
    </section>
  );
}

function Entry({ one }: { one: SavedForecast }): VNode {
  return (
    <li>
      <button type="button" class="link saved-name" onClick={() => arrive(one.link, false)}>
        {one.name}
      </button>{' '}
      <span class="muted">{one.savedAt.slice(0, 16).replace('T', ' ')}</span>{' '}
      <button type="button" class="link" aria-label={`Duplicate ${one.name}`} onClick={() => copy(one)}>
        duplicate
      </button>{' '}
      <button type="button" class="link" aria-label={`Delete ${one.name}`} onClick={() => remove(one)}>
        delete
      </button>
    </li>
  );
}
