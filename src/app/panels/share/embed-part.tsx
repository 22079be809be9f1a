/** How to put the forecast into another page: which levers it offers there, and the text to paste. */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { model } from '../../model.ts';
import { levers } from '../../state/telling.ts';
import { CopyButton } from './copy-button.tsx';
import { fragment, pageAddress } from './present.ts';

/** For an attribute in double quotes; a link has nothing else that HTML would read. */
const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export function EmbedPart(): VNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const folder = new URL('.', pageAddress()).href;
  const snippet = [
    `<script type="module" src="${escapeAttribute(`${folder}headway-forecast.js`)}"></script>`,
    `<headway-forecast link="${escapeAttribute(`#${fragment.value}`)}"></headway-forecast>`,
  ].join('\n');
  return (
    <details class="embed-part">
      <summary>
        <h3>Embed in another page</h3>
      </summary>
      <p class="prose">
        The answer and its distribution in a frame, with the levers ticked here. The frame runs the forecast itself and
        says whether it reproduces.
      </p>
      <fieldset class="share-row">
        <legend class="hidden-visually">Levers in the frame</legend>
        {model.meta.levers.map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={levers.value.includes(id)}
              onChange={(event) => {
                const others = levers.peek().filter((one) => one !== id);
                levers.value = event.currentTarget.checked ? [...others, id] : others;
              }}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <label class="share-fields">
        Text to paste
        <textarea
          ref={field}
          class="share-link"
          rows={5}
          readOnly
          value={snippet}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <p class="share-buttons">
        <CopyButton label="Copy text" text={snippet} select={() => field.current?.select()} />
      </p>
    </details>
  );
}
