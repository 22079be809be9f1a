/**
 * From syntax to the intermediate form: statements. Rates are inferred as in ISPC: a variable that a loop or a branch may
 * make varying is varying throughout. Lowering starts from "uniform", finds what turned out to be varying (`rates.ts`), and
 * is done again until nothing is new: twice as a rule.
 */
import type { AnyNode, CallExpression, Statement, VariableDeclarator } from 'acorn';
import { assign } from './assignments.ts';
import { Meter } from './budget.ts';
import { Builder } from './builder.ts';
import { Control } from './control.ts';
import { Expressions } from './expressions.ts';
import type { Program, SeriesInfo, Value } from './ir.ts';
import { type Lowering, type LoweringInput, Rates } from './lowering.ts';
import { named } from './names.ts';
import { stateAt } from './normalise/clock.ts';
import { varyingNodes } from './rates.ts';
import { type Binding, Scope } from './scope.ts';
import { shifting } from './shift.ts';
import { exactly, simplified } from './simplify.ts';
import type { FunctionNode } from './syntax.ts';
import { inWords } from './words.ts';

/** @throws ModelTextError with the place and the remedy for anything outside the language. */
export function lower(input: LoweringInput): Program {
  const varying = new Set<string>();
  for (;;) {
    const rates = new Rates(varying);
    const program = new Equations(input, rates).run();
    const nodes = varyingNodes(program);
    const before = varying.size;
    for (const [node, key] of rates.keys) if (nodes.has(node)) varying.add(key);
    if (varying.size === before) return program;
  }
}

class Equations {
  private readonly lowering: Lowering;
  private readonly expressions: Expressions;
  private readonly control: Control;
  private readonly recorded = new Set<string>();
  private readonly seriesNames = new Set<string>();
  private recording = false;

  constructor(input: LoweringInput, rates: Rates) {
    const { source, meta } = input;
    const meter = new Meter(source, input.whole);
    const builder = new Builder(() => meter.grow(), !input.optimise);
    const steps = meta.outcomes.flatMap(({ at }) => at.map((date) => stateAt(meta.clock, date) ?? 0));
    this.lowering = {
      input,
      source,
      builder,
      meter,
      rates,
      clockYears: (member) => {
        if (input.years === undefined) return builder.constant(meta.clock[member]);
        const value = builder.special({ kind: 'merge', rate: 'uniform', type: 'number' }, 0);
        input.years.add(value);
        return named(value, `clock.${member}`);
      },
      ...(input.optimise
        ? shifting(builder, simplified(builder))
        : { make: exactly(builder), shift: (value) => value }),
      counters: { loops: new Map(), dates: [Math.min(...steps), Math.max(...steps)] },
      uncertain: 0,
      taken: undefined,
    };
    this.expressions = new Expressions(this.lowering, {
      body: (node, scope) => this.functionBody(node, scope),
      newSeries: (name, length, node) => this.newSeries(name, length, node),
    });
    this.control = new Control(this.lowering, this.expressions, (node, scope) => this.statement(node, scope));
  }

  run(): Program {
    const { builder, input, source } = this.lowering;
    const { simulate } = input;
    const scope = this.expressions.contextScope(simulate);
    if (simulate.body.type !== 'BlockStatement')
      return source.fail(simulate.body, 'simulate is not a block', 'Write simulate({ … }) { … }.');
    const statements = simulate.body.body;
    const firstRecord = statements.findIndex((statement) => recordCallOf(statement) !== undefined);
    this.open(statements, scope);
    const plain = firstRecord < 0 ? statements : statements.slice(0, firstRecord);
    for (const statement of plain) this.statement(statement, scope);
    if (firstRecord < 0)
      source.fail(input.whole, 'nothing is recorded', "End simulate with record('outcome', (date) => …).");
    this.records(statements.slice(firstRecord), scope);
    for (const { id } of input.meta.outcomes) {
      if (!this.recorded.has(id))
        source.fail(
          input.whole,
          `outcome "${id}" is never recorded`,
          `Add record('${id}', (date) => …) at the end of simulate.`,
        );
    }
    const { root: body, series, sites, size } = builder;
    return { body, series, sites, lines: source.lines, size };
  }

  private records(statements: readonly Statement[], scope: Scope): void {
    const { builder, input, meter, source } = this.lowering;
    const inside = builder.depth + 1;
    const date = (field: 'step' | 'time') =>
      named(builder.special({ kind: 'date', field, rate: 'uniform', type: 'number' }, inside), field);
    const step = date('step');
    const time = date('time');
    const dates = new Set(input.meta.outcomes.flatMap(({ at }) => at)).size;
    meter.enterLoop(input.whole, dates);
    const body = builder.enter(false);
    this.recording = true;
    for (const statement of statements) {
      const call = recordCallOf(statement);
      if (call === undefined) {
        return source.fail(
          statement,
          `${inWords(statement)} after record()`,
          'Calls of record are the last statements of simulate.',
        );
      }
      this.at(statement);
      const { outcome, callback } = this.expressions.calls.record(call, this.recorded);
      this.recorded.add(input.meta.outcomes[outcome]?.id ?? '');
      const value = this.expressions.calls.recorded(callback, { step, time }, scope, call);
      builder.append(builder.depth, { kind: 'record', outcome, value, line: builder.line });
    }
    builder.leave();
    meter.leaveLoop(dates);
    builder.append(builder.depth, { kind: 'dates', body, step, time, line: builder.line });
  }

