/**
 * The canonical text of a request: equal forecasts give equal text, whatever the order of keys or the spelling of numbers
 * they came in. It is what digests hash and what comparisons compare.
 */
import type { ForecastRequest } from './types.ts';

/** Canonical JSON of a parsed request: sorted keys, no spaces, shortest round-trip numbers, no negative zero. */
export function canonicalRequest(request: ForecastRequest): string {
  return canonicalJson(request);
}

/**
 * Canonical JSON of plain data. Throws TypeError for what JSON cannot carry (NaN, infinities, functions, undefined in an
 * array); undefined members are left out.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
    // Adding zero turns -0 into 0; String gives the shortest text that reads back as the same number.
    return String(value + 0);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no canonical JSON`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    // By code units: the same order on every host and in every locale.
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
