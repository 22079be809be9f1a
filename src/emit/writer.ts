/** Indented lines of generated code, with the model's own lines as comments, and readable unique names. */
import type { Value } from '../language/ir.ts';

/** Control characters, line separators of any language, surrogates and what lies beyond. */
const UNPRINTABLE = /[^\x20-\x7e\u00a0-\u1fff\u2010-\u2027\u2030-\u2fff]/g;

export class Writer {
  private readonly out: string[] = [];
  private depth = 0;
  private commented = 0;
  private readonly sourceLines: readonly string[];

  constructor(sourceLines: readonly string[]) {
    this.sourceLines = sourceLines;
  }

  line(text: string): void {
    this.out.push(text === '' ? '' : '  '.repeat(this.depth) + text);
  }

  /** Opens a block: text ends in "{". */
  open(text: string): void {
    this.line(text);
    this.depth++;
  }

  close(text = '}'): void {
    this.depth--;
    this.line(text);
  }

  /** Closes one arm of a branch and opens the next. */
  middle(text: string): void {
    this.close(text);
    this.depth++;
  }

  /** Says which line of the model text comes next, once per run of the same line. */
  source(line: number): void {
    const text = this.sourceLines[line - 1]?.trim();
    if (line === this.commented || text === undefined || text === '') return;
    this.commented = line;
    // Without its line breaks, nothing in the text can end a line comment.
    this.line(`// ${line}: ${text.replace(UNPRINTABLE, ' ')}`);
  }

  toString(): string {
    return `${this.out.join('\n')}\n`;
  }
}

/** A unique identifier for a value: the variable's name where it has one. */
export function identifier(value: Value): string {
  const name = /^[A-Za-z][A-Za-z0-9]*$/.test(value.name) ? value.name : 'v';
  return `${name}_${value.id}`;
}
