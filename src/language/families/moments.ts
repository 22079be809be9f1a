/** A mean and a standard deviation in place of quantiles. No clip: the moments are those given, to |z| = 6. */
import type { Parameter, Problem } from './family.ts';
import { checkPositive } from './range.ts';
import { quantileForm, type SplitDistribution } from './split.ts';

export interface MomentsDistribution<F extends 'normal' | 'lognormal' = 'normal' | 'lognormal'> {
  readonly family: F;
  readonly mean: number;
  /** Standard deviation. */
  readonly sd: number;
}

const MOMENTS: readonly Parameter[] = [{ name: 'mean' }, { name: 'sd' }];

/** Quantiles, unless a mean or a standard deviation is there. */
export function momentsForm(names: readonly string[]): readonly Parameter[] | null {
  return names.includes('mean') || names.includes('sd') ? MOMENTS : quantileForm(names);
}

export function hasMoments<F extends 'normal' | 'lognormal'>(
  distribution: MomentsDistribution<F> | SplitDistribution<F>,
): distribution is MomentsDistribution<F> {
  return 'sd' in distribution;
}

export function checkMoments({ sd }: MomentsDistribution): Problem | null {
  return checkPositive('sd', sd);
}
