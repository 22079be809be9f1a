/** Indented lines of generated code, with the model's own lines as comments, and readable unique names. */
import type { Value } from '../language/ir.ts';

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
    // A comment cannot be ended early from within a line comment, whatever the text holds.
    this.line(`// ${line}: ${text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, ' ')}`);
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
