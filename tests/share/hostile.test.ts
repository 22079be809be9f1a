/**
 * Hostile links: 101,000 of them, seeded. Whatever comes in, a reader gets sentences and a forecast that can be run (or
 * none): no exception, no reach into prototypes, no memory beyond bounds, and no substitution without a word.
 */
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { toBase64Url } from '../../src/share/base64url.ts';
import { DICTIONARY_1 } from '../../src/share/dictionary.ts';
import { requestOf } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink, type Opening } from '../../src/share/link.ts';
import { full, LEAD, plain } from './forecasts.ts';
import { forged, mutate, mutateJson, type Random, randomLink, seeded, takenApart, whole } from './mutations.ts';

const LINKS = [encodeLink(plain(), LEAD), encodeLink(full(true), LEAD)] as const;

/** Everything that objects inherit: a polluted prototype has more. */
const inherited = (): string =>
  [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).sort().join())
    .join('|');
const clean = inherited();

/** What holds for any text at all. */
function check(text: string, result: Opening, thorough: boolean): void {
  const { notes } = result;
  if (notes.length > 41 || notes.some((note) => note.text.length > 600)) throw new Error(`notes run wild: ${text}`);
  if (!result.ok) {
    if (notes.length === 0) throw new Error(`refused without a word: ${text}`);
    return;
  }
  if (!thorough) return;
  requestOf(result.forecast, LEAD);
  const again = decodeLink(encodeLink(result.forecast, LEAD), LEAD);
  if (!again.ok || again.notes.some(({ kind }) => kind !== 'told'))
    throw new Error(`what was opened cannot be sent on: ${text}`);
  if (canonicalJson(again.forecast) !== canonicalJson(result.forecast))
    throw new Error(`changed when sent on: ${text}`);
}

function fuzz(seed: number, count: number, make: (random: Random) => string, judge: typeof check): void {
  const random = seeded(seed);
  for (let i = 0; i < count; i++) {
    const text = make(random);
    const result = decodeLink(text, LEAD);
    judge(text, result, i % 50 === 0);
  }
  expect(inherited()).toBe(clean);
}

/** A minute's work that may have to share the machine. */
const PATIENCE = { timeout: 400_000 };

describe('hostile links', () => {
  test('random ones are refused or repaired, in words', PATIENCE, () => {
    fuzz(1, 60_000, randomLink, check);
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
      25_000,
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
    expect(changed).toBeLessThan(2_500);
  });

  test('forged ones, right in form and wrong in content, are repaired in words', PATIENCE, () => {
    const sources = LINKS.map(takenApart);
    fuzz(
      3,
      16_000,
      (random) => {
        const { parameters, payload } = sources[whole(random, 2)]!;
        let content: unknown = payload;
        for (let round = whole(random, 3); round >= 0; round--) content = mutateJson(random, content);
        return forged(parameters, content);
      },
      check,
    );
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
        const start = performance.now();
        decodeLink(`v=1&${key}=${value}`, LEAD);
        // A few milliseconds; half a minute when the numbers of links were read in quadratic time.
        expect(performance.now() - start, `${key}=${value.slice(0, 9)}…`).toBeLessThan(500);
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
