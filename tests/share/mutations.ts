/** Hostile links, seeded: what breaks in transit, what people mistype, and what an attacker would send. */
import { compress, decompress } from '../../src/share/compress.ts';
import { DICTIONARY_1 } from '../../src/share/dictionary.ts';
import { joinParameters } from '../../src/share/fragment.ts';

export type Random = () => number;

/** mulberry32: numbers in [0, 1) from a 32-bit seed. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const whole = (random: Random, below: number): number => Math.floor(random() * below);
export const pick = <T>(random: Random, list: readonly T[]): T => list[whole(random, list.length)]!;

const NASTY_TEXT = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  'javascript:alert(1)',
  '%',
  '%00',
  '%E0%A4%A',
  '\u202egnp.exe',
  '\ud800',
  '',
  ' ',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x10',
  '1,2,3',
  'lognormal:1,2,3',
  'quantiles:0.05,1',
  '99999999999999999999',
  '&',
  '=',
  '#',
  '..',
];
const KEYS = [
  'v',
  'z',
  'n',
  'seed',
  'model',
  'digest',
  'check',
  'sampler',
  'replicates',
  'preset',
  'labSecurity',
  'lagToday',
  '.seed',
];
const ALPHABET = 'abcxyzABCXYZ0123456789-_.~=&@#%,:+ /?"<>[]{}é\u0000';

export function randomText(random: Random, most: number): string {
  return Array.from({ length: whole(random, most) }, () => pick(random, [...ALPHABET])).join('');
}

/** Parameters of the right names with wrong values, and of wrong names. */
export function randomLink(random: Random): string {
  const parts = Array.from({ length: whole(random, 8) }, () => {
    const value = random() < 0.5 ? pick(random, NASTY_TEXT) : randomText(random, 40);
    return `${random() < 0.8 ? pick(random, KEYS) : randomText(random, 12)}=${value}`;
  });
  return random() < 0.8 ? ['v=1', ...parts].join('&') : randomText(random, 200);
}

/** One to three cuts, flips, repeats and insertions. */
export function mutate(random: Random, text: string, other: string): string {
  let result = text;
  for (let round = whole(random, 3); round >= 0; round--) {
    const at = whole(random, result.length + 1);
    const to = Math.min(result.length, at + whole(random, random() < 0.5 ? 3 : 200));
    switch (whole(random, 7)) {
      case 0:
        result = result.slice(0, at);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(to);
        break;
      case 2:
        result = result.slice(0, at) + pick(random, [...ALPHABET]) + result.slice(at + 1);
        break;
      case 3:
        result = result.slice(0, to) + result.slice(at);
        break;
      case 4:
        result = result.slice(0, at) + pick(random, NASTY_TEXT) + result.slice(at);
        break;
      case 5:
        result = result.slice(0, at) + other.slice(whole(random, other.length));
        break;
      default: {
        const pairs = result.split('&');
        const one = whole(random, pairs.length);
        pairs[one] = `${pairs[one]!.split('=')[0]}=${pick(random, NASTY_TEXT)}`;
        result = pairs.join('&');
      }
    }
  }
  return result;
}

const NASTY_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  0.1,
  '',
  'x',
  [],
  {},
  [[]],
  [null],
  { p5: 1 },
  '__proto__',
  '<b>bold</b>',
  'x'.repeat(2000),
  Array.from({ length: 300 }, (_, i) => i),
];

/** A JSON value with one place changed; records may get keys that mean something to JavaScript. */
export function mutateJson(random: Random, value: unknown): unknown {
  if (random() < 0.15 || value === null || typeof value !== 'object') return pick(random, NASTY_VALUES);
  if (Array.isArray(value)) {
    const copy = [...value];
    const at = whole(random, copy.length + 1);
    const way = random();
    if (way < 0.2) copy.splice(at, 1);
    else if (way < 0.4) copy.splice(at, 0, pick(random, NASTY_VALUES));
    else copy[at] = mutateJson(random, copy[at] ?? null);
    return copy;
  }
  const entries = Object.entries(value);
  const at = whole(random, entries.length + 1);
  const way = random();
  if (at === entries.length || way < 0.1) entries.push([pick(random, NASTY_TEXT), pick(random, NASTY_VALUES)]);
  else if (way < 0.3) entries.splice(at, 1);
  else entries[at] = [entries[at]![0], mutateJson(random, entries[at]![1])];
  // Defines, so that the text of the JSON holds even a key __proto__.
  return Object.fromEntries(entries);
}

/** The parameters and the compressed part of a link that a program made. */
export function takenApart(link: string): {
  readonly parameters: readonly [string, string][];
  readonly payload: Readonly<Record<string, unknown>>;
} {
  const parameters = [...new URLSearchParams(link.slice(link.indexOf('#') + 1))] as [string, string][];
  const z = decompress(parameters.find(([key]) => key === 'z')?.[1] ?? '', DICTIONARY_1);
  return { parameters, payload: JSON.parse(z.ok ? z.text : '') as Record<string, unknown> };
}

/** A link whose form is right, checksum and all, with any content. */
export function forged(parameters: readonly (readonly [string, string])[], payload: unknown): string {
  const z = compress(JSON.stringify(payload), DICTIONARY_1);
  return joinParameters([...parameters.filter(([key]) => key !== 'z' && key !== 'check'), ['z', z]]);
}
