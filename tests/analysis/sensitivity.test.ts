/** Sobol' indices and Shapley effects against closed forms. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Index, Measure } from '../../src/analysis/measure.ts';
import { type Sensitivity, sensitivity } from '../../src/analysis/sensitivity.ts';
import { permutation, shapleyEffects } from '../../src/analysis/shapley.ts';
import { baseOf, normal, type TestModel, uniform } from './support.ts';

const Y: Measure = { outcome: 'y', date: 1, threshold: null };
const SIN = Math.sin;

/** Within five standard errors, which must themselves be at most `se`: a statement that can fail either way. */
function expectIndex(found: Index | undefined, truth: number, se: number): void {
  expect(found?.se).toBeLessThan(se);
  expect(Math.abs(found!.value - truth)).toBeLessThan(5 * found!.se + 1e-6);
}

const totalOf = ({ measures }: Sensitivity, input: string) =>
  measures[0]?.groups.find(({ inputs }) => inputs.includes(input))?.total;
const firstOf = ({ measures }: Sensitivity, input: string) =>
  measures[0]?.groups.find(({ inputs }) => inputs.includes(input))?.first;

describe("Ishigami's function, a = 7, b = 0.1 (Ishigami and Homma 1990)", () => {
  const model: TestModel = {
    inputs: { x1: uniform(-Math.PI, Math.PI), x2: uniform(-Math.PI, Math.PI), x3: uniform(-Math.PI, Math.PI) },
    y: ({ x1 = 0, x2 = 0, x3 = 0 }) => SIN(x1) + 7 * SIN(x2) ** 2 + 0.1 * x3 ** 4 * SIN(x1),
  };
  const v1 = 0.5 * (1 + (0.1 * Math.PI ** 4) / 5) ** 2;
  const v2 = 49 / 8;
  const v13 = 0.01 * Math.PI ** 8 * (1 / 18 - 1 / 50);
  const variance = v1 + v2 + v13;

  it('has its known first-order and total indices', async () => {
    const result = await sensitivity(baseOf(model), { measures: [Y], halfWidth: 0.01, maxSamples: 16384 });
    expect(result.reached).toBe(true);
    expect(Math.abs(result.measures[0]!.variance - variance)).toBeLessThan(0.1);
    expectIndex(totalOf(result, 'x1'), (v1 + v13) / variance, 0.006);
    expectIndex(totalOf(result, 'x2'), v2 / variance, 0.006);
    expectIndex(totalOf(result, 'x3'), v13 / variance, 0.006);
    expectIndex(firstOf(result, 'x1'), v1 / variance, 0.02);
    expectIndex(firstOf(result, 'x2'), v2 / variance, 0.02);
    expectIndex(firstOf(result, 'x3'), 0, 0.02);
    expectIndex(result.measures[0]!.interactions, v13 / variance, 0.03);
  });

  it('has its known Shapley effects: half of an interaction to each', async () => {
    const result = await shapleyEffects(baseOf(model), { measures: [Y], halfWidth: 0.02, maxSamples: 16384 });
    const effect = (input: string) => result.measures[0]!.effects.find((one) => one.input === input)?.effect;
    expectIndex(effect('x1'), (v1 + v13 / 2) / variance, 0.01);
    expectIndex(effect('x2'), v2 / variance, 0.01);
    expectIndex(effect('x3'), v13 / 2 / variance, 0.01);
  });
});

it("Sobol' G has its known indices (Saltelli and Sobol' 1995)", async () => {
  const a = [0, 1, 4.5, 9, 99];
  const model: TestModel = {
    inputs: Object.fromEntries(a.map((_, i) => [`x${i}`, uniform(0, 1)])),
    y: (x) => a.reduce((product, ai, i) => (product * (Math.abs(4 * (x[`x${i}`] ?? 0) - 2) + ai)) / (1 + ai), 1),
  };
  const parts = a.map((ai) => 1 / (3 * (1 + ai) ** 2));
  const all = parts.reduce((product, v) => product * (1 + v), 1);
  const result = await sensitivity(baseOf(model), { measures: [Y], halfWidth: 0.015, maxSamples: 16384 });
  parts.forEach((v, i) => {
    expectIndex(totalOf(result, `x${i}`), (v * (all / (1 + v))) / (all - 1), 0.01);
    expectIndex(firstOf(result, `x${i}`), v / (all - 1), 0.02);
  });
});

