/** A threshold that a reader can use: within the range over which its outcome is counted, where shares are known. */
import type { OutcomeMeta } from '../language/definition.ts';
import type { Notes } from './notes.ts';

/** Lowest and highest value that an outcome is counted apart at, in its unit. */
export function thresholdRange({ range, scale }: Pick<OutcomeMeta, 'range' | 'scale'>): readonly [number, number] {
  return scale === 'log10' ? [10 ** range[0], 10 ** range[1]] : range;
}

/** `value` brought to the nearest end of the outcome's range where it lies beyond it, which is noted. Null stays null. */
export function heldThreshold(value: number | null, outcome: OutcomeMeta | undefined, notes: Notes): number | null {
  if (value === null || outcome === undefined) return value;
  const [low, high] = thresholdRange(outcome);
  if (value >= low && value <= high) return value;
  const nearest = value < low ? low : high;
  const [from, to, used] = [low, high, nearest].map((at) => Number(at.toPrecision(4)));
  notes.add(
    'replaced',
    `The threshold is ${value}, and ${outcome.id} is counted from ${from} to ${to} ${outcome.unit}; ${used} was used.`,
  );
  return nearest;
}
