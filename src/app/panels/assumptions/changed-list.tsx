/** The ledger of assumptions: in what they differ from the model's own, each to be taken back, or all at once. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import '../../styles/share.css';
import { changedWords, kindsWords } from '../../assumption-words.ts';
import { assumed } from '../../entries.ts';
import { change } from '../../state/store.ts';
import { target } from '../../state/view.ts';
import { takeBack } from '../share/change-words.ts';
import { Changes } from '../share/changes.tsx';

export function ChangedList(): VNode | null {
  const changes = assumed.value;
  const list = useRef<HTMLElement>(null);
  const wanted = target.value === 'changed';
  useEffect(() => {
    if (!wanted) return;
    list.current?.scrollIntoView({ block: 'center' });
    list.current?.focus({ preventScroll: true });
  }, [wanted]);
  if (changes.length === 0) return null;
  return (
    <section ref={list} class="changed-list" tabIndex={-1} aria-labelledby="changed-title">
      <h3 id="changed-title">{changedWords(changes.length)}</h3>
      <Changes changes={changes} />
      <p class="small">
        <button
          type="button"
          class="link"
          onClick={() =>
            change('All assumptions as in the model', (doc) => changes.reduce((open, one) => takeBack(open, one), doc))
          }
        >
          back to the model’s own: resets {kindsWords(changes)}
        </button>
      </p>
    </section>
  );
}
