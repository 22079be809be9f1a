/** From syntax to the intermediate form: names, members of the context, elements of series and levers. */
import type { AnyNode, Identifier, MemberExpression } from 'acorn';
import { firstElement } from './elements.ts';
import type { Expressions } from './expressions.ts';
import type { SeriesInfo, Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { offsetOf } from './offsets.ts';
import { indexRange, reachesItsRange } from './ranges.ts';
import type { Binding, Namespace, Scope } from './scope.ts';
import { didYouMean, type Place } from './source.ts';
import { FUNCTIONS, isFunction } from './vocabulary.ts';
import { inWords } from './words.ts';

/** Reading a list by an index is a choice among all its elements. */
export const LONGEST_LIST = 256;

/** What simulate may take from its context. */
export const CONTEXT: readonly string[] = ['clock', 'inputs', 'levers', 'statusQuo', 'switches', 'series', 'record'];

const DATE_FIELDS = 'Use date.step (state index) or date.time (years since the start).';
const MEMBERS = 'Use inputs.id, levers.id[k] or series[k].';

/** A value that cannot be assigned to. */
export function fixed(value: Value): Binding {
  return { kind: 'value', value, mutable: false };
}

/** The value, called so in generated code unless it has a name already. */
export function named(value: Value, name: string): Value {
  if (value.name === '') value.name = name;
  return value;
}

/** The draws of an input as a series that is only read. Its number is below 0: it is none of the program's own. */
function drawnSeries(name: string, length: number, first: number, offset: number): SeriesInfo {
  return { index: -1 - first, name, length, rate: 'varying', drawn: { first, offset } };
}

/** An element of a series, or of the draws of an input. */
export function elementOf(
  { builder, shift }: Lowering,
  series: SeriesInfo,
  at: Value,
  place: Place,
  text: string,
): Value {
  return shift(builder.element(series, at, place, text), series.drawn?.offset ?? 0);
}

export class Names {
  private readonly lowering: Lowering;
  private readonly expressions: Expressions;

  constructor(lowering: Lowering, expressions: Expressions) {
    this.lowering = lowering;
    this.expressions = expressions;
  }

  resolve(node: Identifier, scope: Scope): Binding {
    const { source, input, builder } = this.lowering;
    const { name } = node;
    const found = scope.find(name);
    if (found?.kind === 'later')
      return source.fail(node, `"${name}" is used before it is defined`, `Move the declaration of ${name} up.`);
    if (found !== undefined) return found;
    if (input.literals.has(name)) {
      const literal = input.literals.constant(name, { start: Number.POSITIVE_INFINITY });
      if (typeof literal === 'boolean') return fixed(builder.flag(literal));
      if (typeof literal === 'number') return fixed(builder.constant(literal));
      if (Array.isArray(literal) && literal.every((each) => typeof each === 'number'))
        return { kind: 'list', values: literal };
      return source.fail(
        node,
        `"${name}" is not a number`,
        'Only numbers and lists of numbers can be used in the equations.',
      );
    }
    if (name === 'Infinity') return fixed(builder.constant(Number.POSITIVE_INFINITY));
    if (isFunction(name)) return source.fail(node, `"${name}" is a function`, `Call it: ${name}(…).`);
    return source.fail(node, `unknown name "${name}"`, this.suggestion(name, scope));
  }

  /** What to write instead of a name that is not known. */
  suggestion(name: string, scope: Scope): string {
    if (CONTEXT.includes(name)) return `Take it from the context: simulate({ …, ${name} }) { … }.`;
    if (name === 'NaN' || name === 'undefined') return 'Every value is a number: leave it out.';
    if (name === 'Math') return "Import the function from 'headway' and call it by its name, for example exp(x).";
    const close = didYouMean(name, [...scope.allNames(), ...this.lowering.input.literals.names(), ...FUNCTIONS]);
    return close === undefined ? 'Define it with const or let before this line.' : `Did you mean "${close}"?`;
  }

  /** The variable that an assignment changes. */
  assignable(node: Identifier, scope: Scope): Extract<Binding, { kind: 'value' }> {
    const { source } = this.lowering;
    const { name } = node;
    const binding = this.resolve(node, scope);
    if (binding.kind !== 'value' || !binding.mutable) {
      const isCounter = binding.kind === 'value' && binding.counter === true;
      const isLocal = binding.kind === 'value' && scope.find(name) !== undefined;
      const remedy = isCounter
        ? 'A loop counts by itself; use a let variable of your own.'
        : isLocal
          ? `Declare it with let, or copy it: let other = ${name};`
          : 'Assign to a let variable of simulate.';
      return source.fail(node, `"${name}" cannot be assigned`, remedy);
    }
    if (!scope.mayAssign(name)) {
      return source.fail(
        node,
        `a helper assigns to "${name}", which is outside it`,
        'Return the value and assign it where the helper is called.',
      );
    }
    return binding;
  }

  /** The series and index that an assignment writes. */
  storeTarget(node: MemberExpression, scope: Scope): { series: SeriesInfo; at: Value } {
    const { source } = this.lowering;
    const problem = `"${source.snippet(node)}" cannot be assigned`;
    if (node.object.type === 'Identifier') {
      const owner = this.resolve(node.object, scope);
      if (owner.kind === 'series' && owner.series.drawn === undefined)
        return { series: owner.series, at: this.index(node, scope, owner.series.length) };
    }
    const root = rootOf(node);
    const given = root?.type === 'Identifier' ? this.resolve(root, scope) : undefined;
    if (given?.kind === 'namespace' || (given?.kind === 'series' && given.series.drawn !== undefined)) {
      return source.fail(
        node,
        problem,
        'Inputs, levers, switches and the clock are given; use a let variable of your own.',
      );
    }
    return source.fail(node, problem, 'Assign to a let variable or to series[k].');
  }

  member(node: MemberExpression, scope: Scope): Binding {
    const { builder, input, source } = this.lowering;
    if (node.object.type === 'Super' || node.optional)
      return source.fail(node, `${node.optional ? '?.' : 'super'} is not part of the model language`, MEMBERS);
    if (node.object.type === 'Identifier' && node.object.name === 'Math' && scope.find('Math') === undefined)
      return source.fail(node.object, 'unknown name "Math"', this.suggestion('Math', scope));
    const owner = this.expressions.expression(node.object, scope);
    const place = source.place(node);
    const text = source.snippet(node);
    switch (owner.kind) {
      case 'list':
        if (!node.computed && this.plainName(node) === 'length') return fixed(builder.constant(owner.values.length));
        return fixed(this.listElement(node, owner.values, scope));
      case 'series': {
        if (!node.computed && this.plainName(node) === 'length') return fixed(builder.constant(owner.series.length));
        if (!node.computed)
          source.fail(node.property, `a series has no "${source.snippet(node.property)}"`, 'Take an element: name[k].');
        return fixed(elementOf(this.lowering, owner.series, this.index(node, scope, owner.series.length), place, text));
      }
      case 'path': {
        if (!node.computed)
          source.fail(node.property, 'a lever changes over time', 'Take its value in a step: levers.id[k].');
        const at = this.index(node, scope, input.meta.clock.steps + 1);
        const lever = builder.lever(owner.lever, at, place, text);
        return fixed(named(lever, input.meta.levers[owner.lever]?.id ?? ''));
      }
      case 'namespace':
        return this.contextMember(owner.which, this.plainName(node), node.property);
      case 'date': {
        const name = this.plainName(node);
        if (name === 'step' || name === 'time') return fixed(owner[name]);
        return source.fail(node.property, `a date has no "${name}"`, DATE_FIELDS);
      }
      default: {
        const given = owner.kind === 'value' && node.computed && isContext(node.object, 'inputs');
        const remedy = given ? "For many draws, give the input a count: count: 30, or count: 'steps'." : MEMBERS;
        return source.fail(node, `"${text}" is not known`, remedy);
      }
    }
  }

  private plainName(node: MemberExpression): string {
    if (!node.computed && node.property.type === 'Identifier') return node.property.name;
    return this.lowering.source.fail(
      node.property,
      'a computed name',
      'Write the name out after a dot, for example inputs.growth.',
    );
  }

  private contextMember(which: Namespace, name: string, node: AnyNode): Binding {
    const { builder, clockYears, input, shift, source } = this.lowering;
    const { meta } = input;
    const find = (entries: readonly { readonly id: string }[], noun: string): number => {
      const index = entries.findIndex((entry) => entry.id === name);
      if (index >= 0) return index;
      const ids = entries.map((entry) => entry.id);
      const close = didYouMean(name, ids);
      const declare = `Declare it under ${which === 'statusQuo' ? 'levers' : which}.`;
      return source.fail(node, `unknown ${noun} "${name}"`, close === undefined ? declare : `Did you mean "${close}"?`);
    };
    switch (which) {
      case 'inputs': {
        const index = find(meta.inputs, 'input');
        const { distribution, draws } = meta.inputs[index] ?? {};
        const first = firstElement(meta, index);
        const offset = distribution === undefined ? 0 : offsetOf(distribution);
        if (draws !== undefined) return { kind: 'series', series: drawnSeries(name, draws.count, first, offset) };
        // The reference draws inputs whole: `shift` leaves them as they are there.
        return fixed(named(shift(builder.input(first), offset), name));
      }
      case 'switches':
        return fixed(named(builder.switch(find(meta.switches, 'switch')), name));
      case 'levers':
        return { kind: 'path', lever: find(meta.levers, 'lever') };
      case 'statusQuo':
        return fixed(builder.constant(meta.levers[find(meta.levers, 'lever')]?.statusQuo ?? Number.NaN));
      case 'clock':
        if (name === 'start' || name === 'end' || name === 'step' || name === 'steps')
          return fixed(name === 'steps' ? builder.constant(meta.clock.steps) : clockYears(name));
        return source.fail(
          node,
          `the clock has no "${name}"`,
          'Use clock.start, clock.end, clock.step or clock.steps.',
        );
      default:
        return which satisfies never;
    }
  }

  /** A choice among all elements, so that the index may differ by sample; NaN where it is none of them. */
  private listElement(node: MemberExpression, values: readonly number[], scope: Scope): Value {
    const { builder, make, source } = this.lowering;
    if (!node.computed)
      source.fail(node.property, `a list has no "${source.snippet(node.property)}"`, 'Take an element: RATES[k].');
    if (values.length > LONGEST_LIST)
      source.fail(
        node.object,
        `a list of ${values.length}`,
        `Keep lists that are read by an index to ${LONGEST_LIST}.`,
      );
    const at = this.index(node, scope, values.length, true);
    if (at.kind === 'constant') return builder.constant(values[at.value] ?? Number.NaN);
    return values.reduceRight(
      (others, value, i) => make('select', [make('equal', [at, builder.constant(i)]), builder.constant(value), others]),
      builder.constant(Number.NaN),
    );
  }

  /** The index in the brackets of a member, checked as far as it can be before a run. */
  private index(node: MemberExpression, scope: Scope, length: number, mayVary = false): Value {
    const { counters, source, uncertain } = this.lowering;
    const { property } = node;
    if (!node.computed || property.type === 'PrivateIdentifier')
      return source.fail(property, `${inWords(property)} where an index is needed`, 'Write name[k].');
    const at = this.expressions.number(property, scope);
    if (at.rate === 'varying' && !mayVary)
      source.fail(property, 'a varying index', 'Index with loop counters, date.step or constants, not with inputs.');
    const within = `Use an index from 0 to ${length - 1}.`;
    if (at.kind === 'constant' && !Number.isInteger(at.value)) source.fail(property, `index ${at.value}`, within);
    const range = indexRange(at, counters);
    if (range === undefined) return at;
    const [low, high] = range;
    const outside = low < 0 || high >= length;
    if (outside && at.kind === 'constant') source.fail(property, `index ${low} is outside 0 to ${length - 1}`, within);
    if (outside && uncertain === 0 && reachesItsRange(at))
      source.fail(property, `an index that runs from ${low} to ${high}, outside 0 to ${length - 1}`, within);
    return at;
  }
}

/** Whether an expression is a member of that part of the context: inputs.growth. */
function isContext(node: AnyNode, name: string): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name;
}

/** The leftmost name of a.b[c].d. */
function rootOf(node: AnyNode): AnyNode | undefined {
  let root: AnyNode = node;
  while (root.type === 'MemberExpression') root = root.object;
  return root;
}
