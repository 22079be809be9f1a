/** The table of functions in docs/model-language.md, as it follows from the operations table. */
import { callableOperation, operation } from '../../src/language/operations.ts';
import { FUNCTIONS } from '../../src/language/vocabulary.ts';

const PARAMETERS = ['x', 'y', 'z'];

/** A number as the table shows it: six digits. */
const short = (value: number) => String(Number(value.toPrecision(6)));

export function functionTable(): string {
  const rows = FUNCTIONS.flatMap((name) => {
    const found = callableOperation(name);
    if (found === undefined) return [];
    const { parameters, summary, example } = operation(found);
    const call = `${name}(${PARAMETERS.slice(0, parameters.length).join(', ')})`;
    return [`| \`${call}\` | ${summary} | \`${name}(${example[0].join(', ')})\` is ${short(example[1])} |`];
  });
  return ['| function | value | example |', '|---|---|---|', ...rows].join('\n');
}
