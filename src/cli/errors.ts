/** What the user got wrong: one line on stderr, exit code 2, nothing on stdout. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Exit codes of the CLI. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The first line of a message, which is all that stderr shows of an error. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
