/** Axes for outcomes: from what is to be seen to limits, ticks and their words. Pure. */
import type { OutcomeMeta } from '../../language/definition.ts';
import { numberWords } from '../wording.ts';
import type { Axis } from './figure.ts';

const STEPS = [1, 2, 2.5, 5, 10];
/** Months read best by quarters, half-years and years. */
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 48];
/** Months from which on steps are round numbers of years. */
const YEARS = 60;

/** No axis has more: what it is to hold may come from a link. */
export const MOST_TICKS = 50;
/** No value that a run takes in lies farther out (the limit of kernels): nor does an axis. */
const FARTHEST = 1e30;
/** Of an axis' own numbers, the least span that doubles still tell apart by whole steps. */
const FINEST = 1e-9;

/** A step that cuts `span` into about `wanted` pieces. */
export function tickStep(span: number, wanted: number, months: boolean): number {
  const raw = span / wanted;
  if (months && raw > YEARS) return 12 * tickStep(span / 12, wanted, false);
  if (months && raw >= 0.75) return MONTH_STEPS.find((step) => step >= raw) ?? YEARS;
  const power = 10 ** Math.floor(Math.log10(raw));
  return (STEPS.find((step) => step * power >= raw * 0.999) ?? 10) * power;
}

/** Multiples of `step` within the limits, of a wider one where they would be too many; free of accumulated rounding. */
export function ticksBetween(low: number, high: number, step: number): number[] {
  const pieces = (high - low) / step;
  if (!Number.isFinite(pieces) || pieces < 0) return [];
  const wide = step * Math.max(Math.ceil(pieces / (MOST_TICKS - 1)), 1);
  const first = Math.ceil(low / wide - 1e-9);
  const count = Math.floor(high / wide + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, k) => Number(((first + k) * wide).toPrecision(12)));
}

/** Limits that can be drawn: `low` to `high` within ±`farthest` where both are numbers, else `usual`. */
function drawable(
  low: number,
  high: number,
  usual: readonly [low: number, high: number],
  farthest = FARTHEST,
): readonly [low: number, high: number] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return usual;
  const within = (at: number): number => Math.min(Math.max(at, -farthest), farthest);
  return [within(low), within(high)];
}

/** An even axis over whole steps that holds `low` to `high`; 0 to 1 where they are no numbers. */
export function linearAxis(label: string, low: number, high: number, wanted: number, months = false): Axis {
  const [least, most] = drawable(low, high, [0, 1]);
  const span = Math.max(most - least, 1e-6, FINEST * Math.max(Math.abs(least), Math.abs(most)));
  const step = tickStep(span, wanted, months);
  const from = Math.floor(least / step + 1e-9) * step;
  const to = Math.max(Math.ceil(most / step - 1e-9) * step, from + step);
  return { label, low: from, high: to, ticks: ticksBetween(from, to, step), format: (at) => numberWords(at) };
}

/** Index of the value nearest to `at`, the first of equals; 0 for none. */
export function nearestIndex(values: readonly number[], at: number): number {
  return values.reduce(
    (best, value, index) => (Math.abs(value - at) < Math.abs((values[best] ?? Infinity) - at) ? index : best),
    0,
  );
}

function decadeTicks(low: number, high: number): number[] {
  const digits = high - low < 1.6 ? [1, 2, 3, 5, 7] : [1, 3];
  if ((high - low) * digits.length > MOST_TICKS) return ticksBetween(low, high, 1);
  const out: number[] = [];
  for (let power = Math.floor(low); power <= high; power += 1) {
    for (const digit of digits) {
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
 * little; the outcome's range where there is nothing to hold.
 */
export function outcomeAxis(outcome: OutcomeMeta, label: string, low: number, high: number, wanted = 8): Axis {
  const log = outcome.scale === 'log10';
  const [least, most] = drawable(low, high, outcome.range, log ? Math.log10(FARTHEST) : FARTHEST);
  if (!log) return linearAxis(label, least, most, wanted, outcome.unit === 'months');
  const from = Math.floor(least * 5) / 5;
  const to = Math.max(Math.ceil(most * 5) / 5, from + 0.4);
  return { label, low: from, high: to, ticks: decadeTicks(from, to), format: (at) => numberWords(10 ** at, 2) };
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
