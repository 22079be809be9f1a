/** Split normal: g is the identity. */
import { type FamilyDefinition, TRANSFORM } from './family.ts';
import {
  checkSplit,
  fitSplit,
  packSplit,
  SPLIT_PARAMETERS,
  type SplitDistribution,
  splitAt,
  splitLike,
} from './split.ts';

const identity = (value: number): number => value;

export const normal: FamilyDefinition<SplitDistribution> = {
  family: 'normal',
  label: 'Normal, two-piece',
  parameters: SPLIT_PARAMETERS,
  check: (distribution) =>
    checkSplit(distribution, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 'Write finite numbers.'),
  value(distribution) {
    const split = fitSplit(distribution, identity);
    return (z) => splitAt(split, z);
  },
  packed: (distribution) => packSplit(TRANSFORM.identity, fitSplit(distribution, identity), 1),
  like: (three) => splitLike('normal', three),
  example: { family: 'normal', p5: 0.9, p50: 1.2, p95: 1.6 },
};
