import { describe, expect, test } from 'vitest';
import { factorise } from '../../src/language/correlation.ts';
import type { Distribution, Family } from '../../src/language/definition.ts';
import { DefinitionError } from '../../src/language/errors.ts';
import {
  CLIP,
  displayQuantile,
  FAMILIES,
  familyOf,
  type PackedTransform,
  packTransform,
  quantileFunction,
  readDistribution,
  TABLE_INTERVALS,
  TABLE_REACH,
  valueAt,
} from '../../src/language/families/index.ts';
import { interpolant } from '../../src/language/families/quantiles.ts';
import { Z95 } from '../../src/language/families/split.ts';
import { exp, normalCdf, normalQuantile } from '../../src/language/portable.ts';
import lead from '../../src/model/lead.ts';
import vectors from '../data/families.json' with { type: 'json' };
import golden from '../data/golden.json' with { type: 'json' };

const EXAMPLES: readonly Distribution[] = Object.values(FAMILIES).map((family) => family.example);
const SCORES = Array.from({ length: 161 }, (_, i) => (i - 80) / 10);
const byName = (distribution: Distribution): string => distribution.family;

/** A kernel's formula of docs/architecture.md, in f64. */
function kernelValue({ kind, center, scaleLow, scaleHigh, table }: PackedTransform, z: number): number {
  const y = center + (z < 0 ? scaleLow : scaleHigh) * Math.min(Math.max(z, -CLIP), CLIP);
  switch (kind) {
    case 0:
      return y;
    case 1:
      return exp(y * Math.LN2);
    case 2:
      return 1 / (1 + exp(-y * Math.LN2));
    case 3:
      return center + scaleLow * normalCdf(z);
    case 4:
    case 5: {
      const place = (Math.min(Math.max(z, -TABLE_REACH), TABLE_REACH) + TABLE_REACH) * (TABLE_INTERVALS / 12);
      const i = Math.min(Math.floor(place), TABLE_INTERVALS - 1);
      const low = table![i]!;
      const found = low + (place - i) * (table![i + 1]! - low);
      return kind === 5 ? exp(found * Math.LN2) : found;
    }
    case 6: {
      const steps = (table!.length - 1) / 2;
      const below = table!.subarray(0, steps).filter((each) => each < z).length;
      return table![steps + below]!;
    }
    default:
      return kind satisfies never;
  }
}

describe.each(EXAMPLES.map((example) => [byName(example), example] as const))('%s', (_name, example) => {
  test('its example reads back as itself', () => {
    expect(readDistribution(example, [])).toEqual(example);
  });

  test('rises with z', () => {
    const value = quantileFunction(example);
    const values = SCORES.map(value);
    expect(values.filter((each, i) => i > 0 && each < values[i - 1]!)).toEqual([]);
    expect(values.at(-1)).toBeGreaterThan(values[0]!);
  });

  test('the packed numbers mean the same in the formula of the kernels', () => {
    const value = quantileFunction(example);
    const packed = packTransform(example);
    for (const z of SCORES) {
      const exact = value(z);
      expect(Math.abs(kernelValue(packed, z) - exact)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(exact)));
    }
  });

  test('less an offset it is the same, less that', () => {
    const value = quantileFunction(example);
    const packed = packTransform(example, 2);
    // A table in place of a formula is off by a millionth of the width, where that is curved by a little more.
    const width = value(6) - value(-6);
    for (const z of SCORES.filter((each) => Math.abs(each) < 3.1)) {
      expect(Math.abs(kernelValue(packed, z) - (value(z) - 2))).toBeLessThanOrEqual(2e-6 * Math.max(1, width));
    }
  });

  test('NaN stays NaN', () => {
    expect(valueAt(example, Number.NaN)).toBeNaN();
  });
});

