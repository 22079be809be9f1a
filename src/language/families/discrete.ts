/** Events, counts and other single values. */
import { lnGamma } from '../portable/beta.ts';
import { exp, ln, log1p } from '../portable.ts';
import { type FamilyDefinition, type Problem, rounded } from './family.ts';
import { checkWithin } from './range.ts';
import { type Masses, MOST_STEPS, stepsFamily } from './steps.ts';

const CHANCE = 'Write 0.2 for 20 %.';

export interface EventDistribution {
  readonly family: 'event';
  readonly p: number;
}

/** 1 with probability p, else 0. */
export const event: FamilyDefinition<EventDistribution> = {
  family: 'event',
  byInput: (id) =>
    `Declare chance: input({ family: 'uniform', min: 0, max: 1 }) and write inputs.chance < inputs.${id} ? 1 : 0.`,
  label: 'Event',
  parameters: [{ name: 'p' }],
  check: ({ p }) => checkWithin('p', p, 0, 1, CHANCE),
  ...stepsFamily<EventDistribution>(({ p }) => [
    [0, 1 - p],
    [1, p],
  ]),
  like: ([, p50]) => ({ family: 'event', p: p50 > 0 && p50 < 1 ? p50 : 0.5 }),
  example: { family: 'event', p: 0.2 },
};

export interface DiscreteDistribution {
  readonly family: 'discrete';
  /** Values in rising order. Chances that do not add up to 1 are divided by their sum. */
  readonly values: readonly (readonly [value: number, chance: number])[];
}

const MOST_VALUES = 256;

function checkDiscrete({ values }: DiscreteDistribution): Problem | null {
  const at = (path: readonly number[], problem: string, remedy: string): Problem => ({
    path: ['values', ...path],
    problem,
    remedy,
  });
  for (const [i, [value, chance]] of values.entries()) {
    if (!(chance >= 0 && chance <= 1)) return at([i, 1], `chance ${chance} is outside 0 to 1`, CHANCE);
    const before = values[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY;
    if (!(value > before)) return at([i, 0], `value ${value} is not above ${before}`, 'Write them in rising order.');
  }
  if (values.some(([, chance]) => chance > 0)) return null;
  return at([], 'no value with a chance', 'Write [value, chance] pairs, such as [[10, 0.7], [25, 0.3]].');
}

/** A few values with their chances. */
export const discrete: FamilyDefinition<DiscreteDistribution> = {
  family: 'discrete',
  label: 'A few values',
  parameters: [],
  list: {
    name: 'values',
    most: MOST_VALUES,
    form: '[value, chance]',
    chance: 1,
    typed: 'values and chances in turn, such as 10,0.7,25,0.3',
    fromTyped(numbers) {
      if (numbers.length === 0 || numbers.length % 2 === 1) return null;
      return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0]);
    },
    pairsOf: ({ values }) => values,
    // The last value's chance is shared with one beyond it, as far as the two last are apart.
    grown({ values }) {
      const [last, chance] = values.at(-1) ?? [0, 1];
      const before = values.at(-2)?.[0] ?? last - 1;
      return [...values.slice(0, -1), [last, chance / 2], [rounded(2 * last - before), chance / 2]];
    },
  },
  check: checkDiscrete,
  ...stepsFamily<DiscreteDistribution>(({ values }) => values),
  like: ([p5, p50, p95]) => ({
    family: 'discrete',
    // The three-point approximation of Pearson and Tukey (1965).
    values: [
      [p5, 0.185],
      [p50, 0.63],
      [p95, 0.185],
    ],
  }),
  example: {
    family: 'discrete',
    values: [
      [10, 0.7],
      [25, 0.3],
    ],
  },
};

/** Chances of the whole numbers from about `centre` outwards, as far as any draw could tell. */
function counts(centre: number, lowest: number, highest: number, lnChance: (k: number) => number): Masses {
  const start = Math.min(Math.max(Math.floor(centre), lowest), highest);
  const top = lnChance(start);
  const masses: [number, number][] = [];
  const add = (k: number): boolean => {
    const chance = exp(lnChance(k) - top);
    masses.push([k, chance]);
    return chance > 1e-18;
  };
  for (let k = start; k >= lowest && add(k); k--);
  masses.reverse();
  for (let k = start + 1; k <= highest && add(k); k++);
  return masses;
}

