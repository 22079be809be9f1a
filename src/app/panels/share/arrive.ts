/** Opens links: what they hold becomes the document (one step, so it can be undone), and what they claim is checked. */
import { MOST_UNASKED } from '../../../share/limits.ts';
import { decodeLink, type OpenedLink } from '../../../share/link.ts';
import { amend } from '../../state/history.ts';
import { change, document as edited, history } from '../../state/store.ts';
import { note, type Received, received, title } from '../../state/telling.ts';
import { check, endCheck } from './check.ts';
import { applyView, linkModel } from './present.ts';
import { fromShared } from './shared.ts';

/** Opens a link that came from outside. At the start of a visit it takes the place of the first document. */
export function arrive(text: string, first: boolean): void {
  endCheck();
  const opened = decodeLink(text, linkModel);
  if (!opened.ok) {
    received.value = { opened: null, notes: opened.notes, adopted: false, check: { phase: 'none' } };
    return;
  }
  const base = { opened, notes: opened.notes, check: { phase: 'none' } } as const;
  // The reader sees first what today's model makes of it.
  if (opened.otherModel !== null) received.value = { ...base, adopted: false };
  else adopt(opened, base, first);
  check(opened);
}

/** Shows a link of another version of the model after all. */
export function adoptReceived(): void {
  const now = received.peek();
  if (now?.opened) adopt(now.opened, now, false);
}

function adopt(opened: OpenedLink, state: Omit<Received, 'adopted'>, first: boolean): void {
  const { forecast } = opened;
  const { document, notes } = fromShared(forecast, linkModel, MOST_UNASKED);
  title.value = forecast.title;
  note.value = forecast.note;
  applyView(forecast.view);
  if (first) history.value = amend(history.peek(), document);
  else if (edited.peek() !== document) change('Link opened', () => document);
  const said = notes.map((text) => ({ kind: 'version', text }) as const);
  received.value = { ...state, notes: [...state.notes, ...said], adopted: true };
}

/** Puts the link away, and ends its check. */
export function dismiss(): void {
  endCheck();
  received.value = null;
}
