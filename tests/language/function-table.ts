/** The table of functions in docs/model-language.md, as it follows from their records. */
import { NUMBER_FUNCTIONS, signatureOf } from '../../src/language/operations.ts';

const PARAMETERS = ['x', 'y', 'z'];

/** A number as the table shows it: six digits. */
const short = (value: number) => String(Number(value.toPrecision(6)));

export function functionTable(): string {
  const rows = [...NUMBER_FUNCTIONS].sort().flatMap((name) => {
    const signature = signatureOf(name);
    if (signature === undefined) return [];
    const { parameters, names = PARAMETERS.slice(0, parameters.length), summary, example } = signature;
    const call = `${name}(${names.join(', ')})`;
    return [`| \`${call}\` | ${summary} | \`${name}(${example[0].join(', ')})\` is ${short(example[1])} |`];
  });
  return ['| function | value | example |', '|---|---|---|', ...rows].join('\n');
}
