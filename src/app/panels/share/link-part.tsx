/** The link of the forecast on screen: title, note, length, copying. */
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { LIMITS } from '../../../share/limits.ts';
import { COMFORTABLE_LENGTH } from '../../../share/link.ts';
import { note, title } from '../../state/telling.ts';
import { countWords } from '../../wording.ts';
import { CopyButton } from './copy-button.tsx';
import { claim, link } from './present.ts';

export function LinkPart(): VNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = link.value;
  return (
    <section aria-labelledby="link-title">
      <h3 id="link-title">A link that checks itself</h3>
      <p class="prose">
        The whole forecast stands in the link: policies, changed assumptions, seed, and what came out. It is sent to no
        server. Whoever opens it runs the forecast again on their own machine and sees whether the same numbers come
        out.
      </p>
      <div class="share-fields">
        <label>
          Title
          <input
            type="text"
            maxLength={LIMITS.title}
            value={title.value}
            onInput={(event) => {
              title.value = event.currentTarget.value;
            }}
          />
        </label>
        <label>
          Note
          <textarea
            rows={2}
            maxLength={LIMITS.note}
            value={note.value}
            onInput={(event) => {
              note.value = event.currentTarget.value;
            }}
          />
        </label>
        <label>
          Link
          <textarea
            ref={field}
            class="share-link"
            rows={4}
            readOnly
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      </div>
      <p class="share-buttons">
        <CopyButton label="Copy link" text={text} select={() => field.current?.select()} />{' '}
        <span class="muted">{countWords(text.length)} characters</span>
        {text.length > COMFORTABLE_LENGTH ? (
          <span class="alarm">
            {' '}
            More than {countWords(COMFORTABLE_LENGTH)}: some mail programs cut such links. Shorten the note, or delete
            scenarios that do not matter.
          </span>
        ) : null}
      </p>
      {claim.value === null ? (
        <p class="muted">The run is still going on; once it has ended, the link carries its result.</p>
      ) : null}
    </section>
  );
}
