/** From syntax to the intermediate form: expressions, calls and names. Statements are in `lower.ts`. */
import type { AnyNode, CallExpression, Expression, MemberExpression } from 'acorn';
import type { Builder } from './builder.ts';
import type { SeriesInfo, Value } from './ir.ts';
import type { LoweringInput } from './lower.ts';
import { BUDGET } from './lower.ts';
import { callableOperation, OPERATIONS, type OperationName, operation } from './operations.ts';
import { type Binding, type Namespace, Scope } from './scope.ts';
import type { Make } from './simplify.ts';
import { didYouMean } from './source.ts';
import { type FunctionNode, inWords, type Source } from './syntax.ts';

interface Statements {
  readonly body: (node: FunctionNode, scope: Scope) => Value;
  readonly newSeries: (name: string, length: number, node: AnyNode) => SeriesInfo;
}

const INFIX: Readonly<Record<string, OperationName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '**': 'pow',
  '<': 'less',
  '<=': 'lessOrEqual',
  '===': 'equal',
  '==': 'equal',
  '!==': 'notEqual',
  '!=': 'notEqual',
};

const CONTEXT: ReadonlySet<string> = new Set([
  'clock',
  'inputs',
  'levers',
  'statusQuo',
  'switches',
  'series',
  'record',
]);

export class Expressions {
  private readonly source: Source;
  private readonly input: LoweringInput;
  private readonly builder: Builder;
  private readonly make: Make;
  private readonly statements: Statements;
  private readonly calling: FunctionNode[] = [];

  constructor(input: LoweringInput, builder: Builder, make: Make, statements: Statements) {
    this.input = input;
    this.source = input.source;
    this.builder = builder;
    this.make = make;
    this.statements = statements;
  }

  /** The scope of simulate's body: the file's helpers, and the context it takes apart. */
  contextScope(simulate: FunctionNode): Scope {
    const scope = new Scope();
    for (const helper of this.input.syntax.helpers)
      scope.declare(helper.id.name, { kind: 'function', node: helper, scope });
    const [parameter] = simulate.params;
    if (simulate.params.length !== 1 || parameter?.type !== 'ObjectPattern') {
      return this.source.fail(
        simulate,
        'simulate does not take its context apart',
        'Write simulate({ clock, inputs, levers, series, record }) { … }.',
      );
    }
    const inner = new Scope(scope);
    for (const property of parameter.properties) {
      const name =
        property.type === 'Property' && property.key.type === 'Identifier' && property.shorthand
          ? property.key.name
          : '';
      if (!CONTEXT.has(name))
        this.source.fail(property, 'not part of the context', `Take ${[...CONTEXT].join(', ')} by their names.`);
      inner.declare(
        name,
        name === 'series' || name === 'record'
          ? { kind: 'intrinsic', which: name }
          : { kind: 'namespace', which: name as Namespace },
      );
    }
    return inner;
  }

  any(node: Expression, scope: Scope): Value {
    const binding = this.binding(node, scope, '', false);
    if (binding.kind !== 'value')
      return this.source.fail(node, `${this.source.snippet(node)} is not a number`, this.notANumber(binding));
    return binding.value;
  }

  number(node: Expression, scope: Scope): Value {
    const value = this.any(node, scope);
    if (value.type !== 'number')
      return this.source.fail(node, 'a condition where a number is needed', 'Write condition ? 1 : 0.');
    return value;
  }

  condition(node: Expression, scope: Scope): Value {
    const value = this.any(node, scope);
    if (value.type !== 'boolean')
      return this.source.fail(node, 'a number where a condition is needed', 'Compare it, for example x > 0.');
    return value;
  }

  /** What a name declared with this expression stands for. */
  binding(node: Expression, scope: Scope, name: string, mutable: boolean): Binding {
    const found = this.expression(node, scope);
    if (found.kind !== 'value') {
      if (mutable) this.source.fail(node, 'let of something that is not a number', 'Declare it with const.');
      return found;
    }
    if (name !== '' && found.value.name === '' && found.value.kind !== 'constant') found.value.name = name;
    return { kind: 'value', value: found.value, mutable };
  }

