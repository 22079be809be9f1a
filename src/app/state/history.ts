/**
 * Undo and redo as a pure value. A drag is many changes and one step: changes recorded with the same key while the step
 * is open replace each other; `seal` closes it.
 */

export interface Step<T> {
  readonly value: T;
  /** What led to `value`, as a short phrase: "Lab security to 0.6". */
  readonly label: string;
}

export interface History<T> {
  /** Oldest first. */
  readonly past: readonly Step<T>[];
  readonly present: Step<T>;
  /** Next first. */
  readonly future: readonly Step<T>[];
  /** Key of the step that further changes may still join, or null. */
  readonly open: string | null;
}

/** Steps kept; older ones are forgotten. */
export const HISTORY_LIMIT = 200;

export function startHistory<T>(value: T): History<T> {
  return { past: [], present: { value, label: 'start' }, future: [], open: null };
}

/** Records a change. With a key equal to that of the open step it joins that step; without a key it is a step of its own. */
export function record<T>(history: History<T>, value: T, label: string, key: string | null = null): History<T> {
  if (Object.is(value, history.present.value)) return history;
  const joins = key !== null && key === history.open && history.past.length > 0;
  const past = joins ? history.past : [...history.past, history.present].slice(-HISTORY_LIMIT);
  return { past, present: { value, label }, future: [], open: key };
}

/** Changes the present without a step: for what nobody would want to undo, such as which scenario is selected. */
export function amend<T>(history: History<T>, value: T): History<T> {
  return { ...history, present: { ...history.present, value } };
}

export function seal<T>(history: History<T>): History<T> {
  return history.open === null ? history : { ...history, open: null };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (!previous) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    open: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future: rest, open: null };
}
