/** Under which assumptions the policies are seen: the model's own, a worldview that it declares, or those of the reader. */
import type { VNode } from 'preact';
import { model } from '../../model.ts';
import { change, document as edited } from '../../state/store.ts';
import { chosenWorldview, OWN_MIX, takeWorldview } from '../../state/worldviews.ts';

const MODELS_OWN = '';

export function WorldviewChoice(): VNode | null {
  const { worldviews } = model.meta;
  if (worldviews.length === 0) return null;
  const chosen = chosenWorldview(edited.value, model.meta);
  const id = chosen === OWN_MIX ? OWN_MIX : (chosen?.id ?? MODELS_OWN);
  return (
    <label class="worldview-choice">
      Worldview{' '}
      <select
        value={id}
        title={chosen === OWN_MIX ? 'Assumptions changed by hand' : chosen?.description}
        onChange={(event) => {
          const next = worldviews.find((one) => one.id === event.currentTarget.value) ?? null;
          change(`Worldview: ${next?.label ?? 'the model’s own'}`, (doc) => takeWorldview(doc, next));
        }}
      >
        <option value={MODELS_OWN}>the model’s own</option>
        {worldviews.map(({ id: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        {chosen === OWN_MIX ? (
          <option value={OWN_MIX} disabled>
            changed by hand
          </option>
        ) : null}
      </select>{' '}
      <a class="small" href="#assumptions/worldviews">
        what they change
      </a>
    </label>
  );
}
