/** The page: levers on the left, the answer in the middle, the rooms behind it one word away. */
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Lazy } from './controls/lazy.tsx';
import { useOnScreen } from './controls/on-screen.ts';
import { watchKeys } from './keys.ts';
import { model } from './model.ts';
import { Answer } from './panels/answer.tsx';
import { Caveats } from './panels/caveats.tsx';
import { ChangeLine } from './panels/change-line.tsx';
import { Header } from './panels/header.tsx';
import { Ledger } from './panels/ledger.tsx';
import { Levers } from './panels/levers/levers.tsx';
import { LiveRegion } from './panels/live-region.tsx';
import { RunBar } from './panels/run-bar.tsx';
import type { Driver } from './run.ts';
import { newVersion } from './state/offline.ts';
import { received } from './state/telling.ts';
import { type Page, page, target } from './state/view.ts';

const ROOMS: Readonly<Record<Page, { readonly what: string; readonly load: () => Promise<ComponentType> }>> = {
  // Its charts can show nothing before there is an answer: they are fetched while that is computed.
  forecast: { what: 'The charts', load: () => import('./panels/forecast-page.tsx').then((m) => m.ForecastPage) },
  why: { what: 'The analyses', load: () => import('./panels/why/page.tsx').then((m) => m.WhyPage) },
  assumptions: {
    what: 'The assumptions',
    load: () => import('./panels/assumptions/page.tsx').then((m) => m.AssumptionsPage),
  },
  criticisms: { what: 'The criticisms', load: () => import('./panels/criticisms.tsx').then((m) => m.CriticismsPage) },
  correlations: {
    what: 'The correlations',
    load: () => import('./panels/correlations.tsx').then((m) => m.CorrelationsPage),
  },
  model: { what: 'The model text', load: () => import('./panels/model-text/page.tsx').then((m) => m.ModelTextPage) },
  share: { what: 'Sharing', load: () => import('./panels/share/page.tsx').then((m) => m.SharePage) },
  limits: { what: 'This page', load: () => import('./panels/limits.tsx').then((m) => m.LimitsPage) },
};

const loadKeys = () => import('./panels/key-sheet.tsx').then(({ KeySheet }) => KeySheet);
const loadNewVersion = () => import('./panels/share/new-version.tsx').then((m) => m.NewVersion);
const loadOpening = () => import('./panels/opening.tsx').then((m) => m.Opening);
const loadReceived = () => import('./panels/share/received.tsx').then((m) => m.ReceivedLink);

function Room(): VNode {
  const at = page.value;
  const { what, load } = ROOMS[at];
  return <Lazy key={at} load={load} props={{}} what={what} tall />;
}

/** All policies: beside the answer on the first screen, folded over the other rooms, which need the height. */
function Policies(): VNode {
  if (page.value === 'forecast') return <Ledger />;
  return (
    <details class="ledger-fold">
      <summary>All policies</summary>
      <Ledger />
    </details>
  );
}

export interface AppProps {
  readonly driver: ReadonlySignal<Driver | null>;
  /** What is missing in this browser, in words; null when nothing is. */
  readonly limitation: ReadonlySignal<string | null>;
}

export function App({ driver: driverSignal, limitation }: AppProps): VNode {
  const driver = driverSignal.value;
  const [keysOpen, setKeysOpen] = useState(false);
  const [leversOpen, setLeversOpen] = useState(false);
  const [headline, answerInSight] = useOnScreen<HTMLElement>('0px', true);
  const lever = model.meta.levers.some(({ id }) => id === target.value);
  useEffect(() => {
    if (lever) setLeversOpen(true);
  }, [lever]);
  useEffect(() => watchKeys({ driver, showKeys: () => setKeysOpen(true) }), [driver]);
  return (
    <div class="page">
      <button type="button" class="skip" onClick={focusAnswer}>
        Skip to the answer
      </button>
      <Header onKeys={() => setKeysOpen(true)} />
      <aside class="side" aria-label="Policy levers">
        <button
          type="button"
          class="side-toggle"
          aria-expanded={leversOpen}
          aria-controls="levers"
          onClick={() => setLeversOpen(!leversOpen)}
        >
          Policy levers
        </button>
        <div id="levers" class={leversOpen ? 'side-open' : 'side-closed'}>
          <Levers />
        </div>
      </aside>
      <main id="answer" tabIndex={-1}>
        {limitation.value === null ? null : (
          <p class="trouble" role="alert">
            {limitation.value}
          </p>
        )}
        {received.value === null ? null : <Lazy load={loadReceived} props={{}} what="The link" />}
        {page.value === 'forecast' && target.value?.startsWith('step-') ? (
          <Lazy load={loadOpening} props={{}} what="The opening" />
        ) : null}
        <section ref={headline} class="headline" aria-label="The answer">
          <Answer />
          <ChangeLine />
          <Caveats />
          <Policies />
        </section>
        <Room />
      </main>
      <RunBar driver={driver} answerInSight={answerInSight} />
      <LiveRegion />
      {newVersion.value === null ? null : <Lazy load={loadNewVersion} props={{}} what="The notice of a new version" />}
      {keysOpen ? (
        <Lazy load={loadKeys} props={{ open: true, onClose: () => setKeysOpen(false) }} what="The keys" />
      ) : null}
    </div>
  );
}

/** A link would change the address, which holds the room. */
function focusAnswer(): void {
  const answer = document.getElementById('answer');
  answer?.focus();
  answer?.scrollIntoView();
}
