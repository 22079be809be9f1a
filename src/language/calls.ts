/** From syntax to the intermediate form: calls of the language's functions, of series and record, and inlined helpers. */
import type { AnyNode, CallExpression, Expression } from 'acorn';
import { BUDGET } from './budget.ts';
import type { Expressions } from './expressions.ts';
import type { SeriesInfo, Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { fixed } from './names.ts';
import { applied, miscounted } from './operations.ts';
import { isReservedName } from './reader.ts';
import { callRow } from './rows.ts';
import { type Binding, Scope } from './scope.ts';
import { didYouMean } from './source.ts';
import type { FunctionNode } from './syntax.ts';
import { FUNCTIONS, isFunction, rowFunction } from './vocabulary.ts';

/** What calls need of the statements around them. */
export interface Statements {
  readonly body: (node: FunctionNode, scope: Scope) => Value;
  readonly newSeries: (name: string, length: number, node: AnyNode) => SeriesInfo;
}

const RECORD_FORM = "Write record('outcome', (date) => …).";
const SERIES_FORM = "Write series('usLevel') or series('table', 12).";

export class Calls {
  private readonly lowering: Lowering;
  private readonly expressions: Expressions;
  private readonly statements: Statements;
  private readonly calling: FunctionNode[] = [];

  constructor(lowering: Lowering, expressions: Expressions, statements: Statements) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.statements = statements;
  }

  call(node: CallExpression, scope: Scope): Binding {
    const { source } = this.lowering;
    if (node.optional) return source.fail(node, '?. is not part of the model language', 'Call it plainly.');
    if (node.callee.type !== 'Identifier') {
      if (node.callee.type === 'MemberExpression') this.expressions.names.member(node.callee, scope);
      return source.fail(
        node.callee,
        `"${source.snippet(node.callee)}" cannot be called`,
        'Call the functions of the language or your own, by name.',
      );
    }
    const { name } = node.callee;
    const local = scope.find(name);
    if (local === undefined) return fixed(this.builtin(name, node, scope));
    const found = this.expressions.names.resolve(node.callee, scope);
    if (found.kind === 'function') {
      const values = node.arguments.map((argument) => this.expressions.expression(this.plain(argument), scope));
      return fixed(this.inline(found.node, values, found.scope, node, name));
    }
    if (found.kind === 'intrinsic') {
      if (found.which === 'series') return this.series(node, scope);
      return source.fail(node, 'record() has no value', 'Call record as a statement, at the end of simulate.');
    }
    return source.fail(node.callee, `"${name}" is not a function`, 'Call a function, or use another name.');
  }

  /** The outcome and the function of a call of record. */
  record(node: CallExpression, recorded: ReadonlySet<string>): { outcome: number; callback: FunctionNode } {
    const { input, source } = this.lowering;
    const [name, callback] = node.arguments;
    if (node.arguments.length !== 2 || name?.type !== 'Literal' || typeof name.value !== 'string')
      return source.fail(node, 'record() takes the id of an outcome and a function', RECORD_FORM);
    const ids = input.meta.outcomes.map((candidate) => candidate.id);
    const id = name.value;
    const outcome = ids.indexOf(id);
    if (outcome < 0) {
      const close = didYouMean(id, ids);
      const remedy = close === undefined ? 'Declare it under outcomes.' : `Did you mean "${close}"?`;
      return source.fail(name, `unknown outcome "${id}"`, remedy);
    }
    if (recorded.has(id)) source.fail(name, `outcome "${id}" is recorded twice`, 'Remove one of the two.');
    if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression')
      return source.fail(callback ?? node, 'record() without a function of the date', RECORD_FORM);
    return { outcome, callback };
  }

  /** The value that the function of a record gives at a date. */
  recorded(callback: FunctionNode, date: { step: Value; time: Value }, scope: Scope, node: AnyNode): Value {
    const bindings: Binding[] = callback.params.length === 0 ? [] : [{ kind: 'date', ...date }];
    const value = this.inline(callback, bindings, scope, node, 'the function of record');
    if (value.type !== 'number')
      this.lowering.source.fail(callback.body, 'a condition is recorded', 'Write condition ? 1 : 0.');
    return value;
  }

  private builtin(name: string, node: CallExpression, scope: Scope): Value {
    const { input, make, source } = this.lowering;
    if (!isFunction(name)) {
      const close = didYouMean(name, [...FUNCTIONS, ...scope.allNames()]);
      return source.fail(
        node.callee,
        input.literals.has(name) ? `"${name}" is not a function` : `unknown function "${name}"`,
        close === undefined || close === name
          ? 'Define it in this file, or see the list of functions in docs/model-language.md.'
          : `Did you mean "${close}"?`,
      );
    }
    if (!input.syntax.imported.has(name))
      source.fail(node.callee, `"${name}" is not imported`, "Add it to the import from 'headway'.");
    const row = rowFunction(name);
    if (row !== undefined) {
      const given = node.arguments.map((argument) => this.plain(argument));
      return callRow(row, node, given.length > 4 ? [] : given, scope, this.lowering, this.expressions);
    }
    const wrong = miscounted(name, node.arguments.length);
    if (wrong !== null) source.fail(node, wrong, `Correct the call of ${name}.`);
    const numbers = node.arguments.map((argument) => this.expressions.number(this.plain(argument), scope));
    return applied(name, numbers, make);
  }

  private series(node: CallExpression, scope: Scope): Binding {
    const { input, source } = this.lowering;
    const [nameNode, lengthNode, ...more] = node.arguments;
    const name = nameNode?.type === 'Literal' ? nameNode.value : undefined;
    if (typeof name !== 'string' || more.length > 0)
      return source.fail(nameNode ?? node, 'series() takes a name, and perhaps a length', SERIES_FORM);
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name) || isReservedName(name))
      return source.fail(
        nameNode ?? node,
        `"${name}" as the name of a series`,
        'Use letters and digits, a small letter first, at most 40, and no name that JavaScript reserves.',
      );
    let length = input.meta.clock.steps + 1;
    if (lengthNode !== undefined) {
      const value = this.expressions.number(this.plain(lengthNode), scope);
      if (value.kind !== 'constant' || !Number.isInteger(value.value) || value.value < 1)
        return source.fail(lengthNode, 'the length of a series is not a constant whole number', SERIES_FORM);
      length = value.value;
      if (length > BUDGET.seriesLength)
        source.fail(lengthNode, `a series of ${length} numbers`, `Keep series below ${BUDGET.seriesLength}.`);
    }
    return { kind: 'series', series: this.statements.newSeries(name, length, node) };
  }

  private plain(node: CallExpression['arguments'][number]): Expression {
    if (node.type === 'SpreadElement') return this.lowering.source.fail(node, 'a spread', 'Write the arguments out.');
    return node;
  }

  /** Inlines a function: its parameters are bound to the arguments, its body lowered in place. */
  private inline(node: FunctionNode, values: readonly Binding[], scope: Scope, call: AnyNode, name: string): Value {
    const { builder, source } = this.lowering;
    if (this.calling.filter((open) => open === node).length >= BUDGET.reentries)
      source.fail(call, `${name} calls itself`, 'Write a loop with a bound known before the run.');
    if (this.calling.length >= BUDGET.calls) source.fail(call, 'calls nest too deep', 'Flatten the helpers.');
    if (node.async || node.generator) source.fail(node, 'an async function or a generator', 'Use a plain function.');
    if (node.params.length !== values.length) {
      source.fail(
        call,
        `${name}() takes ${node.params.length} argument${node.params.length === 1 ? '' : 's'}, not ${values.length}`,
        `Correct the call of ${name}.`,
      );
    }
    const inner = new Scope(scope, true);
    for (const [index, parameter] of node.params.entries()) {
      const binding = values[index];
      if (parameter.type !== 'Identifier' || binding === undefined)
        return source.fail(parameter, 'a parameter of another form', 'Name each parameter plainly: (x, y).');
      inner.declare(parameter.name, binding);
    }
    const line = builder.line;
    this.calling.push(node);
    const value = this.statements.body(node, inner);
    this.calling.pop();
    builder.line = line;
    return value;
  }
}
