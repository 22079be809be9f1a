/**
 * Saved forecasts: links under names, in this browser (IndexedDB). A saved forecast is read as a link from outside is:
 * nothing from storage is trusted. What goes wrong with storage is said in words; the page works without it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { canonicalJson } from '../../../engine/canonical.ts';
import { LIMITS } from '../../../share/limits.ts';
import { decodeLink } from '../../../share/link.ts';
import { plainText } from '../../../share/plain-text.ts';
import { asList, asMap, asText } from '../../../share/read.ts';
import { linkModel } from './present.ts';

export interface SavedForecast {
  readonly id: string;
  readonly name: string;
  /** The author's note, for the search. */
  readonly note: string;
  /** Fragment of the link. */
  readonly link: string;
  /** ISO 8601. */
  readonly savedAt: string;
}

interface Schema extends DBSchema {
  forecasts: { key: string; value: SavedForecast };
}

/** Storage that does not work, in words for the reader. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

async function withStore<T>(work: (open: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  try {
    database ??= openDB<Schema>('headway', 1, {
      upgrade: (open) => void open.createObjectStore('forecasts', { keyPath: 'id' }),
      // Another tab with a newer page: it may go on, this one opens anew when asked.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        database = null;
      },
      terminated: () => {
        database = null;
      },
    });
    return await work(await database);
  } catch (error) {
    database = null;
    throw new StorageError(wordsFor(error));
  }
}

/** The store is missing, was made by a newer page, or the browser cannot read its own files. */
const DAMAGED: ReadonlySet<string> = new Set(['NotFoundError', 'VersionError', 'UnknownError', 'DataError']);

function wordsFor(error: unknown): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') {
    return 'The browser’s storage for this page is full. Delete saved forecasts, or keep the link or a file instead.';
  }
  if (DAMAGED.has(name)) {
    return 'The saved forecasts of this browser cannot be read: their storage is damaged, or of a newer version of this page. Nothing was deleted. Keep the link, or a file, instead.';
  }
  return 'This browser does not let the page store anything (a private window, or blocked by a setting). Keep the link, or a file, instead.';
}

/** Newest first. */
export function listSaved(): Promise<readonly SavedForecast[]> {
  return withStore(async (open) => {
    const all = await open.getAll('forecasts');
    return all.flatMap((raw) => readSaved(raw) ?? []).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  });
}

/** Puts forecasts in, each in the place of the one with its id. */
export function putSaved(forecasts: readonly SavedForecast[]): Promise<void> {
  return withStore(async (open) => {
    const change = open.transaction('forecasts', 'readwrite');
    await Promise.all([...forecasts.map((one) => change.store.put(one)), change.done]);
  });
}

export function removeSaved(id: string): Promise<void> {
  return withStore((open) => open.delete('forecasts', id));
}

function newId(): string {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** A new entry. */
export function toSave(name: string, note: string, link: string): SavedForecast {
  return {
    id: newId(),
    name: plainText(name, LIMITS.title) || 'Unnamed',
    note,
    link,
    savedAt: new Date().toISOString(),
  };
}

/** Those whose name or note has every word of `text`. */
export function searchSaved(all: readonly SavedForecast[], text: string): readonly SavedForecast[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ name, note }) => {
    const where = `${name} ${note}`.toLowerCase();
    return words.every((word) => where.includes(word));
  });
}

/** All as one file. */
export function toFile(all: readonly SavedForecast[]): string {
  return `${JSON.stringify({ headwayForecasts: 1, forecasts: all }, null, 1)}\n`;
}

export interface FromFile {
  readonly forecasts: readonly SavedForecast[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}

/** Entries of a file that are taken in; more are nobody's own. */
const MOST_ENTRIES = 1000;
/** Nobody reads more. */
const MOST_NOTES = 20;

/**
 * The forecasts of a file, those that open. One that has the id of another forecast among `known`, or before it in the
 * file, gets an id of its own: a file adds, and takes the place of nothing.
 */
export function fromFile(text: string, known: readonly SavedForecast[] = []): FromFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { forecasts: [], notes: ['The file is not JSON; nothing was taken in.'] };
  }
  const entries = asMap(raw);
  const list = asList(entries?.get('forecasts'));
  if (entries?.get('headwayForecasts') !== 1 || list === null) {
    return { forecasts: [], notes: ['The file does not hold saved forecasts; nothing was taken in.'] };
  }
  const notes: string[] = [];
  const taken = new Map(known.map((one) => [one.id, one]));
  const forecasts = list.slice(0, MOST_ENTRIES).flatMap((one, i) => {
    const saved = readSaved(one);
    if (saved !== null && decodeLink(saved.link, linkModel).ok) {
      const before = taken.get(saved.id);
      const kept =
        before === undefined || canonicalJson(before) === canonicalJson(saved) ? saved : { ...saved, id: newId() };
      taken.set(kept.id, kept);
      return [kept];
    }
    notes.push(`Entry ${i + 1}${saved === null ? '' : `, “${saved.name}”,`} cannot be opened here and was left out.`);
    return [];
  });
  if (notes.length > MOST_NOTES) notes.splice(MOST_NOTES, Infinity, `And ${notes.length - MOST_NOTES} more.`);
  if (list.length > MOST_ENTRIES) notes.push(`Only the first ${MOST_ENTRIES} of ${list.length} entries were read.`);
  return { forecasts, notes };
}

function readSaved(raw: unknown): SavedForecast | null {
  const entries = asMap(raw);
  const [id, name, note, link, savedAt] = ['id', 'name', 'note', 'link', 'savedAt'].map((key) =>
    asText(entries?.get(key)),
  );
  if (!id || !link || !savedAt || name == null || note == null || id.length > LIMITS.id || savedAt.length > 40)
    return null;
  return {
    id,
    name: plainText(name, LIMITS.title) || 'Unnamed',
    note: plainText(note, LIMITS.note, true),
    link,
    savedAt,
  };
}
