/**
 * Cuts: values at which a run counts the samples below and the samples equal, beside its bins. A share of samples is
 * exact at a cut and at an edge between two bins, and nowhere else; a quantile that falls on a cut is that value.
 *
 * An outcome has cuts at its declared thresholds, unless they are edges already, and a request adds its own: thresholds
 * that someone asks for, and values that many samples share, as a pilot run found them (pilot-cuts.ts).
 */
import type { OutcomeMeta } from '../language/definition.ts';
import { log10 } from '../language/portable.ts';
import type { Cuts } from './types.ts';

/** Most cuts of one kind that a request may ask for, for one outcome. */
export const MAX_CUTS = 512;
export const NO_CUTS: Cuts = { values: [], differences: [] };

type Binned = Pick<OutcomeMeta, 'scale' | 'range' | 'bins'>;

/**
 * True where the share below `value` must be counted apart. Edges inside a linear range need not; its ends do, since what
 * lies on the upper one belongs to the last bin, and so do all places of a lg axis, where rounding blurs the edges.
 */
export function needsCut({ scale, range: [low, high], bins }: Binned, value: number): boolean {
  if (scale === 'log10' || value <= low || value >= high) return true;
  return !Number.isInteger((value - low) * (bins / (high - low)));
}

/** Cuts of the scenarios' counts, in the unit of the outcome: its thresholds where they need one, and the request's. */
export function cutsOf(outcome: OutcomeMeta, own: Cuts | undefined): readonly number[] {
  return rising([...declaredCuts(outcome), ...(own?.values ?? [])]);
}

/** Cuts of paired differences, in bin coordinates: no change at all, and the request's. */
export function pairedCutsOf({ scale }: Pick<OutcomeMeta, 'scale'>, own: Cuts | undefined): readonly number[] {
  const differences = own?.differences ?? [];
  return rising([0, ...(scale === 'log10' ? differences.filter((ratio) => ratio > 0).map(log10) : differences)]);
}

/** What a request need not say: cuts that every run of the outcome has. */
export function declaredCuts(outcome: OutcomeMeta): readonly number[] {
  return rising(outcome.thresholds.filter((threshold) => needsCut(outcome, threshold)));
}

/** Distinct finite numbers of single precision, rising, without a negative zero. */
export function rising(values: readonly number[]): number[] {
  const single = values.map((value) => Math.fround(value) + 0).filter(Number.isFinite);
  return [...new Set(single)].sort((a, b) => a - b);
}

/**
 * `cuts` with those that thresholds of one outcome need, of values and of paired differences: what a request must hold so
 * that P(value >= threshold) is counted.
 */
export function withThresholds(
  cuts: Readonly<Record<string, Cuts>>,
  outcome: OutcomeMeta,
  thresholds: readonly number[],
  changes: readonly number[] = thresholds,
): Readonly<Record<string, Cuts>> {
  const before = Object.hasOwn(cuts, outcome.id) ? (cuts[outcome.id] ?? NO_CUTS) : NO_CUTS;
  const values = thresholds.filter((threshold) => needsCut(outcome, threshold));
  const differences = changes.filter((threshold) => threshold !== noChange(outcome));
  if (values.length + differences.length === 0) return cuts;
  const next = {
    values: rising([...before.values, ...values]),
    differences: rising([...before.differences, ...differences]),
  };
  return { ...cuts, [outcome.id]: next };
}

/** The paired difference of two equal values: 0, or a ratio of 1 on a log scale. */
export function noChange({ scale }: Pick<OutcomeMeta, 'scale'>): number {
  return scale === 'log10' ? 1 : 0;
}