describe('a linear Gaussian model with correlated inputs', () => {
  // y = 1 a + 2 b + 1 c with corr(a, b) = 0.6 and c independent; Owen and Prieur 2017, section 4.
  const rho = 0.6;
  const model: TestModel = {
    inputs: { a: normal(0, 1), b: normal(0, 1), c: normal(0, 1) },
    correlations: [['a', 'b', rho]],
    y: ({ a = 0, b = 0, c = 0 }) => a + 2 * b + c,
  };
  const group = 1 + 4 + 4 * rho;
  const variance = group + 1;

  it('has indices of its groups, and says which inputs are one', async () => {
    const result = await sensitivity(baseOf(model), { measures: [Y], halfWidth: 0.01, maxSamples: 8192 });
    expect(result.measures[0]!.groups.map(({ inputs }) => inputs)).toEqual([['a', 'b'], ['c']]);
    expectIndex(totalOf(result, 'a'), group / variance, 0.006);
    expectIndex(totalOf(result, 'c'), 1 / variance, 0.006);
    expectIndex(firstOf(result, 'c'), 1 / variance, 0.02);
    expectIndex(result.measures[0]!.interactions, 0, 0.02);
  });

  it('has the Shapley effects of Owen and Prieur', async () => {
    const result = await shapleyEffects(baseOf(model), { measures: [Y], halfWidth: 0.01, maxSamples: 16384 });
    const effect = (input: string) => result.measures[0]!.effects.find((one) => one.input === input)?.effect;
    // With coefficients s, t and correlation rho, input 1 has s^2 (1 - rho^2 / 2) + rho s t + t^2 rho^2 / 2.
    const share = (s: number, t: number) => s * s * (1 - rho ** 2 / 2) + rho * s * t + (t * t * rho ** 2) / 2;
    expectIndex(effect('a'), share(1, 2) / variance, 0.006);
    expectIndex(effect('b'), share(2, 1) / variance, 0.006);
    expectIndex(effect('c'), 1 / variance, 0.006);
    expect(result.measures[0]!.effects.reduce((sum, { effect: { value } }) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('has them too with three inputs that all hang together', async () => {
    const covariance = [
      [1, 0.5, 0.3],
      [0.5, 1, -0.2],
      [0.3, -0.2, 1],
    ];
    const weights = [1, -1, 2];
    const three: TestModel = {
      ...model,
      correlations: [
        ['a', 'b', 0.5],
        ['a', 'c', 0.3],
        ['b', 'c', -0.2],
      ],
      y: ({ a = 0, b = 0, c = 0 }) => a - b + 2 * c,
    };
    const result = await shapleyEffects(baseOf(three), { measures: [Y], halfWidth: 0.01, maxSamples: 16384 });
    const truth = gaussianShapley(weights, covariance);
    ['a', 'b', 'c'].forEach((input, i) => {
      expectIndex(result.measures[0]!.effects.find((one) => one.input === input)?.effect, truth[i]!, 0.01);
    });
  });
});

describe('inputs of many draws', () => {
  // Sums of paths: Var(sum of s) = V = sum of 0.5^|i - j|, and a path is known as far as its sum is.
  const count = 8;
  const of = (path: readonly number[] = []) => path.reduce((sum, x) => sum + x, 0);
  const powers = Array.from({ length: count * count }, (_, i) => 0.5 ** Math.abs(Math.floor(i / count) - (i % count)));
  const variance = of(powers);
  const draws = { count, correlation: 0.5 };
  const model: TestModel = {
    inputs: { s: normal(0, 1), a: normal(0, 3), t: normal(0, 1) },
    draws: { s: draws, t: draws },
    correlations: [['s', 't', 0.6]],
    y: ({ a = 0 }, _lever, _toggle, { s, t }) => a + of(s) - 2 * of(t),
  };
  const weights = [1, 1, -2];
  const covariance = [
    [variance, 0, 0.6 * variance],
    [0, 9, 0],
    [0.6 * variance, 0, variance],
  ];
  const all = 9 + variance * (1 + 4 - 4 * 0.6);

  it('are one source each: correlated ones share their index, with all their draws', async () => {
    const result = await sensitivity(baseOf(model), { measures: [Y], halfWidth: 0.01, maxSamples: 8192 });
    expect(result.measures[0]!.groups.map(({ inputs }) => inputs)).toEqual([['s', 't'], ['a']]);
    expect(Math.abs(result.measures[0]!.variance / all - 1)).toBeLessThan(0.02);
    expectIndex(totalOf(result, 's'), 1 - 9 / all, 0.006);
    expectIndex(firstOf(result, 'a'), 9 / all, 0.02);
  });

  it('have one Shapley effect each', async () => {
    const result = await shapleyEffects(baseOf(model), { measures: [Y], halfWidth: 0.02, maxSamples: 8192 });
    const truth = gaussianShapley(weights, covariance);
    ['s', 'a', 't'].forEach((input, i) => {
      expectIndex(result.measures[0]!.effects.find((one) => one.input === input)?.effect, truth[i]!, 0.012);
    });
  });
});

it('an indicator is decomposed as well as the outcome, from the same evaluations', async () => {
  // For 1{a + b >= 0} with independent standard normals, P(y >= 0 | a) = Phi(a), so S = 4 E[Phi(a)^2] - 1 = 1/3.
  const base = baseOf({ inputs: { a: normal(0, 1), b: normal(0, 1) }, y: ({ a = 0, b = 0 }) => a + b });
  const result = await sensitivity(base, { measures: [{ ...Y, threshold: 0 }, Y], halfWidth: 0.02, maxSamples: 16384 });
  const [indicator, outcome] = result.measures;
  expect(indicator!.variance).toBeCloseTo(0.25, 2);
  expectIndex(indicator!.groups[0]!.first, 1 / 3, 0.02);
  expectIndex(indicator!.groups[0]!.total, 2 / 3, 0.01);
  expectIndex(outcome!.groups[0]!.total, 0.5, 0.01);
});

it('the estimates are the same whatever the number of engines', async () => {
  const base = baseOf({ inputs: { a: normal(0, 1), b: normal(0, 1) }, y: ({ a = 0, b = 0 }) => a * b });
  const options = { measures: [Y], halfWidth: 0, maxSamples: 2048 };
  const many = { ...base, engine: { ...base.engine, width: 3 } };
  expect(await sensitivity(many, options)).toEqual(await sensitivity(base, options));
});

describe('an outcome that has no value in some futures', () => {
  const lacking = (least: number) =>
    baseOf({
      inputs: { u: uniform(0, 1), v: uniform(0, 1) },
      y: ({ u = 0, v = 0 }) => Math.sqrt(u - least) + v,
    });

  it('is not divided: the parts would not be of the whole', async () => {
    const options = { measures: [Y], halfWidth: 0.1, maxSamples: 1024 };
    await expect(sensitivity(lacking(0.1), options)).rejects.toThrow(
      /y at 1 has no value in some futures \((18|19|20)\./,
    );
    await expect(shapleyEffects(lacking(0.1), options)).rejects.toThrow('its variance cannot be divided');
  });

  it('can be asked for the chance of reaching a threshold, which is of all futures', async () => {
    const measures = [{ ...Y, threshold: 0.9 }];
    const { measures: found } = await sensitivity(lacking(0.5), { measures, halfWidth: 0.1, maxSamples: 4096 });
    expect(found[0]!.invalid).toBe(0);
    // P(sqrt(u - 0.5) + v >= 0.9): the integral of min(1, 0.1 + sqrt(x)) for x from 0 to 0.5.
    expect(found[0]!.mean).toBeCloseTo(0.05 + (2 / 3) * 0.5 ** 1.5, 1);
  });
});

it('an outcome that does not vary has no parts, and no interval to wait for', async () => {
  const base = baseOf({ inputs: { u: uniform(0, 1), v: uniform(0, 1) }, y: () => 192.53 });
  const options = { measures: [Y], maxSamples: 4096 };
  const indices = await sensitivity(base, options);
  expect([indices.reached, indices.measures[0]!.variance, indices.measures[0]!.interactions.value]).toEqual([
    true,
    0,
    0,
  ]);
  const effects = await shapleyEffects(base, options);
  expect([effects.reached, effects.measures[0]!.variance]).toEqual([true, 0]);
  expect(effects.measures[0]!.effects.map(({ effect }) => effect.value)).toEqual([0, 0]);
});

it('a permutation is one, and a function of seed and key', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), fc.nat(1000), (seed, size, key) => {
      const order = permutation(seed, size, [key, 1]);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
      expect(permutation(seed, size, [key, 1])).toEqual(order);
    }),
  );
});

/** Shapley effects of w'x for Gaussian x, from conditional variances over all orders. */
function gaussianShapley(weights: readonly number[], covariance: readonly (readonly number[])[]): number[] {
  const all = weights.map((_, i) => i);
  const left = (drawn: readonly number[]): number => {
    // Var(w'x | x of those not drawn): Schur complement by eliminating the known, one by one.
    const c = covariance.map((row) => [...row]);
    for (const k of all.filter((i) => !drawn.includes(i))) {
      const column = c.map((row) => row[k]!);
      for (const i of all) for (const j of all) c[i]![j]! -= (column[i]! * column[j]!) / column[k]!;
    }
    return drawn.reduce(
      (sum, i) => sum + drawn.reduce((inner, j) => inner + weights[i]! * weights[j]! * c[i]![j]!, 0),
      0,
    );
  };
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];
  const effects = all.map(() => 0);
  for (const order of orders) {
    order.forEach((input, k) => {
      effects[input]! += (left(order.slice(0, k + 1)) - left(order.slice(0, k))) / 6 / left(all);
    });
  }
  return effects;
}

