/** How hostile links are tried: what must hold for any text at all, and the time that reading one may take. */
import { expect } from 'vitest';
import { canonicalJson } from '../../src/engine/canonical.ts';
import { requestOf } from '../../src/share/forecast.ts';
import { decodeLink, encodeLink, type Opening } from '../../src/share/link.ts';
import { arriving } from './arriving.ts';
import { full, LEAD, plain } from './forecasts.ts';
import { type Random, seeded } from './mutations.ts';

export const LINKS = [encodeLink(plain(), LEAD), encodeLink(full(true), LEAD)] as const;

/** Everything that objects inherit: a polluted prototype has more. */
const inherited = (): string =>
  [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
    .map((prototype) => Object.getOwnPropertyNames(prototype).sort().join())
    .join('|');
const clean = inherited();

/** What holds for any text at all. */
export function check(text: string, result: Opening, thorough: boolean): void {
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

/** Most milliseconds that a link may hold the page before its first paint: most take less than one, the worst a tenth of a second. */
const PATIENCE_MS = 200;

/** Opens a link as the page does, in bounded time. What took long by the clock is read again by processor time: the machine has other work. */
export function opening(text: string): Opening {
  const start = performance.now();
  const result = arriving(text, LEAD);
  if (performance.now() - start < PATIENCE_MS) return result;
  const chances = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    arriving(text, LEAD);
    return process.cpuUsage(before).user / 1000;
  });
  const least = Math.min(...chances);
  if (least > PATIENCE_MS) throw new Error(`reading took ${least} ms: ${text.slice(0, 2000)}`);
  return result;
}

/** Opens `count` links, seeded. One in fifty is looked at thoroughly. */
export function fuzz(seed: number, count: number, make: (random: Random) => string, judge: typeof check): void {
  const random = seeded(seed);
  for (let i = 0; i < count; i++) {
    const text = make(random);
    judge(text, opening(text), i % 50 === 0);
  }
  expect(inherited()).toBe(clean);
}
