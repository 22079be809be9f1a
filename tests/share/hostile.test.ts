/**
 * Hostile links: 205,000 of them, seeded, with those of forged.test.ts and claims.test.ts. Whatever comes in, a reader gets sentences and a forecast that can be run (or
 * none): no exception, no reach into prototypes, no memory beyond bounds, and no substitution without a word.
 */
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { toBase64Url } from '../../src/share/base64url.ts';
import { DICTIONARY_1 } from '../../src/share/dictionary.ts';
import { decodeLink } from '../../src/share/link.ts';
import { LEAD } from './forecasts.ts';
import { check, fuzz, LINKS, opening } from './fuzz.ts';
import { mutate, randomLink, whole } from './mutations.ts';

/** A minute's work that may have to share the machine. */
const PATIENCE = { timeout: 900_000 };

describe('hostile links', () => {
  test('random ones are refused or repaired, in words', PATIENCE, () => {
    fuzz(1, 130_000, randomLink, check);
  });

  test('damaged ones never pass for what they were', PATIENCE, () => {
    const texts = LINKS.map((link) => {
      const opened = decodeLink(link, LEAD);
      return canonicalJson(opened.ok ? opened.forecast : null);
    });
    let changed = 0;
    let source = 0;
    fuzz(
      2,
      45_000,
      (random) => {
        source = whole(random, 2);
        return mutate(random, LINKS[source]!, LINKS[1 - source]!);
      },
      (text, result, thorough) => {
        check(text, result, thorough);
        // Without its checksum a link passes for one written by hand.
        if (!result.ok || result.notes.length > 0 || !text.includes('check=')) return;
        const same = texts.includes(canonicalJson(result.forecast));
        if (!same) throw new Error(`silent substitution: ${text}`);
        changed += 1;
      },
    );
    // Escapes, spaces and whole copies are the same link; most mutations are not.
    expect(changed).toBeLessThan(4_500);
  });

  test('one that would swell to gigabytes stops at 256 kB', () => {
    const z = toBase64Url(deflateSync(new Uint8Array(2 ** 24), { level: 9 }));
    const result = decodeLink(`v=1&labSecurity=0.9&z=${z}`, LEAD);
    expect(result.notes.map(({ text }) => text)).toContainEqual(expect.stringContaining('is larger than 256 kB'));
    expect(result.ok && result.forecast.scenarios[1]?.levers['labSecurity']).toBe(0.9);
  });

  test('one value of 65,000 characters is read in linear time', () => {
    for (const value of [
      '9'.repeat(65_000),
      `${'9'.repeat(65_000)}x`,
      `.${'9'.repeat(64_000)}.`,
      `1e${'9'.repeat(64_000)}x`,
    ]) {
      for (const key of ['labSecurity', 'lagToday', 'n', 'digest', 'z', 'preset', 'model', 'nothing']) {
        // A few milliseconds; half a minute when the numbers of links were read in quadratic time.
        expect(() => opening(`v=1&${key}=${value}`), `${key}=${value.slice(0, 9)}…`).not.toThrow();
      }
    }
  });

  test('a very long one is not read', () => {
    const result = decodeLink(`v=1&${'a=1&'.repeat(100_000)}`, LEAD);
    expect(result.ok).toBe(false);
    expect(result.notes[0]?.text).toContain('more than 65536 are not read');
  });

  test('deep nesting is data like any other', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const z = toBase64Url(
      deflateSync(new TextEncoder().encode(`{"s":${deep},"i":${deep}}`), { dictionary: DICTIONARY_1 }),
    );
    expect(() => decodeLink(`v=1&z=${z}`, LEAD)).not.toThrow();
  });
});
