/** Split logit-normal: g is the logit, ln(x / (1 - x)). For shares. */
import { exp, ln } from '../portable.ts';
import { type FamilyDefinition, TRANSFORM } from './family.ts';
import {
  checkSplit,
  fitSplit,
  packSplit,
  quantileForm,
  SPLIT_PARAMETERS,
  type SplitDistribution,
  splitAt,
  splitLike,
} from './split.ts';

const logit = (share: number): number => ln(share / (1 - share));

export const logitnormal: FamilyDefinition<SplitDistribution<'logitnormal'>> = {
  family: 'logitnormal',
  label: 'Logit-normal, two-piece',
  parameters: SPLIT_PARAMETERS,
  form: quantileForm,
  check: (distribution) =>
    checkSplit(distribution, logit, [0, 1], 'A logit-normal quantity is a share strictly between 0 and 1.'),
  value(distribution) {
    const split = fitSplit(distribution, logit);
    return (z) => 1 / (1 + exp(-splitAt(split, z)));
  },
  packed: (distribution) => packSplit(TRANSFORM.logistic, fitSplit(distribution, logit), Math.LOG2E),
  like: (three) => splitLike('logitnormal', three),
  example: { family: 'logitnormal', p5: 0.15, p50: 0.4, p95: 0.75 },
};
