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

/** A decimal comma, where the reader of a page may be used to one: `4,5`. Three digits after it are a group. */
const DECIMAL_COMMA = /^([-\u2212+]?\s*\d+),(\d{1,2}|\d{4,})$/;

/**
 * A number typed into a field: as `readNumber`, with a decimal comma, and with % or × after it.
 * @param percent whether the field counts in percent; elsewhere `30 %` is 0.3
 */
export function readTyped(text: string, percent = false): number | null {
  if (text.length > MOST_CHARACTERS) return null;
  const marked = /[%×]$/.exec(text.trim());
  const bare = (marked === null ? text : text.trim().slice(0, -1)).trim();
  const value = readNumber(bare.replace(DECIMAL_COMMA, '$1.$2'));
  return value !== null && marked?.[0] === '%' && !percent ? value / 100 : value;
}

/** What people write for a range that holds nine in ten cases; the middle is null where it is not said. */
export interface TypedRange {
  readonly low: number;
  readonly middle: number | null;
  readonly high: number;
}

/** `4.5 to 11`, `4.5 … 11`, `4.5–11`, `7.5 ± 2`, `7.5 +- 2`, and `4.5, 7.5, 11` or `4.5 / 7.5 / 11`; null for anything else. */
export function readTypedRange(text: string, percent = false): TypedRange | null {
  if (text.length > 3 * MOST_CHARACTERS) return null;
  // A percent sign at the end is meant for both.
  const unit = /%\s*$/.test(text) ? '%' : '';
  const parts = (separator: string | RegExp): (number | null)[] =>
    text.split(separator).map((part) => readTyped(part.includes('%') ? part : `${part}${unit}`, percent));
  const [middle, spread] = parts(/±|\+\/?-/);
  if (middle != null && spread != null && spread > 0) return { low: middle - spread, middle, high: middle + spread };
  const three = parts(/\/|;|,\s/);
  if (three.length === 3) return ordered(three[0], three[1], three[2]);
  const two = parts(/\sto\s|…|\.\.\.?|\u2013|\s-\s|(?<=[\d%kMG])-(?=[\d.])/);
  return two.length === 2 ? ordered(two[0], null, two[1]) : null;
}

function ordered(low?: number | null, middle?: number | null, high?: number | null): TypedRange | null {
  if (low == null || high == null || !(low < high)) return null;
  if (middle != null && !(low < middle && middle < high)) return null;
  return { low, middle: middle ?? null, high };
}
