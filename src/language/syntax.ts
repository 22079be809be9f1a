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
  type ModuleDeclaration,
  type ObjectExpression,
  Parser,
  type Program,
  type Statement,
  type VariableDeclaration,
} from 'acorn';
import { ModelTextError, type Place } from './source.ts';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
export type ExpressionNode = Expression;

/** The module name a model text imports its vocabulary from. */
export const VOCABULARY_MODULE = 'headway';
const LONGEST_TEXT = 512 * 1024;
const DEEPEST_NESTING = 200;

export interface ModelSyntax {
  /** Names imported from 'headway'. */
  readonly imported: ReadonlySet<string>;
  readonly constants: readonly VariableDeclaration[];
  readonly helpers: readonly FunctionDeclaration[];
  /** The object passed to model({...}). */
  readonly declaration: ObjectExpression;
}

/** A model text with its name, for messages that show the place. */
export class Source {
  readonly fileName: string;
  readonly text: string;
  readonly lines: readonly string[];

  constructor(text: string, fileName: string) {
    this.fileName = fileName;
    this.text = text;
    this.lines = text.split('\n');
  }

  place(node: { readonly start: number }): Place {
    const before = this.text.slice(0, node.start);
    const line = before.split('\n').length;
    return { line, column: node.start - before.lastIndexOf('\n') };
  }

  snippet(node: { readonly start: number; readonly end: number }): string {
    return this.text.slice(node.start, Math.min(node.end, node.start + 60)).split('\n')[0] ?? '';
  }

  fail(node: { readonly start: number }, cause: string, remedy: string): never {
    throw new ModelTextError(this.fileName, this.text, this.place(node), cause, remedy);
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
  return sortTopLevel(parse(source), source);
}

function parse(source: Source): Program {
  guardNesting(source);
  try {
    const parser = Parser.extend(tsPlugin());
    return parser.parse(source.text, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const start = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    const cause = error.message.replace(/\s*\(\d+:\d+\)$/, '');
    return source.fail({ start }, `not valid TypeScript: ${cause}`, 'Correct the syntax here or just before.');
  }
}

/** Bracket depth bounds the parser's recursion, so that a hostile text cannot exhaust the stack. */
function guardNesting(source: Source): void {
  let depth = 0;
  for (let index = 0; index < source.text.length; index++) {
    const character = source.text[index];
    if (character === '(' || character === '[' || character === '{') depth++;
    else if (character === ')' || character === ']' || character === '}') depth--;
    if (depth > DEEPEST_NESTING) {
      source.fail({ start: index }, `brackets nest deeper than ${DEEPEST_NESTING}`, 'Split the expression with const.');
    }
  }
}

const TOP_LEVEL_REMEDY =
  "A model text has `import { … } from 'headway'`, constants, helper functions and one `export default model({ … })`.";

function sortTopLevel(program: Program, source: Source): ModelSyntax {
  const imported = new Set<string>();
  const constants: VariableDeclaration[] = [];
  const helpers: FunctionDeclaration[] = [];
  let declaration: ObjectExpression | undefined;
  for (const node of program.body) {
    const statement: Statement | ModuleDeclaration = node;
    switch (statement.type) {
      case 'ImportDeclaration': {
        if (statement.source.value !== VOCABULARY_MODULE) {
          source.fail(
            statement.source,
            `cannot import from "${String(statement.source.value)}"`,
            "A model text imports only from 'headway'.",
          );
        }
        for (const specifier of statement.specifiers) {
          if (specifier.type !== 'ImportSpecifier' || specifier.local.name !== nameOf(specifier.imported)) {
            source.fail(specifier, 'imports cannot be renamed', "Write import { model, input, … } from 'headway'.");
          }
          imported.add(specifier.local.name);
        }
        break;
      }
      case 'VariableDeclaration':
        if (statement.kind !== 'const')
          source.fail(statement, `top-level ${statement.kind}`, 'Use const for the constants of a model.');
        constants.push(statement);
        break;
      case 'FunctionDeclaration':
        helpers.push(statement as FunctionDeclaration);
        break;
      case 'ExportDefaultDeclaration': {
        if (declaration !== undefined) source.fail(statement, 'second export default', 'A file holds one model.');
        declaration = modelArgument(statement.declaration as Expression, source);
        break;
      }
      case 'EmptyStatement':
        break;
      default:
        source.fail(statement, `${inWords(statement)} at the top level`, TOP_LEVEL_REMEDY);
    }
  }
  if (declaration === undefined)
    source.fail({ start: 0 }, 'no model in this text', 'End it with export default model({ … }).');
  return { imported, constants, helpers, declaration };
}

function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : '';
}

function modelArgument(node: Expression, source: Source): ObjectExpression {
  const isCall = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'model';
  const argument = isCall ? node.arguments[0] : undefined;
  if (argument?.type !== 'ObjectExpression')
    source.fail(node, 'the default export is not model({ … })', 'Write export default model({ … }).');
  return argument;
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ArrayExpression: 'a list',
  ArrowFunctionExpression: 'a function',
  AssignmentExpression: 'an assignment',
  AwaitExpression: 'await',
  BreakStatement: 'break',
  CallExpression: 'a call',
  ClassDeclaration: 'a class',
  ContinueStatement: 'continue',
  DoWhileStatement: 'do … while',
  ExpressionStatement: 'an expression',
  ForInStatement: 'for … in',
  ForOfStatement: 'for … of',
  FunctionExpression: 'a function',
  ImportExpression: 'import()',
  LabeledStatement: 'a label',
  Literal: 'a literal',
  NewExpression: 'new',
  ObjectExpression: 'an object',
  ReturnStatement: 'return',
  SequenceExpression: 'a comma expression',
  SwitchStatement: 'switch',
  TaggedTemplateExpression: 'a tagged template',
  TemplateLiteral: 'a template text',
  ThisExpression: 'this',
  ThrowStatement: 'throw',
  TryStatement: 'try',
  UpdateExpression: 'an increment',
  WhileStatement: 'while',
  YieldExpression: 'yield',
};

/** A node in the reader's words. */
export function inWords(node: { readonly type: string }): string {
  return (Object.hasOwn(DESCRIPTIONS, node.type) ? DESCRIPTIONS[node.type] : undefined) ?? node.type;
}
