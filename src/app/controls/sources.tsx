/** Where a number is from, and how near to it we came. */
import type { VNode } from 'preact';
import type { Source } from '../../language/definition.ts';

const RETRIEVED: Readonly<Record<Source['retrieved'], string>> = {
  primary: 'read at the source',
  secondary: 'read in another publication’s copy',
  memory: 'from memory, not retrieved',
};

export function Sources({ sources }: { sources: readonly Source[] }): VNode {
  if (sources.length === 0) return <p class="muted">No source found: a judgement.</p>;
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li key={source.cite}>
          {source.cite}{' '}
          <span class="muted">({[RETRIEVED[source.retrieved], source.note].filter(Boolean).join('; ')})</span>
        </li>
      ))}
    </ul>
  );
}
