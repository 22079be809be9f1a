/** Numbers and ranges as people type them in a terminal. */
import { groupDigits } from '../engine/format.ts';
import { readNumber } from '../engine/read-number.ts';
import { UsageError } from './errors.ts';

/** `text` as an error message repeats it. */
const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** `0.9`, `−3`, `1e6`, `1,000`. Throws UsageError naming `what`. */
export function parseNumber(text: string, what: string): number {
  const value = readNumber(text);
  if (value === null) throw new UsageError(`${what}: ${quoted(text)} is not a number`);
  return value;
}

/** A whole number from `min` to `max`: `65536`, `1,000,000`, `200k`, `1e6` or `2^20`. Throws UsageError naming `what`. */
export function parseCount(text: string, what: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const value = readNumber(text);
  if (value === null || !Number.isSafeInteger(value) || value < min || value > max) {
    throw new UsageError(`${what}: ${quoted(text)} is not a whole number from ${min} to ${groupDigits(max)}`);
  }
  return value;
}

/** `A..B`: from A up to but not including B. Throws UsageError naming `what`. */
export function parseRange(text: string, what: string): { readonly from: number; readonly to: number } {
  const [first = '', second = '', ...others] = text.split('..', 3);
  const [from, to] = [readNumber(first), readNumber(second)];
  const whole = Number.isSafeInteger(from) && Number.isSafeInteger(to) && others.length === 0;
  if (!whole || from === null || to === null || from < 0 || to <= from) {
    throw new UsageError(`${what}: ${quoted(text)} is not a range A..B with A < B (B itself is not included)`);
  }
  return { from, to };
}

/** `LOW..HIGH`, any two rising numbers: `0..48`, `-1.5..2e3`. Throws UsageError naming `what`. */
export function parseInterval(text: string, what: string): readonly [low: number, high: number] {
  const [first = '', second = '', ...others] = text.split('..', 3);
  const [low, high] = [readNumber(first), readNumber(second)];
  if (low === null || high === null || others.length > 0 || !(low < high)) {
    throw new UsageError(`${what}: ${quoted(text)} is not LOW..HIGH, two rising numbers`);
  }
  return [low, high];
}

/** `id=value`. Throws UsageError naming `what`. */
export function parseAssignment(text: string, what: string): readonly [id: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError(`${what}: ${quoted(text)} is not of the form id=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}
