/** A loop over states or elements with one variable, as a `for` of the text would be lowered. */
import type { AnyNode } from 'acorn';
import type { Value } from './ir.ts';
import type { Lowering } from './lowering.ts';
import type { Rate } from './operations.ts';

/**
 * The variable after rounds `from` up to but not including `to`, with `next` what a round makes of it.
 * @param name of the variable in generated code.
 */
export function reduced(
  { builder, counters, meter, rates, source }: Lowering,
  node: AnyNode,
  initial: Value,
  [from, to]: readonly [from: number, to: number],
  name: string,
  next: (value: Value, k: Value) => Value,
): Value {
  const key = `${rates.nextLoop()} ${name}`;
  if (to <= from) return initial;
  const loop = builder.newLoop();
  const { line } = builder;
  const depth = builder.depth + 1;
  const counter = builder.special({ kind: 'counter', loop, rate: 'uniform', type: 'number' }, depth);
  counter.name = 'k';
  counters.loops.set(loop, [from, to - 1]);
  const rate: Rate = initial.rate === 'varying' ? 'varying' : rates.of(key);
  const value = builder.special({ kind: 'carried', loop, rate, type: 'number' }, depth);
  value.name = name;
  rates.keys.set(value, key);
  meter.enterLoop(node, to - from);
  const body = builder.enter(false);
  const last = next(value, counter);
  builder.leave();
  meter.leaveLoop(to - from);
  const result = builder.special({ kind: 'result', of: value, rate: value.rate, type: 'number' });
  result.name = name;
  builder.append(builder.depth, {
    kind: 'loop',
    loop,
    counter,
    from: builder.constant(from),
    to: builder.constant(to),
    site: builder.site(source.place(node), source.snippet(node)),
    carried: [{ value, initial, next: last, result }],
    body,
    line,
  });
  return result;
}
