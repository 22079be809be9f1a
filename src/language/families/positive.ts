/**
 * Quantities above 0 with the parameters their users know. Quantile functions in both tail probabilities are exact; kernels
 * have them by tables of logarithms (table.ts).
 */
import { GammaTails } from '../portable/gamma.ts';
import { exp, ln, log1p } from '../portable.ts';
import { type FamilyDefinition, type Problem, rounded } from './family.ts';
import { checkPositive, checkReach, checkWithin, FARTHEST } from './range.ts';
import { powersFamily } from './table.ts';

const SHAPE = 'Use family "quantiles" for a shape beyond that.';
const LN2 = Math.LN2;

/** -ln of a probability, from it and its complement: no digit is lost near 1. */
function minusLn(probability: number, complement: number): number {
  return probability > 0.5 ? -log1p(-complement) : -ln(probability);
}

const power = (x: number, exponent: number): number => exp(exponent * ln(x));

export interface ExponentialDistribution {
  readonly family: 'exponential';
  readonly mean: number;
}

/** Waiting time at a constant rate 1 / mean. */
export const exponential: FamilyDefinition<ExponentialDistribution> = {
  family: 'exponential',
  byInput: (id) => `Declare wait: input({ family: 'exponential', mean: 1 }) and write inputs.wait * inputs.${id}.`,
  label: 'Exponential',
  parameters: [{ name: 'mean' }],
  check: ({ mean }) => checkPositive('mean', mean),
  ...powersFamily<ExponentialDistribution>(
    ({ mean }) =>
      (lower, upper) =>
        mean * minusLn(upper, lower),
  ),
  like: ([, p50]) => ({ family: 'exponential', mean: rounded(p50 / LN2) }),
  example: { family: 'exponential', mean: 2 },
};

export interface WeibullDistribution {
  readonly family: 'weibull';
  readonly shape: number;
  readonly scale: number;
}

/** scale (-ln(1 - p))^(1 / shape). */
export const weibull: FamilyDefinition<WeibullDistribution> = {
  family: 'weibull',
  label: 'Weibull',
  parameters: [{ name: 'shape' }, { name: 'scale' }],
  check: ({ shape, scale }) => checkWithin('shape', shape, 0.2, 1000, SHAPE) ?? checkPositive('scale', scale),
  ...powersFamily<WeibullDistribution>(
    ({ shape, scale }) =>
      (lower, upper) =>
        scale * power(minusLn(upper, lower), 1 / shape),
  ),
  // ln of -ln(1 - p) at 5 % and 95 % is 4.067 apart.
  like([p5, p50, p95]) {
    const shape = rounded(4.067455 / ln(p95 / p5));
    return { family: 'weibull', shape, scale: rounded(p50 / power(LN2, 1 / shape)) };
  },
  example: { family: 'weibull', shape: 1.5, scale: 10 },
};

export interface GammaDistribution {
  readonly family: 'gamma';
  readonly shape: number;
  readonly scale: number;
}

/** Mean shape scale, standard deviation sqrt(shape) scale. */
export const gamma: FamilyDefinition<GammaDistribution> = {
  family: 'gamma',
  label: 'Gamma',
  parameters: [{ name: 'shape' }, { name: 'scale' }],
  check: ({ shape, scale }) => checkWithin('shape', shape, 0.1, 10_000, SHAPE) ?? checkPositive('scale', scale),
  ...powersFamily<GammaDistribution>(({ shape, scale }) => {
    const tails = new GammaTails(shape);
    return (lower, upper) => scale * tails.quantile(lower, upper);
  }),
  like([p5, p50, p95]) {
    const deviation = (p95 - p5) / 3.29;
    const shape = rounded((p50 / deviation) ** 2 + 0.33);
    return { family: 'gamma', shape, scale: rounded(p50 / (shape - 0.33 + 0.03 / shape)) };
  },
  example: { family: 'gamma', shape: 2, scale: 3 },
};

export interface ParetoDistribution {
  readonly family: 'pareto';
  readonly minimum: number;
  readonly shape: number;
}

function checkPareto({ minimum, shape }: ParetoDistribution): Problem | null {
  return (
    checkPositive('minimum', minimum) ??
    checkWithin('shape', shape, 0.3, 1000, SHAPE) ??
    checkReach('shape', minimum * power(FARTHEST, -1 / shape))
  );
}

/** P(X > x) = (minimum / x)^shape. */
export const pareto: FamilyDefinition<ParetoDistribution> = {
  family: 'pareto',
  label: 'Pareto',
  parameters: [{ name: 'minimum' }, { name: 'shape' }],
  check: checkPareto,
  ...powersFamily<ParetoDistribution>(
    ({ minimum, shape }) =>
      (lower, upper) =>
        minimum * exp(minusLn(upper, lower) / shape),
  ),
  like([p5, , p95]) {
    // -ln(0.05) less -ln(0.95).
    const shape = rounded(2.944439 / ln(p95 / p5));
    return { family: 'pareto', minimum: rounded(p5 * power(0.95, 1 / shape)), shape };
  },
  example: { family: 'pareto', minimum: 1, shape: 2.5 },
};

export interface LoglogisticDistribution {
  readonly family: 'loglogistic';
  readonly scale: number;
  readonly shape: number;
}

/** scale (p / (1 - p))^(1 / shape): the scale is the median. */
export const loglogistic: FamilyDefinition<LoglogisticDistribution> = {
  family: 'loglogistic',
  label: 'Log-logistic',
  parameters: [{ name: 'scale' }, { name: 'shape' }],
  check: ({ scale, shape }) =>
    checkPositive('scale', scale) ??
    checkWithin('shape', shape, 0.3, 1000, SHAPE) ??
    checkReach('shape', scale * power(FARTHEST, -1 / shape)),
  ...powersFamily<LoglogisticDistribution>(
    ({ scale, shape }) =>
      (lower, upper) =>
        scale * power(lower / upper, 1 / shape),
  ),
  like: ([p5, p50, p95]) => ({ family: 'loglogistic', scale: p50, shape: rounded(5.888878 / ln(p95 / p5)) }),
  example: { family: 'loglogistic', scale: 5, shape: 3 },
};