export interface PoissonDistribution {
  readonly family: 'poisson';
  readonly mean: number;
}

/** How often something happens that happens `mean` times on average. */
export const poisson: FamilyDefinition<PoissonDistribution> = {
  family: 'poisson',
  label: 'Poisson',
  parameters: [{ name: 'mean' }],
  check: ({ mean }) => checkWithin('mean', mean, 1e-6, 10_000, 'Beyond 10,000 use family "normal" and round().'),
  ...stepsFamily<PoissonDistribution>(({ mean }) =>
    counts(mean, 0, Number.MAX_SAFE_INTEGER, (k) => k * ln(mean) - lnGamma(k + 1)),
  ),
  like: ([, p50]) => ({ family: 'poisson', mean: rounded(p50 + 0.2) }),
  example: { family: 'poisson', mean: 3.5 },
};

export interface BinomialDistribution {
  readonly family: 'binomial';
  readonly n: number;
  readonly p: number;
}

function checkWhole(name: string, value: number): Problem | null {
  if (Number.isInteger(value)) return null;
  return { path: [name], problem: `${name} ${value} is not a whole number`, remedy: 'Write a whole number.' };
}

/** Successes among n trials. */
export const binomial: FamilyDefinition<BinomialDistribution> = {
  family: 'binomial',
  label: 'Binomial',
  parameters: [{ name: 'n' }, { name: 'p' }],
  check: ({ n, p }) =>
    checkWhole('n', n) ??
    checkWithin('n', n, 1, 50_000, 'Beyond 50,000 use family "normal" and round().') ??
    checkWithin('p', p, 0, 1, CHANCE),
  ...stepsFamily<BinomialDistribution>(({ n, p }) => {
    if (p === 0 || p === 1) return [[n * p, 1]];
    const [success, failure] = [ln(p), log1p(-p)];
    return counts(n * p, 0, n, (k) => k * success + (n - k) * failure - lnGamma(k + 1) - lnGamma(n - k + 1));
  }),
  like: ([, p50]) => ({ family: 'binomial', n: Math.max(1, Math.round(2 * p50)), p: 0.5 }),
  example: { family: 'binomial', n: 20, p: 0.3 },
};

export interface GeometricDistribution {
  readonly family: 'geometric';
  readonly p: number;
}

/** Trials up to and with the first success: 1, 2, … */
export const geometric: FamilyDefinition<GeometricDistribution> = {
  family: 'geometric',
  label: 'Geometric',
  parameters: [{ name: 'p' }],
  check: ({ p }) => checkWithin('p', p, 0.01, 1, 'Below 0.01 use family "exponential" and ceil().'),
  ...stepsFamily<GeometricDistribution>(({ p }) =>
    p === 1 ? [[1, 1]] : counts(1, 1, MOST_STEPS, (k) => (k - 1) * log1p(-p)),
  ),
  like: ([, p50]) => ({ family: 'geometric', p: rounded(1 - exp(-Math.LN2 / Math.max(p50, 1))) }),
  example: { family: 'geometric', p: 0.25 },
};

export interface IntegersDistribution {
  readonly family: 'integers';
  readonly min: number;
  readonly max: number;
}

/** The whole numbers from min to max, all alike. */
export const integers: FamilyDefinition<IntegersDistribution> = {
  family: 'integers',
  label: 'Whole numbers',
  parameters: [{ name: 'min' }, { name: 'max' }],
  check: ({ min, max }) =>
    checkWhole('min', min) ??
    checkWhole('max', max) ??
    checkWithin('max', max, min, min + MOST_STEPS - 1, 'For more use family "uniform" and floor().'),
  ...stepsFamily<IntegersDistribution>(({ min, max }) =>
    Array.from({ length: max - min + 1 }, (_, i) => [min + i, 1] as const),
  ),
  like: ([p5, , p95]) => ({ family: 'integers', min: Math.floor(p5), max: Math.ceil(p95) }),
  example: { family: 'integers', min: 1, max: 6 },
};
