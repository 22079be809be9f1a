/** Syntax in the reader's words. */

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ArrayExpression: 'a list',
  ArrayPattern: 'taking a list apart',
  ArrowFunctionExpression: 'a function',
  AssignmentExpression: 'an assignment',
  AwaitExpression: 'await',
  BinaryExpression: 'arithmetic',
  BreakStatement: 'break',
  CallExpression: 'a call',
  ChainExpression: '?.',
  ClassDeclaration: 'a class',
  ClassExpression: 'a class',
  ConditionalExpression: 'condition ? a : b',
  ContinueStatement: 'continue',
  DebuggerStatement: 'debugger',
  DoWhileStatement: 'do … while',
  ExportAllDeclaration: 'export *',
  ExportNamedDeclaration: 'export',
  ExpressionStatement: 'an expression',
  ForInStatement: 'for … in',
  ForOfStatement: 'for … of',
  FunctionDeclaration: 'a function',
  FunctionExpression: 'a function',
  Identifier: 'a name',
  ImportExpression: 'import()',
  LabeledStatement: 'a label',
  Literal: 'a literal',
  LogicalExpression: '&& or ||',
  MemberExpression: 'a part of something',
  MetaProperty: 'import.meta or new.target',
  NewExpression: 'new',
  ObjectExpression: 'an object',
  ObjectPattern: 'taking an object apart',
  ReturnStatement: 'return',
  SequenceExpression: 'a comma expression',
  SpreadElement: 'a spread',
  Super: 'super',
  SwitchStatement: 'switch',
  TaggedTemplateExpression: 'a tagged template',
  TemplateLiteral: 'a template text',
  ThisExpression: 'this',
  ThrowStatement: 'throw',
  TryStatement: 'try',
  UnaryExpression: 'a sign or !',
  UpdateExpression: 'an increment',
  WhileStatement: 'while',
  YieldExpression: 'yield',
};

/** A node in the reader's words. */
export function inWords(node: { readonly type: string }): string {
  const known = Object.hasOwn(DESCRIPTIONS, node.type) ? DESCRIPTIONS[node.type] : undefined;
  if (known !== undefined) return known;
  return node.type.startsWith('TS') ? 'a type declaration or assertion' : node.type;
}
