/** From syntax to the intermediate form: calls of the functions that take series or lists. */
import type { AnyNode, CallExpression, Expression } from 'acorn';
import type { Expressions } from './expressions.ts';
import { LEAST_RISE } from './functions.ts';
import type { SeriesInfo, Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import { piecesOf } from './monotone.ts';
import { elementOf } from './names.ts';
import { reduced } from './reductions.ts';
import type { Binding, Scope } from './scope.ts';
import type { RowFunction } from './vocabulary.ts';

type Argument = Expression | undefined;

const FORMS = {
  crossingTime: [
    'a series, a level and perhaps a slope',
    'crossingTime(series, level) or crossingTime(series, level, slopeBeforeTheStart)',
  ],
  firstTime: ['a series and a level', 'firstTime(series, level)'],
  sum: ['a series or a list', 'sum(series)'],
  product: ['a series or a list', 'product(series)'],
  table: [
    "a number, two lists and perhaps 'monotone'",
    "table(x, [0, 1, 5], [10, 12, 30]) or table(x, XS, YS, 'monotone')",
  ],
} as const satisfies Readonly<Record<RowFunction, readonly [takes: string, form: string]>>;

/** @param given up to four arguments, the missing ones undefined; none where there are too many. */
export function callRow(
  name: RowFunction,
  node: CallExpression,
  given: readonly Argument[],
  scope: Scope,
  lowering: Lowering,
  expressions: Expressions,
): Value {
  const { builder, source } = lowering;
  const [takes, form] = FORMS[name];
  const refuse = (): never => source.fail(node, `${name}() takes ${takes}`, `Write ${form}.`);
  const [first, second, third, fourth] = given;
  if (fourth !== undefined && name !== 'table') return refuse();
  switch (name) {
    case 'crossingTime': {
      if (first === undefined || second === undefined) return refuse();
      const series = datedSeries(first, scope, lowering, expressions);
      const level = expressions.number(second, scope);
      const slope = third === undefined ? builder.constant(Number.POSITIVE_INFINITY) : expressions.number(third, scope);
      return builder.crossing(series, level, slope);
    }
    case 'firstTime': {
      if (first === undefined || second === undefined || third !== undefined) return refuse();
      const series = datedSeries(first, scope, lowering, expressions);
      return firstTime(series, expressions.number(second, scope), node, lowering);
    }
    case 'sum':
    case 'product': {
      if (first === undefined || second !== undefined) return refuse();
      const rows = expressions.expression(first, scope);
      return total(name === 'sum' ? 'add' : 'multiply', rows, first, node, lowering);
    }
    case 'table': {
      if (first === undefined || second === undefined || third === undefined) return refuse();
      const x = expressions.number(first, scope);
      const xs = listOf(second, scope, lowering, expressions);
      const ys = listOf(third, scope, lowering, expressions);
      checkTable(xs, ys, second, third, lowering);
      return curve(x, xs, ys, isMonotone(fourth, lowering), lowering);
    }
    default:
      return name satisfies never;
  }
}

/** A series with one number per state. */
function datedSeries(node: Expression, scope: Scope, lowering: Lowering, expressions: Expressions): SeriesInfo {
  const { input, source } = lowering;
  const owner = expressions.expression(node, scope);
  if (owner.kind !== 'series') return source.fail(node, 'not a series', 'Pass a series made with series(name).');
  if (owner.series.drawn !== undefined) {
    const problem = `"${owner.series.name}" are draws of an input, which have no dates`;
    return source.fail(node, problem, 'Write what they add up to into a series made with series(name).');
  }
  const { length } = owner.series;
  if (length !== input.meta.clock.steps + 1)
    source.fail(node, `a series of ${length} numbers has no dates`, 'Pass a series with one number per state.');
  return owner.series;
}

function listOf(node: Expression, scope: Scope, { source }: Lowering, expressions: Expressions): readonly number[] {
  const found = expressions.expression(node, scope);
  if (found.kind === 'list') return found.values;
  return source.fail(node, 'not a list of constants', 'Write [0, 1, 5], or a const with such a list.');
}

/** From the first state on: the time, until one is found. */
function firstTime(series: SeriesInfo, level: Value, node: AnyNode, lowering: Lowering): Value {
  const { builder, input, make } = lowering;
  const [zero, one, never] = [0, 1, Number.POSITIVE_INFINITY].map((each) => builder.constant(each)) as [
    Value,
    Value,
    Value,
  ];
  const step = builder.constant(input.meta.clock.step);
  const element = (at: Value) =>
    builder.element(series, at, lowering.source.place(node), lowering.source.snippet(node));
  const atStart = element(zero);
  const start = make('select', [make('lessOrEqual', [level, atStart]), zero, builder.constant(Number.NaN)]);
  const first = make('select', [make('less', [atStart, level]), never, start]);
  return reduced(lowering, node, first, [1, series.length], 'found', (found, k) => {
    const before = make('subtract', [k, one]);
    const [low, high] = [element(before), element(k)];
    const rise = make('max', [make('subtract', [high, low]), builder.constant(LEAST_RISE)]);
    const time = make('multiply', [
      make('add', [before, make('divide', [make('subtract', [level, low]), rise])]),
      step,
    ]);
    const isHere = make('and', [make('equal', [found, never]), make('not', [make('less', [high, level])])]);
    return make('select', [isHere, time, found]);
  });
}

function total(operation: 'add' | 'multiply', rows: Binding, given: AnyNode, node: AnyNode, lowering: Lowering): Value {
  const { builder, make, source } = lowering;
  const empty = builder.constant(operation === 'add' ? 0 : 1);
  if (rows.kind === 'list')
    return rows.values.reduce((all, value) => make(operation, [all, builder.constant(value)]), empty);
  if (rows.kind !== 'series')
    return source.fail(given, 'neither a series nor a list', 'Pass a series made with series(name), or a list.');
  const { series } = rows;
  const [place, text] = [source.place(node), source.snippet(node)];
  if (operation === 'multiply')
    return reduced(lowering, node, empty, [0, series.length], 'product', (all, k) =>
      make(operation, [all, elementOf(lowering, series, k, place, text)]),
    );
  // What kernels take off each draw is added to their sum at once, where it can be taken off again.
  const sum = reduced(lowering, node, empty, [0, series.length], 'total', (all, k) =>
    make(operation, [all, builder.element(series, k, place, text)]),
  );
  return lowering.shift(sum, series.length * (series.drawn?.offset ?? 0));
}

function checkTable(
  xs: readonly number[],
  ys: readonly number[],
  xsNode: AnyNode,
  ysNode: AnyNode,
  { source }: Lowering,
): void {
  if (xs.length < 2) source.fail(xsNode, 'a table of fewer than two points', 'Give two points or more.');
  if (xs.length !== ys.length)
    source.fail(ysNode, `${ys.length} values for ${xs.length} places`, 'Give one value for each place.');
  const falls = xs.findIndex((x, i) => i > 0 && !(x > (xs[i - 1] ?? x)));
  if (falls > 0) source.fail(xsNode, `${xs[falls]} is not above ${xs[falls - 1]}`, 'Write the places in rising order.');
}

function isMonotone(kind: Argument, { source }: Lowering): boolean {
  if (kind === undefined) return false;
  if (kind.type === 'Literal' && (kind.value === 'monotone' || kind.value === 'linear'))
    return kind.value === 'monotone';
  return source.fail(kind, 'neither "monotone" nor "linear"', "Write table(x, XS, YS, 'monotone'), or leave it out.");
}

/** The first value, and for each piece what the curve has risen along it. */
function curve(
  x: Value,
  xs: readonly number[],
  ys: readonly number[],
  monotone: boolean,
  { builder, make }: Lowering,
): Value {
  const constant = (value: number) => builder.constant(value);
  let value = constant(ys[0] ?? Number.NaN);
  for (const { from, width, c1, c2, c3 } of piecesOf(xs, ys, monotone)) {
    const gone = make('min', [make('max', [make('subtract', [x, constant(from)]), constant(0)]), constant(width)]);
    const bend = (): Value =>
      make('add', [
        constant(c1),
        make('multiply', [gone, make('add', [constant(c2), make('multiply', [gone, constant(c3)])])]),
      ]);
    value = make('add', [value, make('multiply', [gone, monotone ? bend() : constant(c1)])]);
  }
  return value;
}
