/**
 * Reading unknown data field by field: every access checks type, size and spelling, and every objection carries the path.
 * Objects are looked up by own keys only, and names that JavaScript gives a meaning (`__proto__`, `constructor`, …) are
 * refused, so that no text can reach a prototype.
 */
import { DefinitionError, type Path } from './errors.ts';
import { didYouMean } from './source.ts';

/** Beyond this a value or a difference of values would leave single precision. */
const LARGEST = 1e30;

export function fail(path: Path, problem: string, remedy: string): never {
  throw new DefinitionError(path, problem, remedy);
}

/** ` Did you mean "x"?`, or the fallback. */
export function suggestion(word: string, candidates: readonly string[], fallback: string): string {
  const close = didYouMean(word, candidates);
  return close === undefined ? fallback : `Did you mean "${close}"?`;
}

/** The value in a few words, for messages. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return String(value);
}

export function readNumber(value: unknown, path: Path): number {
  if (typeof value !== 'number') return fail(path, `${show(value)} is not a number`, 'Write a plain number.');
  if (!Number.isFinite(value)) return fail(path, `${value} is not a finite number`, 'Write a finite number.');
  if (value > LARGEST || value < -LARGEST) {
    return fail(path, `${value} is beyond ${LARGEST}`, 'Use a larger unit, or the logarithm.');
  }
  return value;
}

/** @param longest in UTF-16 units. */
export function readText(value: unknown, path: Path, longest: number): string {
  if (typeof value !== 'string') return fail(path, `${show(value)} is not a text`, 'Write it in quotes.');
  if (value.length > longest) {
    return fail(path, `a text of ${value.length} characters, more than ${longest}`, 'Shorten it.');
  }
  return value;
}

export function readList(value: unknown, path: Path, longest: number): readonly unknown[] {
  if (!Array.isArray(value)) return fail(path, `${show(value)} is not a list`, 'Write a list: [ … ].');
  if (value.length > longest) return fail(path, `a list of ${value.length}, more than ${longest}`, 'Shorten it.');
  return value;
}

/** [low, high] with low < high. */
export function readRange(value: unknown, path: Path): readonly [number, number] {
  const list = readList(value, path, 2);
  if (list.length !== 2) return fail(path, 'not a pair of numbers', 'Write [low, high].');
  const low = readNumber(list[0], [...path, 0]);
  const high = readNumber(list[1], [...path, 1]);
  if (low >= high) return fail(path, `${low} is not below ${high}`, 'Write the lower end first.');
  return [low, high];
}

/** True for names that every object inherits, and `prototype`. */
export function isReservedName(name: string): boolean {
  return name === 'prototype' || Object.hasOwn(Object.prototype, name);
}

/** Own entries of a plain object in the order of the text. Throws for other values and for reserved names. */
export function readEntries(value: unknown, path: Path, most: number): [key: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail(path, `${show(value)} is not an object`, 'Write { … }.');
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    return fail(path, 'an object with a prototype of its own', 'Write a plain object: { … }, without "__proto__".');
  }
  const entries: [string, unknown][] = Object.entries(value);
  for (const [key] of entries) {
    if (isReservedName(key)) fail([...path, key], `the name "${key}" is reserved`, 'Choose another name.');
  }
  if (entries.length > most) fail(path, `${entries.length} entries, more than ${most}`, `Keep to ${most}.`);
  return entries;
}

/** The fields of one object, of which only the known may occur. */
export class Fields {
  private readonly values: ReadonlyMap<string, unknown>;
  readonly path: Path;

  /** Throws `DefinitionError` for what is not a plain object with known fields only. */
  constructor(value: unknown, path: Path, known: readonly string[]) {
    const entries = readEntries(value, path, 1000);
    for (const [key] of entries) {
      if (known.includes(key)) continue;
      fail(
        [...path, key],
        `unknown field ${show(key)}`,
        suggestion(key, known, `The fields here are ${known.join(', ')}.`),
      );
    }
    this.values = new Map(entries);
    this.path = path;
  }

  /** Of those that are there. */
  names(): readonly string[] {
    return [...this.values.keys()].filter((name) => this.has(name));
  }

  has(name: string): boolean {
    return this.values.get(name) !== undefined;
  }

  /** The raw value, undefined if missing. */
  get(name: string): unknown {
    return this.values.get(name);
  }

  at(name: string): Path {
    return [...this.path, name];
  }

  /** The raw value; throws if missing. */
  required(name: string): unknown {
    const value = this.values.get(name);
    if (value === undefined) return fail(this.path, `"${name}" is missing`, `Add ${name}: ….`);
    return value;
  }

  number(name: string, fallback?: number): number {
    if (fallback !== undefined && !this.has(name)) return fallback;
    return readNumber(this.required(name), this.at(name));
  }

  /** A number of at least 0. */
  amount(name: string, fallback: number): number {
    const value = this.number(name, fallback);
    if (value < 0) return fail(this.at(name), `${value} is negative`, 'Write 0 or a positive number.');
    return value;
  }

  text(name: string, longest: number, fallback?: string): string {
    if (fallback !== undefined && !this.has(name)) return fallback;
    return readText(this.required(name), this.at(name), longest);
  }

  choice<const T extends string>(name: string, options: readonly T[], fallback?: T): T {
    if (fallback !== undefined && !this.has(name)) return fallback;
    const value = this.required(name);
    const found = options.find((option) => option === value);
    if (found !== undefined) return found;
    const remedy = `Write one of ${options.join(', ')}.`;
    return fail(
      this.at(name),
      `unknown ${name} ${show(value)}`,
      typeof value === 'string' ? suggestion(value, options, remedy) : remedy,
    );
  }

  /** The elements of a list, [] if missing. */
  list(name: string, longest: number): readonly unknown[] {
    return this.has(name) ? readList(this.get(name), this.at(name), longest) : [];
  }

  /** The entries of an object, [] if missing. */
  entries(name: string, most: number): [key: string, value: unknown][] {
    return this.has(name) ? readEntries(this.get(name), this.at(name), most) : [];
  }
}
