/** The worldviews of the model: what each changes, and why, and which of them is taken. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { WorldviewMeta } from '../../../language/definition.ts';
import { threeQuantiles } from '../../densities.ts';
import { inputOf, model, switchOf } from '../../model.ts';
import { change, document as edited } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { chosenWorldview, OWN_MIX, takeWorldview } from '../../state/worldviews.ts';
import { reasonsOf } from '../evidence.ts';
import { parameterWords } from './parameter-words.ts';

interface Changed {
  readonly id: string;
  readonly room: 'assumptions' | 'criticisms';
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

function changesOf({ switches, inputs }: WorldviewMeta): readonly Changed[] {
  return [
    ...Object.entries(switches).map(([id, value]): Changed => {
      const { label, options, default: usual } = switchOf(id);
      const words = (of: number): string => options.find((option) => option.value === of)?.label ?? String(of);
      return { id, room: 'criticisms', label, from: words(usual), to: words(value) };
    }),
    ...Object.entries(inputs).map(([id, distribution]): Changed => {
      const { label, unit, distribution: own } = inputOf(id);
      const words = (of: typeof own): string => threeQuantiles(of).map(parameterWords).join(' / ');
      return { id, room: 'assumptions', label, from: words(own), to: `${words(distribution)} ${unit}` };
    }),
  ];
}

function Card({ of, taken }: { of: WorldviewMeta; taken: boolean }): VNode {
  const reasons = reasonsOf(of.id);
  return (
    <article class={taken ? 'criticism changed' : 'criticism'}>
      <h4>{of.label}</h4>
      <p>{of.description}</p>
      <ul class="worldview-changes">
        {changesOf(of).map(({ id, room, label, from, to }) => (
          <li key={id}>
            <a href={`#${room}/${id}`}>{label}</a>: {from} → <b>{to}</b>. <span class="muted">{reasons[id]}</span>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="link"
        aria-pressed={taken}
        onClick={() =>
          change(taken ? 'Worldview: the model’s own' : `Worldview: ${of.label}`, (doc) =>
            takeWorldview(doc, taken ? null : of),
          )
        }
      >
        {taken ? 'taken: back to the model’s own' : 'see the policies so'}
      </button>
    </article>
  );
}

export function Worldviews(): VNode | null {
  const { worldviews } = model.meta;
  const place = useRef<HTMLElement>(null);
  const wanted = target.value === 'worldviews';
  useEffect(() => {
    if (wanted) place.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);
  if (worldviews.length === 0) return null;
  const chosen = chosenWorldview(edited.value, model.meta);
  return (
    <section ref={place} class="worldviews" aria-labelledby="worldviews-title">
      <h3 id="worldviews-title">Worldviews</h3>
      <p class="prose">
        Bundles of assumptions that belong together. Each replaces what is assumed below, under every policy; undo
        brings that back.
      </p>
      <div class="criticisms">
        {worldviews.map((one) => (
          <Card key={one.id} of={one} taken={chosen !== OWN_MIX && chosen?.id === one.id} />
        ))}
      </div>
    </section>
  );
}
