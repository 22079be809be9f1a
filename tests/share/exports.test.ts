/** Exports hold what was computed, and nothing that a reader's programs would run. */
import { describe, expect, test } from 'vitest';
import { bibtex, plainCitation } from '../../src/share/exports/citation.ts';
import { row, singleCell } from '../../src/share/exports/csv.ts';
import { DIGEST, full, LEAD, plain } from './forecasts.ts';

describe('CSV', () => {
  test('quotes what would break a row', () => {
    expect(row(['a,b', 'say "x"', 'two\nlines', 1.5, null])).toBe('"a,b","say ""x""","two\nlines",1.5,\n');
  });

  test.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx'])('defuses text that a spreadsheet would run: %j', (text) => {
    expect(row([text]).startsWith("'")).toBe(true);
  });

  test('leaves negative numbers alone', () => {
    expect(row([-1.5, Number.POSITIVE_INFINITY, Number.NaN])).toBe('-1.5,Inf,NaN\n');
  });

  test('writes single-precision numbers as briefly as they read back', () => {
    expect(singleCell(Math.fround(0.1))).toBe('0.1');
    for (let i = 1; i < 2000; i++) {
      const value = Math.fround(Math.sin(i) * 10 ** ((i % 17) - 8));
      expect(Math.fround(Number(singleCell(value)))).toBe(value);
    }
    expect(singleCell(Number.POSITIVE_INFINITY)).toBe('Inf');
  });
});

describe('a citation', () => {
  const parts = { meta: LEAD.meta, link: 'https://example.org/#v=1', date: '2026-07-01' };

  test('names title, model, samples, seed, digest, date and link', () => {
    const text = plainCitation({ ...parts, forecast: full() });
    for (const part of [
      full().title,
      `model lead ${LEAD.meta.version}`,
      '131,072 samples',
      'seed 1',
      DIGEST.slice(0, 12),
      '2026-07-01',
      parts.link,
    ]) {
      expect(text).toContain(part);
    }
  });

  test('takes the model’s title where the author gave none', () => {
    expect(plainCitation({ ...parts, forecast: plain() })).toContain(LEAD.meta.title);
  });

  test('cannot break out of BibTeX', () => {
    const text = bibtex({ ...parts, forecast: plain({ title: '}} \\input{x} 50% & more_$' }) });
    expect(text).toContain(
      'title = {{\\textbraceright{}\\textbraceright{} \\textbackslash{}input\\textbraceleft{}x\\textbraceright{} 50\\% \\& more\\_\\$}}',
    );
  });
});
