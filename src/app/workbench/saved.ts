/** Texts kept in this browser, by name. Storage may be forbidden or full: then it is said, and nothing is lost on screen. */
import { signal } from '@preact/signals';

const KEY = 'headway.models';
/** What is in the editor, kept as one types. */
const DRAFT = 'headway.model-draft';
const MOST = 50;

export interface SavedText {
  readonly name: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

function isSaved(entry: unknown): entry is SavedText {
  if (typeof entry !== 'object' || entry === null) return false;
  const { name, text, at } = entry as Record<string, unknown>;
  return typeof name === 'string' && typeof text === 'string' && typeof at === 'number';
}

function stored(): readonly SavedText[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isSaved).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export const savedTexts = signal<readonly SavedText[]>(stored());

/** Another tab may have saved since: what it kept stays. Returns why it did not work, or null. */
export function saveText(name: string, text: string): string | null {
  const next = [{ name, text, at: Date.now() }, ...stored().filter((entry) => entry.name !== name)].slice(0, MOST);
  return write(next);
}

export function forgetText(name: string): string | null {
  return write(stored().filter((entry) => entry.name !== name));
}

function write(next: readonly SavedText[]): string | null {
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
    savedTexts.value = next;
    return null;
  } catch (error) {
    return `This browser keeps nothing here (${error instanceof Error ? error.name : String(error)}): save the text to a file instead.`;
  }
}

export function draft(): string | null {
  try {
    return localStorage.getItem(DRAFT);
  } catch {
    return null;
  }
}

export function keepDraft(text: string): void {
  try {
    localStorage.setItem(DRAFT, text);
  } catch {
    // The text is on screen; "save" says what is wrong.
  }
}
