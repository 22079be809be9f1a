/** What differs from the model, as chips, each with a button that takes it back. */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { type Change, changesOf } from '../../../share/changes.ts';
import { model } from '../../model.ts';
import { document as edited, change as makeChange } from '../../state/store.ts';
import { changeKey, changeWords, takeBack } from './change-words.ts';
import { shared } from './present.ts';

/** More are shown on request. */
const FEW = 12;

/** The changes of the forecast on screen. */
export function presentChanges(): readonly Change[] {
  return changesOf(shared.value, model);
}

interface ChangesProps {
  /** Those to list; the ones that the forecast on screen has no more are struck out. */
  readonly changes: readonly Change[];
}

export function Changes({ changes }: ChangesProps): VNode | null {
  const [all, setAll] = useState(false);
  const present = new Set(presentChanges().map(changeKey));
  const shown = all ? changes : changes.slice(0, FEW);
  if (changes.length === 0) return <p class="muted">Nothing was changed from the model.</p>;
  return (
    <>
      <ul class="chips" aria-label="Changed from the model">
        {shown.map((one) => (
          <Chip key={changeKey(one)} change={one} present={present.has(changeKey(one))} />
        ))}
      </ul>
      {changes.length > FEW ? (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'fewer' : `all ${changes.length} changes`}
        </button>
      ) : null}
    </>
  );
}

function Chip({ change, present }: { change: Change; present: boolean }): VNode {
  const words = changeWords(change);
  const id = 'scenario' in change ? change.scenario : null;
  const scenario = id === null ? undefined : edited.value.scenarios.find((one) => one.id === id);
  return (
    <li class={present ? 'chip' : 'chip chip-gone'}>
      {scenario === undefined ? null : <span class="muted">{scenario.name} · </span>}
      {present ? words : <s>{words}</s>}
      {present ? (
        <button
          type="button"
          aria-label={`Take back: ${words}`}
          title="As in the model"
          onClick={() => makeChange(`${change.label} as in the model`, (document) => takeBack(document, change))}
        >
          ×
        </button>
      ) : null}
    </li>
  );
}
