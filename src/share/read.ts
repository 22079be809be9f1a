/**
 * Reading unknown data without trust and without throwing: each function gives a value of the type asked for, or null.
 * Records become maps, so that a key such as `__proto__` is a key like any other.
 */

export function asList(raw: unknown): readonly unknown[] | null {
  return Array.isArray(raw) ? raw : null;
}

export function asMap(raw: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  return new Map(Object.entries(raw));
}

export function asText(raw: unknown): string | null {
  return typeof raw === 'string' ? raw : null;
}

/** A finite number; -0 becomes 0. */
export function asNumber(raw: unknown): number | null {
  return typeof raw === 'number' && Number.isFinite(raw) ? raw + 0 : null;
}

/** A whole number within [low, high]. */
export function asWhole(raw: unknown, low: number, high: number): number | null {
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= low && raw <= high ? raw + 0 : null;
}

/** A number as people and programs write it, or null. */
export function numberFrom(text: string): number | null {
  return /^-?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? asNumber(Number(text)) : null;
}
