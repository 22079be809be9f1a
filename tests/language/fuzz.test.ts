/**
 * Whatever a text holds, it becomes a model or a ModelTextError; nothing else is thrown, and nothing takes for ever (a text
 * that does is stopped by the test runner).
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { ModelTextError } from '../../src/language/source.ts';
import { SIZES } from '../fuzz-sizes.ts';
import { linkKernel } from '../link/linked.ts';
import { randomModel } from './random-model.ts';
import { chooser } from './random-runs.ts';
import { modelText } from './rejected/rejected.ts';

const LEAD = readFileSync(new URL('../../src/model/lead.ts', import.meta.url), 'utf8');
const SMALL = modelText({
  body: `const table = series('table', 4);
    const twice = (a: number, b: number) => { const c = a * b; return c + exp(-c); };
    for (let k = 0; k < 4; k++) table[k] = k * switches.rounds;
    for (let k = 0; k < clock.steps; k++) {
      if (switches.rounds > 3) x += 1; else x = twice(x, inputs.growth) * levers.control[k];
      us[k + 1] = max(us[k], x > 1 && share < 0.5 ? x : -share);
    }
    record('level', (date) => crossingTime(us, us[date.step] + table[2], 1) - date.time);
    record('late', () => min(x, floor(share)));`,
  helpers: 'const LIMIT = 2 * exp(1);\nfunction half(a: number) { return a / 2; }',
});

/** Most milliseconds from a text to its answer, of processor time: most take a few, the largest allowed model a tenth of a second. */
const PATIENCE_MS = 500;

/** Compiles, emits and joins, in bounded time; true where that is possible, false for a ModelTextError. */
function accepted(text: string): boolean {
  const start = performance.now();
  const answer = compiles(text);
  if (performance.now() - start < PATIENCE_MS) return answer;
  // By the clock the machine's other work counts as well.
  const chances = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    compiles(text);
    return process.cpuUsage(before).user / 1000;
  });
  const least = Math.min(...chances);
  if (least > PATIENCE_MS) throw new Error(`the answer took ${least} ms: ${text.slice(0, 2000)}`);
  return answer;
}

function compiles(text: string): boolean {
  try {
    const kernel = emitAssemblyScript(compileModel(text, 'fuzz.model.ts')).text;
    // A module, and a whole one.
    expect(WebAssembly.validate(linkKernel(kernel))).toBe(true);
    return true;
  } catch (error) {
    if (error instanceof ModelTextError) {
      expect(error.line).toBeGreaterThan(0);
      expect(error.column).toBeGreaterThan(0);
      expect(error.problem).not.toBe('');
      expect(error.remedy).not.toBe('');
      return false;
    }
    throw error;
  }
}

/** Bits of language that a change puts in, well formed or not. */
const SNIPPETS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ';',
    ',',
    '.',
    '=>',
    '=',
    '+',
    '-',
    '*',
    '/',
    '**',
    '?',
    ':',
    '<',
    '>=',
    '===',
    '!',
  ],
  ...['&&', '||', '??', '?.', '...', '`', "'", '"', '//', '/*', '*/', '\n', '\r', '\u2028', '\\u0061', '\0', '#', '@'],
  ...[
    '0',
    '1',
    '-1',
    '1e999',
    '0x10',
    '1n',
    'NaN',
    'Infinity',
    'x',
    'share',
    'us',
    'us[k]',
    'us[0]',
    'inputs',
    'inputs.growth',
  ],
  ...[
    'levers.control[k]',
    'switches.rounds',
    'clock.steps',
    'date.step',
    'exp(',
    'pow(',
    'min(',
    'crossingTime(',
    'series(',
  ],
  ...[
    'let ',
    'const ',
    'var ',
    'for (let k = 0; k < 3; k++) ',
    'if (',
    'else ',
    'return ',
    'function f() {',
    'record(',
    'while (',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'this',
    'new ',
    'import ',
    'export ',
    'class ',
    'async ',
    'await ',
    'as any',
    '!',
  ],
];

type Change = (text: string) => string;

const position = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const at = (text: string, share: number) => Math.floor(share * (text.length + 1));

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(position, fc.constantFrom(...SNIPPETS)).map(
    ([p, snippet]): Change =>
      (text) => {
        const from = at(text, p);
        return text.slice(0, from) + snippet + text.slice(from);
      },
  ),
  fc.tuple(position, fc.integer({ min: 1, max: 12 })).map(
    ([p, length]): Change =>
      (text) => {
        const from = at(text, p);
        return text.slice(0, from) + text.slice(from + length);
      },
  ),
  fc.tuple(position, fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })).map(
    ([p, added]): Change =>
      (text) => {
        const from = at(text, p);
        return text.slice(0, from) + added + text.slice(from + added.length);
      },
  ),
  // A word of the text put in the place of another: mostly well formed.
  fc.tuple(position, position).map(
    ([p, q]): Change =>
      (text) => {
        const words = [...text.matchAll(/[A-Za-z_]\w*|\d+(?:\.\d+)?|[-+*/<>=?:]+/g)];
        const [to, from] = [words[Math.floor(p * words.length)], words[Math.floor(q * words.length)]];
        if (to === undefined || from === undefined) return text;
        return text.slice(0, to.index) + from[0] + text.slice(to.index + to[0].length);
      },
  ),
  // A line again, or elsewhere.
  fc.tuple(position, position, fc.boolean()).map(
    ([p, q, move]): Change =>
      (text) => {
        const lines = text.split('\n');
        const from = Math.floor(p * lines.length);
        const [line = ''] = move ? lines.splice(from, 1) : lines.slice(from, from + 1);
        lines.splice(Math.floor(q * lines.length), 0, line);
        return lines.join('\n');
      },
  ),
);

