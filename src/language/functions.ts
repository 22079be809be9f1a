/** The functions of the language that take series or lists, on f64. */
import { piecesOf } from './monotone.ts';
import type { Series } from './runtime.ts';

/** Least rise of a series over a step that is divided by, in the series' unit: keeps the interpolation finite. */
export const LEAST_RISE = 1e-9;

/**
 * First time, in years since clock.start, at which a non-decreasing series reaches `level`; linear between states.
 * Before the start the series is taken to rise by `slope` a year (default: reached at once, 0). +Infinity if it is never
 * reached; NaN if the level, or the series before reaching it, is NaN.
 */
export function crossingTime(series: Series, level: number, slope = Number.POSITIVE_INFINITY): number {
  let below = 0;
  let end = series.length;
  while (below < end) {
    const middle = (below + end) >> 1;
    if ((series[middle] ?? Number.NaN) < level) below = middle + 1;
    else end = middle;
  }
  if (below === series.length) return Number.POSITIVE_INFINITY;
  const reached = series[below] ?? Number.NaN;
  if (below === 0) return (level - reached) / slope;
  const before = series[below - 1] ?? Number.NaN;
  return (below - 1 + (level - before) / Math.max(reached - before, LEAST_RISE)) * series.stepYears;
}

/**
 * First time, in years since clock.start, at which a series that may also fall is at `level` or above; linear between states.
 * 0 if it begins there, +Infinity if it never is; NaN if the level, or the series before reaching it, is NaN.
 */
export function firstTime(series: Series, level: number): number {
  if (Number.isNaN(level)) return level;
  for (let k = 0; k < series.length; k++) {
    const reached = series[k] ?? Number.NaN;
    if (reached < level) continue;
    if (k === 0) return Number.isNaN(reached) ? reached : 0;
    const before = series[k - 1] ?? Number.NaN;
    return (k - 1 + (level - before) / Math.max(reached - before, LEAST_RISE)) * series.stepYears;
  }
  return Number.POSITIVE_INFINITY;
}

/** The sum of a series or a list, from its first element on. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The product of a series or a list, from its first element on. */
export function product(values: readonly number[]): number {
  return values.reduce((total, value) => total * value, 1);
}

/**
 * The value at x of straight lines through the points (xs[i], ys[i]), or of a smooth curve that turns at none but the points
 * ('monotone'; monotone.ts); beyond the ends, the value there. Both lists as long, xs rising.
 */
export function table(
  x: number,
  xs: readonly number[],
  ys: readonly number[],
  kind: 'linear' | 'monotone' = 'linear',
): number {
  let value = ys[0] ?? Number.NaN;
  for (const { from, width, c1, c2, c3 } of piecesOf(xs, ys, kind === 'monotone')) {
    const gone = Math.min(Math.max(x - from, 0), width);
    value += gone * (c1 + gone * (c2 + gone * c3));
  }
  return value;
}
