/** Help texts, made from what the commands say of themselves. */
import type { Command } from './command.ts';

const PROGRAM = 'npm run --silent forecast --';

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name, operands }) => `${name} ${operands}`.length));
  const rows = commands.map(({ name, operands, summary }) => `  ${`${name} ${operands}`.padEnd(width)}  ${summary}`);
  return [
    `Usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    ...rows,
    '',
    `${PROGRAM} COMMAND --help tells the options of a command.`,
  ].join('\n');
}

export function commandHelp({ name, operands, summary, options }: Command): string {
  const flags = Object.entries(options).map(([option, { value, help, repeatable }]) => ({
    flag: `--${option}${value === undefined ? '' : ` ${value}`}`,
    help: repeatable === true ? `${help} (repeatable)` : help,
  }));
  const width = Math.max(0, ...flags.map(({ flag }) => flag.length));
  const rows = flags.map(({ flag, help }) => `  ${flag.padEnd(width)}  ${help}`);
  return [
    `Usage: ${[PROGRAM, name, operands, '[OPTIONS]'].filter((part) => part !== '').join(' ')}`,
    '',
    summary,
    ...(rows.length > 0 ? ['', ...rows] : []),
  ].join('\n');
}
