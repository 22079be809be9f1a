/** From syntax to the intermediate form: assignments to variables and to elements of series. */
import type { AssignmentExpression } from 'acorn';
import type { Expressions } from './expressions.ts';
import type { Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import type { Scope } from './scope.ts';
import { inWords } from './words.ts';

/** @param recording true within record(), where nothing may be written. */
export function assign(
  node: AssignmentExpression,
  scope: Scope,
  lowering: Lowering,
  expressions: Expressions,
  recording: boolean,
): void {
  const { builder, source } = lowering;
  const { left } = node;
  if (left.type === 'MemberExpression') {
    const { series, at } = expressions.names.storeTarget(left, scope);
    if (recording) source.fail(node, 'a series is written inside record()', 'Write series before the first record().');
    const place = source.place(left);
    const text = source.snippet(left);
    const current = () => builder.element(series, at, place, text);
    const value = assigned(node, current, scope, lowering, expressions);
    const { taken, make } = lowering;
    builder.store(series, at, taken === undefined ? value : make('select', [taken, value, current()]), place, text);
    return;
  }
  if (left.type !== 'Identifier')
    return source.fail(left, `${inWords(left)} cannot be assigned`, 'Assign to a let variable or to series[k].');
  const binding = expressions.names.assignable(left, scope);
  const before = binding.value;
  const value =
    node.operator === '='
      ? expressions.any(node.right, scope)
      : assigned(node, () => before, scope, lowering, expressions);
  if (value.type !== before.type) {
    source.fail(
      node.right,
      `a ${inKind(value)} assigned to a variable that holds a ${inKind(before)}`,
      'Keep the kind of value a variable holds.',
    );
  }
  if (value.name === '' && value.kind !== 'constant') value.name = left.name;
  binding.value = value;
}

/** The number that is assigned: the right side, or what `+=` and its like make of it and the current value. */
function assigned(
  node: AssignmentExpression,
  current: () => Value,
  scope: Scope,
  { source }: Lowering,
  expressions: Expressions,
): Value {
  if (node.operator === '=') return expressions.number(node.right, scope);
  const before = current();
  if (before.type !== 'number')
    source.fail(node.left, 'a condition where a number is needed', 'Write condition ? 1 : 0.');
  const symbol = node.operator.slice(0, -1);
  return expressions.arithmetic(symbol, node, before, expressions.number(node.right, scope));
}

function inKind(value: Value): string {
  return value.type === 'boolean' ? 'condition' : 'number';
}