/** A run of all texts takes minutes. */
const PATIENCE = { timeout: 900_000 };

describe('a changed model text becomes a model or a ModelTextError', () => {
  const mutated = (base: string, most: number, numRuns: number) => {
    let models = 0;
    const property = fc.property(fc.array(change, { minLength: 1, maxLength: most }), (changes) => {
      if (accepted(changes.reduce((text, next) => next(text), base))) models++;
    });
    fc.assert(property, { seed: 20_260_701, numRuns });
    return models;
  };

  // Some changes must leave a model, or the emitter would not be tried.
  test('a small model', PATIENCE, () => {
    expect(mutated(SMALL, 3, SIZES.small)).toBeGreaterThan(0.07 * SIZES.small);
  });

  test('the lead model', PATIENCE, () => {
    expect(mutated(LEAD, 2, SIZES.lead)).toBeGreaterThan(0.08 * SIZES.lead);
  });

  test('random models, each another', PATIENCE, () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 3 });
    let models = 0;
    const property = fc.property(fc.integer({ min: 1, max: 1e9 }), changes, (seed, list) => {
      if (accepted(list.reduce((text, next) => next(text), randomModel(chooser(seed))))) models++;
    });
    fc.assert(property, { seed: 20_260_702, numRuns: SIZES.random });
    expect(models).toBeGreaterThan(0.05 * SIZES.random);
  });
});

test('any string is refused', PATIENCE, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(accepted(text)).toBe(false);
    }),
    { seed: 1, numRuns: SIZES.strings },
  );
});

const inBody = (body: string, helpers = '') => modelText({ body, helpers });
const repeat = (count: number, one: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => one(index)).join(between);

/** Texts that are small, or nearly, but ask for much. */
const HOSTILE: readonly (readonly [what: string, text: string, isModel: boolean])[] = [
  ['a sum of 100000', inBody(`x = 1${' + 1'.repeat(100_000)};`), false],
  ['100000 signs', inBody(`x = ${'- '.repeat(100_000)}1;`), false],
  ['100000 conditions', inBody(`x = ${'share > 0 ? 1 : '.repeat(20_000)}1;`), false],
  ['20000 else if', inBody(`if (false) x = 1; ${'else if (false) x = 1; '.repeat(20_000)}`), false],
  ['100000 arrows', inBody(`const f = ${'a => '.repeat(100_000)}1;`), false],
  ['100000 members', inBody(`x = inputs${'.a'.repeat(100_000)};`), false],
  ['100000 powers', inBody(`x = 1${' ** 1'.repeat(100_000)};`), false],
  ['100000 open type arguments', inBody(`x = ${'f<'.repeat(100_000)};`), false],
  ['190 open brackets', inBody(`x = ${'('.repeat(190)};`), false],
  ['200 nested templates', inBody(`x = ${'`${'.repeat(150)}1${'}`'.repeat(150)};`), false],
  ['a type 10000 deep', `type A = ${'A | '.repeat(10_000)}A;${inBody('')}`, true],
  [
    '20 loops of four within one another',
    inBody(`${repeat(20, (i) => `for (let k${i} = 0; k${i} < 4; k${i}++)`)} x = 1;`),
    false,
  ],
  [
    '10 loops of a thousand, empty',
    inBody(`${repeat(10, (i) => `for (let k${i} = 0; k${i} < 1000; k${i}++)`)} {}`),
    false,
  ],
  ['a long loop, empty', inBody('for (let k = 0; k < 1000000; k++) {}'), true],
  [
    'a product that helpers square 30 times',
    inBody(
      'x = f30(share);',
      `const f0 = (a: number) => a; ${repeat(30, (i) => `const f${i + 1} = (a: number) => f${i}(a * a);`)}`,
    ),
    true,
  ],
  ['an index doubled 200 times', inBody(`let i = switches.rounds; ${'i = i + i; '.repeat(200)} us[i] = share;`), true],
  [
    'a variable chain that becomes varying one by one',
    inBody(
      `${repeat(1500, (i) => `let v${i} = 0;`)} for (let k = 0; k < 9; k++) { ${repeat(1499, (i) => `v${i} = v${i + 1};`)} v1499 = share; }`,
    ),
    true,
  ],
  ['20000 statements', inBody(repeat(20_000, (i) => `x = x * share + ${i};`)), false],
  [
    '10000 constants',
    inBody(
      'x = C9999;',
      repeat(10_000, (i) => `const C${i} = ${i === 0 ? 1 : `C${i - 1} + 1`};`),
    ),
    true,
  ],
  ['10000 blocks within one another, on one line', inBody(`${'{'.repeat(10_000)}${'}'.repeat(10_000)}`), false],
  ['a name of 100000 letters', inBody(`const ${'a'.repeat(100_000)} = share; x = ${'a'.repeat(100_000)};`), true],
  [
    'a tape of all loops',
    inBody(
      `${repeat(
        60,
        () =>
          'for (let k = 0; k < switches.rounds; k++) x = x * share + k * (k + 0.5) + (k + 1) / (k + 2) + (k + 3) * (k + 4);',
      )} us[0] = x;`,
    ),
    false,
  ],
];

test.each(HOSTILE)('%s: an answer in time', (_what, text, isModel) => {
  expect(accepted(text)).toBe(isModel);
});
