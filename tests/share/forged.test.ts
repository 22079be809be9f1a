/**
 * Forged links: the form and the checksum are right, the content is not; and links made to take long. A part of the corpus of
 * hostile.test.ts, in a file of its own so that the two run side by side.
 */
import { describe, test } from 'vitest';
import { check, fuzz, LINKS } from './fuzz.ts';
import { forged, heavy, mutateJson, takenApart, whole } from './mutations.ts';

/** A minute's work that may have to share the machine. */
const PATIENCE = { timeout: 900_000 };

describe('hostile links', () => {
  test('forged ones, right in form and wrong in content, are repaired in words', PATIENCE, () => {
    const sources = LINKS.map(takenApart);
    fuzz(
      3,
      18_000,
      (random) => {
        const { parameters, payload } = sources[whole(random, 2)]!;
        let content: unknown = payload;
        for (let round = whole(random, 3); round >= 0; round--) content = mutateJson(random, content);
        return forged(parameters, content);
      },
      check,
    );
  });

  test('those made to take long are read in bounded time', PATIENCE, () => {
    const sources = LINKS.map(takenApart);
    fuzz(
      4,
      240,
      (random) => {
        const { parameters, payload } = sources[whole(random, 2)]!;
        return heavy(random, parameters, payload);
      },
      check,
    );
  });
});
