/** Every regular expression of src/ takes linear time, whatever text it is given: texts come from strangers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/project.mjs';
import { slowness } from './regex-loops.ts';

const SRC = join(ROOT, 'src');

interface Literal {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

function literalsOf(node: unknown, file: string): Literal[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('regex' in node) return [{ file, ...(node.regex as { pattern: string; flags: string }) }];
  return Object.values(node).flatMap((child) => literalsOf(child, file));
}

const literals = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) => {
    const path = join(SRC, name);
    const file = relative(SRC, path).replaceAll('\\', '/');
    return literalsOf(parseSync(path, readFileSync(path, 'utf8')).program, file);
  });

/** Patterns that only ever read a text of the program's own, by file. */
const OWN_TEXTS: ReadonlySet<string> = new Set([
  'app/panels/model-text/highlight.ts',
  'emit/assemblyscript.ts',
  'emit/wgsl-mathematics.ts',
]);

describe('regular expressions', () => {
  test('are found', () => {
    expect(literals.length).toBeGreaterThan(40);
    expect(literals.some(({ file }) => file === 'share/read.ts')).toBe(true);
  });

  test('have no nested or overlapping loops', () => {
    const slow = literals
      .filter(({ file }) => !OWN_TEXTS.has(file))
      .flatMap(({ file, pattern, flags }) => {
        const why = slowness(pattern, flags);
        return why === null ? [] : [`${file}: /${pattern}/${flags}: ${why}`];
      });
    expect(slow).toEqual([]);
  });

  test.each([
    ['^-?(\\d+\\.?\\d*|\\.\\d+)$', 'two loops'],
    ['^(a+)+$', 'a loop within'],
    ['^(a*b?)*$', 'a loop within'],
    ['^(a|a)*$', 'in two ways'],
    ['^(ab|abab)*$', 'in two ways'],
    ['^\\s*(?:,|\\s+in)', 'two loops'],
    ['^x(?=\\w+\\d*$)', 'two loops'],
    ['=+$', 'begins anywhere'],
    ['\\s+$', 'begins anywhere'],
    ['^.*,.*;$', 'two loops'],
  ])('%s is slow: %s', (pattern, why) => {
    expect(slowness(pattern, '')).toContain(why);
  });

  test.each([
    '^-?(\\d+(\\.\\d*)?|\\.\\d+)(e[-+]?\\d+)?$',
    '^[a-z]+(-[a-z]+)*$',
    '^([a-z]+):(.*)$',
    "^'(?:[^'\\\\]|\\\\.)*'$",
    '\\s+',
    '\\b(\\w+)\\b',
    '^\\d{1,6}$',
    '^-?\\d{1,3}(,\\d{3})+$',
  ])('%s is not', (pattern) => {
    expect(slowness(pattern, '')).toBe(null);
  });

  test('what this calls slow is: the time for a text twice as long is four times', () => {
    const time = (pattern: RegExp, length: number): number => {
      const text = `${'9'.repeat(length)}x`;
      return Math.min(
        ...Array.from({ length: 3 }, () => {
          const start = performance.now();
          pattern.test(text);
          return performance.now() - start;
        }),
      );
    };
    // The pattern that numbers in links once had.
    const slow = /^(\d+\.?\d*|\.\d+)$/;
    expect(time(slow, 8000)).toBeGreaterThan(2.5 * time(slow, 4000));
  });
});
