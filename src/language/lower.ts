/**
 * From syntax to the intermediate form: statements. Rates are inferred as in ISPC: a variable that a loop or a branch may
 * make varying is varying throughout. Inference is by repetition: lowering starts from "uniform", notes what turned out to
 * be varying, and is done again until nothing is new.
 */
import type { AnyNode, AssignmentExpression, CallExpression, ForStatement, Statement } from 'acorn';
import { Builder } from './builder.ts';
import type { ModelMeta } from './definition.ts';
import { Expressions } from './expressions.ts';
import type { Block, Carried, Merge, Program, SeriesInfo, Value } from './ir.ts';
import type { Literals } from './literals.ts';
import type { Rate } from './operations.ts';
import { assignedNames, type Binding, Scope } from './scope.ts';
import { exactly, simplified } from './simplify.ts';
import { type FunctionNode, inWords, type ModelSyntax, type Source } from './syntax.ts';

/** Limits on what a text may ask for, checked before anything is emitted. */
export const BUDGET = {
  /** Values and instructions of the intermediate form. */
  size: 50_000,
  /** Rounds of a loop whose bounds depend on switches or levers. */
  rounds: 4096,
  /** Instructions executed for one sample, loops counted out. */
  work: 20_000_000,
  seriesLength: 20_000,
  inlining: 40,
} as const;

export interface LoweringInput {
  readonly source: Source;
  readonly syntax: ModelSyntax;
  readonly literals: Literals;
  readonly meta: ModelMeta;
  readonly simulate: FunctionNode;
  readonly optimise: boolean;
}

/** @throws ModelTextError with the place and the remedy for anything outside the language. */
export function lower(input: LoweringInput): Program {
  const varying = new Set<string>();
  for (;;) {
    const before = varying.size;
    const lowering = new Lowering(input, varying);
    const program = lowering.run();
    if (varying.size === before) return program;
  }
}

/** Loops of at most this many rounds are written out in kernels. */
const UNROLLED_ROUNDS = 4;

class Lowering {
  private readonly source: Source;
  private readonly input: LoweringInput;
  private readonly builder: Builder;
  private readonly expressions: Expressions;
  private readonly varying: Set<string>;
  private readonly recorded = new Set<string>();
  private places = 0;
  private seriesNames = new Set<string>();
  private work = 1;

  constructor(input: LoweringInput, varying: Set<string>) {
    this.input = input;
    this.source = input.source;
    this.varying = varying;
    this.builder = new Builder((size) => {
      if (size > BUDGET.size) {
        this.source.fail(
          input.simulate,
          `the equations need more than ${BUDGET.size} operations`,
          'Use loops instead of repeated text, or a smaller model.',
        );
      }
    });
    const make = input.optimise ? simplified(this.builder) : exactly(this.builder);
    this.expressions = new Expressions(input, this.builder, make, {
      body: (node, scope) => this.functionBody(node, scope),
      newSeries: (name, length, node) => this.newSeries(name, length, node),
    });
  }

  run(): Program {
    const { simulate } = this.input;
    const scope = this.expressions.contextScope(simulate);
    if (simulate.body.type !== 'BlockStatement')
      this.source.fail(simulate.body, 'simulate is not a block', 'Write simulate({ … }) { … }.');
    const statements = simulate.body.body;
    const firstRecord = statements.findIndex((statement) => recordCallOf(statement) !== undefined);
    if (firstRecord < 0)
      this.source.fail(simulate, 'nothing is recorded', "End simulate with record('outcome', (date) => …).");
    this.hoistFunctions(statements, scope);
    for (const statement of statements.slice(0, firstRecord)) this.statement(statement, scope);
    this.records(statements.slice(firstRecord), scope);
    for (const { id } of this.input.meta.outcomes) {
      if (!this.recorded.has(id))
        this.source.fail(
          simulate,
          `outcome "${id}" is never recorded`,
          `Add record('${id}', (date) => …) at the end of simulate.`,
        );
    }
    return {
      body: this.builder.root,
      series: this.builder.series,
      sites: this.builder.sites,
      lines: this.source.lines,
      size: this.builder.size,
    };
  }

