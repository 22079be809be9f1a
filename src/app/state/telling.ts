/** What an author says beside the forecast, and the link that a reader came with. Not undone, not part of the document. */
import { signal } from '@preact/signals';
import { fragmentOf, looksLikeLink } from '../../share/fragment.ts';
import type { OpenedLink } from '../../share/link.ts';
import type { LinkNote } from '../../share/notes.ts';
import type { Verdict } from '../../share/verify.ts';

/** Plain text, carried by links and saved forecasts. */
export const title = signal('');
export const note = signal('');
/** Levers that an embedded view offers, ids. */
export const levers = signal<readonly string[]>([]);

export type Check =
  /** The link carries no result. */
  | { readonly phase: 'none' }
  | { readonly phase: 'running' }
  | { readonly phase: 'done'; readonly verdict: Verdict }
  | { readonly phase: 'failed'; readonly failure: string };

export interface Received {
  /** Null where nothing could be opened. */
  readonly opened: OpenedLink | null;
  readonly notes: readonly LinkNote[];
  /** Whether the page shows it; a link of another model waits to be asked for. */
  readonly adopted: boolean;
  readonly check: Check;
}

/** The link that the page was last opened with, other than those that it made itself. */
export const received = signal<Received | null>(null);

/** Whether a fragment is meant as a forecast; a room's name otherwise. */
export const holdsForecast = (hash: string): boolean => looksLikeLink(fragmentOf(hash));
