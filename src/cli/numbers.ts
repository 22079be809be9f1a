/** Numbers and ranges as people type them in a terminal. */
import { UsageError } from './errors.ts';

/** `0.9`, `-3`, `1e6`. Throws UsageError naming `what`. */
export function parseNumber(text: string, what: string): number {
  const value = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new UsageError(`${what}: "${text}" is not a number`);
  return value;
}

/** A whole number of at least `min`: `65536`, `1_000_000`, `1e6` or `2^20`. Throws UsageError naming `what`. */
export function parseCount(text: string, what: string, min: number): number {
  const power = /^2\^(\d{1,2})$/.exec(text);
  const value =
    power === null
      ? Number(/^\d[\d_]*(e\d+)?$/i.test(text) ? text.replaceAll('_', '') : Number.NaN)
      : 2 ** Number(power[1]);
  if (!Number.isSafeInteger(value) || value < min) {
    throw new UsageError(`${what}: "${text}" is not a whole number from ${min}`);
  }
  return value;
}

/** `A..B`: from A up to but not including B. Throws UsageError naming `what`. */
export function parseRange(text: string, what: string): { readonly from: number; readonly to: number } {
  const match = /^(\d+)\.\.(\d+)$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2]);
  if (match === null || !Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to <= from) {
    throw new UsageError(`${what}: "${text}" is not a range A..B with A < B (B itself is not included)`);
  }
  return { from, to };
}

/** `id=value`. Throws UsageError naming `what`. */
export function parseAssignment(text: string, what: string): readonly [id: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError(`${what}: "${text}" is not of the form id=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}