describe('families fitted to three quantiles', () => {
  const split: readonly Distribution[] = [
    { family: 'normal', p5: -0.17, p50: 0.02, p95: 0.4 },
    { family: 'lognormal', p5: 0.4, p50: 2.8, p95: 19 },
    { family: 'logitnormal', p5: 0.45, p50: 0.75, p95: 0.93 },
  ];

  test.each(split.map((each) => [byName(each), each] as const))('%s meets all three', (_name, distribution) => {
    if (!('p5' in distribution)) throw new Error('not a fitted family');
    expect(valueAt(distribution, -Z95)).toBeCloseTo(distribution.p5, 14);
    expect(valueAt(distribution, 0)).toBeCloseTo(distribution.p50, 14);
    expect(Math.abs(valueAt(distribution, Z95) / distribution.p95 - 1)).toBeLessThan(1e-14);
  });

  test.each(split.map((each) => [byName(each), each] as const))('%s is flat beyond 3.2', (_name, distribution) => {
    expect(valueAt(distribution, 7)).toBe(valueAt(distribution, CLIP));
    expect(valueAt(distribution, -7)).toBe(valueAt(distribution, -CLIP));
    expect(valueAt(distribution, 3.1)).toBeLessThan(valueAt(distribution, CLIP));
  });

  test('the lead model turns the golden normals into the golden inputs to 1e-13', () => {
    // Those of version 1.0; inputs of later versions follow them.
    const inputs = lead.meta.inputs.slice(0, golden.inputOrder.length);
    const ids = inputs.map((input) => input.id);
    expect(golden.inputOrder).toEqual(ids);
    const { rows } = factorise(
      ids,
      lead.meta.correlations.filter(({ a, b }) => ids.includes(a) && ids.includes(b)),
    );
    const values = inputs.map((input) => quantileFunction(input.distribution));
    const worst = golden.rows.reduce((most, { z0 }, row) => {
      const errors = rows.map((entries, i) => {
        const z = entries.reduce((sum, { column, coefficient }) => sum + coefficient * z0[column]!, 0);
        const expected = golden.inputs[row]![i]!;
        return Math.abs(values[i]!(z) - expected) / Math.max(1, Math.abs(expected));
      });
      return Math.max(most, ...errors);
    }, 0);
    expect(worst).toBeLessThan(1e-13);
  });
});

describe('families carried by a table', () => {
  const cases = vectors.cases.map(({ distribution, points }) => {
    const read = readDistribution(distribution, []);
    return [JSON.stringify(distribution), read, points as [number, number][]] as const;
  });
  const bounded = (distribution: Distribution): boolean =>
    distribution.family === 'quantiles' && distribution.quantiles.some(([p]) => p === 0 || p === 1);

  const OLD = ['triangular', 'pert', 'beta', 'quantiles'];
  test.each(cases.filter(([, each]) => OLD.includes(each.family) && !bounded(each)))(
    '%s is within 1e-6 of its width of SciPy',
    (_name, each, points) => {
      const value = quantileFunction(each);
      const width = value(TABLE_REACH) - value(-TABLE_REACH);
      const worst = Math.max(...points.map(([z, exact]) => Math.abs(value(z) - exact) / width));
      expect(worst).toBeLessThan(1e-6);
    },
  );

  test.each(cases.filter(([, each]) => each.family === 'quantiles'))(
    '%s is interpolated as by SciPy',
    (_name, each, points) => {
      if (each.family !== 'quantiles') throw new Error('not given by quantiles');
      const value = interpolant(each.quantiles);
      for (const [z, exact] of points) expect(value(z)).toBeCloseTo(exact, 12);
    },
  );

  test('at a bound the slope may jump, and the table is off by at most a quarter step of the jump', () => {
    const pairs = [
      [0.05, 0.4],
      [0.5, 0.7],
      [0.95, 1.6],
      [1, 3],
    ] as const;
    const exact = interpolant(pairs);
    const table = quantileFunction({ family: 'quantiles', quantiles: pairs });
    const kink = normalQuantile(0.95);
    const slope = (from: number, to: number): number => (exact(to) - exact(from)) / (to - from);
    const jump = Math.abs(slope(kink, kink + 1e-6) - slope(kink - 1e-6, kink));
    const off = Math.max(...[-2, -1, 0, 1, 2].map((k) => kink + k * 1e-3).map((z) => Math.abs(table(z) - exact(z))));
    expect(off).toBeGreaterThan(1e-5);
    expect(off).toBeLessThan((jump * (12 / TABLE_INTERVALS)) / 4 + 1e-5);
  });

  test('quantiles of a normal give back the normal, beyond them too', () => {
    const given = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => [p, 10 + 2 * normalQuantile(p)] as const);
    const value = interpolant(given);
    for (const z of SCORES) expect(value(z)).toBeCloseTo(10 + 2 * z, 12);
  });

  test('beta is found, and rises, at every corner of the shapes allowed', () => {
    const shapes = [0.1, 1, 3.5, 10_000];
    for (const alpha of shapes) {
      for (const beta of shapes) {
        const table = packTransform({ family: 'beta', alpha, beta, min: 0, max: 1 }).table!;
        expect(table.filter((each, i) => i > 0 && !(each >= table[i - 1]!))).toHaveLength(0);
        // The two halves, each solved from its own tail, meet at the median.
        const middle = TABLE_INTERVALS / 2;
        const mirrored =
          1 - packTransform({ family: 'beta', alpha: beta, beta: alpha, min: 0, max: 1 }).table![middle]!;
        expect(Math.abs(table[middle]! - mirrored)).toBeLessThan(1e-9);
      }
    }
  });

  test.each([
    ...cases.filter(([, each]) => !bounded(each)).map(([name, each]) => [name, each] as const),
    ...[0.1, 1, 10_000].flatMap((alpha) =>
      [0.1, 1, 10_000].map(
        (beta) => [`beta ${alpha}, ${beta}`, { family: 'beta', alpha, beta, min: -1, max: 3 } as const] as const,
      ),
    ),
  ])('%s by its formula is within 1e-5 of the width of its table', (_name, each) => {
    const [formula, table] = [displayQuantile(each), quantileFunction(each)];
    const width = table(TABLE_REACH) - table(-TABLE_REACH);
    const within = SCORES.filter((z) => Math.abs(z) <= TABLE_REACH);
    expect(Math.max(...within.map((z) => Math.abs(formula(z) - table(z)) / width))).toBeLessThan(1e-5);
  });

  test('PERT has the mean (min + 4 mode + max) / 6', () => {
    const value = quantileFunction({ family: 'pert', min: 1, mode: 3, max: 11 });
    const count = 20_000;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += value(normalQuantile((i + 0.5) / count));
    expect(sum / count).toBeCloseTo((1 + 12 + 11) / 6, 5);
  });
});

