import { describe, expect, test } from 'vitest';
import { compileModel } from '../../src/language/compile-model.ts';
import { ModelTextError } from '../../src/language/source.ts';
import { CALLS } from './rejected/calls.ts';
import { CONTROL } from './rejected/control.ts';
import { NAMES } from './rejected/names.ts';
import { MARK, modelText, type Rejected } from './rejected/rejected.ts';
import { TEXTS } from './rejected/texts.ts';

/** The text without its mark, and the mark's place. */
function marked(text: string) {
  const before = text.slice(0, text.indexOf(MARK));
  const line = before.split('\n').length;
  return { text: text.replace(MARK, ''), line, column: before.length - before.lastIndexOf('\n') };
}

function errorOf(text: string): unknown {
  try {
    compileModel(text, 'model.ts');
  } catch (error) {
    return error;
  }
  return undefined;
}

function check({ text: withMark, problem, remedy }: Rejected): void {
  const { text, line, column } = marked(withMark);
  const error = errorOf(text);
  expect(error).toBeInstanceOf(ModelTextError);
  if (!(error instanceof ModelTextError)) return;
  const { message } = error;
  expect({ problem: error.problem, remedy: error.remedy, line: error.line, column: error.column }).toEqual({
    problem,
    remedy,
    line,
    column,
  });
  // The source line, cut where it is long, and a caret below the very character.
  const [head, shown = '', caret = '', ...rest] = message.split('\n');
  expect(head).toBe(`model.ts:${line}:${column}: ${problem}`);
  expect(rest.join('\n')).toBe(remedy);
  expect(shown.length).toBeLessThan(140);
  expect(shown[caret.indexOf('^')] ?? '').toBe(text.split('\n')[line - 1]![column - 1] ?? '');
}

test('the model that the rejected ones are made from is accepted', () => {
  expect(errorOf(modelText({}))).toBeUndefined();
});

describe.each([
  ['names, indices and assignments', NAMES],
  ['loops, branches and operators', CONTROL],
  ['functions, helpers, series and record', CALLS],
  ['the text, its constants and declarations', TEXTS],
] as const)('%s', (_, rows) => {
  test.each(rows.map((row) => [row.what, row] as const))('%s', (_what, row) => check(row));
});
