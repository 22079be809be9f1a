/** Which whole numbers an index can be, from the bounds of the loops around it. Pure. */
import type { Value } from './ir.ts';

export type Range = readonly [low: number, high: number];

export interface Counters {
  /** Of loops with known bounds, by number of the loop. */
  readonly loops: ReadonlyMap<number, Range>;
  /** State indices of the outcome dates. */
  readonly dates: Range;
}

/** Operations within one another that are looked through: indices are short, and texts may be hostile. */
const DEEPEST = 8;

/** The smallest and largest whole number a value can be; undefined where that is not known. */
export function indexRange(value: Value, counters: Counters, depth = 0): Range | undefined {
  switch (value.kind) {
    case 'constant':
      return Number.isInteger(value.value) ? [value.value, value.value] : undefined;
    case 'counter':
      return counters.loops.get(value.loop);
    case 'date':
      return value.field === 'step' ? counters.dates : undefined;
    case 'operation': {
      const [x, y] = value.operands;
      if (depth === DEEPEST || x === undefined || y === undefined) return undefined;
      if (value.operation !== 'add' && value.operation !== 'subtract') return undefined;
      const a = indexRange(x, counters, depth + 1);
      const b = indexRange(y, counters, depth + 1);
      if (a === undefined || b === undefined) return undefined;
      return value.operation === 'add' ? [a[0] + b[0], a[1] + b[1]] : [a[0] - b[1], a[1] - b[0]];
    }
    default:
      return undefined;
  }
}

/** Whether both ends of the range are reached: each counter occurs once. Only for values that have a range. */
export function reachesItsRange(value: Value): boolean {
  const seen = new Set<Value>();
  const visit = (current: Value): boolean => {
    if (current.kind === 'operation') return current.operands.every(visit);
    if (current.kind === 'constant') return true;
    if (seen.has(current)) return false;
    seen.add(current);
    return true;
  };
  return visit(value);
}
