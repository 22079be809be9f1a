/** Triangular: density rising from min to mode, then falling to max. Its parameters are shared with `pert`. */
import { type FamilyDefinition, type Parameter, type Problem, rounded, type Three } from './family.ts';
import { ofScore, type QuantileFunction, tableFamily, tabulateQuantiles } from './table.ts';

export interface ModeDistribution {
  readonly family: 'triangular' | 'pert';
  readonly min: number;
  readonly mode: number;
  readonly max: number;
}

export const MODE_PARAMETERS: readonly Parameter[] = [{ name: 'min' }, { name: 'mode' }, { name: 'max' }];

export function modeLike(family: ModeDistribution['family'], [p5, p50, p95]: Three): ModeDistribution {
  const margin = (p95 - p5) * 0.2;
  return { family, min: rounded(p5 - margin), mode: p50, max: rounded(p95 + margin) };
}

/** min <= mode <= max, min < max. */
export function checkMode({ min, mode, max }: ModeDistribution): Problem | null {
  if (min >= max) return { path: ['max'], problem: `max ${max} is not above min ${min}`, remedy: 'Write min < max.' };
  if (mode >= min && mode <= max) return null;
  return { path: ['mode'], problem: `mode ${mode} is outside ${min} to ${max}`, remedy: 'Write min <= mode <= max.' };
}

function quantileOf({ min, mode, max }: ModeDistribution): QuantileFunction {
  const width = max - min;
  const below = (mode - min) / width;
  return (lower, upper) =>
    lower < below ? min + Math.sqrt(lower * width * (mode - min)) : max - Math.sqrt(upper * width * (max - mode));
}

export const triangular: FamilyDefinition<ModeDistribution> = {
  family: 'triangular',
  label: 'Triangular',
  parameters: MODE_PARAMETERS,
  check: checkMode,
  ...tableFamily<ModeDistribution>(
    (distribution) => tabulateQuantiles(quantileOf(distribution)),
    (distribution) => ofScore(quantileOf(distribution)),
  ),
  like: (three) => modeLike('triangular', three),
  example: { family: 'triangular', min: 0, mode: 0.2, max: 1 },
};
