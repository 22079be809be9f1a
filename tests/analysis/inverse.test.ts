import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverse } from '../../src/analysis/inverse.ts';
import { bestReachable, cheapest, type Moves, type Space } from '../../src/analysis/lever-search.ts';
import type { Target } from '../../src/analysis/statistic.ts';
import { baseOf, normal } from './support.ts';

const target: Target = { outcome: 'y', date: 1, statistic: { kind: 'mean' } };
const base = baseOf(
  {
    inputs: { a: normal(0, 1) },
    levers: ['strong', 'weak', 'idle', 'harm'],
    outcome: { bins: 2048, range: [-16, 16] },
    y: ({ a = 0 }, { strong = 0, weak = 0, harm = 0 }) => a + 4 * strong + 2 * weak - harm,
  },
  { scenarios: [{ levers: { harm: 0.5 } }] },
);

describe('the least movement that reaches a goal', () => {
  it('uses the lever with the most gain per cost, as far as it must and no further', async () => {
    const result = await inverse(base, { target, level: 1.47, samples: 1024 });
    const [answer] = result.answers;
    expect(Object.keys(answer!.levers)).toEqual(['strong']);
    // From a mean of -0.5: 1.97 are wanted, and strong gives four over its range; the amount is set on the fresh draws.
    expect(answer!.cost).toBeGreaterThanOrEqual(0.48);
    expect(answer!.cost).toBeLessThanOrEqual(0.51);
    expect(Math.abs(answer!.reached.value! - (4 * answer!.levers['strong']! - 0.5))).toBeLessThan(
      5 * answer!.reached.se! + 0.01,
    );
    expect(answer!.costError).toBeCloseTo(answer!.reached.se! / 4, 3);
    expect(answer!.confirmed).not.toBe('no');
    expect(result.present.value).toBeCloseTo(-0.5, 1);
  });

  it('minds the weights, combines levers, and moves those that harm the other way', async () => {
    const weights = { strong: 8, weak: 1, harm: 0.25, idle: 1 };
    const result = await inverse(base, { target, level: 2.33, samples: 1024, weights });
    const { levers } = result.answers[0]!;
    // Per cost, harm gives 4, weak 2, strong 0.5: the first two in full, then strong for the rest.
    expect(levers['harm']).toBeLessThan(0.1);
    expect(levers['weak']).toBeGreaterThan(0.9);
    expect(levers['strong']).toBeLessThan(0.2);
    // The least costs 0.5 / 4 + 1 + 8 * 0.0825; a lattice of 1/20 and one common factor stay within a tenth of it.
    expect(result.answers[0]!.cost).toBeGreaterThan(1.785 - 0.02);
    expect(result.answers[0]!.cost).toBeLessThan(1.1 * 1.785);
    expect(levers).not.toHaveProperty('idle');
  });

  it('names runners-up that do without a lever of the answer, never cheaper than it', async () => {
    const { answers } = await inverse(base, { target, level: 1, samples: 1024 });
    const [best, ...others] = answers;
    expect(others.length).toBeGreaterThan(0);
    for (const other of others) {
      expect(other.cost).toBeGreaterThanOrEqual(best!.cost - 1e-9);
      expect(Object.keys(best!.levers).some((id) => !(id in other.levers))).toBe(true);
    }
  });

  it('says what cannot be reached, and how far the levers go', async () => {
    const result = await inverse(base, { target, level: 7, samples: 1024 });
    expect(result.feasible).toBe(false);
    expect(result.answers).toEqual([]);
    expect(result.bestReachable.levers).toEqual({ strong: 1, weak: 1, harm: 0 });
    expect(result.bestReachable.reached.value).toBeCloseTo(6, 1);
    expect(result.bestReachable.confirmed).toBe('no');
  });

  it('asks for nothing where the goal is met already', async () => {
    const { answers } = await inverse(base, { target, level: -1, samples: 1024 });
    expect(answers.map(({ levers, cost }) => [levers, cost])).toEqual([[{}, 0]]);
  });

  it('leaves levers of infinite weight alone, and refuses weights that mean nothing', async () => {
    const { answers } = await inverse(base, {
      target,
      level: 1,
      samples: 1024,
      weights: { strong: Number.POSITIVE_INFINITY },
    });
    expect(answers[0]!.levers).not.toHaveProperty('strong');
    await expect(inverse(base, { target, level: 1, weights: { nope: 1 } })).rejects.toThrow('no lever');
    await expect(inverse(base, { target, level: 1, weights: { weak: 0 } })).rejects.toThrow('not above 0');
  });

  it('takes probabilities as goals', async () => {
    const share: Target = { ...target, statistic: { kind: 'atLeast', threshold: 1 } };
    const { answers } = await inverse(base, { target: share, level: 0.6, samples: 2048 });
    // P(N(m, 1) >= 1) = 0.6 at m = 1.2533, which needs 1.7533 from strong.
    expect(answers[0]!.cost).toBeGreaterThan(1.7533 / 4 - 0.03);
    expect(answers[0]!.cost).toBeLessThan(1.7533 / 4 + 0.03);
    expect(answers[0]!.reached.value).toBeCloseTo(0.6, 1);
  });
});

describe('the search', () => {
  const spaceOf = (gains: readonly number[], weights: readonly number[], level: number): Space => ({
    size: gains.length,
    steps: 20,
    level,
    cost: (moves) => moves.reduce((sum, move, i) => sum + (weights[i]! * Math.abs(move)) / 20, 0),
    measure: async (all) => all.map((moves) => moves.reduce((sum, move, i) => sum + (gains[i]! * move) / 20, 0)),
  });
  const reachedBy = (space: Space, moves: Moves) => space.measure([moves]).then(([value]) => value!);

  it('reaches what can be reached, at no more than a step above the true least, for any linear gains', async () => {
    const gain = fc.integer({ min: -12, max: 12 });
    const weight = fc.integer({ min: 1, max: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(gain, weight), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 20 }),
        async (all, level) => {
          const gains = all.map(([g]) => g);
          const weights = all.map(([, w]) => w);
          const space = spaceOf(gains, weights, level);
          const top = await bestReachable(space);
          const most = gains.reduce((sum, g) => sum + Math.abs(g), 0);
          expect(await reachedBy(space, top)).toBeCloseTo(most, 9);
          const found = await cheapest(space, top, new Set());
          if (most < level) {
            expect(found).toBeNull();
            return;
          }
          expect(await reachedBy(space, found!)).toBeGreaterThanOrEqual(level - 1e-9);
          // The true least fills levers by gain per cost.
          let [rest, least] = [level, 0];
          for (const [g, w] of [...all].sort((a, b) => Math.abs(b[0]) / b[1] - Math.abs(a[0]) / a[1])) {
            const share = g === 0 ? 0 : Math.min(1, rest / Math.abs(g));
            rest -= share * Math.abs(g);
            least += share * w;
          }
          // One step of the dearest lever, twice: once for the lattice, once for an exchange that the lattice forbids.
          expect(space.cost(found!)).toBeLessThanOrEqual(least + (2 * Math.max(...weights)) / 20 + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('finds levers that work only together', async () => {
    const space: Space = {
      ...spaceOf([1, 1], [1, 1], 0.5),
      measure: async (all) => all.map(([a = 0, b = 0]) => (Math.max(a, 0) * Math.max(b, 0)) / 400),
    };
    const found = await cheapest(space, await bestReachable(space), new Set());
    // a b = 1/2 is cheapest on the diagonal, at 2 sqrt(1/2).
    expect(space.cost(found!)).toBeLessThan(2 * Math.SQRT1_2 + 0.1);
  });
});
