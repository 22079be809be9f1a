/** The smaller, the larger, and what is between two limits. */
import type { Composite, Operation, Several } from './record.ts';

/**
 * min and max propagate NaN as Math.min and Math.max do. The p-forms are one instruction each and return their first operand
 * when either is NaN: one suffices where the second cannot be NaN, else two in both orders are joined by "or" (equal numbers
 * stay themselves, a NaN stays a NaN), which is half of what f32x4.min costs on x64.
 */
function extremum(
  which: 'min' | 'max',
  evaluate: (...values: number[]) => number,
  example: Operation['example'],
): Several {
  const record: Operation = {
    parameters: ['number', 'number'],
    result: 'number',
    callable: true,
    several: true,
    names: ['x', 'y', '…'],
    summary: `the ${which === 'min' ? 'smallest' : 'largest'} of two numbers or more`,
    evaluate,
    assembly: ([x, y], [, rateOfSecond]) =>
      rateOfSecond === 'uniform'
        ? `f32x4.p${which}(${x}, ${y})`
        : `v128.or(f32x4.p${which}(${x}, ${y}), f32x4.p${which}(${y}, ${x}))`,
    uniform: ([x, y]) => `Math.${which}(${x}, ${y})`,
    wgsl: ([x, y], [, rateOfSecond]) =>
      rateOfSecond === 'uniform'
        ? `select(${x}, ${y}, ${y} ${which === 'min' ? '<' : '>'} ${x})`
        : `${which === 'min' ? 'lesser' : 'greater'}(${x}, ${y})`,
    shader: SHADER,
    example,
  };
  return Object.assign((x: number, y: number, ...more: readonly number[]) => evaluate(x, y, ...more), record);
}

/** Both records have both: either may call for `isNotANumber`. */
const SHADER = {
  isNotANumber: `
fn isNotANumber(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
  lesser: `
/** The smaller; NaN where either is. */
fn lesser(x: f32, y: f32) -> f32 {
  return select(select(x, y, y < x), y, isNotANumber(y));
}`,
  greater: `
/** The larger; NaN where either is. */
fn greater(x: f32, y: f32) -> f32 {
  return select(select(x, y, y > x), y, isNotANumber(y));
}`,
};

export const min: Several = extremum('min', Math.min, [[3, -1], -1]);

export const max: Several = extremum('max', Math.max, [[3, -1], 3]);

const between: Composite = {
  parameters: ['number', 'number', 'number'],
  result: 'number',
  names: ['x', 'low', 'high'],
  summary: 'x, but not below low nor above high: min(max(x, low), high)',
  evaluate: (x = Number.NaN, low = Number.NaN, high = Number.NaN) => Math.min(Math.max(x, low), high),
  compose(make, [x, low, high]) {
    if (x === undefined || low === undefined || high === undefined) throw new RangeError('clamp takes three operands');
    return make('min', [make('max', [x, low]), high]);
  },
  example: [[5, 0, 3], 3],
};

/** min(max(x, low), high). */
export const clamp: Composite & ((x: number, low: number, high: number) => number) = Object.assign(
  (x: number, low: number, high: number) => between.evaluate(x, low, high),
  between,
);
