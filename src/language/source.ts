/** Places in a model text, and the error that names one: line, column, source line with a caret, cause and remedy. */

export interface Place {
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
}

export class ModelTextError extends Error {
  override readonly name = 'ModelTextError';
  readonly line: number;
  readonly column: number;
  /** What is wrong, without the place. */
  readonly problem: string;
  /** What to write instead, a sentence. */
  readonly remedy: string;

  /** @param fileName as shown to the reader; `text` is the whole model text. */
  constructor(fileName: string, text: string, place: Place, problem: string, remedy: string) {
    super(renderError(fileName, text, place, problem, remedy));
    this.line = place.line;
    this.column = place.column;
    this.problem = problem;
    this.remedy = remedy;
  }
}

const LONGEST_SHOWN = 120;

function renderError(fileName: string, text: string, place: Place, problem: string, remedy: string): string {
  const whole = text.split('\n')[place.line - 1] ?? '';
  const from = place.column > LONGEST_SHOWN ? place.column - LONGEST_SHOWN / 2 : 0;
  const shown = whole.slice(from, from + LONGEST_SHOWN).replaceAll('\t', ' ');
  const gutter = String(place.line);
  const blank = ' '.repeat(gutter.length);
  return [
    `${fileName}:${place.line}:${place.column}: ${problem}`,
    `${gutter} | ${shown}`,
    `${blank} | ${' '.repeat(Math.max(0, place.column - 1 - from))}^`,
    remedy,
  ].join('\n');
}

/** The closest of `candidates` within two edits (Levenshtein), fewer for very short words, or undefined. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = word.length < 2 ? 1 : word.length < 3 ? 2 : 3;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3 || a.length > 64) return 99;
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 99;
}
