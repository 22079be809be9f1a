/** A lever's values and its meaning in words. Pure. */
import type { LeverMeta } from '../../../language/definition.ts';
import { numberWords } from '../../wording.ts';

/** Shares are read and typed in percent; the model keeps them as shares. */
export function leverScale(lever: LeverMeta): { readonly factor: number; readonly suffix: string } {
  return lever.unit.startsWith('share') ? { factor: 100, suffix: '%' } : { factor: 1, suffix: '' };
}

export function leverWords(lever: LeverMeta, value: number): string {
  const { factor, suffix } = leverScale(lever);
  return `${numberWords(value * factor, 2)}${suffix === '' ? '' : ` ${suffix}`}`;
}

/** The band a value is in by name, or the value. */
export function bandWords(lever: LeverMeta, value: number): string {
  const band = lever.bands.find((entry) => entry.value === value);
  return band ? `${leverWords(lever, value)}, ${band.name}` : leverWords(lever, value);
}

/** What the number counts: 'intensity, 0 to 1', '% of US-bloc additions'. */
export function leverUnit(lever: LeverMeta): string {
  if (lever.unit === '0-1') return 'intensity, 0 to 1';
  return lever.unit.replace(/^share of /, '% of ');
}

/** How a lever works, in one line: all that the first screen has of it. */
export function leverMeaning({ rationale }: LeverMeta): string {
  return rationale;
}

/** Where a value stands on the track: 0 at its left end, 1 at its right. */
export function placeOf(lever: LeverMeta, value: number): number {
  return (value - lever.min) / (lever.max - lever.min);
}
