/** Citations hold whatever a title is. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bibtex } from '../../src/share/exports/citation.ts';
import { LEAD, plain } from './forecasts.ts';

/** Depth of braces as BibTeX counts them: a backslash escapes none. */
function depths(text: string): number[] {
  let depth = 0;
  return [...text].map((character) => {
    if (character === '{') depth++;
    if (character === '}') depth--;
    return depth;
  });
}

it('a BibTeX entry ends where it should, whatever braces the title and the address have', () => {
  const text = fc.string({ unit: fc.constantFrom('{', '}', '\\', 'a', '%', '"', '@', '\n', '$'), maxLength: 40 });
  fc.assert(
    fc.property(text, text, (title, tail) => {
      const entry = bibtex({
        forecast: plain({ title }),
        meta: LEAD.meta,
        link: `https://example.org/${tail.replaceAll('\n', '')}`,
        date: '2026-07-01',
      });
      const found = depths(entry.trimEnd());
      expect(found.at(-1)).toBe(0);
      // The entry is closed by its last brace and by none before it.
      expect(found.slice(found.indexOf(1), -1).every((depth) => depth > 0)).toBe(true);
    }),
  );
});