  private records(statements: readonly Statement[], scope: Scope): void {
    const step = this.builder.special(
      { kind: 'date', field: 'step', rate: 'uniform', type: 'number' },
      this.builder.depth + 1,
    );
    const time = this.builder.special(
      { kind: 'date', field: 'time', rate: 'uniform', type: 'number' },
      this.builder.depth + 1,
    );
    const body = this.builder.enter(false);
    for (const statement of statements) {
      const call = recordCallOf(statement);
      if (call === undefined) {
        return this.source.fail(
          statement,
          `${inWords(statement)} after record()`,
          'Calls of record are the last statements of simulate.',
        );
      }
      this.at(statement);
      const { outcome, callback } = this.expressions.recordCall(call, this.recorded);
      this.recorded.add(this.input.meta.outcomes[outcome]?.id ?? '');
      const value = this.expressions.callRecorder(callback, { step, time }, scope, call);
      this.builder.append(this.builder.depth, { kind: 'record', outcome, value, line: this.builder.line });
    }
    this.builder.leave();
    this.builder.append(this.builder.depth, { kind: 'dates', body, step, time, line: this.builder.line });
  }

  /** The statements of an inlined function; returns the value of its last statement, a return. */
  private functionBody(node: FunctionNode, scope: Scope): Value {
    if (node.body.type !== 'BlockStatement') return this.expressions.number(node.body, scope);
    const statements = node.body.body;
    const last = statements.at(-1);
    if (last?.type !== 'ReturnStatement' || !last.argument) {
      return this.source.fail(node, 'a function without a return at its end', 'End it with return value;');
    }
    this.hoistFunctions(statements, scope);
    for (const statement of statements.slice(0, -1)) this.statement(statement, scope);
    this.at(last);
    return this.expressions.any(last.argument, scope);
  }

  private hoistFunctions(statements: readonly Statement[], scope: Scope): void {
    for (const statement of statements) {
      if (statement.type === 'FunctionDeclaration')
        this.declare(scope, statement.id.name, { kind: 'function', node: statement, scope }, statement);
    }
  }

  private at(node: AnyNode): void {
    this.builder.line = this.source.place(node).line;
  }

