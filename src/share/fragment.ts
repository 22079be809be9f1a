/**
 * The fragment of an address as parameters in order, and back. Pure text: what the parameters mean is not known here.
 */
import { show } from '../engine/errors.ts';
import { checksum } from './checksum.ts';
import type { Notes } from './notes.ts';

/** Longer texts are refused unread: no link that this program makes comes near. */
export const MAX_LINK = 65_536;
/** More parameters than any model has names. */
const MAX_PARAMETERS = 2048;

/** Parameters that are not names of the model. A lever with such a name is written with a full stop before it. */
export const RESERVED: ReadonlySet<string> = new Set([
  'v',
  'check',
  'model',
  'digest',
  'seed',
  'n',
  'sampler',
  'replicates',
  'preset',
  'z',
]);

/**
 * The forecast's part of `text`, which is an address, a fragment with or without its number sign, or parameters: what stands
 * behind the number sign, without further signs before it that mean nothing (`##v=1`, `#&v=1`, `#share#v=1`, `#!v=1`).
 */
export function fragmentOf(text: string): string {
  const whole = text.slice(text.indexOf('#') + 1);
  const version = VERSION.exec(whole)?.index ?? 0;
  const found = whole.slice(whole.lastIndexOf('#', version) + 1).trim();
  // Some programs escape the signs between parameters as well.
  const escaped = found.includes('=') ? null : decode(found);
  return (escaped !== null && looksLikeLink(escaped) ? escaped : found).replace(/^[&?!/#\s]+/, '');
}

/** `v=` as the name of a parameter. */
const VERSION = /(?:^|[&?!#;])v=/;

/**
 * Whether a fragment is meant as a forecast, and not as a room of the page: it holds `v=`, whatever comes of it. The one
 * rule of page and terminal.
 */
export function looksLikeLink(fragment: string): boolean {
  return VERSION.test(fragment);
}

/** Joins parameters. `check` is put after the first (`v`), over all the others. */
export function joinParameters(parameters: readonly (readonly [key: string, value: string])[]): string {
  const pairs = parameters.map(([key, value]) => `${key}=${value}`);
  const [first = '', ...rest] = pairs;
  return [first, `check=${checksum(pairs.join('&'))}`, ...rest].join('&');
}

export interface Split {
  readonly parameters: ReadonlyMap<string, string>;
  /** Whether the link is as it was made: true or false by its checksum, null where it has none. */
  readonly asMade: boolean | null;
}

/** Parameters of a fragment, each once. What cannot be read is noted and left out. */
export function splitFragment(fragment: string, notes: Notes): Split {
  const parameters = new Map<string, string>();
  const signed: string[] = [];
  const pairs = fragment.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) {
    pairs.length = MAX_PARAMETERS;
    notes.add('ignored', `The link has more than ${MAX_PARAMETERS} parameters; the others were not read.`);
  }
  for (const pair of pairs) {
    if (!pair.startsWith('check=')) signed.push(pair);
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const key = at < 0 ? null : decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    if (key === null || key === '' || value === null) {
      notes.add('ignored', `The link holds ${show(pair)}, which is not of the form name=value.`);
    } else if (parameters.has(key)) {
      notes.add('ignored', `The link gives ${show(key)} twice; the first, ${show(parameters.get(key))}, was kept.`);
    } else {
      parameters.set(key, value);
    }
  }
  const given = parameters.get('check');
  return { parameters, asMade: given === undefined ? null : given === checksum(signed.join('&')) };
}

/** Percent signs undone: messengers put them in. Null where they make no text. */
function decode(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
