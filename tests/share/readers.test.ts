/** Page and terminal find the same forecast in the same fragment, or say that there is none to be read. */
import { describe, expect, test } from 'vitest';
import { holdsForecast } from '../../src/app/state/telling.ts';
import { requestOf } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink } from '../../src/share/link.ts';
import { LEAD, plain } from './forecasts.ts';

const READ = [
  '#v=1&labSecurity=0.9',
  'v=1&labSecurity=0.9',
  '#utm_source=x&v=1&labSecurity=0.9',
  '#labSecurity=0.9&v=1',
  '#&v=1&labSecurity=0.9',
  '##v=1&labSecurity=0.9',
  '#?v=1&labSecurity=0.9',
  '#!v=1&labSecurity=0.9',
  '#/?v=1&labSecurity=0.9',
  '#share#v=1&labSecurity=0.9',
  '# v=1&labSecurity=0.9',
  '#v%3D1%26labSecurity%3D0.9',
];

describe('a fragment', () => {
  test.each(READ)('%s is the same forecast on the page and in the terminal', (fragment) => {
    expect(holdsForecast(fragment)).toBe(true);
    const result = decodeLink(fragment, LEAD);
    if (!result.ok) throw new Error(result.notes.map(({ text }) => text).join(' '));
    expect(requestOf(result.forecast, LEAD).scenarios.at(-1)?.levers['labSecurity']).toBe(0.9);
    expect(result.notes.every(({ text }) => text.includes('utm_source'))).toBe(true);
  });

  test.each(['#v=', '#v=x', '#v=-1', '#v=1.5', '#x&v=', '#&v=99', '#share?v=0', '#v%3Dx', 'https://example.org/?v=1'])(
    '%s holds v= and cannot be read: both say so',
    (fragment) => {
      expect(holdsForecast(fragment)).toBe(true);
      const result = decodeLink(fragment, LEAD);
      expect(result.ok).toBe(false);
      expect(result.notes.at(-1)?.text).toMatch(/Nothing was opened/);
    },
  );

  test.each(['', '#', '#share', '#assumptions/lagToday', '#levers=1', '#dev=1', '#v', 'a/v=1/request.json'])(
    '%s is none',
    (fragment) => {
      expect(holdsForecast(fragment)).toBe(false);
      expect(decodeLink(fragment, LEAD).notes[0]?.text).toMatch(/not a link to a forecast/);
    },
  );

  test('of a program keeps its checksum behind signs that mean nothing', () => {
    for (const before of ['#', '##', '#&', '#share#', 'https://example.org/x?y=1#']) {
      const result = decodeLink(before + encodeLink(plain(), LEAD), LEAD);
      expect(result.ok && [result.notes, result.forecast]).toEqual([[], plain()]);
    }
  });
});
