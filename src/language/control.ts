/**
 * From syntax to the intermediate form: loops and branches. Every sample takes the same way: a branch on a condition that
 * differs by sample becomes a choice between what its two sides compute.
 */
import type { AnyNode, ForStatement, IfStatement, Statement } from 'acorn';
import { BUDGET } from './budget.ts';
import { choose } from './choice.ts';
import type { Expressions } from './expressions.ts';
import type { Block, Carried, Merge, Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import type { Rate } from './operations.ts';
import { assignedNames, Scope, type Variable } from './scope.ts';

/** Loops of at most this many rounds are written out in kernels. */
const UNROLLED_ROUNDS = 4;

const LOOP_FORM = 'Write for (let k = 0; k < bound; k++).';
const UNIFORM_BOUND = 'Bounds may depend on constants, levers, switches and the clock, not on inputs.';

interface LoopHead {
  readonly name: string;
  readonly from: Value;
  /** One beyond the last value of the counter. */
  readonly to: Value;
  /** Rounds, where both bounds are constants. */
  readonly known: number | undefined;
}

export class Control {
  private readonly lowering: Lowering;
  private readonly expressions: Expressions;
  private readonly statement: (node: Statement, scope: Scope) => void;

  constructor(lowering: Lowering, expressions: Expressions, statement: (node: Statement, scope: Scope) => void) {
    this.lowering = lowering;
    this.expressions = expressions;
    this.statement = statement;
  }

  loop(node: ForStatement, scope: Scope): void {
    const { builder, input, meter } = this.lowering;
    const head = this.head(node, scope);
    const { name, from, known } = head;
    if (known !== undefined && known <= UNROLLED_ROUNDS && input.optimise && from.kind === 'constant') {
      for (let round = 0; round < known; round++) this.round(node, scope, name, builder.constant(from.value + round));
      return;
    }
    const rounds = known ?? BUDGET.rounds;
    const certain = known !== undefined && known > 0;
    meter.enterLoop(node, rounds);
    if (!certain) this.lowering.uncertain++;
    this.carriedLoop(node, scope, head);
    if (!certain) this.lowering.uncertain--;
    meter.leaveLoop(rounds);
  }

  private round(node: ForStatement, scope: Scope, name: string, counter: Value): void {
    const inner = new Scope(scope);
    inner.declare(name, { kind: 'value', value: counter, mutable: false, counter: true });
    this.statement(node.body, inner);
  }

  private carriedLoop(node: ForStatement, scope: Scope, { name, from, to, known }: LoopHead): void {
    const { builder, counters, rates, source } = this.lowering;
    const prefix = rates.nextLoop();
    const loop = builder.newLoop();
    const line = builder.line;
    const depth = builder.depth + 1;
    const counter = builder.special({ kind: 'counter', loop, rate: 'uniform', type: 'number' }, depth);
    counter.name = name;
    if (known !== undefined && known > 0 && from.kind === 'constant')
      counters.loops.set(loop, [from.value, from.value + known - 1]);
    const carried = this.changedVariables(node.body, scope).map(({ name: variable, binding }) => {
      const initial = binding.value;
      const key = `${prefix} ${variable}`;
      const rate: Rate = initial.rate === 'varying' ? 'varying' : rates.of(key);
      const value = builder.special({ kind: 'carried', loop, rate, type: initial.type }, depth);
      value.name = variable;
      binding.value = value;
      rates.keys.set(value, key);
      return { value, initial, binding };
    });
    const body = builder.enter(false);
    this.round(node, scope, name, counter);
    builder.leave();
    const site = builder.site(source.place(node), source.snippet(node));
    const finished: Carried[] = carried.map(({ value, initial, binding }) => {
      const next = binding.value;
      const result = builder.special({ kind: 'result', of: value, rate: value.rate, type: value.type });
      result.name = value.name;
      binding.value = result;
      return { value, initial, next, result };
    });
    builder.append(builder.depth, { kind: 'loop', loop, counter, from, to, site, carried: finished, body, line });
  }

  private head(node: ForStatement, scope: Scope): LoopHead {
    const { builder, source } = this.lowering;
    const { init, test, update } = node;
    const declared =
      init?.type === 'VariableDeclaration' && init.kind === 'let' && init.declarations.length === 1
        ? init.declarations[0]
        : undefined;
    if (declared?.id.type !== 'Identifier' || !declared.init)
      return source.fail(init ?? node, 'a loop of another form', LOOP_FORM);
    const { name } = declared.id;
    const isCounter = (candidate: AnyNode) => candidate.type === 'Identifier' && candidate.name === name;
    if (test?.type !== 'BinaryExpression' || !isCounter(test.left) || !['<', '<='].includes(test.operator))
      return source.fail(test ?? node, 'a loop condition of another form', LOOP_FORM);
    if (!update || !countsByOne(update, isCounter))
      return source.fail(update ?? node, 'a loop step of another form', LOOP_FORM);
    const from = this.bound(declared.init, scope);
    const last = this.bound(test.right, scope);
    if (last.kind !== 'constant') this.requireFixed(test.right, scope, assignedNames(node.body));
    const to = test.operator === '<=' ? this.expressions.arithmetic('+', node, last, builder.constant(1)) : last;
    const known = from.kind === 'constant' && to.kind === 'constant' ? Math.max(0, to.value - from.value) : undefined;
    return { name, from, to, known };
  }

  private bound(node: AnyNode & { type: string }, scope: Scope): Value {
    const { source } = this.lowering;
    const value = this.expressions.number(node as Parameters<Expressions['number']>[0], scope);
    if (value.rate === 'varying') source.fail(node, 'a varying loop bound', UNIFORM_BOUND);
    if (value.kind === 'constant' && !(Number.isInteger(value.value) && Math.abs(value.value) <= BUDGET.bound)) {
      source.fail(
        node,
        `${value.value} as a loop bound`,
        `Use a whole number of at most ${BUDGET.bound}; floor() and round() make one.`,
      );
    }
    return value;
  }

  /** JavaScript looks at the bound in every round, a kernel only once: they agree if the body cannot change it. */
  private requireFixed(node: AnyNode, scope: Scope, assigned: ReadonlySet<string>): void {
    const { helpers } = this.lowering.input.syntax;
    const names: string[] = [];
    const visit = (current: unknown): void => {
      if (typeof current !== 'object' || current === null) return;
      if ('type' in current && current.type === 'Identifier' && 'name' in current) names.push(String(current.name));
      for (const child of Object.values(current)) visit(child);
    };
    visit(node);
    for (const name of names) {
      const found = scope.find(name);
      // A helper of the file sees nothing of simulate but its arguments.
      const isOwnHelper = found?.kind === 'function' && !helpers.some(({ node: helper }) => helper === found.node);
      if (assigned.has(name) || found?.kind === 'series' || isOwnHelper)
        this.lowering.source.fail(
          node,
          `a loop bound that uses "${name}", which may change in the loop`,
          'Put the bound in a const before the loop.',
        );
    }
  }

  private changedVariables(body: AnyNode, scope: Scope): Variable[] {
    return [...assignedNames(body)].flatMap((name) => {
      const binding = scope.find(name);
      return binding?.kind === 'value' && binding.mutable ? [{ name, binding }] : [];
    });
  }

  branch(node: IfStatement, scope: Scope): void {
    const { builder } = this.lowering;
    const line = builder.line;
    const condition = this.expressions.condition(node.test, scope);
    if (condition.rate === 'varying') {
      const side = (statement: Statement | null | undefined) => () => {
        if (statement) this.statement(statement, new Scope(scope));
      };
      return choose(
        this.lowering,
        condition,
        this.changedVariables(node, scope),
        side(node.consequent),
        side(node.alternate),
      );
    }
    if (condition.kind === 'constant') {
      const taken = condition.value !== 0 ? node.consequent : node.alternate;
      if (taken) this.statement(taken, new Scope(scope));
      return;
    }
    const variables = this.changedVariables(node, scope);
    const before = variables.map(({ binding }) => binding.value);
    const whenTrue = this.arm(node.consequent, scope, variables, before);
    const whenFalse = this.arm(node.alternate, scope, variables, before);
    const merges: Merge[] = variables.flatMap(({ name, binding }, index) => {
      const a = whenTrue.values[index] ?? binding.value;
      const b = whenFalse.values[index] ?? binding.value;
      binding.value = a;
      if (a === b) return [];
      const rate: Rate = a.rate === 'varying' || b.rate === 'varying' ? 'varying' : 'uniform';
      const value = builder.special({ kind: 'merge', rate, type: a.type });
      value.name = name;
      binding.value = value;
      return [{ value, whenTrue: a, whenFalse: b }];
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

  /** One side of a branch, from the variables as they were before it. */
  private arm(
    node: Statement | null | undefined,
    scope: Scope,
    variables: readonly Variable[],
    before: readonly Value[],
  ): { block: Block; values: Value[] } {
    const { builder } = this.lowering;
    variables.forEach(({ binding }, index) => {
      binding.value = before[index] ?? binding.value;
    });
    const block = builder.enter(true);
    this.lowering.uncertain++;
    if (node) this.statement(node, new Scope(scope));
    this.lowering.uncertain--;
    builder.leave();
    return { block, values: variables.map(({ binding }) => binding.value) };
  }
}

/** k++, ++k or k += 1. */
function countsByOne(update: AnyNode, isCounter: (node: AnyNode) => boolean): boolean {
  if (update.type === 'UpdateExpression') return update.operator === '++' && isCounter(update.argument);
  return (
    update.type === 'AssignmentExpression' &&
    update.operator === '+=' &&
    isCounter(update.left) &&
    update.right.type === 'Literal' &&
    update.right.value === 1
  );
}
