import { describe, expect, it } from 'vitest';
import { model } from '../../src/app/model.ts';
import { type Document, initialDocument, MAX_SCENARIOS, selectedScenario } from '../../src/app/state/document.ts';
import { renameHonestly } from '../../src/app/state/rename.ts';
import {
  duplicate,
  moveLevers,
  remove,
  rename,
  reorder,
  select,
  setBaseline,
  setHidden,
  setPolicyStart,
} from '../../src/app/state/scenarios.ts';

const { meta } = model;
const start = initialDocument(meta);
const [statusQuo, actNow] = start.scenarios;
const lever = meta.levers[1]!;
const move = (document: Document, value: number): Document => moveLevers(document, meta, { [lever.id]: value });

describe('scenarios', () => {
  it('begin as the presets, the first selected and baseline', () => {
    expect(start.scenarios.map(({ id }) => id)).toEqual(meta.presets.map(({ id }) => id));
    expect([start.selected, start.baseline]).toEqual([statusQuo!.id, statusQuo!.id]);
  });

  it('a preset never changes: moving its lever makes a copy, which is then selected', () => {
    const moved = move(start, 0.8);
    expect(moved.scenarios.slice(0, start.scenarios.length)).toEqual(start.scenarios);
    expect(selectedScenario(moved)).toMatchObject({ name: 'Your policy', preset: null });
    expect(selectedScenario(moved).levers[lever.id]).toBe(0.8);
  });

  it('further moves stay in the copy', () => {
    const moved = move(move(start, 0.8), 0.6);
    expect(moved.scenarios).toHaveLength(start.scenarios.length + 1);
    expect(selectedScenario(moved).levers[lever.id]).toBe(0.6);
  });

  it('a copy keeps the other levers of what it was made from', () => {
    const moved = move(select(start, actNow!.id), 0.8);
    expect(selectedScenario(moved)).toMatchObject({
      name: `${actNow!.name}, changed`,
      levers: { ...actNow!.levers, [lever.id]: 0.8 },
    });
  });

  it('moving a lever to where it is changes nothing, not even by a copy', () => {
    expect(move(start, lever.statusQuo)).toBe(start);
  });

  it('values outside the range of a lever stop at its ends', () => {
    expect(selectedScenario(move(start, 99)).levers[lever.id]).toBe(lever.max);
    expect(selectedScenario(move(start, -99)).levers[lever.id]).toBe(lever.min);
  });

  it('the policy start belongs to one scenario', () => {
    const late = setPolicyStart(start, 2028.75);
    expect(selectedScenario(late).policyStart).toBe(2028.75);
    expect(late.scenarios[0]?.policyStart).toBe(statusQuo!.policyStart);
  });

  it('copies have names and colours of their own', () => {
    const copied = duplicate(duplicate(start, actNow!.id), actNow!.id);
    expect(new Set(copied.scenarios.map(({ name }) => name)).size).toBe(copied.scenarios.length);
    expect(new Set(copied.scenarios.map(({ style }) => style)).size).toBe(copied.scenarios.length);
  });

  it('one more than can be told apart is refused in words', () => {
    let full = start;
    while (full.scenarios.length < MAX_SCENARIOS) full = duplicate(full, actNow!.id);
    expect(() => duplicate(full, actNow!.id)).toThrow(/8 scenarios already.*Delete one first/);
  });

  it('deleting the selected baseline leaves another selected and another as baseline', () => {
    const left = remove(start, statusQuo!.id);
    expect(left.scenarios.some(({ id }) => id === left.selected)).toBe(true);
    expect(left.scenarios.some(({ id }) => id === left.baseline)).toBe(true);
  });

  it('the last scenario cannot be deleted', () => {
    let left = start;
    while (left.scenarios.length > 1) left = remove(left, left.scenarios[0]!.id);
    expect(() => remove(left, left.scenarios[0]!.id)).toThrow(/last scenario stays/);
  });

  it('reordering moves within the list and stops at its ends', () => {
    expect(reorder(start, actNow!.id, -1).scenarios[0]?.id).toBe(actNow!.id);
    expect(reorder(start, statusQuo!.id, -5)).toBe(start);
  });

  it('renaming to nothing keeps the name', () => {
    expect(rename(start, actNow!.id, '   ')).toBe(start);
    expect(rename(start, actNow!.id, ' Tight ').scenarios[1]?.name).toBe('Tight');
  });

  it('renaming takes no name of a policy of the model for other values', () => {
    expect(() => renameHonestly(start, actNow!.id, 'status quo', meta)).toThrow('“Act now” would be true');
    const moved = moveLevers(select(start, actNow!.id), meta, { labSecurity: 0.875 });
    expect(() => renameHonestly(moved, moved.selected, 'ACT NOW', meta)).toThrow('“Act now, changed” would be true');
    expect(renameHonestly(start, actNow!.id, 'Tight', meta).scenarios[1]?.name).toBe('Tight');
    expect(renameHonestly(start, actNow!.id, 'act now', meta).scenarios[1]?.name).toBe('act now');
  });

  it('hiding and choosing a baseline change nothing else', () => {
    expect(setHidden(start, actNow!.id, true).scenarios[1]).toEqual({ ...actNow, hidden: true });
    expect(setBaseline(start, actNow!.id)).toEqual({ ...start, baseline: actNow!.id });
  });
});