describe('families with the parameters their users know, twenty sets of each', () => {
  /** Largest error allowed of x, as measured: of quantities above 0 relative, of others by the scale and the distance. */
  const allowed = (distribution: Distribution, x: number): number => {
    switch (distribution.family) {
      case 'exponential':
        return 1.3e-6 * x;
      case 'weibull':
      case 'gamma':
      case 'pareto':
      case 'loglogistic':
        return 1.3e-6 * x * Math.max(1, 1 / distribution.shape);
      case 'gumbel':
        return 3e-7 * (distribution.scale + Math.abs(x - distribution.location));
      case 'student':
        return 3e-5 * (distribution.scale + Math.abs(x - distribution.location));
      default:
        return 0;
    }
  };
  const cases = new Map<string, { distribution: Distribution; points: readonly (readonly number[])[] }[]>();
  for (const { distribution, points } of vectors.cases) {
    const read = readDistribution(distribution, []);
    cases.set(read.family, [...(cases.get(read.family) ?? []), { distribution: read, points }]);
  }
  const known = [...cases].filter(([, each]) => each.length === 20);
  /** The same, against exact values: moments, limits, metalog, J-QPD and mixtures. Of the width between z = -6 and 6, as measured. */
  const OF_WIDTH: Readonly<Record<string, number>> = {
    normal: 1e-13,
    lognormal: 1e-13,
    metalog: 1.5e-6,
    jqpd: 5e-7,
    mixture: 4e-5,
    'within normal': 3e-7,
    'within lognormal': 7e-7,
    'within gamma': 4e-7,
    'within gumbel': 4e-7,
    'within poisson': 0,
  };

  test('are twelve families', () => {
    expect(known).toHaveLength(12);
  });

  test.each(known)('%s agrees with SciPy to both ends', (_family, each) => {
    for (const { distribution, points } of each) {
      const value = quantileFunction(distribution);
      for (const [z = 0, exact = 0] of points) {
        const off = Math.abs(value(z) - exact);
        if (!(off <= allowed(distribution, exact)))
          expect.fail(`${JSON.stringify(distribution)} at ${z}: ${value(z)} for ${exact}`);
      }
    }
  });

  test.each(Object.entries(OF_WIDTH))('%s agrees with SciPy to both ends', (kind, share) => {
    const rows = vectors.more.filter((each) => each.kind === kind);
    expect(rows.length).toBeGreaterThanOrEqual(19);
    for (const { distribution, points } of rows) {
      const value = quantileFunction(readDistribution(distribution, []));
      const width = value(TABLE_REACH) - value(-TABLE_REACH);
      for (const [z = 0, exact = 0] of points) {
        if (!(Math.abs(value(z) - exact) <= share * width))
          expect.fail(`${JSON.stringify(distribution)} at ${z}: ${value(z)} for ${exact}`);
      }
    }
  });

  test.each([
    { family: 'normal', mean: 3, sd: 2 },
    { family: 'lognormal', mean: 3, sd: 2 },
  ] as const)('$family has the mean and the standard deviation that it is given by', (distribution) => {
    const value = quantileFunction(distribution);
    const count = 60_000;
    const values = Array.from({ length: count }, (_, i) => value(normalQuantile((i + 0.5) / count)));
    const mean = values.reduce((sum, x) => sum + x, 0) / count;
    expect(mean).toBeCloseTo(3, 3);
    // The midpoint rule misses a little of the tails.
    expect(Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count)).toBeCloseTo(2, 2);
  });

  // biome-ignore format: a table, one form a line
  test.each([
    [{ family: 'normal', p10: 1, p90: 3 }, { 10: 1, 50: 2, 90: 3 }],
    [{ family: 'lognormal', p1: 1, p99: 9 }, { 1: 1, 50: 3, 99: 9 }],
    [{ family: 'logitnormal', p25: 0.2, p50: 0.5 }, { 25: 0.2, 50: 0.5, 75: 0.8 }],
    [{ family: 'normal', p10: 1, p50: 2, p90: 9 }, { 10: 1, 50: 2, 90: 9 }],
    [{ family: 'normal', p10: 1, p25: 2, p90: 9 }, { 10: 1, 25: 2, 90: 9 }],
    [{ family: 'lognormal', p10: 1, p75: 3, p90: 5 }, { 10: 1, 75: 3, 90: 5 }],
    [{ family: 'metalog', p10: 1, p50: 2, p75: 4, min: 0 }, { 10: 1, 50: 2, 75: 4 }],
    [{ family: 'metalog', p10: 1, p50: 2, p90: 4, max: 6 }, { 10: 1, 50: 2, 90: 4 }],
    [{ family: 'jqpd', p10: 1, p50: 2, p90: 9, min: 0 }, { 10: 1, 50: 2, 90: 9 }],
    [{ family: 'jqpd', p25: 1, p50: 2, p75: 3, min: 0, max: 4 }, { 25: 1, 50: 2, 75: 3 }],
    [{ family: 'jqpd', p10: 1, p50: 8, p90: 9, max: 10 }, { 10: 1, 50: 8, 90: 9 }],
  ] as const)('%j has the quantiles that it says', (text, quantiles) => {
    const value = displayQuantile(readDistribution(text, []));
    for (const [percent, x] of Object.entries(quantiles)) {
      expect(value(normalQuantile(Number(percent) / 100))).toBeCloseTo(x, 6);
    }
  });

  test('limits hold, and what is between them keeps its shape', () => {
    const value = quantileFunction(readDistribution({ family: 'uniform', min: 0, max: 10, within: [2, 4] }, []));
    for (const [z, x] of [[-8, 2], [0, 3], [8, 4]] as const) expect(value(z)).toBeCloseTo(x, 7); // biome-ignore format: pairs
    const die = readDistribution({ family: 'integers', min: 1, max: 6, within: [1.5, 4] }, []);
    const masses = familyOf(die).masses!(die)!;
    expect(masses.map(([k]) => k)).toEqual([2, 3, 4]);
    for (const [, chance] of masses) expect(chance).toBeCloseTo(1 / 3, 12);
    expect(packTransform(die).kind).toBe(6);
  });

  test('data are drawn as they are', () => {
    const found = readDistribution({ family: 'data', values: [8.2, 4.7, 2.9, 4.7] }, []);
    expect(familyOf(found).masses!(found)).toEqual([[2.9, 0.25], [4.7, 0.5], [8.2, 0.25]]); // biome-ignore format: pairs
  });

  test('a mixture of single values stays one, and one that never happens beside one that may is a step', () => {
    const die = readDistribution(
      { family: 'mixture', parts: [[3, { family: 'event', p: 0.5 }], [1, { family: 'integers', min: 1, max: 2 }]] }, // biome-ignore format: pairs
      [],
    );
    const masses = familyOf(die).masses!(die)!;
    for (const [i, [k, chance]] of [
      [0, 0.375],
      [1, 0.5],
      [2, 0.125],
    ].entries()) {
      // biome-ignore format: pairs
      expect(masses[i]![0]).toBe(k);
      expect(masses[i]![1]).toBeCloseTo(chance!, 12);
    }
    const loss = readDistribution(
      { family: 'mixture', parts: [[0.7, { family: 'data', values: [0] }], [0.3, { family: 'exponential', mean: 2 }]] }, // biome-ignore format: pairs
      [],
    );
    const value = quantileFunction(loss);
    // Exact but for one step of the table's grid, 0.003 in z.
    expect(value(normalQuantile(0.698))).toBe(0);
    expect(value(normalQuantile(0.85))).toBeCloseTo(2 * Math.LN2, 4);
    expect(familyOf(loss).masses!(loss)).toBeNull();
  });

  test('single values come with the probabilities they were given', () => {
    const value = quantileFunction({ family: 'discrete', values: [[-3, 0.2], [1.5, 0], [10, 0.3], [25, 0.5]] }); // biome-ignore format: one list
    for (const [
      p,
      x,
    ] of [[0.001, -3], [0.1999999, -3], [0.2000001, 10], [0.4999999, 10], [0.5000001, 25], [0.999, 25]] as const) // biome-ignore format: pairs
      expect(value(normalQuantile(p))).toBe(x);
    const coins: Distribution = { family: 'binomial', n: 3, p: 0.5 };
    expect(familyOf(coins).masses!(coins)!.map(([k, p]) => [k, Number(p.toFixed(12))])).toEqual([
      [0, 0.125],
      [1, 0.375],
      [2, 0.375],
      [3, 0.125],
    ]);
    expect([valueAt({ family: 'event', p: 0 }, 5), valueAt({ family: 'event', p: 1 }, -5)]).toEqual([0, 1]);
    expect([valueAt({ family: 'binomial', n: 4, p: 1 }, 0), valueAt({ family: 'geometric', p: 1 }, 0)]).toEqual([4, 1]);
  });

  test('every corner of the parameters allowed has a table', () => {
    const corners: readonly Distribution[] = [
      ...[0.1, 1, 10_000].map((shape) => ({ family: 'gamma', shape, scale: 1 }) as const),
      ...[0.2, 1000].map((shape) => ({ family: 'weibull', shape, scale: 1 }) as const),
      ...[1, 2, 10_000].map((df) => ({ family: 'student', df, location: 0, scale: 1 }) as const),
      { family: 'pareto', minimum: 1, shape: 0.31 },
      { family: 'poisson', mean: 1e-6 },
      { family: 'poisson', mean: 10_000 },
      { family: 'binomial', n: 50_000, p: 0.5 },
      { family: 'geometric', p: 0.01 },
      { family: 'integers', min: -1000, max: 3095 },
    ];
    for (const distribution of corners) {
      expect(familyOf(distribution).check(distribution)).toBeNull();
      const { table } = packTransform(distribution);
      expect(table!.every((each) => Number.isFinite(each))).toBe(true);
      const values = SCORES.map(quantileFunction(distribution));
      expect(values.filter((each, i) => i > 0 && !(each >= values[i - 1]!))).toEqual([]);
    }
  });

  test('changing to any family from quantiles that it can have keeps the median near', () => {
    for (const record of Object.values(FAMILIES)) {
      const start = record.like([2, 5, 11]);
      const { family } = start;
      expect(familyOf(start).check(start), family).toSatisfy(
        (problem) => problem === null || /logitnormal/.test(family),
      );
      if (['logitnormal', 'event', 'beta', 'pareto'].includes(family)) continue;
      expect(Math.abs(valueAt(start, 0) - 5), `${family} ${JSON.stringify(start)}`).toBeLessThan(1.6);
    }
  });
});

