/** Where a result will stand before its first answer. Holds the place, so that nothing jumps. */
import type { VNode } from 'preact';
import { runState } from '../run.ts';

export function Pending({ what }: { what: string }): VNode {
  const failed = runState.value.phase === 'failed';
  return (
    <div class="pending">
      {failed ? `${what} cannot be shown: the run failed (see below).` : `${what} appears with the first samples.`}
    </div>
  );
}
