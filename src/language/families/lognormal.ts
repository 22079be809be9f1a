/** Split lognormal: g is the natural logarithm. Or a lognormal by the mean and standard deviation of the quantity itself. */
import { exp, ln, log1p } from '../portable.ts';
import { type FamilyDefinition, type Problem, TRANSFORM } from './family.ts';
import { checkMoments, hasMoments, type MomentsDistribution, momentsForm } from './moments.ts';
import { checkPositive, checkReach } from './range.ts';
import {
  checkSplit,
  fitSplit,
  packSplit,
  SPLIT_PARAMETERS,
  type SplitDistribution,
  splitAt,
  splitLike,
} from './split.ts';
import { logarithmsFamily, TABLE_REACH } from './table.ts';

export type LognormalDistribution = SplitDistribution<'lognormal'> | MomentsDistribution<'lognormal'>;

/** Of the logarithm: variance ln(1 + (sd / mean)^2), and the mean that gives the quantity the mean it has. */
function logarithm({ mean, sd }: MomentsDistribution<'lognormal'>): { readonly mean: number; readonly sd: number } {
  const variance = log1p((sd / mean) ** 2);
  return { mean: ln(mean) - variance / 2, sd: Math.sqrt(variance) };
}

const byMoments = logarithmsFamily<MomentsDistribution<'lognormal'>>((distribution) => {
  const { mean, sd } = logarithm(distribution);
  return (z) => (mean + sd * z) * Math.LOG2E;
});

function checkLogarithm(distribution: MomentsDistribution<'lognormal'>): Problem | null {
  const { mean, sd } = logarithm(distribution);
  return checkReach('mean', exp(mean + TABLE_REACH * sd));
}

export const lognormal: FamilyDefinition<LognormalDistribution> = {
  family: 'lognormal',
  byInput: (id) =>
    `Declare z: input({ family: 'normal', mean: 0, sd: 1 }) and write median * exp(spread * inputs.z), with inputs.${id} for one of them.`,
  label: 'Lognormal, two-piece',
  parameters: SPLIT_PARAMETERS,
  form: momentsForm,
  check: (distribution) =>
    hasMoments(distribution)
      ? (checkPositive('mean', distribution.mean) ?? checkMoments(distribution) ?? checkLogarithm(distribution))
      : checkSplit(
          distribution,
          ln,
          [0, Number.POSITIVE_INFINITY],
          'A lognormal quantity is above 0; use family "normal" if it can be 0 or below.',
        ),
  formula(distribution) {
    if (!hasMoments(distribution)) return lognormal.value(distribution);
    const { mean, sd } = logarithm(distribution);
    return (z) => exp(mean + sd * z);
  },
  value(distribution) {
    if (hasMoments(distribution)) return byMoments.value(distribution);
    const split = fitSplit(distribution, ln);
    return (z) => exp(splitAt(split, z));
  },
  packed: (distribution) =>
    hasMoments(distribution)
      ? byMoments.packed(distribution)
      : packSplit(TRANSFORM.exp, fitSplit(distribution, ln), Math.LOG2E),
  like: (three) => splitLike('lognormal', three),
  example: { family: 'lognormal', p5: 0.4, p50: 0.7, p95: 1.2 },
};
