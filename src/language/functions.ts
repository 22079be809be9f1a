/**
 * The functions a model text may call, as they run on f64 numbers: the meaning column of the operations table under the
 * names of the language, and the one domain operator, `crossingTime`.
 */
import { OPERATIONS } from './operations.ts';
import type { Series } from './runtime.ts';

export const abs: (x: number) => number = OPERATIONS.abs.evaluate;
export const ceil: (x: number) => number = OPERATIONS.ceil.evaluate;
export const cos: (x: number) => number = OPERATIONS.cos.evaluate;
export const exp: (x: number) => number = OPERATIONS.exp.evaluate;
export const exp2: (x: number) => number = OPERATIONS.exp2.evaluate;
export const floor: (x: number) => number = OPERATIONS.floor.evaluate;
export const ln: (x: number) => number = OPERATIONS.ln.evaluate;
export const log10: (x: number) => number = OPERATIONS.log10.evaluate;
export const log2: (x: number) => number = OPERATIONS.log2.evaluate;
export const logistic: (x: number) => number = OPERATIONS.logistic.evaluate;
export const max: (x: number, y: number) => number = OPERATIONS.max.evaluate;
export const min: (x: number, y: number) => number = OPERATIONS.min.evaluate;
export const pow: (x: number, y: number) => number = OPERATIONS.pow.evaluate;
export const pow10: (x: number) => number = OPERATIONS.pow10.evaluate;
export const round: (x: number) => number = OPERATIONS.round.evaluate;
export const sign: (x: number) => number = OPERATIONS.sign.evaluate;
export const sin: (x: number) => number = OPERATIONS.sin.evaluate;
export const sqrt: (x: number) => number = OPERATIONS.sqrt.evaluate;
export const tanh: (x: number) => number = OPERATIONS.tanh.evaluate;

/** min(max(x, low), high). */
export function clamp(x: number, low: number, high: number): number {
  return Math.min(Math.max(x, low), high);
}

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
