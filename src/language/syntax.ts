/**
 * From text to syntax: a model text is a module of constants, helper functions and one `export default model({...})`.
 * Parsing is acorn's (with its TypeScript plugin, for annotations); this file only sorts the top level and rejects the rest.
 */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import {
  type AnyNode,
  type ArrowFunctionExpression,
  type Expression,
  type FunctionDeclaration,
  type FunctionExpression,
  type ImportDeclaration,
  type ObjectExpression,
  Parser,
  type Program,
  type VariableDeclarator,
} from 'acorn';
import { didYouMean, ModelTextError, type Place } from './source.ts';
import { BUILDERS, FUNCTIONS, TYPES, VOCABULARY_MODULE } from './vocabulary.ts';
import { inWords } from './words.ts';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** A function of the file: function f(x) { … } or const f = (x) => …. */
export interface Helper {
  readonly name: string;
  readonly node: FunctionNode;
}

const LONGEST_TEXT = 512 * 1024;
/** Levels of brackets, and of syntax within syntax: bounds every walk over the syntax tree. */
const DEEPEST_BRACKETS = 200;
const DEEPEST_SYNTAX = 500;

export interface ModelSyntax {
  /** Names imported from 'headway'. */
  readonly imported: ReadonlySet<string>;
  readonly constants: readonly VariableDeclarator[];
  readonly helpers: readonly Helper[];
  /** The object passed to model({...}). */
  readonly declaration: ObjectExpression;
}

/** A model text with its name, for messages that show the place. */
export class Source {
  readonly fileName: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** Offset of the first character of each line. */
  private readonly starts: readonly number[];

  constructor(text: string, fileName: string) {
    this.fileName = fileName;
    this.text = text;
    this.lines = text.split('\n');
    let start = 0;
    this.starts = this.lines.map((line) => {
      const here = start;
      start += line.length + 1;
      return here;
    });
  }

  place(node: { readonly start: number }): Place {
    let line = 0;
    let end = this.starts.length;
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if ((this.starts[middle] ?? 0) <= node.start) line = middle;
      else end = middle;
    }
    return { line: line + 1, column: node.start - (this.starts[line] ?? 0) + 1 };
  }

  snippet(node: { readonly start: number; readonly end: number }): string {
    return this.text.slice(node.start, Math.min(node.end, node.start + 60)).split('\n')[0] ?? '';
  }

  fail(node: { readonly start: number }, problem: string, remedy: string): never {
    throw new ModelTextError(this.fileName, this.text, this.place(node), problem, remedy);
  }
}

/** @throws ModelTextError for anything that is not a model text. */
export function parseSyntax(source: Source): ModelSyntax {
  if (source.text.length > LONGEST_TEXT) {
    source.fail(
      { start: 0 },
      `the text has ${source.text.length} characters`,
      `Keep a model text below ${LONGEST_TEXT}.`,
    );
  }
  guardBrackets(source);
  const program = parse(source);
  guardTree(program, source);
  return sortTopLevel(program, source);
}

const TOO_DEEP = 'Split the expression with const.';

/** acorn's parser with its place, for messages when it gives up. */
class TypeScriptParser extends Parser.extend(tsPlugin()) {
  declare readonly pos: number;

  constructor(text: string) {
    super({ ecmaVersion: 'latest', sourceType: 'module', locations: true }, text);
  }
}

function parse(source: Source): Program {
  const parser = new TypeScriptParser(source.text);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof SyntaxError) {
      const start = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
      const cause = error.message.replace(/ \(\d+:\d+\)$/, '');
      return source.fail({ start }, `not valid TypeScript: ${cause}`, 'Correct the syntax here or just before.');
    }
    // What a host throws when a hostile text exhausts the parser's stack, or trips it.
    return source.fail({ start: parser.pos }, 'the text is nested too deep, or cannot be read', TOO_DEEP);
  }
}

function guardBrackets(source: Source): void {
  let depth = 0;
  for (let index = 0; index < source.text.length; index++) {
    const character = source.text[index];
    if (character === '(' || character === '[' || character === '{') depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    if (depth > DEEPEST_BRACKETS)
      source.fail({ start: index }, `brackets nest deeper than ${DEEPEST_BRACKETS}`, TOO_DEEP);
  }
}