describe('what is refused', () => {
  // biome-ignore format: a table, one refusal a line
  const refused: readonly [string, unknown, string, string][] = [
    ['quantiles out of order', { family: 'normal', p5: 1, p50: 0.5, p95: 2 }, 'x.p50', 'p50 0.5 is not above p5 1'],
    ['equal quantiles', { family: 'normal', p5: 1, p50: 2, p95: 2 }, 'x.p95', 'p95 2 is not above p50 2'],
    ['a lognormal at 0', { family: 'lognormal', p5: 0, p50: 1, p95: 2 }, 'x.p5', 'outside the range of lognormal'],
    ['a share above 1', { family: 'logitnormal', p5: 0.1, p50: 0.5, p95: 1.2 }, 'x.p95', 'outside the range of logitnormal'],
    ['a missing parameter', { family: 'gamma', shape: 1 }, 'x', '"scale" is missing'],
    ['a misspelt parameter', { family: 'normal', p5: 1, p50: 2, p95: 3, p59x: 4 }, 'x.p59x', 'unknown field "p59x"'],
    ['one quantile', { family: 'normal', p50: 2 }, 'x.p50', '1 quantiles, p50'],
    ['four quantiles', { family: 'normal', p5: 1, p50: 2, p59: 2.5, p95: 3 }, 'x.p95', '4 quantiles, p5, p50, p59, p95'],
    ['quantiles on one side', { family: 'normal', p50: 2, p75: 3, p95: 4 }, 'x.p75', 'on one side of the median'],
    ['quantiles of no split normal', { family: 'normal', p5: 0, p10: 3, p90: 4 }, 'x.p10', 'no two halves of a normal'],
    ['a mean without a deviation', { family: 'normal', mean: 2 }, 'x', '"sd" is missing'],
    ['a mean beside quantiles', { family: 'normal', mean: 2, sd: 1, p95: 3 }, 'x.p95', 'unknown field "p95"'],
    ['a deviation of 0', { family: 'lognormal', mean: 2, sd: 0 }, 'x.sd', 'sd 0 is not above 0'],
    ['a lognormal of a mean below 0', { family: 'lognormal', mean: -2, sd: 1 }, 'x.mean', 'mean -2 is not above 0'],
    ['limits in the wrong order', { family: 'uniform', min: 0, max: 1, within: [1, 0] }, 'x.within', '1 is not below 0'],
    ['limits that leave nothing', { family: 'normal', mean: 0, sd: 1, within: [9, 10] }, 'x.within', 'less than a millionth of the distribution lies within 9 to 10'],
    ['limits between single values', { family: 'event', p: 0.2, within: [0.2, 0.8] }, 'x.within', 'less than a millionth'],
    ['a metalog too skewed', { family: 'metalog', p10: 1, p50: 2, p90: 20 }, 'x.p50', 'no three-term metalog goes through p10, p50, p90'],
    ['a metalog of two quantiles', { family: 'metalog', p10: 1, p90: 20 }, 'x.p90', '2 quantiles'],
    ['a quantile beyond a bound', { family: 'metalog', p10: 1, p50: 2, p90: 3, max: 2.5 }, 'x.max', 'max 2.5 is not above p90 3'],
    ['J-QPD without a bound', { family: 'jqpd', p10: 1, p50: 2, p90: 3 }, 'x', 'no bound'],
    ['J-QPD of uneven quantiles', { family: 'jqpd', p10: 1, p50: 2, p95: 3, min: 0 }, 'x.p10', 'not alike on both sides'],
    ['a chance that is an input', { family: 'event', p: 'strikeChance' }, 'x.p', 'p "strikeChance" is not a number: parameters of event are the same in all samples'],
    ['a mean that is an input', { family: 'exponential', mean: 'rate' }, 'x.mean', 'parameters of exponential'],
    ['a shape that is an input', { family: 'gamma', shape: 'rate', scale: 1 }, 'x.shape', 'parameters of gamma'],
    ['no data', { family: 'data', values: [] }, 'x.values', 'no values'],
    ['data that are not numbers', { family: 'data', values: [1, 'two'] }, 'x.values[1]', '"two" is not a number'],
    ['a part without weight', { family: 'mixture', parts: [[0, { family: 'event', p: 0.1 }]] }, 'x.parts[0][0]', 'weight 0 is not above 0'],
    ['a part that is wrong', { family: 'mixture', parts: [[1, { family: 'event', p: 2 }]] }, 'x.parts[0][1].p', 'p 2 is outside'],
    ['a mixture within a mixture', { family: 'mixture', parts: [[1, { family: 'mixture', parts: [[1, { family: 'event', p: 0.2 }]] }]] }, 'x.parts[0][1]', 'a mixture within a mixture'],
    ['a parameter of another family', { family: 'uniform', min: 0, max: 1, mode: 0.5 }, 'x.mode', 'unknown field "mode"'],
    ['a text for a number', { family: 'uniform', min: '0', max: 1 }, 'x.min', '"0" is not a number'],
    ['NaN', { family: 'uniform', min: Number.NaN, max: 1 }, 'x.min', 'NaN is not a finite number'],
    ['a number beyond single precision', { family: 'uniform', min: 0, max: 1e31 }, 'x.max', 'is beyond 1e+30'],
    ['an empty range', { family: 'uniform', min: 1, max: 1 }, 'x.max', 'max 1 is not above min 1'],
    ['a mode outside the range', { family: 'triangular', min: 0, mode: 2, max: 1 }, 'x.mode', 'mode 2 is outside 0 to 1'],
    ['a degenerate shape', { family: 'beta', alpha: 0.01, beta: 1 }, 'x.alpha', 'alpha 0.01 is outside'],
    ['an unknown family', { family: 'lognormale', p5: 1, p50: 2, p95: 3 }, 'x.family', 'unknown family "lognormale"'],
    ['an inherited family', { family: 'toString' }, 'x.family', 'unknown family "toString"'],
    ['no family', { p5: 1 }, 'x', '"family" is missing'],
    ['no object', [1, 2, 3], 'x', 'a list is not an object'],
    ['a probability above 1', { family: 'quantiles', quantiles: [[5, 1], [50, 2]] }, 'x.quantiles[0][0]', 'probability 5 is outside'],
    ['falling probabilities', { family: 'quantiles', quantiles: [[0.5, 1], [0.1, 2]] }, 'x.quantiles[1][0]', 'not above 0.5'],
    ['falling values', { family: 'quantiles', quantiles: [[0.1, 2], [0.5, 1]] }, 'x.quantiles[1][1]', 'value 1 is below 2'],
    ['bounds alone', { family: 'quantiles', quantiles: [[0, 0], [1, 1]] }, 'x.quantiles', 'fewer than two probabilities'],
    ['a constant', { family: 'quantiles', quantiles: [[0.1, 1], [0.5, 1]] }, 'x.quantiles', 'all values are equal'],
    ['a mean of 0', { family: 'exponential', mean: 0 }, 'x.mean', 'mean 0 is not above 0'],
    ['a tail beyond single precision', { family: 'pareto', minimum: 1e9, shape: 0.35 }, 'x.shape', 'one value in a billion is beyond 1e+30'],
    ['no middle', { family: 'student', df: 0.5 }, 'x.df', 'df 0.5 is outside 1 to 10000'],
    ['a chance in percent', { family: 'event', p: 20 }, 'x.p', 'p 20 is outside 0 to 1'],
    ['half a trial', { family: 'binomial', n: 2.5, p: 0.5 }, 'x.n', 'n 2.5 is not a whole number'],
    ['too many whole numbers', { family: 'integers', min: 0, max: 10_000 }, 'x.max', 'max 10000 is outside 0 to 4095'],
    ['chances above 1', { family: 'discrete', values: [[1, 7], [2, 3]] }, 'x.values[0][1]', 'chance 7 is outside 0 to 1'],
    ['values out of order', { family: 'discrete', values: [[2, 0.5], [1, 0.5]] }, 'x.values[1][0]', 'value 1 is not above 2'],
    ['no chance at all', { family: 'discrete', values: [[2, 0]] }, 'x.values', 'no value with a chance'],
    ['half a pair', { family: 'quantiles', quantiles: [[0.1], [0.5, 1]] }, 'x.quantiles[0]', 'not a pair'],
  ];

  test.each(refused)('%s', (_what, raw, place, problem) => {
    const read = (): Distribution => readDistribution(raw, ['x']);
    expect(read).toThrow(DefinitionError);
    expect(read).toThrow(`${place}: `);
    expect(read).toThrow(problem);
  });

  test('a near miss is answered with the name meant', () => {
    expect(() => readDistribution({ family: 'lognormale' }, [])).toThrow('Did you mean "lognormal"?');
  });
});

test('the registry is keyed by the families themselves', () => {
  for (const [name, family] of Object.entries(FAMILIES)) {
    expect(family.example.family).toBe(name satisfies string as Family);
    expect(familyOf(family.example).family).toBe(name);
  }
});
