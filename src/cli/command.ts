/** What a command is: one file in commands/, one entry in commands/index.ts. */
import type { Arguments, OptionSpecs } from './arguments.ts';

export interface Command {
  /** One word, or two: `model check`. */
  readonly name: string;
  /** Positional arguments, as the help shows them. */
  readonly operands: string;
  readonly summary: string;
  readonly options: OptionSpecs;
  /**
   * @param signal aborted by Ctrl-C
   * @returns the exit code
   * @throws UsageError for what the user can mend
   */
  run(args: Arguments, signal: AbortSignal): Promise<number>;
}

export const JSON_OPTION = { json: { help: 'one JSON document instead of text' } } as const satisfies OptionSpecs;
