/** The one function of the language that is not of numbers: the domain operator `crossingTime`, on f64. */
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
