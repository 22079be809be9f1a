import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve, splineBasis } from '../../src/analysis/spline.ts';
import { type Information, type Utility, valueOfInformation } from '../../src/analysis/value-of-information.ts';
import { normalCdf, normalQuantile } from '../../src/language/portable.ts';
import { baseOf, normal } from './support.ts';

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
/** E max(0, N(mean, sd^2)) - max(0, mean). */
const gain = (mean: number, sd: number) => mean * normalCdf(mean / sd) + sd * density(mean / sd) - Math.max(0, mean);
const input = ({ inputs }: Information, id: string) => inputs.find((one) => one.input === id)!;

const SCENARIOS = [{ id: 'wait' }, { id: 'act', levers: { act: 1 } }];
const utility: Utility = { outcome: 'y', date: 1, threshold: null, costs: {} };
const linear = (mean: number) =>
  baseOf(
    {
      inputs: { a: normal(0, 1), b: normal(0, 2), idle: normal(0, 1) },
      levers: ['act'],
      y: ({ a = 0, b = 0 }, { act = 0 }) => 5 + act * (mean + a + b),
    },
    { scenarios: SCENARIOS },
  );

describe('the value of information for a linear Gaussian choice', () => {
  it.each([0, 0.5, -1])('is the closed form when acting gains %d on average', async (mean) => {
    const result = await valueOfInformation(linear(mean), { utility, samples: 8192 });
    const expectValue = ({ value, se }: { value: number | null; se: number | null }, truth: number, most: number) => {
      expect(se).toBeLessThan(most);
      // The spline and 128 cells leave out less than 0.005 of a smooth regression.
      expect(Math.abs(value! - truth)).toBeLessThan(5 * se! + 0.005);
    };
    expectValue(result.perfect, gain(mean, Math.sqrt(5)), 0.02);
    expectValue(input(result, 'a').value, gain(mean, 1), 0.03);
    expectValue(input(result, 'b').value, gain(mean, 2), 0.03);
    expectValue(input(result, 'idle').value, 0, 0.03);
    expect(result.inputs.map((one) => one.input).indexOf('b')).toBe(0);
    if (mean !== 0) expect(result.best).toBe(mean > 0 ? 'act' : 'wait');
  });

  it('says from where on the choice changes', async () => {
    const result = await valueOfInformation(linear(-1), { utility, samples: 8192 });
    const { preferences, changeProbability } = input(result, 'b');
    expect(preferences.map(({ scenario }) => scenario)).toEqual(['wait', 'act']);
    // Acting is better when b > 1, half a standard deviation above its mean.
    expect(preferences[0]!.to).toBeCloseTo(normalCdf(0.5), 1);
    expect(changeProbability).toBeCloseTo(1 - normalCdf(0.5), 1);
    expect(input(result, 'idle').preferences).toEqual([{ from: 0, to: 1, scenario: 'wait' }]);
    expect(input(result, 'idle').value.value).toBe(0);
  });
});

it('costs of levers are part of the choice', async () => {
  const result = await valueOfInformation(linear(0.5), { utility: { ...utility, costs: { act: 2 } }, samples: 4096 });
  expect(result.best).toBe('wait');
  expect(result.policies.map(({ cost }) => cost)).toEqual([0, 2]);
  expect(Math.abs(input(result, 'b').value.value! - gain(-1.5, 2))).toBeLessThan(
    5 * input(result, 'b').value.se! + 0.005,
  );
});

it('the default kind of utility is the chance of reaching a threshold', async () => {
  const result = await valueOfInformation(linear(0), {
    utility: { ...utility, threshold: 4, costs: { act: 0.1 } },
    samples: 4096,
  });
  // Waiting is at 5 for certain; acting reaches 4 with probability P(N(0, 5) >= -1), less its cost.
  expect(result.policies[0]!.utility.value).toBeCloseTo(1, 10);
  const { value, se } = result.policies[1]!.utility;
  expect(Math.abs(value! - (normalCdf(1 / Math.sqrt(5)) - 0.1))).toBeLessThan(5 * se! + 1e-4);
  expect(result.perfect.value).toBe(0);
});

it('a choice needs two policies, and costs of levers that exist', async () => {
  const base = linear(0);
  const one = { ...base, request: { ...base.request, scenarios: base.request.scenarios.slice(0, 1) } };
  await expect(valueOfInformation(one, { utility })).rejects.toThrow('at least two scenarios');
  await expect(valueOfInformation(base, { utility: { ...utility, costs: { nope: 1 } } })).rejects.toThrow('"nope"');
});

describe('regression', () => {
  it('solves positive definite systems', () => {
    const entry = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.array(entry, { minLength: 3, maxLength: 3 }),
        (flat, x) => {
          const a = [0, 1, 2].map((i) => flat.slice(3 * i, 3 * i + 3));
          const matrix = a.map((row, i) =>
            a.map((other, j) => row.reduce((s, v, k) => s + v * other[k]!, 0) + (i === j ? 1 : 0)),
          );
          const right = matrix.map((row) => row.reduce((s, v, k) => s + v * x[k]!, 0));
          solve(matrix, right).forEach((value, i) => {
            expect(value).toBeCloseTo(x[i]!, 6);
          });
        },
      ),
    );
    expect(() =>
      solve(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 1],
      ),
    ).toThrow(RangeError);
  });

  it('reproduces what is linear in the normal score exactly', () => {
    const places = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);
    const basis = splineBasis(places, 6);
    const line = places.map((p) => 2 - 3 * normalQuantile(p));
    const fitted = places.map((_, i) =>
      basis.reduce((sum, row) => sum + row[i]! * row.reduce((dot, v, k) => dot + v * line[k]!, 0), 0),
    );
    fitted.forEach((value, i) => {
      expect(value).toBeCloseTo(line[i]!, 9);
    });
  });
});
