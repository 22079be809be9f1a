/** What critics dispute, as switches that hold in every scenario: what they say, and what taking them at their word does. */
import type { VNode } from 'preact';
import type { SwitchMeta } from '../../language/definition.ts';
import { Choice } from '../controls/choice.tsx';
import { model } from '../model.ts';
import { setSwitch } from '../state/assumptions.ts';
import { policyStartSwitch } from '../state/document.ts';
import { change, document as edited } from '../state/store.ts';
import { criticismOf } from './evidence.ts';

const INPUTS = new Map(model.meta.inputs.map(({ id, label }) => [id, label]));

/** What a switch does; the inputs it acts on by their names, which lead to their rows. */
function Effect({ text }: { text: string }): VNode {
  return (
    <>
      {text.split(/\b(\w+)\b/).map((part, index) => {
        const label = INPUTS.get(part);
        if (label === undefined) return part;
        return (
          <a key={`${index}`} href={`#assumptions/${part}`}>
            “{label}”
          </a>
        );
      })}
    </>
  );
}

function Criticism({ entry }: { entry: SwitchMeta }): VNode {
  const value = edited.value.switches[entry.id] ?? entry.default;
  const said = criticismOf(entry.id);
  const changed = value !== entry.default;
  return (
    <article class={`criticism ${changed ? 'changed' : ''}`} id={entry.id}>
      <h3>{entry.label}</h3>
      <p class="criticism-choice">
        <Choice
          label={entry.label}
          value={String(value)}
          options={entry.options.map((option) => [String(option.value), option.label] as const)}
          onChange={(next) => {
            const words = entry.options.find((option) => String(option.value) === next)?.label ?? next;
            change(`${entry.label}: ${words}`, (doc) => setSwitch(doc, model.meta, entry.id, Number(next)));
          }}
        />
      </p>
      <p>
        <b>Critics say.</b> {said.critics}
      </p>
      <p class="muted">
        <b>Effect.</b> <Effect text={said.effect} />
      </p>
    </article>
  );
}

export function CriticismsPage(): VNode {
  const start = policyStartSwitch(model.meta);
  const entries = model.meta.switches.filter((entry) => entry.id !== start);
  const changed = Object.keys(edited.value.switches).length;
  return (
    <section class="room" aria-labelledby="criticisms-title">
      <h2 id="criticisms-title">What critics dispute</h2>
      <p class="prose">
        Each switch takes one criticism of the model at its word, in every scenario at once. The answer above follows.{' '}
        {changed > 0 ? (
          <button
            type="button"
            class="link"
            onClick={() => change('All criticisms reset', (doc) => ({ ...doc, switches: {} }))}
          >
            reset {changed} changed {changed === 1 ? 'criticism' : 'criticisms'}
          </button>
        ) : (
          'All stand at the base model.'
        )}
      </p>
      <div class="criticisms">
        {entries.map((entry) => (
          <Criticism key={entry.id} entry={entry} />
        ))}
      </div>
    </section>
  );
}
