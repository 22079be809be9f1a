/** The file as a whole, its top level and its declarations. */
import { FAMILIES } from '../../../src/language/families/index.ts';
import { declared, equations, MARK, modelText, type Rejected } from './rejected.ts';

const TOP =
  "A model text has `import { … } from 'headway'`, constants, helper functions and one `export default model({ … })`.";
const CONTEXT = 'Take clock, inputs, levers, statusQuo, switches, series, record by their names.';
const VALUE = 'Use literals, constants, lists, objects and the builders.';

const at = (what: string, text: string, problem: string, remedy: string): Rejected => ({ what, text, problem, remedy });
const top = (what: string, helpers: string, problem: string, remedy = TOP) =>
  declared(what, { helpers }, problem, remedy);
const inputs = (what: string, text: string, problem: string, remedy: string) =>
  declared(what, { inputs: `share: input({ family: 'uniform', min: 0, max: 1 }), ${text}` }, problem, remedy);

/** simulate's own brackets come first. */
const nested = (depth: number) => `x = ${'('.repeat(197)}¶${'('.repeat(depth - 197)}1${')'.repeat(depth)};`;
const NORMAL = "input({ family: 'normal', p5: 1, p50: 2, p95: 3 })";

export const TEXTS: readonly Rejected[] = [
  at('nothing', MARK, 'no model in this text', 'End it with export default model({ … }).'),
  at(
    'another default export',
    `import { model } from 'headway';\nexport default ¶42;`,
    'the default export is not model({ … })',
    'Write export default model({ … }).',
  ),
  at(
    'model of something else',
    `import { model } from 'headway';\nexport default ¶model(other);`,
    'the default export is not model({ … })',
    'Write export default model({ … }).',
  ),
  at(
    'model that is not imported',
    'export default ¶model({});',
    '"model" is not imported',
    "Add it: import { model, … } from 'headway'.",
  ),
  at(
    'a second model',
    `${modelText({})}¶export default model({});`,
    'second export default',
    'A file holds one model.',
  ),
  at(
    'a page',
    '<¶!DOCTYPE html><p>Not found</p>',
    'not valid TypeScript: Unexpected token',
    'Correct the syntax here or just before.',
  ),
  at(
    'a giant text',
    `${MARK}${' '.repeat(600_000)}`,
    'the text has 600000 characters',
    'Keep a model text below 524288.',
  ),
  equations(
    'an unfinished line',
    'x = ¶;',
    'not valid TypeScript: Unexpected token',
    'Correct the syntax here or just before.',
  ),
  equations('deep brackets', nested(300), 'brackets nest deeper than 200', 'Split the expression with const.'),
  top(
    'import from elsewhere',
    "import { readFileSync } from ¶'node:fs';",
    'cannot import from "node:fs"',
    "A model text imports only from 'headway'.",
  ),
  top(
    'import of everything',
    "import ¶* as all from 'headway';",
    'imports cannot be renamed',
    "Write import { model, input, … } from 'headway'.",
  ),
  top(
    'renamed import',
    "import { ¶exp as power } from 'headway';",
    'imports cannot be renamed',
    "Write import { model, input, … } from 'headway'.",
  ),
  top(
    'import of what is not there',
    "import { ¶sqr } from 'headway';",
    '"headway" has no "sqr"',
    'Did you mean "sqrt"?',
  ),
  top('top-level let', '¶let a = 1;', 'top-level let', 'Use const for the constants of a model.'),
  top('top-level call', '¶exp(1);', 'an expression at the top level'),
  top('top-level class', '¶class A {}', 'a class at the top level'),
  top('top-level loop', '¶for (;;) {}', 'ForStatement at the top level'),
  top('named export', '¶export const a = 1;', 'export at the top level'),
  top('enum', '¶enum A { b }', 'a type declaration or assertion at the top level'),
  top('constants in a circle', 'const A = ¶B; const B = A;', '"B" is used before it is defined', 'Move const B up.'),
  top('constant of itself', 'const A = ¶A + 1;', '"A" is defined by itself', 'Give it a value that does not use it.'),
  top(
    'constant with an unknown name',
    'const A = ¶Bee;',
    'unknown name "Bee"',
    'Define it with const before this line.',
  ),
  top('constant from Math', 'const A = ¶Math.PI;', 'a part of something where a value is declared', VALUE),
  top(
    'constant from a template',
    `const A = ${MARK}\`\${1}\`;`,
    'a template text with parts',
    'Write a plain text, or join texts with +.',
  ),
  top('constant by new', 'const A = ¶new Date();', 'new where a value is declared', VALUE),
  top('constant by a condition', 'const A = ¶1 > 2;', 'operator > in a declaration', 'Use + - * / ** on numbers.'),
  top('sum of a text and a number', "const A = ¶'a' + 1;", '+ of something that is not a number', 'Use numbers.'),
  top(
    'text that doubles',
    `const A0 = 'abcdefgh'; ${doubling()}`,
    'a text of more than 10000 characters',
    'Shorten it.',
  ),
  top(
    'function of a constant, not imported',
    'const A = ¶ln(2);',
    '"ln" is not imported',
    "Add it to the import from 'headway'.",
  ),
  top(
    'function of a constant, wrong number of arguments',
    'const A = ¶exp(1, 2);',
    'exp() takes 1 number, not 2',
    'Correct the call of exp.',
  ),
  top(
    'helper of the file in a constant',
    'const f = (a: number) => a; const A = ¶f(1);',
    'unknown function "f"',
    'Define it with const before this line.',
  ),
  top('taken apart', 'const ¶{ a } = { a: 1 };', 'a constant without a name or a value', 'Write const NAME = value;'),

  inputs(
    'quantiles out of order',
    "growth: input({ family: 'normal', p5: 1, p50: ¶0.5, p95: 3 })",
    'p50 0.5 is not above p5 1',
    'Write them in rising order: p5 < p50 < p95.',
  ),
  inputs(
    'text for a number',
    "growth: input({ family: 'normal', p5: ¶'1', p50: 2, p95: 3 })",
    '"1" is not a number',
    'Write a plain number.',
  ),
  inputs(
    'unknown family',
    "growth: input({ family: ¶'gaussian', p5: 1, p50: 2, p95: 3 })",
    'unknown family "gaussian"',
    `Write one of ${Object.keys(FAMILIES).join(', ')}.`,
  ),
  inputs(
    'unknown field',
    "growth: input({ family: 'normal', p5: 1, p50: 2, p95: 3, unti: ¶'OOM' })",
    'unknown field "unti"',
    'Did you mean "unit"?',
  ),
  inputs(
    'duplicate id',
    `growth: ${NORMAL}, ¶growth: ${NORMAL}`,
    '"growth" appears twice',
    'Remove or rename one of them.',
  ),
  declared(
    'id of a lever and an input',
    { inputs: `share: ${NORMAL}, growth: ${NORMAL}, control: ${NORMAL}`, lever: '¶control' },
    '"control" is already one of the inputs',
    'Give one of them another name.',
  ),
  inputs('input named __proto__', `¶__proto__: ${NORMAL}`, 'the name "__proto__" is reserved', 'Choose another name.'),
  inputs(
    'input named constructor',
    `¶constructor: ${NORMAL}`,
    'the name "constructor" is reserved',
    'Choose another name.',
  ),
  inputs(
    'field named __proto__',
    "growth: input({ family: 'normal', __proto__: ¶1, p5: 1, p50: 2, p95: 3 })",
    'the name "__proto__" is reserved',
    'Choose another name.',
  ),
  inputs('computed key', `¶['growth']: ${NORMAL}`, 'a computed key or a spread', 'Write each property as name: value.'),
  inputs('spread', '¶...OTHERS', 'a computed key or a spread', 'Write each property as name: value.'),
  inputs('getter', '¶get growth() { return 1; }', '"growth" is a function', 'Only simulate is a function.'),
  inputs('input of two objects', 'growth: ¶input({}, {})', 'input() takes one object', 'Write input({ … }).'),
  inputs('regular expression', 'growth: ¶/a/', 'not a number, a text or a truth value', 'Write a plain literal.'),
  inputs(
    'dates that are not quarters',
    'growth: ¶quarters(2026.1, 2027)',
    'quarters(2026.1, 2027): both must be dates on quarters, such as 2026.5 or 2028.25',
    'Write quarters(2026.5, 2030.5).',
  ),
  declared(
    'correlation above 1',
    { fields: "correlations: [['growth', 'share', ¶1.5]]," },
    'correlation 1.5 is not between -1 and 1',
    'For two equal inputs, use one.',
  ),
  declared(
    'simulate of another name',
    { simulate: '¶simulat({ series, inputs, record })' },
    '"simulat" is a function',
    'Only simulate is a function.',
  ),
  at(
    'no simulate',
    `import { model, input, outcome } from 'headway';
export default model(¶{ title: 'T', inputs: { a: ${NORMAL} }, outcomes: { b: outcome({ range: [-1, 1] }) } });`,
    'no simulate({ … }) { … } in the model',
    'Add simulate({ clock, inputs, levers, series, record }) { … }.',
  ),
  declared(
    'asynchronous simulate',
    { simulate: '¶async simulate({ series, inputs, record })' },
    'simulate is async or a generator',
    'Make it a plain function.',
  ),
  declared(
    'context as a whole',
    { simulate: '¶simulate(context)' },
    'simulate does not take its context apart',
    'Write simulate({ clock, inputs, levers, series, record }) { … }.',
  ),
  declared(
    'renamed context',
    { simulate: 'simulate({ series, ¶inputs: i, record })' },
    '"inputs: i" is not part of the context',
    CONTEXT,
  ),
  declared(
    'context with a default',
    { simulate: 'simulate({ series, ¶inputs = 3, record })' },
    '"inputs = 3" is not part of the context',
    CONTEXT,
  ),
  declared(
    'rest of the context',
    { simulate: 'simulate({ series, ¶...rest })' },
    '"...rest" is not part of the context',
    CONTEXT,
  ),
  declared(
    'part of the context that is not taken',
    { simulate: 'simulate({ series, inputs, record })', body: 'x = ¶clock.step;' },
    'unknown name "clock"',
    'Take it from the context: simulate({ …, clock }) { … }.',
  ),
  at(
    'nothing recorded',
    `import { model, input, outcome } from 'headway';
export default model({ title: 'T', inputs: { a: ${NORMAL} }, outcomes: { b: outcome({ range: [-1, 1] }) }, ¶simulate({ inputs }) {} });`,
    'nothing is recorded',
    "End simulate with record('outcome', (date) => …).",
  ),
  declared(
    'outcome that is not recorded',
    { simulate: '¶simulate({ series, inputs, record })', body: "record('level', () => 1);" },
    'outcome "late" is never recorded',
    "Add record('late', (date) => …) at the end of simulate.",
  ),
  declared(
    'sum of four hundred',
    { body: `x = ${sum()};` },
    'the text nests deeper than 250 levels here',
    'Split it with const.',
  ),
  declared(
    'endless helpers',
    { simulate: '¶simulate({ series, inputs, record })', body: 'x = f39(share);', helpers: doublingHelpers() },
    'helpers that call helpers come to more than 300000 expressions',
    'Call each helper once and keep its result in a const.',
  ),
];

/** A sum is as deep as it is long, its first terms deepest. */
function sum(): string {
  return `¶x${' + x'.repeat(398)} + x`;
}

function doubling(): string {
  return Array.from({ length: 20 }, (_, i) => `const A${i + 1} = ${i === 10 ? '¶' : ''}A${i} + A${i};`).join(' ');
}

function doublingHelpers(): string {
  const first = 'const f0 = (a: number) => max(a, 1);';
  return [
    first,
    ...Array.from({ length: 39 }, (_, i) => `const f${i + 1} = (a: number) => max(f${i}(a), f${i}(a));`),
  ].join('\n');
}
