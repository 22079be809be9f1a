/** Says that a new version of the page is here; it is loaded when the reader asks, and never in the middle of a run. */
import type { VNode } from 'preact';
import { type Phase, runState } from '../../run.ts';
import { newVersion } from '../../state/offline.ts';

const BUSY: ReadonlySet<Phase> = new Set(['starting', 'running', 'paused'] as const);

export function NewVersion(): VNode | null {
  const load = newVersion.value;
  if (load === null || BUSY.has(runState.value.phase)) return null;
  return (
    <p class="notice" role="status">
      A new version of this page is ready. Your forecast stays as it is.{' '}
      <button type="button" class="link" onClick={load}>
        load it
      </button>{' '}
      <button
        type="button"
        class="link"
        onClick={() => {
          newVersion.value = null;
        }}
      >
        later
      </button>
    </p>
  );
}
