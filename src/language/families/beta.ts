/** Beta on [min, max], by default [0, 1]. */
import { BetaTail } from '../portable/beta.ts';
import { normalCdf } from '../portable.ts';
import { checkRising, type FamilyDefinition, type Problem } from './family.ts';
import { gridPoint, TABLE_INTERVALS, tableFamily } from './table.ts';

export interface BetaDistribution {
  readonly family: 'beta';
  readonly alpha: number;
  readonly beta: number;
  readonly min: number;
  readonly max: number;
}

/** As a model text writes it. */
export interface BetaText {
  readonly family: 'beta';
  readonly alpha: number;
  readonly beta: number;
  readonly min?: number;
  readonly max?: number;
}

/** Within these the quantile function is accurate and its tails are representable in single precision. */
const SMALLEST_SHAPE = 0.1;
const LARGEST_SHAPE = 10_000;

/** The two halves are solved outward-in, each from its own tail, so that neither loses digits. */
export function tabulateBeta({ alpha, beta, min, max }: BetaDistribution): Float64Array {
  const table = new Float64Array(TABLE_INTERVALS + 1);
  const middle = TABLE_INTERVALS / 2;
  const width = max - min;
  const low = new BetaTail(alpha, beta);
  for (let i = 0; i <= middle; i++) table[i] = min + width * low.quantile(normalCdf(gridPoint(i)));
  const high = new BetaTail(beta, alpha);
  for (let i = 0; i < middle; i++) {
    table[TABLE_INTERVALS - i] = max - width * high.quantile(normalCdf(gridPoint(i)));
  }
  return table;
}

/** The same at any z, each half from its own tail. */
export function betaFormula({ alpha, beta, min, max }: BetaDistribution): (z: number) => number {
  const [low, high] = [new BetaTail(alpha, beta), new BetaTail(beta, alpha)];
  const width = max - min;
  return (z) => (z <= 0 ? min + width * low.quantile(normalCdf(z)) : max - width * high.quantile(normalCdf(-z)));
}

function checkShape(name: string, value: number): Problem | null {
  if (value >= SMALLEST_SHAPE && value <= LARGEST_SHAPE) return null;
  return {
    path: [name],
    problem: `${name} ${value} is outside ${SMALLEST_SHAPE} to ${LARGEST_SHAPE}`,
    remedy: 'Use family "quantiles" for a shape beyond that.',
  };
}

export const beta: FamilyDefinition<BetaDistribution, BetaText> = {
  family: 'beta',
  label: 'Beta',
  parameters: [{ name: 'alpha' }, { name: 'beta' }, { name: 'min', usual: 0 }, { name: 'max', usual: 1 }],
  check: (distribution) =>
    checkShape('alpha', distribution.alpha) ??
    checkShape('beta', distribution.beta) ??
    checkRising([
      ['min', distribution.min],
      ['max', distribution.max],
    ]),
  ...tableFamily<BetaDistribution>(tabulateBeta, betaFormula),
  like: ([p5, , p95]) => ({ family: 'beta', alpha: 2, beta: 2, min: p5, max: p95 }),
  example: { family: 'beta', alpha: 2, beta: 5, min: 0, max: 1 },
};