  resolve(node: AnyNode & { type: 'Identifier' }, scope: Scope): Binding {
    const found = scope.find(node.name);
    if (found !== undefined) return found;
    if (this.input.literals.has(node.name)) {
      const literal = this.input.literals.constant(node.name, { start: Number.POSITIVE_INFINITY });
      if (typeof literal === 'boolean') return { kind: 'value', value: this.builder.flag(literal), mutable: false };
      if (typeof literal !== 'number')
        return this.source.fail(node, `"${node.name}" is not a number`, 'Only numbers can be used in the equations.');
      return { kind: 'value', value: this.builder.constant(literal), mutable: false };
    }
    if (node.name === 'Infinity')
      return { kind: 'value', value: this.builder.constant(Number.POSITIVE_INFINITY), mutable: false };
    const close = didYouMean(node.name, [
      ...scope.allNames(),
      ...this.input.literals.names(),
      ...Object.keys(OPERATIONS),
    ]);
    return this.source.fail(
      node,
      `unknown name "${node.name}"`,
      close === undefined ? 'Define it with const or let before this line.' : `Did you mean "${close}"?`,
    );
  }

  arithmetic(symbol: string, node: AnyNode, left: Value, right: Value): Value {
    const name = Object.hasOwn(INFIX, symbol) ? INFIX[symbol] : undefined;
    if (symbol === '>' || symbol === '>=') return this.make(symbol === '>' ? 'less' : 'lessOrEqual', [right, left]);
    if (name === undefined)
      return this.source.fail(
        node,
        `operator ${symbol} is not part of the model language`,
        'Use + - * / ** and comparisons.',
      );
    return this.make(name, [left, right]);
  }

  storeTarget(node: MemberExpression, scope: Scope): { series: SeriesInfo; at: Value } {
    if (node.object.type === 'Identifier') {
      const owner = this.resolve(node.object, scope);
      if (owner.kind === 'series') return { series: owner.series, at: this.index(node, scope, owner.series.length) };
      if (owner.kind === 'namespace') {
        return this.source.fail(
          node,
          `"${this.source.snippet(node)}" cannot be assigned`,
          'Inputs, levers, switches and the clock are given; use a let variable of your own.',
        );
      }
    }
    return this.source.fail(
      node,
      `"${this.source.snippet(node)}" cannot be assigned`,
      'Assign to a let variable or to series[k].',
    );
  }