  private statement(node: Statement, scope: Scope): void {
    this.at(node);
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind === 'var') this.source.fail(node, 'var', 'Use const or let.');
        for (const { id, init } of node.declarations) {
          if (id.type !== 'Identifier')
            this.source.fail(id, 'a destructuring declaration', 'Declare one name at a time.');
          if (!init) this.source.fail(id, `"${id.name}" has no value`, `Write ${node.kind} ${id.name} = value;`);
          this.declare(scope, id.name, this.expressions.binding(init, scope, id.name, node.kind === 'let'), id);
        }
        return;
      case 'ExpressionStatement':
        if (node.expression.type === 'AssignmentExpression') return this.assignment(node.expression, scope);
        if (recordCallOf(node) !== undefined)
          this.source.fail(node, 'record() inside a loop, a branch or a helper', 'Call record at the end of simulate.');
        return this.source.fail(
          node,
          `${inWords(node.expression)} whose value is not used`,
          'Assign it, or remove the line.',
        );
      case 'BlockStatement': {
        const inner = new Scope(scope);
        this.hoistFunctions(node.body, inner);
        for (const statement of node.body) this.statement(statement, inner);
        return;
      }
      case 'ForStatement':
        return this.loop(node, scope);
      case 'IfStatement':
        return this.branch(node, scope);
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        return;
      case 'ReturnStatement':
        return this.source.fail(
          node,
          'return before the end',
          'Use condition ? a : b, and return once, as the last statement.',
        );
      default:
        return this.source.fail(
          node,
          `${inWords(node)} is not part of the model language`,
          'Use const, let, assignments, for, if and record.',
        );
    }
  }

  private declare(scope: Scope, name: string, binding: Binding, node: AnyNode): void {
    if (scope.hasOwn(name)) this.source.fail(node, `"${name}" is declared twice`, 'Give one of them another name.');
    scope.declare(name, binding);
  }

  private assignment(node: AssignmentExpression, scope: Scope): void {
    const { left, operator } = node;
    if (left.type === 'MemberExpression') {
      const target = this.expressions.storeTarget(left, scope);
      const value = this.assigned(
        node,
        operator,
        () => this.builder.element(target.series, target.at, this.source.place(left), this.source.snippet(left)),
        scope,
      );
      this.note(value.rate, `series ${target.series.name}`);
      this.builder.store(target.series, target.at, value, this.source.place(left), this.source.snippet(left));
      return;
    }
    if (left.type !== 'Identifier')
      return this.source.fail(left, 'not something that can be assigned', 'Assign to a let variable or to series[k].');
    const binding = this.expressions.resolve(left, scope);
    if (binding.kind !== 'value' || !binding.mutable) {
      return this.source.fail(
        left,
        `"${left.name}" cannot be assigned`,
        binding.kind === 'value' ? `Declare it with let ${left.name} = …` : 'Assign to a let variable.',
      );
    }
    if (!scope.mayAssign(left.name)) {
      return this.source.fail(
        left,
        `a helper assigns to "${left.name}", which is outside it`,
        'Return the value and assign it where the helper is called.',
      );
    }
    const current = binding.value;
    const value = this.assigned(node, operator, () => current, scope);
    if (value.type !== current.type)
      this.source.fail(
        node.right,
        `a ${value.type} assigned to a ${current.type}`,
        'Keep the kind of value a variable holds.',
      );
    if (value.name === '' && value.kind !== 'constant') value.name = left.name;
    binding.value = value;
  }

  private assigned(node: AssignmentExpression, operator: string, current: () => Value, scope: Scope): Value {
    if (operator === '=') return this.expressions.any(node.right, scope);
    const symbol = operator.slice(0, -1);
    return this.expressions.arithmetic(symbol, node, current(), this.expressions.number(node.right, scope));
  }

  /** Remembers that something is varying after all; the text is then lowered once more. */
  private note(rate: Rate, key: string): void {
    if (rate === 'varying') this.varying.add(key);
  }

  private newSeries(name: string, length: number, node: AnyNode): SeriesInfo {
    if (this.seriesNames.has(name))
      this.source.fail(node, `series "${name}" exists already`, 'Give each series a name of its own.');
    if (this.builder.depth > 0)
      this.source.fail(node, 'a series made inside a loop or a branch', 'Make series before the loops.');
    if (length > BUDGET.seriesLength)
      this.source.fail(node, `a series of ${length} numbers`, `Keep series below ${BUDGET.seriesLength}.`);
    this.seriesNames.add(name);
    return this.builder.newSeries(name, length, this.varying.has(`series ${name}`) ? 'varying' : 'uniform');
  }

  private loop(node: ForStatement, scope: Scope): void {
    const { name, from, to, inclusive } = this.loopHead(node, scope);
    const end = inclusive ? this.expressions.arithmetic('+', node, to, this.builder.constant(1)) : to;
    const known =
      from.kind === 'constant' && end.kind === 'constant' ? Math.max(0, Math.ceil(end.value - from.value)) : undefined;
    if (known !== undefined && from.kind === 'constant') {
      if (known <= UNROLLED_ROUNDS && this.input.optimise) {
        for (let round = 0; round < known; round++)
          this.round(node, scope, name, this.builder.constant(from.value + round));
        return;
      }
    }
    const outerWork = this.work;
    this.work *= Math.max(1, known ?? 1);
    const before = this.builder.size;
    this.carriedLoop(node, scope, name, from, end);
    if ((this.builder.size - before) * this.work > BUDGET.work) {
      this.source.fail(
        node,
        `these loops do more than ${BUDGET.work} operations a sample`,
        'Use fewer or shorter loops.',
      );
    }
    this.work = outerWork;
  }

  private round(node: ForStatement, scope: Scope, name: string, counter: Value): void {
    const inner = new Scope(scope);
    inner.declare(name, { kind: 'value', value: counter, mutable: false });
    this.statement(node.body, inner);
  }

  private carriedLoop(node: ForStatement, scope: Scope, name: string, from: Value, to: Value): void {
    const { builder } = this;
    const place = this.places++;
    const loop = builder.newLoop();
    const line = builder.line;
    const depth = builder.depth + 1;
    const counter = builder.special({ kind: 'counter', loop, rate: 'uniform', type: 'number' }, depth);
    counter.name = name;
    const variables = this.changedVariables(node.body, scope, `loop ${place}`);
    const carried = variables.map(({ name: variable, key, binding }) => {
      const initial = binding.value;
      const rate: Rate = initial.rate === 'varying' || this.varying.has(key) ? 'varying' : 'uniform';
      const value = builder.special({ kind: 'carried', loop, rate, type: initial.type }, depth);
      value.name = variable;
      binding.value = value;
      return { value, initial, binding, key };
    });
    const body = builder.enter(false);
    this.round(node, scope, name, counter);
    const site = builder.site(this.source.place(node), this.source.snippet(node));
    builder.leave();
    const finished: Carried[] = carried.map(({ value, initial, binding, key }) => {
      const next = binding.value;
      this.note(next.rate, key);
      const result = builder.special({ kind: 'result', of: value, rate: value.rate, type: value.type });
      result.name = value.name;
      binding.value = result;
      return { value, initial, next, result };
    });
    builder.append(builder.depth, { kind: 'loop', loop, counter, from, to, site, carried: finished, body, line });
  }

  private loopHead(node: ForStatement, scope: Scope): { name: string; from: Value; to: Value; inclusive: boolean } {
    const remedy = 'Write for (let k = 0; k < bound; k++).';
    const declared =
      node.init?.type === 'VariableDeclaration' && node.init.declarations.length === 1
        ? node.init.declarations[0]
        : undefined;
    if (declared === undefined || declared.id.type !== 'Identifier' || !declared.init)
      return this.source.fail(node, 'a loop of another form', remedy);
    const name = declared.id.name;
    const { test, update } = node;
    const compares =
      test?.type === 'BinaryExpression' &&
      (test.operator === '<' || test.operator === '<=') &&
      test.left.type === 'Identifier' &&
      test.left.name === name;
    const counts =
      update?.type === 'UpdateExpression' &&
      update.operator === '++' &&
      update.argument.type === 'Identifier' &&
      update.argument.name === name;
    if (!compares || test.type !== 'BinaryExpression')
      return this.source.fail(test ?? node, 'a loop condition of another form', remedy);
    if (!counts) return this.source.fail(update ?? node, 'a loop step of another form', remedy);
    const from = this.expressions.number(declared.init, scope);
    const to = this.expressions.number(test.right, scope);
    if (from.rate === 'varying')
      this.source.fail(
        declared.init,
        'a varying loop bound',
        'Bounds may depend on constants, levers, switches and the clock, not on inputs.',
      );
    if (to.rate === 'varying')
      this.source.fail(
        test.right,
        'a varying loop bound',
        'Bounds may depend on constants, levers, switches and the clock, not on inputs.',
      );
    return { name, from, to, inclusive: test.operator === '<=' };
  }

  private changedVariables(body: AnyNode, scope: Scope, prefix: string) {
    const found: { name: string; key: string; binding: Extract<Binding, { kind: 'value' }> }[] = [];
    for (const name of assignedNames(body)) {
      const binding = scope.find(name);
      if (binding?.kind === 'value' && binding.mutable) found.push({ name, key: `${prefix} ${name}`, binding });
    }
    return found;
  }

  private branch(node: Statement & { type: 'IfStatement' }, scope: Scope): void {
    const { builder } = this;
    const line = builder.line;
    const condition = this.expressions.condition(node.test, scope);
    if (condition.rate === 'varying') {
      this.source.fail(
        node.test,
        'if on a varying condition',
        'Write x = condition ? a : b, which is computed for every sample.',
      );
    }
    if (condition.kind === 'constant') {
      const taken = condition.value !== 0 ? node.consequent : node.alternate;
      if (taken) this.statement(taken, new Scope(scope));
      return;
    }
    const variables = this.changedVariables(node, scope, `branch ${this.places++}`);
    const before = variables.map(({ binding }) => binding.value);
    const run = (statement: Statement | null | undefined): { block: Block; values: Value[] } => {
      variables.forEach(({ binding }, index) => {
        binding.value = before[index] ?? binding.value;
      });
      const block = builder.enter(true);
      if (statement) this.statement(statement, new Scope(scope));
      builder.leave();
      return { block, values: variables.map(({ binding }) => binding.value) };
    };
    const whenTrue = run(node.consequent);
    const whenFalse = run(node.alternate);
    const merges: Merge[] = variables.map(({ name, binding }, index) => {
      const a = whenTrue.values[index] ?? binding.value;
      const b = whenFalse.values[index] ?? binding.value;
      const rate: Rate = a.rate === 'varying' || b.rate === 'varying' ? 'varying' : 'uniform';
      const value = builder.special({ kind: 'merge', rate, type: a.type });
      value.name = name;
      binding.value = value;
      return { value, whenTrue: a, whenFalse: b };
    });
    builder.append(builder.depth, {
      kind: 'branch',
      condition,
      whenTrue: whenTrue.block,
      whenFalse: whenFalse.block,
      merges,
      line,
    });
  }
}

/** The call of record that a statement is, if it is one. */
function recordCallOf(statement: Statement): CallExpression | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return undefined;
  const { callee } = statement.expression;
  return callee.type === 'Identifier' && callee.name === 'record' ? statement.expression : undefined;
}
