/**
 * How many random things the fuzz tests try: a seeded slice in `npm test`, all of them with `npm run fuzz`. The slice is the
 * beginning of the whole, so what it finds the whole finds.
 */

/** Models, texts and links tried in each of the fuzz tests. */
interface Sizes {
  /** Random models compared between JavaScript and the interpreter of both forms. */
  readonly interpreted: number;
  /** Random models compared between JavaScript and the WASM kernel. */
  readonly compiled: number;
  /** Changed texts of a small model, of the lead model, of random models, and random strings. */
  readonly small: number;
  readonly lead: number;
  readonly random: number;
  readonly strings: number;
  /** Hostile links opened in a small heap. */
  readonly links: number;
}

const SLICE: Sizes = { interpreted: 300, compiled: 1000, small: 800, lead: 60, random: 300, strings: 300, links: 4000 };
const WHOLE: Sizes = {
  interpreted: 1200,
  compiled: 4000,
  small: 14_000,
  lead: 1000,
  random: 5000,
  strings: 2000,
  links: 200_000,
};

export const SIZES: Sizes = process.env['FUZZ'] === 'whole' ? WHOLE : SLICE;
