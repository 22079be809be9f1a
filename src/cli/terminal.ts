/** Standard streams: everything asked for is written whole, a reader that goes away ends the program quietly. */
import { withCodes } from '../share/plain-text.ts';

/** Writes all of `text` to stdout, also into a slow pipe. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Writes a line to stderr. It may quote what came from a link or a file: what could make it lie is shown as codes. */
export function note(line: string): void {
  process.stderr.write(`${withCodes(line, true)}\n`);
}

/** `| head` closes the pipe when it has seen enough: not an error. */
export function endQuietlyWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

export interface ProgressLine {
  update(text: string): void;
  /** Removes the line. */
  clear(): void;
}

/** A line on stderr that is written over; nothing where stderr is not a terminal. */
export function progressLine(): ProgressLine {
  if (!process.stderr.isTTY) return { update: () => undefined, clear: () => undefined };
  return {
    update: (text) => void process.stderr.write(`\r\u001b[K${text}`),
    clear: () => void process.stderr.write('\r\u001b[K'),
  };
}
