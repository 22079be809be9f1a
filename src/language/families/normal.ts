/** Split normal: g is the identity. Or a normal by its mean and standard deviation. */
import { type FamilyDefinition, TRANSFORM } from './family.ts';
import { checkMoments, hasMoments, type MomentsDistribution, momentsForm } from './moments.ts';
import {
  checkSplit,
  fitSplit,
  packSplit,
  SPLIT_PARAMETERS,
  type SplitDistribution,
  splitAt,
  splitLike,
} from './split.ts';
import { tableFamily, tabulate } from './table.ts';

export type NormalDistribution = SplitDistribution<'normal'> | MomentsDistribution<'normal'>;

const identity = (value: number): number => value;

const line =
  ({ mean, sd }: MomentsDistribution<'normal'>) =>
  (z: number) =>
    mean + sd * z;
const byMoments = tableFamily<MomentsDistribution<'normal'>>((distribution) => tabulate(line(distribution)));

export const normal: FamilyDefinition<NormalDistribution> = {
  family: 'normal',
  byInput: (id) =>
    `Declare z: input({ family: 'normal', mean: 0, sd: 1 }) and write mean + sd * inputs.z, with inputs.${id} for one of them.`,
  label: 'Normal, two-piece',
  parameters: SPLIT_PARAMETERS,
  form: momentsForm,
  check: (distribution) =>
    hasMoments(distribution)
      ? checkMoments(distribution)
      : checkSplit(
          distribution,
          identity,
          [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
          'Write finite numbers.',
        ),
  formula: (distribution) => (hasMoments(distribution) ? line(distribution) : normal.value(distribution)),
  value(distribution) {
    if (hasMoments(distribution)) return byMoments.value(distribution);
    const split = fitSplit(distribution, identity);
    return (z) => splitAt(split, z);
  },
  packed: (distribution) =>
    hasMoments(distribution)
      ? byMoments.packed(distribution)
      : packSplit(TRANSFORM.identity, fitSplit(distribution, identity), 1),
  like: (three) => splitLike('normal', three),
  example: { family: 'normal', p5: 0.9, p50: 1.2, p95: 1.6 },
};
