/** What an analysis is doing, with stop and go, and what its figures rest on once it is done. */
import type { ComponentChildren, VNode } from 'preact';
import { Assumed } from '../../charts/chart.tsx';
import { type Analysis, ledgerOf, type Work } from './analysis.ts';

export interface WorkLineProps<T> {
  readonly analysis: Analysis<T>;
  /** The key of what is asked for now: a result of another is marked as such. */
  readonly asked: string;
  /** What the figures rest on, once they are there. */
  readonly children?: ComponentChildren;
}

function phaseWords<T>({ phase, share, result, of }: Work<T>, asked: string): string {
  const before = result !== null && of !== asked ? '; shown is the result before the last change' : '';
  switch (phase) {
    case 'waiting':
      return `Waiting${before}`;
    case 'running':
      return `Computing${share === null ? '' : ` ${Math.round(100 * share)} %`}${before}`;
    case 'done':
      return of === asked ? 'Computed' : 'Waiting for the setting to come to rest';
    case 'stopped':
      return result !== null && of === asked ? 'Stopped; shown is what was computed so far' : `Stopped${before}`;
    case 'failed':
      return 'Not computed';
    default:
      return phase satisfies never;
  }
}

export function WorkLine<T>({ analysis, asked, children }: WorkLineProps<T>): VNode {
  const work = analysis.work.value;
  const { phase, share, failure } = work;
  const running = phase === 'running';
  const settled = phase === 'done' && work.of === asked;
  return (
    <>
      {failure === null ? null : (
        <p class="trouble" role="alert">
          This could not be computed: {failure}
        </p>
      )}
      <p class="why-work">
        <span
          class="why-ruler"
          role="progressbar"
          aria-label="Progress of the analysis"
          aria-valuemin={0}
          aria-valuemax={100}
          {...(share === null ? {} : { 'aria-valuenow': Math.round(100 * share) })}
          style={{ '--part': settled ? 1 : (share ?? 0) }}
        />
        <span class="why-phase" data-phase={settled ? 'done' : phase === 'done' ? 'waiting' : phase}>
          {phaseWords(work, asked)}
        </span>
        {running ? (
          <button type="button" class="link" onClick={analysis.stop}>
            stop
          </button>
        ) : null}
        {phase === 'stopped' || phase === 'failed' ? (
          <button type="button" class="link" onClick={analysis.again}>
            {phase === 'stopped' ? 'compute' : 'try again'}
          </button>
        ) : null}
        {work.result === null ? null : <span class="muted">{children}</span>}
        <span class="hidden-visually" aria-live="polite">
          {settled ? 'Computed' : phase === 'stopped' ? 'Stopped' : ''}
        </span>
      </p>
    </>
  );
}

/** What a method does and what its figures mean, one disclosure away. */
export function Method({ children }: { children: ComponentChildren }): VNode {
  return (
    <details class="why-method">
      <summary>What this means and how it is computed</summary>
      <div class="prose">{children}</div>
    </details>
  );
}

/** A result that belongs to another setting than the one asked for is dimmed until the next comes. */
export function Shown({
  of,
  asked,
  children,
}: {
  of: string | null;
  asked: string;
  children: ComponentChildren;
}): VNode {
  return (
    <div class={of === asked ? 'why-shown' : 'why-shown why-before'}>
      <Assumed.Provider value={ledgerOf(of)}>{children}</Assumed.Provider>
    </div>
  );
}

/** Holds the place of a first result. */
export function NotYet({ what }: { what: string }): VNode {
  return <div class="pending">{what}</div>;
}
