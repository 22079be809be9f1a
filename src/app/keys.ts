/** Keyboard shortcuts. Undo and redo as everywhere; single keys can be turned off and never act while one types. */
import { signal } from '@preact/signals';
import type { Driver } from './run.ts';
import { runState } from './run.ts';
import { select } from './state/scenarios.ts';
import { document as edited, look, redoStep, replayStep, undoStep } from './state/store.ts';

export const singleKeys = signal(true);

export interface KeyActions {
  readonly driver: Driver | null;
  readonly showKeys: () => void;
}

function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type === 'text' || target.type === 'number';
  return target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement || target.isContentEditable;
}

function moveSelection(by: number): void {
  const { scenarios, selected } = edited.peek();
  const at = scenarios.findIndex((scenario) => scenario.id === selected);
  const next = scenarios[(at + by + scenarios.length) % scenarios.length];
  if (next) look((doc) => select(doc, next.id));
}

function withCommand(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (key === 'z') (event.shiftKey ? redoStep : undoStep)();
  else if (key === 'y') redoStep();
  else return false;
  return true;
}

function alone(event: KeyboardEvent, { driver, showKeys }: KeyActions): boolean {
  switch (event.key) {
    case '?':
      showKeys();
      return true;
    case 'r':
      replayStep();
      return true;
    case 'p':
      if (runState.peek().phase === 'paused') driver?.resume();
      else driver?.pause();
      return true;
    case '[':
      moveSelection(-1);
      return true;
    case ']':
      moveSelection(1);
      return true;
    default:
      return false;
  }
}

/** Listens until the returned function is called. */
export function watchKeys(actions: KeyActions): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || typing(event.target) || document.querySelector('dialog[open]')) return;
    const command = event.ctrlKey || event.metaKey;
    const used = command ? withCommand(event) : singleKeys.peek() && !event.altKey && alone(event, actions);
    if (used) event.preventDefault();
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