/** Bounds the depth of the tree, and refuses names written with escapes, which read differently from what they are. */
function guardTree(program: Program, source: Source): void {
  const pending: [node: AnyNode, depth: number][] = [[program, 0]];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const [node, depth] = entry;
    if (depth > DEEPEST_SYNTAX) source.fail(node, `the text nests deeper than ${DEEPEST_SYNTAX} levels`, TOO_DEEP);
    if (node.type === 'Identifier' && !source.text.startsWith(node.name, node.start))
      source.fail(node, `the name "${node.name}" is written with an escape`, 'Write the name plainly.');
    for (const child of Object.values(node)) {
      for (const each of Array.isArray(child) ? child : [child]) {
        if (typeof each === 'object' && each !== null && 'type' in each && 'start' in each)
          pending.push([each, depth + 1]);
      }
    }
  }
}

const TOP_LEVEL_REMEDY =
  "A model text has `import { … } from 'headway'`, constants, helper functions and one `export default model({ … })`.";

function sortTopLevel(program: Program, source: Source): ModelSyntax {
  const imported = new Set<string>();
  const constants: VariableDeclarator[] = [];
  const helpers: Helper[] = [];
  let declaration: ObjectExpression | undefined;
  for (const node of program.body) {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const name of importedNames(node, source)) imported.add(name);
        break;
      case 'VariableDeclaration':
        if (node.kind !== 'const')
          source.fail(node, `top-level ${node.kind}`, 'Use const for the constants of a model.');
        for (const declarator of node.declarations) {
          const { id, init } = declarator;
          if (
            id.type === 'Identifier' &&
            (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
          )
            helpers.push({ name: id.name, node: init });
          else constants.push(declarator);
        }
        break;
      case 'FunctionDeclaration':
        helpers.push({ name: node.id.name, node });
        break;
      case 'ExportDefaultDeclaration':
        if (declaration !== undefined) source.fail(node, 'second export default', 'A file holds one model.');
        declaration = modelArgument(node.declaration, imported, source);
        break;
      case 'EmptyStatement':
        break;
      default:
        // Type declarations leave no trace when the text runs.
        if (!/^TS(TypeAlias|Interface)Declaration$/.test(String(node.type)))
          source.fail(node, `${inWords(node)} at the top level`, TOP_LEVEL_REMEDY);
    }
  }
  if (declaration === undefined)
    source.fail({ start: 0 }, 'no model in this text', 'End it with export default model({ … }).');
  return { imported, constants, helpers, declaration };
}

function importedNames(node: ImportDeclaration, source: Source): string[] {
  if (node.source.value !== VOCABULARY_MODULE) {
    source.fail(
      node.source,
      `cannot import from "${String(node.source.value)}"`,
      "A model text imports only from 'headway'.",
    );
  }
  return node.specifiers.map((specifier) => {
    const { name } = specifier.local;
    if (specifier.type !== 'ImportSpecifier' || name !== nameOf(specifier.imported))
      return source.fail(specifier, 'imports cannot be renamed', "Write import { model, input, … } from 'headway'.");
    const known = [...BUILDERS, ...FUNCTIONS, ...TYPES];
    if (!known.includes(name)) {
      const close = didYouMean(name, known);
      const remedy =
        close === undefined ? `It has ${[...BUILDERS, ...FUNCTIONS].join(', ')}.` : `Did you mean "${close}"?`;
      source.fail(specifier, `"headway" has no "${name}"`, remedy);
    }
    return name;
  });
}

function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : '';
}

function modelArgument(node: AnyNode, imported: ReadonlySet<string>, source: Source): ObjectExpression {
  const isCall = node.type === 'CallExpression' && nameOf(node.callee) === 'model' && node.arguments.length === 1;
  const argument: Expression | AnyNode | undefined = isCall ? node.arguments[0] : undefined;
  if (argument?.type !== 'ObjectExpression')
    return source.fail(node, 'the default export is not model({ … })', 'Write export default model({ … }).');
  if (!imported.has('model'))
    source.fail(node, '"model" is not imported', "Add it: import { model, … } from 'headway'.");
  return argument;
}
