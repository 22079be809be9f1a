/** From syntax to the intermediate form: expressions. Names are in `names.ts`, calls in `calls.ts`. */
import type { AnyNode, ArrayExpression, Expression } from 'acorn';
import { Calls, type Statements } from './calls.ts';
import type { Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { CONTEXT, fixed, Names } from './names.ts';
import type { OperationName } from './operations.ts';
import { type Binding, type Namespace, Scope } from './scope.ts';
import type { FunctionNode } from './syntax.ts';
import { inWords } from './words.ts';

const INFIX: ReadonlyMap<string, OperationName> = new Map([
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['**', 'pow'],
  ['<', 'less'],
  ['<=', 'lessOrEqual'],
  ['===', 'equal'],
  ['==', 'equal'],
  ['!==', 'notEqual'],
  ['!=', 'notEqual'],
]);

export class Expressions {
  readonly names: Names;
  readonly calls: Calls;
  private readonly lowering: Lowering;

  constructor(lowering: Lowering, statements: Statements) {
    this.lowering = lowering;
    this.names = new Names(lowering, this);
    this.calls = new Calls(lowering, this, statements);
  }

  /** The scope of simulate's body: the file's helpers, and the context it takes apart. */
  contextScope(simulate: FunctionNode): Scope {
    const { input, source } = this.lowering;
    const scope = new Scope();
    for (const { name, node } of input.syntax.helpers) scope.declare(name, { kind: 'function', node, scope });
    const [parameter] = simulate.params;
    if (simulate.params.length !== 1 || parameter?.type !== 'ObjectPattern') {
      return source.fail(
        input.whole,
        'simulate does not take its context apart',
        'Write simulate({ clock, inputs, levers, series, record }) { … }.',
      );
    }
    const inner = new Scope(scope);
    for (const property of parameter.properties) {
      const name =
        property.type === 'Property' && property.shorthand && property.value.type === 'Identifier'
          ? property.value.name
          : '';
      if (!CONTEXT.includes(name))
        source.fail(
          property,
          `"${source.snippet(property)}" is not part of the context`,
          `Take ${CONTEXT.join(', ')} by their names.`,
        );
      const isIntrinsic = name === 'series' || name === 'record';
      inner.declare(
        name,
        isIntrinsic ? { kind: 'intrinsic', which: name } : { kind: 'namespace', which: name as Namespace },
      );
    }
    return inner;
  }

  any(node: Expression, scope: Scope): Value {
    const binding = this.expression(node, scope);
    if (binding.kind === 'value') return binding.value;
    const { source } = this.lowering;
    return source.fail(node, `"${source.snippet(node)}" is not a number`, insteadOf(binding));
  }

  number(node: Expression, scope: Scope): Value {
    const value = this.any(node, scope);
    if (value.type === 'number') return value;
    return this.lowering.source.fail(node, 'a condition where a number is needed', 'Write condition ? 1 : 0.');
  }

  condition(node: Expression, scope: Scope): Value {
    const value = this.any(node, scope);
    if (value.type === 'boolean') return value;
    return this.lowering.source.fail(node, 'a number where a condition is needed', 'Compare it, for example x > 0.');
  }

  /** A number that is known before the run, in a list. */
  private constant(element: ArrayExpression['elements'][number], list: AnyNode, scope: Scope): number {
    const { source } = this.lowering;
    if (element === null || element.type === 'SpreadElement')
      return source.fail(element ?? list, 'a hole or a spread in a list', 'Write every element out.');
    const value = this.number(element, scope);
    if (value.kind === 'constant') return value.value;
    return source.fail(
      element,
      'a list of numbers that are not constant',
      'Write numbers or constants, or use a series: const xs = series("xs", 3).',
    );
  }

  /** What a name declared with this expression stands for. */
  binding(node: Expression, scope: Scope, name: string, mutable: boolean): Binding {
    const found = this.expression(node, scope);
    if (found.kind !== 'value') {
      if (mutable) this.lowering.source.fail(node, 'let of something that is not a number', 'Declare it with const.');
      return found;
    }
    if (found.value.name === '' && found.value.kind !== 'constant') found.value.name = name;
    return { kind: 'value', value: found.value, mutable };
  }

  /** The value of `left symbol right`. */
  arithmetic(symbol: string, node: AnyNode, left: Value, right: Value): Value {
    const { make, source } = this.lowering;
    if (symbol === '>' || symbol === '>=') return make(symbol === '>' ? 'less' : 'lessOrEqual', [right, left]);
    const name = INFIX.get(symbol);
    if (name !== undefined) return make(name, [left, right]);
    const remedy =
      symbol === '%' ? 'Write x - y * floor(x / y).' : 'Use + - * / **, comparisons, && || ! and cond ? a : b.';
    return source.fail(node, `operator ${symbol} is not part of the model language`, remedy);
  }

  expression(node: Expression, scope: Scope): Binding {
    const { meter } = this.lowering;
    meter.enter(node);
    const found = this.read(node, scope);
    meter.leave();
    return found;
  }

  private read(node: Expression, scope: Scope): Binding {
    const { builder, make, source } = this.lowering;
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') return fixed(builder.constant(node.value));
        if (typeof node.value === 'boolean') return fixed(builder.flag(node.value));
        return source.fail(node, `${literalKind(node.value)} in the equations`, 'Equations work on numbers.');
      case 'Identifier': {
        const found = this.names.resolve(node, scope);
        return found.kind === 'value' ? fixed(found.value) : found;
      }
      case 'UnaryExpression':
        if (node.operator === '-') return fixed(make('negate', [this.number(node.argument, scope)]));
        if (node.operator === '+') return fixed(this.number(node.argument, scope));
        if (node.operator === '!') return fixed(make('not', [this.condition(node.argument, scope)]));
        return source.fail(node, `operator ${node.operator} is not part of the model language`, 'Use - and !.');
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') return source.fail(node, 'a private name', 'Use numbers.');
        const left = this.number(node.left, scope);
        const right = this.number(node.right, scope);
        return fixed(this.arithmetic(node.operator, node, left, right));
      }
      case 'LogicalExpression': {
        if (node.operator === '??')
          return source.fail(
            node,
            'operator ?? is not part of the model language',
            'Leave it out: nothing is missing.',
          );
        const left = this.condition(node.left, scope);
        const right = this.condition(node.right, scope);
        return fixed(make(node.operator === '&&' ? 'and' : 'or', [left, right]));
      }
      case 'ConditionalExpression': {
        const condition = this.condition(node.test, scope);
        const whenTrue = this.number(node.consequent, scope);
        const whenFalse = this.number(node.alternate, scope);
        if (condition.kind === 'constant') return fixed(condition.value !== 0 ? whenTrue : whenFalse);
        return fixed(make('select', [condition, whenTrue, whenFalse]));
      }
      case 'MemberExpression':
        return this.names.member(node, scope);
      case 'CallExpression':
        return this.calls.call(node, scope);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return { kind: 'function', node, scope };
      case 'ArrayExpression':
        return { kind: 'list', values: node.elements.map((element) => this.constant(element, node, scope)) };
      case 'ParenthesizedExpression':
        return this.expression(node.expression, scope);
      default:
        return source.fail(
          node,
          `${inWords(node)} is not part of the model language`,
          'Use numbers, + - * /, comparisons, cond ? a : b and calls.',
        );
    }
  }
}

function literalKind(value: unknown): string {
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'bigint') return 'a big integer';
  return value === null ? 'null' : 'a regular expression';
}

/** What to write in place of something that has no value of its own. */
function insteadOf(binding: Binding): string {
  switch (binding.kind) {
    case 'series':
      if (binding.series.drawn !== undefined) return `Take one of its draws: inputs.${binding.series.name}[k].`;
      return 'Take one element of it, for example us[k].';
    case 'list':
      return 'Take one element of it, for example RATES[k].';
    case 'path':
      return 'A lever changes over time: write levers.id[k].';
    case 'date':
      return 'Use date.step (state index) or date.time (years since the start).';
    case 'function':
      return 'Call it, or use a number here.';
    case 'namespace':
      return 'Take one of its values by name, for example inputs.growth.';
    case 'intrinsic':
      return 'Call it.';
    case 'value':
    case 'later':
      return 'Use a number here.';
    default:
      return binding satisfies never;
  }
}
