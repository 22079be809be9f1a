/** The units of a model text checked: the equations are read once more, with the clock's years told from plain numbers. */
import type { Value } from '../ir.ts';
import { lower } from '../lower.ts';
import type { LoweringInput } from '../lowering.ts';
import { ModelTextError } from '../source.ts';
import { unitWarnings } from './infer.ts';

/**
 * A sentence for each place where units do not fit, with both of them. Never an error: `input` has been read without one, and
 * where it cannot be read with the clock's numbers unknown (as the length of a series, say), nothing is checked.
 */
export function checkUnits(input: Omit<LoweringInput, 'optimise' | 'years'>): string[] {
  const { inputs, levers, outcomes } = input.meta;
  if ([...inputs, ...levers, ...outcomes].every(({ unit }) => unit === '')) return [];
  const years = new Set<Value>();
  try {
    return unitWarnings(lower({ ...input, optimise: false, years }), input.meta, years);
  } catch (error) {
    if (error instanceof ModelTextError) return [];
    throw error;
  }
}
