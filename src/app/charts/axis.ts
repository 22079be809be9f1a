/** Axes for outcomes: from what is to be seen to limits, ticks and their words. Pure. */
import type { OutcomeMeta } from '../../language/definition.ts';
import { numberWords } from '../wording.ts';
import type { Axis } from './figure.ts';

const STEPS = [1, 2, 2.5, 5, 10];
/** Months read best by quarters, half-years and years. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 48];

export function tickStep(span: number, wanted: number, months: boolean): number {
  const raw = span / wanted;
  if (months && raw >= 0.75) return MONTH_STEPS.find((step) => step >= raw) ?? 60;
  const power = 10 ** Math.floor(Math.log10(raw));
  return (STEPS.find((step) => step * power >= raw * 0.999) ?? 10) * power;
}

/** Multiples of `step` within the limits; free of accumulated rounding. */
export function ticksBetween(low: number, high: number, step: number): number[] {
  const out: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k += 1)
    out.push(Number((k * step).toPrecision(12)));
  return out;
}

/** Index of the value nearest to `at`, the first of equals; 0 for none. */
export function nearestIndex(values: readonly number[], at: number): number {
  return values.reduce(
    (best, value, index) => (Math.abs(value - at) < Math.abs((values[best] ?? Infinity) - at) ? index : best),
    0,
  );
}

function decadeTicks(low: number, high: number): number[] {
  const dense = high - low < 1.6;
  const out: number[] = [];
  for (let power = Math.floor(low); power <= high; power += 1) {
    for (const digit of dense ? [1, 2, 3, 5, 7] : [1, 3]) {
      const at = Math.log10(digit) + power;
      if (at >= low - 1e-9 && at <= high + 1e-9) out.push(at);
    }
  }
  return out;
}

/** A value of an outcome as a coordinate of its axis: lg for ratios. */
export function toAxis(outcome: OutcomeMeta, value: number): number {
  return outcome.scale === 'log10' ? Math.log10(Math.max(value, 1e-9)) : value;
}

export function fromAxis(outcome: OutcomeMeta, coordinate: number): number {
  return outcome.scale === 'log10' ? 10 ** coordinate : coordinate;
}

/**
 * An axis that holds `low` to `high` (axis coordinates), widened to whole steps so that it stays put while values move a
 * little.
 */
export function outcomeAxis(outcome: OutcomeMeta, label: string, low: number, high: number, wanted = 8): Axis {
  if (outcome.scale === 'log10') {
    const from = Math.floor(low * 5) / 5;
    const to = Math.max(Math.ceil(high * 5) / 5, from + 0.4);
    return { label, low: from, high: to, ticks: decadeTicks(from, to), format: (at) => numberWords(10 ** at, 2) };
  }
  const step = tickStep(Math.max(high - low, 1e-6), wanted, outcome.unit === 'months');
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.max(Math.ceil(high / step - 1e-9) * step, from + step);
  return { label, low: from, high: to, ticks: ticksBetween(from, to, step), format: (at) => numberWords(at) };
}

/** Calendar dates, ticks at the start of years. */
export function dateAxis(dates: readonly number[]): Axis {
  const low = dates[0] ?? 0;
  const last = dates.at(-1) ?? 1;
  return {
    label: '',
    low,
    high: last,
    ticks: ticksBetween(low, last, 1),
    format: (at) => numberWords(at),
  };
}