  recordCall(node: CallExpression, recorded: ReadonlySet<string>): { outcome: number; callback: FunctionNode } {
    const [name, callback] = node.arguments;
    if (node.arguments.length !== 2 || name?.type !== 'Literal' || typeof name.value !== 'string') {
      return this.source.fail(
        node,
        'record() takes the id of an outcome and a function',
        "Write record('outcome', (date) => …).",
      );
    }
    const id = name.value;
    const outcome = this.input.meta.outcomes.findIndex((candidate) => candidate.id === id);
    if (outcome < 0) {
      const close = didYouMean(
        id,
        this.input.meta.outcomes.map((candidate) => candidate.id),
      );
      return this.source.fail(
        name,
        `unknown outcome "${id}"`,
        close === undefined ? 'Declare it under outcomes.' : `Did you mean "${close}"?`,
      );
    }
    if (recorded.has(id)) this.source.fail(name, `outcome "${id}" is recorded twice`, 'Remove one of the two.');
    if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') {
      return this.source.fail(
        callback ?? node,
        'record() without a function of the date',
        "Write record('outcome', (date) => …).",
      );
    }
    return { outcome, callback };
  }

  callRecorder(callback: FunctionNode, date: { step: Value; time: Value }, scope: Scope, node: AnyNode): Value {
    const bindings: Binding[] = callback.params.length === 0 ? [] : [{ kind: 'date', ...date }];
    const value = this.inline(callback, bindings, scope, node);
    if (value.type !== 'number')
      return this.source.fail(callback, 'a condition is recorded', 'Write condition ? 1 : 0.');
    return value;
  }

  private notANumber(binding: Binding): string {
    if (binding.kind === 'series') return 'Take one element of it, for example us[k].';
    if (binding.kind === 'path') return 'A lever changes over time: write levers.id[k].';
    if (binding.kind === 'date') return 'Use date.step (state index) or date.time (years since the start).';
    return 'Use a number here.';
  }

  private expression(node: Expression, scope: Scope): Binding {
    const value = (result: Value): Binding => ({ kind: 'value', value: result, mutable: false });
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') return value(this.builder.constant(node.value));
        if (typeof node.value === 'boolean') return value(this.builder.flag(node.value));
        return this.source.fail(
          node,
          `${typeof node.value === 'string' ? 'a text' : inWords(node)} in the equations`,
          'Equations work on numbers.',
        );
      case 'Identifier': {
        const found = this.resolve(node, scope);
        return found.kind === 'value' ? value(found.value) : found;
      }
      case 'UnaryExpression':
        if (node.operator === '-') return value(this.make('negate', [this.number(node.argument, scope)]));
        if (node.operator === '+') return value(this.number(node.argument, scope));
        if (node.operator === '!') return value(this.make('not', [this.condition(node.argument, scope)]));
        return this.source.fail(node, `operator ${node.operator} is not part of the model language`, 'Use - and !.');
      case 'BinaryExpression': {
        if (node.left.type === 'PrivateIdentifier') return this.source.fail(node, 'a private name', 'Use numbers.');
        const left = this.number(node.left, scope);
        const right = this.number(node.right, scope);
        return value(this.arithmetic(node.operator, node, left, right));
      }
      case 'LogicalExpression': {
        if (node.operator === '??')
          return this.source.fail(node, 'operator ?? is not part of the model language', 'Every value is a number.');
        const left = this.condition(node.left, scope);
        const right = this.condition(node.right, scope);
        return value(this.make(node.operator === '&&' ? 'and' : 'or', [left, right]));
      }
      case 'ConditionalExpression': {
        const condition = this.condition(node.test, scope);
        const whenTrue = this.number(node.consequent, scope);
        const whenFalse = this.number(node.alternate, scope);
        if (condition.kind === 'constant') return value(condition.value !== 0 ? whenTrue : whenFalse);
        return value(this.make('select', [condition, whenTrue, whenFalse]));
      }
      case 'MemberExpression':
        return this.member(node, scope);
      case 'CallExpression':
        return this.call(node, scope);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return { kind: 'function', node, scope };
      case 'ParenthesizedExpression':
        return this.expression(node.expression, scope);
      default:
        return this.source.fail(
          node,
          `${inWords(node)} is not part of the model language`,
          'Use numbers, + - * /, comparisons, cond ? a : b and calls.',
        );
    }
  }

  private member(node: MemberExpression, scope: Scope): Binding {
    if (node.object.type === 'Super' || node.optional)
      return this.source.fail(node, 'not part of the model language', 'Use inputs.id, levers.id[k] or series[k].');
    const owner = this.expression(node.object, scope);
    const value = (result: Value): Binding => ({ kind: 'value', value: result, mutable: false });
    const { builder } = this;
    if (owner.kind === 'series') {
      if (!node.computed)
        return this.source.fail(
          node.property,
          `a series has no "${this.source.snippet(node.property)}"`,
          'Take an element: name[k].',
        );
      const at = this.index(node, scope, owner.series.length);
      return value(builder.element(owner.series, at, this.source.place(node), this.source.snippet(node)));
    }
    if (owner.kind === 'path') {
      if (!node.computed)
        return this.source.fail(node.property, 'a lever changes over time', 'Take its value in a step: levers.id[k].');
      const at = this.index(node, scope, this.input.meta.clock.steps + 1);
      return value(builder.lever(owner.lever, at, this.source.place(node), this.source.snippet(node)));
    }
    if (node.computed || node.property.type !== 'Identifier')
      return this.source.fail(node, 'a computed name', 'Write the name out: inputs.id.');
    const name = node.property.name;
    if (owner.kind === 'date') {
      if (name === 'step' || name === 'time') return value(owner[name]);
      return this.source.fail(
        node.property,
        `a date has no "${name}"`,
        'Use date.step (state index) or date.time (years since the start).',
      );
    }
    if (owner.kind !== 'namespace')
      return this.source.fail(
        node,
        `"${this.source.snippet(node)}" is not known`,
        'Use inputs.id, levers.id[k] or series[k].',
      );
    return this.namespaceMember(owner.which, name, node.property);
  }

  private namespaceMember(which: Namespace, name: string, node: AnyNode): Binding {
    const { meta } = this.input;
    const value = (result: Value): Binding => ({ kind: 'value', value: result, mutable: false });
    const find = (entries: readonly { readonly id: string }[], noun: string): number => {
      const index = entries.findIndex((entry) => entry.id === name);
      if (index >= 0) return index;
      const close = didYouMean(
        name,
        entries.map((entry) => entry.id),
      );
      return this.source.fail(
        node,
        `unknown ${noun} "${name}"`,
        close === undefined
          ? `Declare it under ${which === 'statusQuo' ? 'levers' : which}.`
          : `Did you mean "${close}"?`,
      );
    };
    switch (which) {
      case 'inputs':
        return value(this.builder.input(find(meta.inputs, 'input')));
      case 'switches':
        return value(this.builder.switch(find(meta.switches, 'switch')));
      case 'levers':
        return { kind: 'path', lever: find(meta.levers, 'lever') };
      case 'statusQuo':
        return value(this.builder.constant(meta.levers[find(meta.levers, 'lever')]?.statusQuo ?? 0));
      case 'clock': {
        if (name === 'start' || name === 'end' || name === 'step' || name === 'steps')
          return value(this.builder.constant(meta.clock[name]));
        return this.source.fail(
          node,
          `the clock has no "${name}"`,
          'Use clock.start, clock.end, clock.step or clock.steps.',
        );
      }
      default:
        return which satisfies never;
    }
  }

  private index(node: MemberExpression, scope: Scope, length: number): Value {
    if (!node.computed || node.property.type === 'PrivateIdentifier')
      return this.source.fail(node.property, 'a name where an index is needed', 'Write name[k].');
    const at = this.number(node.property, scope);
    if (at.rate === 'varying')
      this.source.fail(
        node.property,
        'a varying index',
        'Index with loop counters, date.step or constants, not with inputs.',
      );
    if (at.kind === 'constant' && !(Number.isInteger(at.value) && at.value >= 0 && at.value < length)) {
      this.source.fail(
        node.property,
        `index ${at.value} is outside 0 to ${length - 1}`,
        'Use an index within the series.',
      );
    }
    return at;
  }

  private call(node: CallExpression, scope: Scope): Binding {
    if (node.callee.type !== 'Identifier') {
      return this.source.fail(
        node.callee,
        `"${this.source.snippet(node.callee)}" cannot be called`,
        'Call the functions of the language or your own, by name.',
      );
    }
    const { name } = node.callee;
    const local = scope.find(name);
    if (local?.kind === 'function') {
      const value = this.inline(local.node, this.arguments(node, scope), local.scope, node);
      return { kind: 'value', value, mutable: false };
    }
    if (local?.kind === 'intrinsic') {
      if (local.which === 'record')
        return this.source.fail(node, 'record() has no value', 'Call record at the end of simulate.');
      return this.seriesCall(node, scope);
    }
    if (local !== undefined) return this.source.fail(node.callee, `"${name}" is not a function`, 'Call a function.');
    return { kind: 'value', value: this.builtin(name, node, scope), mutable: false };
  }

  private builtin(name: string, node: CallExpression, scope: Scope): Value {
    if (
      !this.input.syntax.imported.has(name) &&
      (callableOperation(name) !== undefined || name === 'clamp' || name === 'crossingTime')
    ) {
      return this.source.fail(node.callee, `"${name}" is not imported`, `Add it to the import from 'headway'.`);
    }
    if (name === 'crossingTime') return this.crossing(node, scope);
    const wanted = name === 'clamp' ? 3 : (this.rowOf(name, node, scope)?.parameters.length ?? 0);
    if (node.arguments.length !== wanted) {
      return this.source.fail(
        node,
        `${name}() takes ${wanted} number${wanted === 1 ? '' : 's'}, not ${node.arguments.length}`,
        `Correct the call of ${name}.`,
      );
    }
    const numbers = node.arguments.map((argument) => this.number(this.plain(argument), scope));
    if (name === 'clamp') {
      const [x, low, high] = numbers as [Value, Value, Value];
      return this.make('min', [this.make('max', [x, low]), high]);
    }
    return this.make(name as OperationName, numbers);
  }

  private rowOf(name: string, node: CallExpression, scope: Scope) {
    const found = callableOperation(name);
    if (found !== undefined) return operation(found);
    const callable = Object.keys(OPERATIONS).filter((candidate) => callableOperation(candidate) !== undefined);
    const close = didYouMean(name, [...callable, 'clamp', 'crossingTime', ...scope.allNames()]);
    return this.source.fail(
      node.callee,
      `unknown function "${name}"`,
      close === undefined ? 'Define it in this file, or see the list of functions.' : `Did you mean "${close}"?`,
    );
  }

  private crossing(node: CallExpression, scope: Scope): Value {
    const [seriesNode, levelNode, slopeNode] = node.arguments;
    if (seriesNode === undefined || levelNode === undefined || node.arguments.length > 3) {
      return this.source.fail(
        node,
        'crossingTime() takes a series, a level and perhaps a slope',
        'Write crossingTime(series, level) or crossingTime(series, level, slopeBeforeTheStart).',
      );
    }
    const owner = this.expression(this.plain(seriesNode), scope);
    if (owner.kind !== 'series')
      return this.source.fail(seriesNode, 'not a series', 'Pass a series made with series(name).');
    if (owner.series.length !== this.input.meta.clock.steps + 1) {
      return this.source.fail(
        seriesNode,
        `a series of ${owner.series.length} numbers has no dates`,
        'Pass a series with one number per state.',
      );
    }
    const level = this.number(this.plain(levelNode), scope);
    const slope =
      slopeNode === undefined
        ? this.builder.constant(Number.POSITIVE_INFINITY)
        : this.number(this.plain(slopeNode), scope);
    return this.builder.crossing(owner.series, level, slope);
  }

  private seriesCall(node: CallExpression, scope: Scope): Binding {
    const [nameNode, lengthNode] = node.arguments;
    if (
      nameNode?.type !== 'Literal' ||
      typeof nameNode.value !== 'string' ||
      node.arguments.length > 2 ||
      !/^[a-z][A-Za-z0-9]{0,39}$/.test(nameNode.value)
    ) {
      return this.source.fail(
        nameNode ?? node,
        'series() takes a name, and perhaps a length',
        "Write series('usLevel') or series('table', 12).",
      );
    }
    let length = this.input.meta.clock.steps + 1;
    if (lengthNode !== undefined) {
      const value = this.number(this.plain(lengthNode), scope);
      if (value.kind !== 'constant' || !Number.isInteger(value.value) || value.value < 1) {
        return this.source.fail(
          lengthNode,
          'the length of a series is not a constant whole number',
          "Write series('table', 12).",
        );
      }
      length = value.value;
    }
    return { kind: 'series', series: this.statements.newSeries(nameNode.value, length, node) };
  }

  private plain(node: CallExpression['arguments'][number]): Expression {
    if (node.type === 'SpreadElement') return this.source.fail(node, 'a spread', 'Write the arguments out.');
    return node;
  }

  private arguments(node: CallExpression, scope: Scope): Binding[] {
    return node.arguments.map((argument) => this.expression(this.plain(argument), scope));
  }

  /** Inlines a function: its parameters are bound to the arguments, its body lowered in place. */
  private inline(node: FunctionNode, values: readonly Binding[], scope: Scope, call: AnyNode): Value {
    const name = node.id?.name ?? 'the function';
    if (this.calling.includes(node))
      this.source.fail(call, `${name} calls itself`, 'Write a loop with a bound known before the run.');
    if (this.calling.length >= BUDGET.inlining) this.source.fail(call, 'calls nest too deep', 'Flatten the helpers.');
    if (node.async || node.generator)
      this.source.fail(node, 'an async function or a generator', 'Use a plain function.');
    if (node.params.length !== values.length) {
      this.source.fail(
        call,
        `${name}() takes ${node.params.length} arguments, not ${values.length}`,
        `Correct the call of ${name}.`,
      );
    }
    const inner = new Scope(scope, true);
    for (const [index, parameter] of node.params.entries()) {
      const binding = values[index];
      if (parameter.type !== 'Identifier' || binding === undefined)
        return this.source.fail(parameter, 'a parameter of another form', 'Name each parameter plainly: (x, y).');
      if (inner.hasOwn(parameter.name))
        this.source.fail(parameter, `"${parameter.name}" is declared twice`, 'Give one of them another name.');
      inner.declare(parameter.name, binding);
    }
    const line = this.builder.line;
    this.calling.push(node);
    const value = this.statements.body(node, inner);
    this.calling.pop();
    this.builder.line = line;
    return value;
  }
}
