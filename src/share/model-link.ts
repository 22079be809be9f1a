/**
 * A link that carries a model text: `#text=<compressed>&check=<first digits of its hash>`. The text stands in the link itself;
 * reading is bounded, and what was altered on its way is not opened.
 */
import { modelHash } from '../language/model-hash.ts';
import { compress, decompress } from './compress.ts';

/** Words that many texts have: what a link need not carry. */
const DICTIONARY = new TextEncoder().encode(
  [
    "label: '', unit: '', symbol: '', group: '', family: 'lognormal', p5: , p50: , p95: , grade: 'judgement', rationale: '',",
    "family: 'normal', family: 'uniform', min: , max: , mode: , family: 'pert', family: 'event', p: , thresholds: [], range: [0, ],",
    "import { exp, input, lever, ln, max, min, model, outcome, pow, preset, toggle } from 'headway';\n\nexport default model({\n",
    "  id: '',\n  title: '',\n  summary:\n  clock: { start: 2026, end: 2035, step: 1 / 12 },\n  inputs: {\n    : input({ label: '",
    "  },\n  levers: {\n  outcomes: {\n    : outcome({ label: '",
    "  simulate({ clock, inputs, levers, series, record }) {\n    const = series('', clock.steps + 1);\n",
    "    for (let k = 0; k < clock.steps; k++) {\n    record('', (date) => [date.step]);\n    record('', () => );\n  },\n});\n",
  ].join(''),
);

const CHECK_DIGITS = 12;
/** Characters beyond which programs that pass links on begin to cut them. */
export const LONGEST_LINK = 8000;

/** The fragment of a link, without `#`. */
export function encodeModelText(text: string): string {
  return `text=${compress(text, DICTIONARY)}&check=${modelHash(text).slice(0, CHECK_DIGITS)}`;
}

export type OpenedText =
  | { readonly ok: true; readonly text: string }
  /** In words, a sentence. */
  | { readonly ok: false; readonly problem: string };

/** What follows the first `#` of a link, by name. */
const fieldsOf = (link: string): URLSearchParams => new URLSearchParams(link.slice(link.indexOf('#') + 1));

export const holdsModelText = (link: string): boolean => link.includes('#') && fieldsOf(link).has('text');

/** @param link a whole address, or what follows its `#` */
export function decodeModelText(link: string): OpenedText {
  const fields = fieldsOf(link);
  const [text, check] = [fields.get('text'), fields.get('check')];
  if (text === null) return { ok: false, problem: 'The link holds no model text.' };
  const opened = decompress(text, DICTIONARY);
  if (!opened.ok) {
    return { ok: false, problem: `The model text in the link ${opened.problem}: ask for the whole link again.` };
  }
  if (check === null || modelHash(opened.text).slice(0, CHECK_DIGITS) !== check) {
    return { ok: false, problem: 'The link was altered or cut after it was made: ask for the whole link again.' };
  }
  return opened;
}