  /** The statements of an inlined function; returns the value of its last statement, a return. */
  private functionBody(node: FunctionNode, scope: Scope): Value {
    if (node.body.type !== 'BlockStatement') return this.expressions.any(node.body, scope);
    const statements = node.body.body;
    const last = statements.at(-1);
    if (last?.type !== 'ReturnStatement' || !last.argument) {
      return this.lowering.source.fail(
        node,
        'a function without a return at its end',
        'End it with return value; and nothing after it.',
      );
    }
    this.open(statements, scope);
    for (const statement of statements.slice(0, -1)) this.statement(statement, scope);
    this.at(last);
    return this.expressions.any(last.argument, scope);
  }

  /** Makes the names of a block known: functions at once, variables as not yet usable. */
  private open(statements: readonly Statement[], scope: Scope): void {
    for (const statement of statements) {
      if (statement.type === 'FunctionDeclaration')
        this.declare(scope, statement.id.name, { kind: 'function', node: statement, scope }, statement.id);
      if (statement.type === 'VariableDeclaration')
        scope.announce(statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])));
    }
  }

  private at(node: AnyNode): void {
    this.lowering.builder.line = this.lowering.source.place(node).line;
  }

  private statement(node: Statement, scope: Scope): void {
    const { meter, source } = this.lowering;
    meter.enter(node);
    this.at(node);
    switch (node.type) {
      case 'VariableDeclaration':
        if (node.kind !== 'const' && node.kind !== 'let') source.fail(node, node.kind, 'Use const or let.');
        for (const declarator of node.declarations) this.variable(declarator, node.kind, scope);
        break;
      case 'ExpressionStatement':
        this.expressionStatement(node, scope);
        break;
      case 'BlockStatement': {
        const inner = new Scope(scope);
        this.open(node.body, inner);
        for (const statement of node.body) this.statement(statement, inner);
        break;
      }
      case 'ForStatement':
        this.control.loop(node, scope);
        break;
      case 'IfStatement':
        this.control.branch(node, scope);
        break;
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        break;
      case 'ReturnStatement':
        source.fail(
          node,
          'return before the end',
          'Use condition ? a : b, and return once, as the last statement of a helper.',
        );
        break;
      default:
        source.fail(
          node,
          `${inWords(node)} is not part of the model language`,
          'Use const, let, assignments, for, if and record.',
        );
    }
    meter.leave();
  }

  private variable({ id, init }: VariableDeclarator, kind: string, scope: Scope): void {
    const { source } = this.lowering;
    if (id.type !== 'Identifier') return source.fail(id, inWords(id), 'Declare one name at a time.');
    const { name } = id;
    if (!init) return source.fail(id, `"${name}" has no value`, `Write ${kind} ${name} = value;`);
    this.declare(scope, name, this.expressions.binding(init, scope, name, kind === 'let'), id);
  }

  private expressionStatement(node: Statement & { type: 'ExpressionStatement' }, scope: Scope): void {
    const { source } = this.lowering;
    const { expression } = node;
    if (expression.type === 'AssignmentExpression')
      return assign(expression, scope, this.lowering, this.expressions, this.recording);
    if (recordCallOf(node) !== undefined)
      source.fail(node, 'record() inside a loop, a branch or a helper', 'Call record at the end of simulate.');
    if (expression.type === 'UpdateExpression') {
      const target = source.snippet(expression.argument);
      source.fail(node, `${expression.operator} as a statement`, `Write ${target} ${expression.operator[0]}= 1;`);
    }
    // What the expression itself does wrong says more than that it is not used.
    if (expression.type !== 'CallExpression') this.expressions.any(expression, scope);
    return source.fail(
      node,
      `${inWords(expression)} whose value is not used`,
      'Assign it, or remove the line. A helper returns a value; it cannot act by itself.',
    );
  }

  private declare(scope: Scope, name: string, binding: Binding, node: AnyNode): void {
    if (scope.hasOwn(name))
      this.lowering.source.fail(node, `"${name}" is declared twice`, 'Give one of them another name.');
    scope.declare(name, binding);
  }

  private newSeries(name: string, length: number, node: AnyNode): SeriesInfo {
    const { builder, meter, rates, source } = this.lowering;
    if (this.seriesNames.has(name))
      source.fail(node, `series "${name}" exists already`, 'Give each series a name of its own.');
    if (builder.depth > 0 || this.lowering.taken !== undefined)
      source.fail(node, 'a series made inside a loop, a branch or record()', 'Make series before the loops.');
    meter.addSeries(length, node);
    this.seriesNames.add(name);
    const key = `series ${name}`;
    const series = builder.newSeries(name, length, rates.of(key));
    rates.keys.set(series, key);
    return series;
  }
}

/** The call of record that a statement is, if it is one. */
function recordCallOf(statement: Statement): CallExpression | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression') return undefined;
  const { callee } = statement.expression;
  return callee.type === 'Identifier' && callee.name === 'record' ? statement.expression : undefined;
}
