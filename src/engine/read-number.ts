/**
 * Numbers as people write and paste them: `0.9`, `−3` with a true minus, `1,000,000`, `10 000`, `200k`, `1e6`, `2^20`. One
 * reading for the terminal and the page. Bounded: a text longer than a number can be is none, and is not looked at.
 */

/** Longer texts are no numbers. */
const MOST_CHARACTERS = 64;
/** Between groups of three digits: a comma, an underscore, and spaces, breaking or not. */
const GROUPED = /^\d{1,3}(?:[,_ \u00a0\u2009\u202f]\d{3})+(?!\d)/;
const SEPARATORS = /[,_ \u00a0\u2009\u202f]/g;
const PLAIN = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,3})?$/i;
const POWER = /^(\d{1,4})\^(\d{1,3})$/;
const SUFFIXES: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9 };

/** The number that a text is, or null. A sign may stand before it, and k, M or G after it for thousands, millions, billions. */
export function readNumber(text: string): number | null {
  if (text.length > MOST_CHARACTERS) return null;
  let rest = text.trim();
  const negative = /^[-\u2212]/.test(rest);
  if (negative || rest.startsWith('+')) rest = rest.slice(1).trimStart();
  const size = readSize(rest);
  if (size === null || !Number.isFinite(size)) return null;
  // Adding zero turns -0 into 0.
  return (negative ? -size : size) + 0;
}

function readSize(text: string): number | null {
  const power = POWER.exec(text);
  if (power !== null) return Number(power[1]) ** Number(power[2]);
  const suffix = SUFFIXES[text.slice(-1)];
  const digits = suffix === undefined ? text : text.slice(0, -1).trimEnd();
  const plain = GROUPED.test(digits) ? digits.replace(SEPARATORS, '') : digits.replaceAll(/(?<=\d)_(?=\d)/g, '');
  if (!PLAIN.test(plain)) return null;
  return Number(plain) * (suffix ?? 1);
}
