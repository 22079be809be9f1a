/**
 * The compact view for a frame on another page (`?embed`): the answer, its distribution, the levers that the link names,
 * and whether the result was reproduced. It never touches the address of its frame, and tells the page around it only
 * how high it is.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import '../styles/share.css';
import '../styles/embed.css';
import { listed } from '../entries.ts';
import { model } from '../model.ts';
import { Answer } from '../panels/answer.tsx';
import { Caveats } from '../panels/caveats.tsx';
import { DistributionPanel } from '../panels/distribution-panel.tsx';
import { LeverRow } from '../panels/levers/lever-row.tsx';
import { arrive } from '../panels/share/arrive.ts';
import { link } from '../panels/share/present.ts';
import { CheckLine } from '../panels/share/verdict.tsx';
import { runState } from '../run.ts';
import { selected } from '../state/store.ts';
import { holdsForecast, levers, received, title } from '../state/telling.ts';
import type { HeightMessage } from './message.ts';

export interface EmbedProps {
  /** What is missing in this browser, in words; null when nothing is. */
  readonly limitation: ReadonlySignal<string | null>;
}

export function Embed({ limitation }: EmbedProps): VNode {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => tellHeight(frame.current), []);
  useEffect(() => {
    const follow = (): void => {
      if (holdsForecast(location.hash)) arrive(location.hash, false);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const now = received.value;
  const shown = model.meta.levers.filter(({ id }) => levers.value.includes(id));
  return (
    <main ref={frame} class="embed">
      <h1 class={title.value === '' ? 'hidden-visually' : 'embed-title'}>{title.value || model.meta.title}</h1>
      {limitation.value === null ? null : (
        <p class="trouble" role="alert">
          {limitation.value}
        </p>
      )}
      <Answer ledger={link.value} />
      <Caveats />
      <div class={shown.length > 0 ? 'embed-parts' : ''}>
        <section aria-labelledby="embed-distribution" style={{ '--rows': listed.value.length }}>
          <h2 id="embed-distribution" class="hidden-visually">
            The distribution
          </h2>
          <DistributionPanel />
        </section>
        {shown.length > 0 ? (
          <section aria-label="Policy levers">
            {shown.map((lever) => (
              <LeverRow key={lever.id} lever={lever} scenario={selected.value} />
            ))}
          </section>
        ) : null}
      </div>
      <footer class="embed-foot">
        {now?.notes.map(({ text }) => (
          <p class="alarm" key={text}>
            {text}
          </p>
        ))}
        {/* A link made by hand has no result: in a report that is no news. */}
        {now?.opened && now.check.phase !== 'none' ? (
          <CheckLine check={now.check} view={now.opened.forecast.view} />
        ) : null}
        <p class="muted">
          {runState.value.phase === 'failed' ? `The run failed: ${runState.value.failure}. ` : ''}A conditional
          forecast, computed in this frame.{' '}
          <a href={link.value} target="_blank" rel="noopener">
            Open in Headway
          </a>
        </p>
      </footer>
    </main>
  );
}

/** Tells the page around the frame how high the view is, whenever that changes. A height is all it learns. */
function tellHeight(frame: HTMLElement | null): () => void {
  if (frame === null || window.parent === window) return () => undefined;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(frame.getBoundingClientRect().height);
    window.parent.postMessage({ type: 'headway:height', height } satisfies HeightMessage, '*');
  });
  observer.observe(frame);
  return () => observer.disconnect();
}
