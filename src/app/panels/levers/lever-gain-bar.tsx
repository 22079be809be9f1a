/** What a lever's better end would add to the answer, all else as it is: a number with its end, and a bar to compare by. */
import type { VNode } from 'preact';
import type { LeverMeta } from '../../../language/definition.ts';
import { outcome } from '../../entries.ts';
import { gainShown, gains, gainUnit } from '../../lever-gain.ts';
import { bandWords, leverWords } from './lever-words.ts';

export function LeverGain({ lever, onTake }: { lever: LeverMeta; onTake: (value: number) => void }): VNode {
  const known = gains.value;
  const gain = known && gainShown(known, lever, outcome.value);
  // Holds its place until it is known, so that nothing moves.
  if (gain === null) return <span class="lever-gain muted">…</span>;
  if (gain.there || gain.size === 0) {
    const title = gain.there
      ? `Neither end of ${lever.label} is better than where it stands`
      : `No clear change of the median ${outcome.value.label.toLowerCase()} at either end of ${lever.label}`;
    return (
      <span class="lever-gain muted" title={title}>
        {gain.there ? 'at its best' : 'no gain'}
      </span>
    );
  }
  const at = bandWords(lever, gain.value);
  return (
    <button
      type="button"
      class="lever-gain"
      tabIndex={-1}
      title={`${gainUnit(gain, outcome.value)} with ${lever.label} at its better end alone, ${at}. Click to set it.`}
      onClick={() => onTake(gain.value)}
    >
      <span class="lever-gain-words">
        <b>{gain.text}</b> at {leverWords(lever, gain.value)}
      </span>
      <span class="lever-gain-bar" style={{ '--size': gain.size }} />
    </button>
  );
}
