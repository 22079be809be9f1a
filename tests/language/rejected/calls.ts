/** Functions, helpers, series, record. */
import { equations, type Rejected } from './rejected.ts';

const RECORD = "Write record('outcome', (date) => …).";
const SERIES = "Write series('usLevel') or series('table', 12).";
const SERIES_NAME = 'Use letters and digits, a small letter first, at most 40, and no name that JavaScript reserves.';
const END = 'End it with return value; and nothing after it.';

export const CALLS: readonly Rejected[] = [
  equations(
    'table of places that do not rise',
    'x = table(share, ¶[0, 2, 2], [1, 2, 3]);',
    '2 is not above 2',
    'Write the places in rising order.',
  ),
  equations(
    'table with a value too few',
    'x = table(share, [0, 1, 2], ¶[1, 2]);',
    '2 values for 3 places',
    'Give one value for each place.',
  ),
  equations(
    'table of an unknown kind',
    "x = table(share, [0, 1], [1, 2], ¶'cubic');",
    'neither "monotone" nor "linear"',
    "Write table(x, XS, YS, 'monotone'), or leave it out.",
  ),
  equations(
    'table of one point',
    'x = table(share, ¶[0], [1]);',
    'a table of fewer than two points',
    'Give two points or more.',
  ),
  equations(
    'table of a series',
    'x = table(share, ¶us, us);',
    'not a list of constants',
    'Write [0, 1, 5], or a const with such a list.',
  ),
  equations(
    'table without values',
    'x = ¶table(share, [0, 1]);',
    "table() takes a number, two lists and perhaps 'monotone'",
    "Write table(x, [0, 1, 5], [10, 12, 30]) or table(x, XS, YS, 'monotone').",
  ),
  equations(
    'list of numbers that differ by sample',
    'const xs = [1, ¶share]; x = xs[0];',
    'a list of numbers that are not constant',
    'Write numbers or constants, or use a series: const xs = series("xs", 3).',
  ),
  equations(
    'list read beyond its end',
    'const xs = [1, 2]; x = xs[¶2];',
    'index 2 is outside 0 to 1',
    'Use an index from 0 to 1.',
  ),
  equations(
    'sum of a number',
    'x = sum(¶share);',
    'neither a series nor a list',
    'Pass a series made with series(name), or a list.',
  ),
  equations('sum of two', 'x = ¶sum(us, us);', 'sum() takes a series or a list', 'Write sum(series).'),
  equations(
    'first time of a table',
    "const row = series('row', 3); x = firstTime(¶row, 1);",
    'a series of 3 numbers has no dates',
    'Pass a series with one number per state.',
  ),
  equations('unknown function', 'x = ¶cosx(1);', 'unknown function "cosx"', 'Did you mean "cos"?'),
  equations(
    'eval',
    "x = ¶eval('1');",
    'unknown function "eval"',
    'Define it in this file, or see the list of functions in docs/model-language.md.',
  ),
  equations(
    'Function',
    "x = ¶Function('return 1')();",
    '"Function(\'return 1\')" cannot be called',
    'Call the functions of the language or your own, by name.',
  ),
  equations(
    'Math.random',
    'x = ¶Math.random();',
    'unknown name "Math"',
    "Import the function from 'headway' and call it by its name, for example exp(x).",
  ),
  equations('Date.now', 'x = ¶Date.now();', 'unknown name "Date"', 'Define it with const or let before this line.'),
  equations(
    'function that is not imported',
    'x = ¶pow10(1);',
    '"pow10" is not imported',
    "Add it to the import from 'headway'.",
  ),
  equations('too few arguments', 'x = ¶min(1);', 'min() takes 2 numbers or more, not 1', 'Correct the call of min.'),
  equations('too many arguments', 'x = ¶exp(1, 2);', 'exp() takes 1 number, not 2', 'Correct the call of exp.'),
  equations('spread arguments', 'x = max(¶...us, 2);', 'a spread', 'Write the arguments out.'),
  equations(
    'condition as an argument',
    'x = exp(¶share > 1);',
    'a condition where a number is needed',
    'Write condition ? 1 : 0.',
  ),
  equations('call of a number', 'x = ¶share(1);', '"share" is not a function', 'Call a function, or use another name.'),
  equations(
    'call of a constant',
    'x = ¶LIMIT(1);',
    '"LIMIT" is not a function',
    'Define it in this file, or see the list of functions in docs/model-language.md.',
    'const LIMIT = 2;',
  ),
  equations(
    'call of a member',
    'x = ¶inputs.growth(1);',
    '"inputs.growth" cannot be called',
    'Call the functions of the language or your own, by name.',
  ),
  equations(
    'call of the result of a call',
    'const f = (a: number) => a; x = ¶f(1)(2);',
    '"f(1)" cannot be called',
    'Call the functions of the language or your own, by name.',
  ),
  equations(
    'recursion',
    'x = f(3);',
    'f calls itself',
    'Write a loop with a bound known before the run.',
    'function f(a: number): number { return ¶f(a - 1); }',
  ),
  equations(
    'mutual recursion',
    'x = f(3);',
    'f calls itself',
    'Write a loop with a bound known before the run.',
    'function f(a: number): number { return g(a); } function g(a: number): number { return ¶f(a); }',
  ),
  equations(
    'recursion through an argument',
    'const f = (g: any): number => ¶g(g); x = f(f);',
    'g calls itself',
    'Write a loop with a bound known before the run.',
  ),
  equations(
    'wrong number of arguments of a helper',
    'const f = (a: number, b: number) => a + b; x = ¶f(1);',
    'f() takes 2 arguments, not 1',
    'Correct the call of f.',
  ),
  equations(
    'helper without a return',
    'const f = ¶(a: number) => { const b = a; }; x = f(1);',
    'a function without a return at its end',
    END,
  ),
  equations(
    'helper that returns nothing',
    'x = f(1);',
    'a function without a return at its end',
    END,
    '¶function f(a: number) { return; }',
  ),
  equations(
    'helper called as a statement',
    'const f = (a: number) => a; ¶f(1);',
    'a call whose value is not used',
    'Assign it, or remove the line. A helper returns a value; it cannot act by itself.',
  ),
  equations(
    'default value of a parameter',
    'const f = (¶a = 1) => a; x = f(2);',
    'a parameter of another form',
    'Name each parameter plainly: (x, y).',
  ),
  equations(
    'rest parameter',
    'const f = (¶...a: number[]) => 1; x = f(2);',
    'a parameter of another form',
    'Name each parameter plainly: (x, y).',
  ),
  equations(
    'generator',
    'const f = ¶function* () { return 1; }; x = f();',
    'an async function or a generator',
    'Use a plain function.',
  ),
  equations(
    'async helper',
    'const f = ¶async () => 1; x = f();',
    'an async function or a generator',
    'Use a plain function.',
  ),
  equations('deep chain of helpers', 'x = f0(1);', 'calls nest too deep', 'Flatten the helpers.', deepHelpers()),

  equations(
    'crossingTime of a number',
    'x = crossingTime(¶share, 1);',
    'not a series',
    'Pass a series made with series(name).',
  ),
  equations(
    'crossingTime without a level',
    'x = ¶crossingTime(us);',
    'crossingTime() takes a series, a level and perhaps a slope',
    'Write crossingTime(series, level) or crossingTime(series, level, slopeBeforeTheStart).',
  ),
  equations(
    'crossingTime of a table',
    "const table = series('table', 3); x = crossingTime(¶table, 1);",
    'a series of 3 numbers has no dates',
    'Pass a series with one number per state.',
  ),

  equations(
    'series in a loop',
    "for (let k = 0; k < 9; k++) { const other = ¶series('other'); }",
    'a series made inside a loop, a branch or record()',
    'Make series before the loops.',
  ),
  equations(
    'series in a branch',
    "if (switches.rounds > 3) { const other = ¶series('other'); }",
    'a series made inside a loop, a branch or record()',
    'Make series before the loops.',
  ),
  equations(
    'series twice',
    "const other = ¶series('us');",
    'series "us" exists already',
    'Give each series a name of its own.',
  ),
  equations('series without a name', 'const other = ¶series();', 'series() takes a name, and perhaps a length', SERIES),
  equations(
    'series named by a variable',
    'const other = series(¶share);',
    'series() takes a name, and perhaps a length',
    SERIES,
  ),
  equations(
    'series named __proto__',
    "const other = series(¶'__proto__');",
    '"__proto__" as the name of a series',
    SERIES_NAME,
  ),
  equations(
    'series named constructor',
    "const other = series(¶'constructor');",
    '"constructor" as the name of a series',
    SERIES_NAME,
  ),
  equations(
    'series of varying length',
    "const other = series('other', ¶share);",
    'the length of a series is not a constant whole number',
    SERIES,
  ),
  equations(
    'huge series',
    "const other = series('other', ¶1e6);",
    'a series of 1000000 numbers',
    'Keep series below 20000.',
  ),
  equations(
    'too many elements',
    `${manySeries()} `,
    'more than 200000 elements in all series',
    'Use fewer or shorter series.',
  ),

  equations(
    'record of an unknown outcome',
    "record(¶'levle', () => 1);",
    'unknown outcome "levle"',
    'Did you mean "level"?',
  ),
  equations(
    'record of __proto__',
    "record(¶'__proto__', () => 1);",
    'unknown outcome "__proto__"',
    'Declare it under outcomes.',
  ),
  equations(
    'outcome recorded twice',
    "record('level', () => 1); record(¶'level', () => 2);",
    'outcome "level" is recorded twice',
    'Remove one of the two.',
  ),
  equations(
    'record in a loop',
    "for (let k = 0; k < 9; k++) { ¶record('level', () => 1); }",
    'record() inside a loop, a branch or a helper',
    'Call record at the end of simulate.',
  ),
  equations(
    'record in a branch',
    "if (switches.rounds > 3) ¶record('level', () => 1);",
    'record() inside a loop, a branch or a helper',
    'Call record at the end of simulate.',
  ),
  equations(
    'record as a value',
    "x = ¶record('level', () => 1);",
    'record() has no value',
    'Call record as a statement, at the end of simulate.',
  ),
  equations('record without a function', "record('level', ¶share);", 'record() without a function of the date', RECORD),
  equations(
    'record without a value',
    "¶record('level');",
    'record() takes the id of an outcome and a function',
    RECORD,
  ),
  equations(
    'record with a computed id',
    '¶record(`level`, () => 1);',
    'record() takes the id of an outcome and a function',
    RECORD,
  ),
  equations(
    'record of a condition',
    "record('level', () => ¶share > 0.5);",
    'a condition is recorded',
    'Write condition ? 1 : 0.',
  ),
  equations(
    'statement after record',
    "record('level', () => 1); ¶x = 2;",
    'an expression after record()',
    'Calls of record are the last statements of simulate.',
  ),
  equations(
    'series written inside record',
    "record('level', () => { ¶us[0] = 1; return 1; });",
    'a series is written inside record()',
    'Write series before the first record().',
  ),
  equations(
    'variable assigned inside record',
    "record('level', () => { ¶x = 1; return 1; });",
    'a helper assigns to "x", which is outside it',
    'Return the value and assign it where the helper is called.',
  ),
];

/** f0 calls f1 calls f2 …, 60 deep; the call that is one too many is marked. */
function deepHelpers(): string {
  return Array.from(
    { length: 60 },
    (_, i) => `const f${i} = (a: number) => ${i === 59 ? 'a' : `${i === 39 ? '¶' : ''}f${i + 1}(a)`};`,
  ).join('\n');
}

function manySeries(): string {
  return Array.from({ length: 10 }, (_, i) => `const s${i} = ${i === 9 ? '¶' : ''}series('s${i}', 20000);`).join('\n');
}
