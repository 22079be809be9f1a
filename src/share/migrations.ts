/**
 * Older forms of links, brought up to the present one step at a time, so that a link once published opens for ever. A
 * migration works on what was read, not on text; it is never changed after its release.
 */
import type { Notes } from './notes.ts';

/** A link taken apart: its parameters in order, and what its compressed part held (null: none, or lost). */
export interface RawLink {
  readonly parameters: ReadonlyMap<string, string>;
  readonly payload: unknown;
}

/** From schema n to n + 1. Says in `notes` what could not be carried over. */
export type Migration = (link: RawLink, notes: Notes) => RawLink;

/** `MIGRATIONS[n]` leads from schema n to n + 1, or is null where there was no schema n. */
export const MIGRATIONS: readonly (Migration | null)[] = [null];

/** The link in the form of the last schema that `migrations` leads to, or null where the way there is not known. */
export function migrate(link: RawLink, schema: number, notes: Notes, migrations = MIGRATIONS): RawLink | null {
  let current = link;
  for (const step of migrations.slice(schema)) {
    if (step === null) return null;
    current = step(current, notes);
  }
  return current;
}
