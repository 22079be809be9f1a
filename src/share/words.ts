/** What people wrote into a link, as it may be shown; and what a link holds beyond what is read. Every change is said. */
import { show } from '../engine/errors.ts';
import type { Notes } from './notes.ts';
import { countUnwanted, plainText } from './plain-text.ts';
import { asText } from './read.ts';

/**
 * A title, note or name, or '' where there is none.
 * @param what the beginning of a sentence: 'The title'
 * @param most characters; a text that was cut may say the opposite of what was written, so that is said
 */
export function readWords(raw: unknown, what: string, most: number, notes: Notes, lines = false): string {
  if (raw === undefined) return '';
  const text = asText(raw);
  if (text === null) {
    notes.add('replaced', `${what} is ${show(raw)}, not text; it was left out.`);
    return '';
  }
  const unwanted = countUnwanted(text);
  if (unwanted > 0) {
    notes.add(
      'replaced',
      `${what} had ${unwanted} characters that cannot be seen or turn the direction of writing; they were taken out.`,
    );
  }
  const whole = plainText(text, Number.POSITIVE_INFINITY, lines);
  const kept = plainText(text, most, lines);
  if (kept.length < whole.length) {
    notes.add(
      'replaced',
      `${what} has more than ${most} characters; the rest was cut off, and may have changed its meaning.`,
    );
  }
  return kept;
}

/** Entries of a list after those that mean something. */
export function noteExtra(list: readonly unknown[] | null, most: number, what: string, notes: Notes): void {
  if (list === null || list.length <= most) return;
  const more = list.length - most;
  notes.add('ignored', `${what} holds ${more} ${more === 1 ? 'entry' : 'entries'} too many; they were not read.`);
}

/** 0 or 1; anything else is 0, and said. */
export function readFlag(raw: unknown, what: string, notes: Notes): boolean {
  if (raw !== 0 && raw !== 1 && raw !== undefined) {
    notes.add('replaced', `${what} is ${show(raw)}, neither 0 nor 1; 0 was used.`);
  }
  return raw === 1;
}
