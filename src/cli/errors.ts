/** What the user got wrong: one line on stderr, exit code 2, nothing on stdout. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A link asks for work that takes long, and its reader has not said that it may. */
export class UnaskedError extends Error {
  override readonly name = 'UnaskedError';
}

/** Exit codes of the CLI. */
export const EXIT = { done: 0, failed: 1, usage: 2, unasked: 3, interrupted: 130 } as const;

/** The first line of a message, which is all that stderr shows of an error. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
