/** The terminal's entry: finds the command, runs it, and turns what went wrong into one line and an exit code. */
import { RequestError } from '../engine/errors.ts';
import { didYouMean, ModelTextError } from '../language/source.ts';
import { parseArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { EXIT, firstLine, UnaskedError, UsageError } from './errors.ts';
import { commandHelp, overview } from './help.ts';
import { endWhereNothingCanBeWritten, note, print } from './terminal.ts';

const INTERRUPTED = Symbol('interrupted');

/**
 * @param argv arguments after the program's name
 * @returns the exit code: 0 done, 1 failed, 2 bad arguments or files, 3 a link's run that was not agreed to, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<number> {
  endWhereNothingCanBeWritten();
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(INTERRUPTED);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await dispatch(argv, controller.signal);
  } catch (error) {
    return report(error);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

async function dispatch(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const [first] = argv;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    await print(overview(COMMANDS));
    return EXIT.done;
  }
  const command = findCommand(argv);
  const rest = argv.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    await print(commandHelp(command));
    return EXIT.done;
  }
  return command.run(parseArguments(rest, command.options), signal);
}

function findCommand(argv: readonly string[]): Command {
  const found = COMMANDS.find(({ name }) => name.split(' ').every((word, i) => argv[i] === word));
  if (found !== undefined) return found;
  const names = COMMANDS.map(({ name }) => name);
  const given = argv[0] === 'model' ? argv.slice(0, 2).join(' ') : (argv[0] ?? '');
  const near = didYouMean(given, names);
  throw new UsageError(
    `unknown command "${given}" (${near === undefined ? `known: ${names.join(', ')}` : `did you mean "${near}"?`})`,
  );
}

function report(error: unknown): number {
  if (error === INTERRUPTED) return EXIT.interrupted;
  if (error instanceof ModelTextError) {
    // The one message of several lines: the source line and the caret are what the author needs.
    note(error.message);
    return EXIT.usage;
  }
  note(firstLine(error));
  if (error instanceof UnaskedError) return EXIT.unasked;
  return error instanceof UsageError || error instanceof RequestError ? EXIT.usage : EXIT.failed;
}
