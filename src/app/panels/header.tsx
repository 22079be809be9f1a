/** Name, question, places, and what undoes. */
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { changedIn } from '../assumption-words.ts';
import { assumed } from '../entries.ts';
import { flipped, history, redoStep, replayStep, undoStep } from '../state/store.ts';
import { theme } from '../state/theme.ts';
import { type Page, page, type Theme } from '../state/view.ts';

const PLACES: readonly (readonly [Page, string])[] = [
  ['forecast', 'Forecast'],
  ['why', 'Why'],
  ['assumptions', 'Assumptions'],
  ['criticisms', 'Criticisms'],
  ['correlations', 'Correlations'],
  ['model', 'Model text'],
  ['share', 'Share'],
  ['limits', 'What this can and cannot tell you'],
];

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };
const THEME_WORDS: Readonly<Record<Theme, string>> = { auto: 'as system', light: 'light', dark: 'dark' };

/** How many assumptions are changed in a room. */
function Changed({ room }: { room: Page }): VNode | null {
  const count = changedIn(room, assumed.value);
  if (count === 0) return null;
  return (
    <span class="places-changed">
      {' '}
      {count}
      <span class="hidden-visually"> changed</span>
    </span>
  );
}

export function Header({ onKeys }: { onKeys: () => void }): VNode {
  const { past, future, present } = history.value;
  const [next] = future;
  const before = flipped.value;
  const places = useRef<HTMLElement>(null);
  const at = page.value;
  // On a small screen the places scroll sideways; the present one must be in sight.
  useEffect(() => {
    places.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <header class="masthead">
      <h1>
        <a class="wordmark" href="#forecast">
          Headway
        </a>
        <span class="question">How many months ahead will the US frontier in AI be, and what would change that?</span>
      </h1>
      <div class="masthead-tools">
        <button
          type="button"
          class="link"
          disabled={past.length === 0}
          title={past.length > 0 ? `Undo: ${present.label}` : 'Nothing to undo'}
          onClick={undoStep}
        >
          undo
        </button>
        <button
          type="button"
          class="link"
          disabled={!next}
          title={next ? `Redo: ${next.label}` : 'Nothing to redo'}
          onClick={redoStep}
        >
          redo
        </button>
        <button
          type="button"
          class="link replay"
          disabled={past.length === 0 && !before}
          aria-pressed={before}
          title="Flip between before and after the last change"
          onClick={replayStep}
        >
          {before ? 'showing before' : 'replay last change'}
        </button>
        <button type="button" class="link" onClick={onKeys}>
          keys
        </button>
        <button
          type="button"
          class="link"
          aria-label={`Colours: ${THEME_WORDS[theme.value]}. Change.`}
          onClick={() => {
            theme.value = NEXT_THEME[theme.value];
          }}
        >
          {theme.value === 'auto' ? 'light/dark' : THEME_WORDS[theme.value]}
        </button>
      </div>
      <nav ref={places} class="places choice" aria-label="Parts of the forecast">
        {PLACES.map(([id, words]) => (
          <a key={id} href={`#${id}`} aria-current={at === id ? 'page' : undefined}>
            {words}
            <Changed room={id} />
          </a>
        ))}
      </nav>
    </header>
  );
}
