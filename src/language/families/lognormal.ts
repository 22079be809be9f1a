/** Split lognormal: g is the natural logarithm. */
import { exp, ln } from '../portable.ts';
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

export const lognormal: FamilyDefinition<SplitDistribution> = {
  family: 'lognormal',
  label: 'Lognormal, two-piece',
  parameters: SPLIT_PARAMETERS,
  check: (distribution) =>
    checkSplit(
      distribution,
      0,
      Number.POSITIVE_INFINITY,
      'A lognormal quantity is above 0; use family "normal" if it can be 0 or below.',
    ),
  value(distribution) {
    const split = fitSplit(distribution, ln);
    return (z) => exp(splitAt(split, z));
  },
  packed: (distribution) => packSplit(TRANSFORM.exp, fitSplit(distribution, ln), Math.LOG2E),
  like: (three) => splitLike('lognormal', three),
  example: { family: 'lognormal', p5: 0.4, p50: 0.7, p95: 1.2 },
};
