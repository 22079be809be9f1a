/** What a reader of a link should know: what was wrong, what was kept and what was replaced, in sentences. */
import { withCodes } from './plain-text.ts';

/**
 * - `replaced`: something in the link could not be used, and something else stands in its place.
 * - `ignored`: something in the link means nothing here, and nothing stands in its place.
 * - `integrity`: the link is not as it was made.
 * - `version`: the link is of another version of its form, the model or the engine.
 * - `told`: everything is as it was sent, and there is something about it that a reader should know.
 */
export type NoteKind = 'replaced' | 'ignored' | 'integrity' | 'version' | 'told';

/** Whether what runs is, all the same, what was sent. */
export const isFaithful = ({ kind }: LinkNote): boolean => kind === 'version' || kind === 'told';

export interface LinkNote {
  readonly kind: NoteKind;
  /** Plain text, a sentence. It may quote the link: show it as text, never as markup. */
  readonly text: string;
}

export interface Notes {
  /** `text` may be a function where a sentence takes work: it is not called for those that nobody sees. */
  add(kind: NoteKind, text: string | (() => string)): void;
  /** Those added, at most MOST and a last one that counts the rest. */
  list(): readonly LinkNote[];
}

/** A hostile link may be wrong in ten thousand ways; nobody reads so many. */
const MOST = 40;

export function createNotes(): Notes {
  const notes: LinkNote[] = [];
  let more = 0;
  return {
    add(kind, text) {
      // Sentences quote the link: what could make them lie is shown as codes.
      if (notes.length < MOST) notes.push({ kind, text: withCodes(typeof text === 'string' ? text : text()) });
      else more += 1;
    },
    list: () => (more === 0 ? notes : [...notes, { kind: 'ignored', text: `And ${more} more faults of this link.` }]),
  };
}
