/**
 * The address bar follows the forecast, with restraint: once a change has rested, and only when there is something that
 * the address of a room does not say. A change of the forecast is a place to go back to; a change of view is not.
 */
import { effect } from '@preact/signals';
import { decodeLink } from '../../../share/link.ts';
import { model } from '../../model.ts';
import { type Document, initialDocument } from '../../state/document.ts';
import { select } from '../../state/scenarios.ts';
import { change, document as edited, history, look, redoStep, undoStep } from '../../state/store.ts';
import { holdsForecast, note, received, title } from '../../state/telling.ts';
import { page, target } from '../../state/view.ts';
import { arrive } from './arrive.ts';
import { applyView, finished, fragment, linkModel, view } from './present.ts';
import { documentKey, fromShared } from './shared.ts';

/** A change must rest for this long: Safari refuses more than a hundred addresses in ten seconds. */
const REST_MS = 500;

const PRISTINE = documentKey(initialDocument(model.meta));

/** Follows until the returned function is called. Call it when what the visit came with has been opened. */
export function followForecast(): () => void {
  /** Fragments that this visit wrote: going back to one is not receiving a link. */
  const own = new Set<string>([location.hash.slice(1)]);
  let writtenKey = documentKey(edited.peek());
  /** The state that a link from outside led to: its address stays as it is until something changes. */
  let arrivedAt = received.peek() === null ? null : stateKey();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wanted(): string {
    const room = target.peek() === null ? page.peek() : `${page.peek()}/${target.peek()}`;
    const untouched = documentKey(edited.peek()) === PRISTINE && title.peek() === '' && note.peek() === '';
    return untouched ? `#${room}` : `#${fragment.peek()}`;
  }

  function write(): void {
    if (arrivedAt === stateKey()) return;
    arrivedAt = null;
    const hash = wanted();
    const key = documentKey(edited.peek());
    const changed = key !== writtenKey;
    writtenKey = key;
    if (hash === location.hash) return;
    // On an untouched page the address is that of a room, and the links to rooms write it themselves.
    if (!holdsForecast(hash) && !holdsForecast(location.hash)) return;
    own.add(hash.slice(1));
    const forward = changed && history.peek().past.length > 0 && history.peek().future.length === 0;
    if (forward) window.history.pushState(null, '', hash);
    else window.history.replaceState(null, '', hash);
  }

  /** Back and forward, a link pasted into the address bar, or the link of a room. */
  function follow(): void {
    const { hash } = location;
    if (!holdsForecast(hash)) {
      if (window.history.state === START) moveTo(initialDocument(model.meta));
    } else if (own.has(hash.slice(1))) {
      const opened = decodeLink(hash, linkModel);
      if (!opened.ok) return;
      moveTo(fromShared(opened.forecast, linkModel).document);
      applyView(opened.forecast.view);
    } else {
      own.add(hash.slice(1));
      arrive(hash, false);
      arrivedAt = stateKey();
    }
    writtenKey = documentKey(edited.peek());
  }

  // The address before the first change names a room only; coming back to it undoes that change.
  if (!holdsForecast(location.hash)) window.history.replaceState(START, '', location.href);
  addEventListener('hashchange', follow);
  const stop = effect(() => {
    for (const source of [edited, view, page, target, title, note, finished]) source.value;
    clearTimeout(timer);
    timer = setTimeout(write, REST_MS);
  });
  return () => {
    removeEventListener('hashchange', follow);
    clearTimeout(timer);
    stop();
  };
}

/** The state of the history entry that a visit starts with. */
const START = 'headway:start';

/** Equal where document, view and words are. */
function stateKey(): string {
  const { selected } = edited.peek();
  return JSON.stringify([documentKey(edited.peek()), selected, view.peek(), title.peek(), note.peek()]);
}

/** Undo or redo where that leads there, so that a step is not made twice. */
function moveTo(goal: Document): void {
  const key = documentKey(goal);
  const { past, present, future } = history.peek();
  const previous = past.at(-1);
  const [next] = future;
  if (documentKey(present.value) !== key) {
    if (previous && documentKey(previous.value) === key) undoStep();
    else if (next && documentKey(next.value) === key) redoStep();
    else change('Earlier forecast', () => goal);
  }
  look((document) => select(document, goal.selected));
}
