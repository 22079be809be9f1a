/** Checks that families share. */
import { normalCdf } from '../portable.ts';
import type { Problem } from './family.ts';
import { TABLE_REACH } from './table.ts';

/** Probability beyond the ends of a table. */
export const FARTHEST: number = normalCdf(-TABLE_REACH);

/** Beyond this a value would leave single precision. */
const LARGEST = 1e30;

/** A parameter within [low, high]. */
export function checkWithin(name: string, value: number, low: number, high: number, remedy: string): Problem | null {
  if (value >= low && value <= high) return null;
  return { path: [name], problem: `${name} ${value} is outside ${low} to ${high}`, remedy };
}

/** A parameter above 0. */
export function checkPositive(name: string, value: number): Problem | null {
  return value > 0
    ? null
    : { path: [name], problem: `${name} ${value} is not above 0`, remedy: 'Write a number above 0.' };
}

/** The value exceeded once in a billion draws must fit into single precision. */
export function checkReach(name: string, farthest: number): Problem | null {
  if (farthest >= -LARGEST && farthest <= LARGEST) return null;
  return {
    path: [name],
    problem: `with this ${name}, one value in a billion is beyond ${LARGEST}`,
    remedy: 'Use one that spreads less, or a larger unit.',
  };
}
