/** Ids and the parts that inputs, levers and switches share. */
import type { Source } from '../definition.ts';
import type { Path } from '../errors.ts';
import { Fields, fail, readList, readNumber, readText } from '../reader.ts';
import { LIMITS } from './limits.ts';

const ID = /^[a-z][A-Za-z0-9]*$/;
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;
const ADDRESS = /^https:\/\/[^\s"'<>\\]+$/;
const HYPHENATED = /^[a-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/;

/** Throws unless `id` is a plain identifier. */
export function checkId(id: string, path: Path): void {
  checkPattern(id, path, ID, 'Begin with a small letter and go on with letters and digits, such as usGrowth.');
}

/** As `checkId`, with single hyphens allowed inside: for ids that equations do not use. */
export function checkHyphenatedId(id: string, path: Path): void {
  checkPattern(id, path, HYPHENATED, 'Begin with a small letter and go on with letters, digits and hyphens.');
}

function checkPattern(id: string, path: Path, pattern: RegExp, remedy: string): void {
  if (id.length > LIMITS.id) fail(path, `an id of ${id.length} characters`, `Keep to ${LIMITS.id}.`);
  if (!pattern.test(id)) fail(path, `"${id}" is not an id`, remedy);
}

export const SHARED_FIELDS = ['label', 'unit', 'symbol', 'group', 'rationale', 'sources'];

export interface Shared {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly symbol: string;
  readonly group: string;
  readonly rationale: string;
  readonly sources: readonly Source[];
}

export function readShared(id: string, fields: Fields): Shared {
  return {
    id,
    label: fields.text('label', LIMITS.label, id),
    unit: fields.text('unit', LIMITS.unit, ''),
    symbol: fields.text('symbol', LIMITS.symbol, ''),
    group: fields.text('group', LIMITS.label, ''),
    rationale: fields.text('rationale', LIMITS.prose, ''),
    sources: fields.list('sources', LIMITS.sources).map((raw, i) => readSource(raw, [...fields.at('sources'), i])),
  };
}

function readSource(raw: unknown, path: Path): Source {
  const fields = new Fields(raw, path, ['cite', 'retrieved', 'note', 'title', 'publisher', 'date', 'url']);
  const [date, url] = [fields.text('date', LIMITS.version, ''), fields.text('url', LIMITS.url, '')];
  if (date !== '' && !DATE.test(date)) fail(fields.at('date'), `"${date}" is no date`, "Write '2026-05-14' or '2026'.");
  // Written into the page as an address that is opened: nothing that could run.
  if (url !== '' && !ADDRESS.test(url)) {
    fail(fields.at('url'), `"${url}" is no public address`, 'Write one that begins with https://, without spaces.');
  }
  return {
    cite: fields.text('cite', LIMITS.cite),
    retrieved: fields.choice('retrieved', ['primary', 'secondary', 'memory']),
    note: fields.text('note', LIMITS.prose, ''),
    title: fields.text('title', LIMITS.cite, ''),
    publisher: fields.text('publisher', LIMITS.label, ''),
    date,
    url,
  };
}

/** [words, number] pairs with different words. */
export function readNamed(fields: Fields, name: string, most: number): { words: string; value: number }[] {
  const seen = new Set<string>();
  return fields.list(name, most).map((raw, i) => {
    const path = [...fields.at(name), i];
    const pair = readList(raw, path, 2);
    if (pair.length !== 2) return fail(path, 'not words with a number', "Write ['words', number].");
    const words = readText(pair[0], [...path, 0], LIMITS.label);
    if (words === '') return fail([...path, 0], 'an empty name', 'Give it words.');
    if (seen.has(words)) return fail([...path, 0], `"${words}" appears twice`, 'Rename or remove one of them.');
    seen.add(words);
    return { words, value: readNumber(pair[1], [...path, 1]) };
  });
}