it('95 % intervals cover the truth about that often', async () => {
  const seeds = Array.from({ length: 60 }, (_, i) => 1000 + i);
  let [totals, effects] = [0, 0];
  for (const seed of seeds) {
    const base = baseOf(
      { inputs: { u: uniform(0, 1), v: uniform(0, 1) }, y: ({ u = 0, v = 0 }) => 16 * u * (1 + v) },
      { seed },
    );
    const options = { measures: [Y], halfWidth: 0, maxSamples: 1024 };
    // y / 16 = u (1 + v): E y^2 = 1/3 of 7/3, less (3/4)^2; V_u = (3/2)^2 / 12, V_v = (1/2)^2 / 12.
    const variance = 7 / 9 - 9 / 16;
    const [vu, vv] = [9 / 48, 1 / 48];
    const total = totalOf(await sensitivity(base, options), 'u')!;
    if (Math.abs(total.value - (1 - vv / variance)) <= total.high - total.value) totals++;
    const shapley = (await shapleyEffects(base, options)).measures[0]!.effects.find(
      ({ input }) => input === 'u',
    )!.effect;
    if (Math.abs(shapley.value - (vu + (variance - vu - vv) / 2) / variance) <= shapley.high - shapley.value) effects++;
  }
  // Binomial with p = 0.95: below 51 of 60 in one case of 2000.
  expect(totals).toBeGreaterThanOrEqual(51);
  expect(effects).toBeGreaterThanOrEqual(51);
});
