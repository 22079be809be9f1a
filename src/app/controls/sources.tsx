/** Where a number is from, and how near to it we came. */
import type { VNode } from 'preact';
import type { Source } from '../../language/definition.ts';

const RETRIEVED: Readonly<Record<Source['retrieved'], string>> = {
  primary: 'read at the source',
  secondary: 'read in another publication’s copy',
  memory: 'from memory, not retrieved',
};

/** Title, publisher and date where the text has them; the address where there is a public one. */
function Cited({ source }: { source: Source }): VNode {
  const { cite, title, publisher, date, url } = source;
  const details = [publisher, date].filter(Boolean).join(', ');
  const named = title === '' ? cite : `${cite}: “${title}”`;
  return (
    <>
      {url === '' ? (
        named
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {named}
        </a>
      )}
      {details === '' ? '' : ` (${details})`}
      {url === '' ? <span class="muted">, no public address known</span> : null}
    </>
  );
}

export function Sources({ sources }: { sources: readonly Source[] }): VNode {
  if (sources.length === 0) return <p class="muted">No source found: a judgement.</p>;
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li key={source.cite}>
          <Cited source={source} />{' '}
          <span class="muted">({[RETRIEVED[source.retrieved], source.note].filter(Boolean).join('; ')})</span>
        </li>
      ))}
    </ul>
  );
}
