import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amend,
  HISTORY_LIMIT,
  type History,
  record,
  redo,
  seal,
  startHistory,
  undo,
} from '../../src/app/state/history.ts';

const values = (history: History<number>): number[] => [
  ...history.past.map((step) => step.value),
  history.present.value,
  ...history.future.map((step) => step.value),
];

describe('undo and redo', () => {
  it('a drag is one step, however many positions it passes', () => {
    let history = startHistory(0);
    for (const position of [1, 2, 3]) history = record(history, position, 'lever', 'lever:a');
    expect(undo(history).present.value).toBe(0);
  });

  it('two drags of one lever are two steps when the first was let go', () => {
    let history = record(startHistory(0), 1, 'lever', 'lever:a');
    history = record(seal(history), 2, 'lever', 'lever:a');
    expect(undo(history).present.value).toBe(1);
  });

  it('a change of something else ends a drag', () => {
    let history = record(startHistory(0), 1, 'a', 'lever:a');
    history = record(history, 2, 'b', 'lever:b');
    history = record(history, 3, 'a', 'lever:a');
    expect(values(history)).toEqual([0, 1, 2, 3]);
  });

  it('undo after a drag that was not let go starts a new step', () => {
    let history = record(startHistory(0), 1, 'a', 'lever:a');
    history = record(undo(history), 2, 'a', 'lever:a');
    expect(values(history)).toEqual([0, 2]);
  });

  it('a change after undo forgets what was undone', () => {
    let history = record(startHistory(0), 1, 'one');
    history = record(undo(history), 2, 'two');
    expect(redo(history).present.value).toBe(2);
    expect(history.future).toEqual([]);
  });

  it('amending the present is no step', () => {
    const history = amend(record(startHistory(0), 1, 'one'), 5);
    expect(undo(history).present.value).toBe(0);
    expect(redo(undo(history)).present.value).toBe(5);
  });

  it('undoing all and redoing all ends where it began', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), (changes) => {
        let history = startHistory(0);
        for (const value of changes) history = record(history, value, 'change');
        const before = values(history);
        let turned = history;
        while (turned.past.length > 0) turned = undo(turned);
        while (turned.future.length > 0) turned = redo(turned);
        expect(values(turned)).toEqual(before);
        expect(turned.present.value).toBe(history.present.value);
      }),
    );
  });

  it('forgets the oldest steps rather than growing without end', () => {
    let history = startHistory(0);
    for (let value = 1; value <= HISTORY_LIMIT + 50; value += 1) history = record(history, value, 'change');
    expect(history.past).toHaveLength(HISTORY_LIMIT);
    expect(history.past[0]?.value).toBe(50);
  });
});
