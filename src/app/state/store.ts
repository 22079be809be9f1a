/** The one mutable place: the history of documents, and what is derived from it. Reducers elsewhere stay pure. */
import { computed, signal } from '@preact/signals';
import { model } from '../model.ts';
import { counted } from './counted.ts';
import { type Document, initialDocument, selectedScenario } from './document.ts';
import { amend, type History, record, redo, seal, startHistory, undo } from './history.ts';
import { cutsFor, shownScenarios, toRequest } from './request.ts';

export const history = signal<History<Document>>(startHistory(initialDocument(model.meta)));
export const document = computed(() => history.value.present.value);
export const selected = computed(() => selectedScenario(document.value));
export const shown = computed(() => shownScenarios(document.value));
export const request = computed(() => {
  const { outcome, threshold } = counted.value;
  const cuts = cutsFor(model.meta, model.cuts, outcome, threshold);
  return toRequest(document.value, model.meta, model.hash, model.direction, cuts);
});

/** A sentence about a change that could not be made, until the next change. */
export const notice = signal<string | null>(null);
/** What an undo, redo or flip did, for the live region. */
export const lastMove = signal<string | null>(null);

/** Whether "replay last change" shows the state before it. */
export const flipped = signal(false);

type Reducer = (document: Document) => Document;

function attempt(reducer: Reducer): Document | null {
  try {
    const next = reducer(document.value);
    notice.value = null;
    return next;
  } catch (error) {
    notice.value = error instanceof Error ? error.message : String(error);
    return null;
  }
}

/**
 * Makes a change that can be undone. Changes with the same key join into one step until `endStep`, so a drag is one step.
 */
export function change(label: string, reducer: Reducer, key: string | null = null): void {
  const next = attempt(reducer);
  if (next === null) return;
  flipped.value = false;
  history.value = record(history.value, next, label, key);
}

/** Makes a change that is no step of its own: which scenario is selected. */
export function look(reducer: Reducer): void {
  const next = attempt(reducer);
  if (next !== null) history.value = amend(history.value, next);
}

export function endStep(): void {
  history.value = seal(history.value);
}

export function undoStep(): void {
  const { present, past } = history.value;
  if (past.length === 0) return;
  flipped.value = false;
  lastMove.value = `Undone: ${present.label}`;
  history.value = undo(history.value);
}

export function redoStep(): void {
  const [next] = history.value.future;
  if (!next) return;
  flipped.value = false;
  lastMove.value = `Redone: ${next.label}`;
  history.value = redo(history.value);
}

/** Flips between before and after the last change. */
export function replayStep(): void {
  if (flipped.value) {
    redoStep();
    return;
  }
  undoStep();
  flipped.value = history.value.future.length > 0;
}
