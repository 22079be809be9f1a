import { describe, expect, it } from 'vitest';
import { asFamily, densityOf, threeQuantiles } from '../../src/app/densities.ts';
import { leverAt, mostlyThere } from '../../src/app/lever-path.ts';
import { model } from '../../src/app/model.ts';
import type { QuantilesDistribution } from '../../src/language/definition.ts';
import { FAMILIES, familyOf, packTransform } from '../../src/language/families/index.ts';
import { quantiles } from '../../src/language/families/quantiles.ts';

describe('densities for display', () => {
  it('of a normal peaks at its median', () => {
    const { xs, heights } = densityOf({ family: 'normal', p5: -1, p50: 0, p95: 1 });
    expect(Math.abs(xs[heights.indexOf(Math.max(...heights))]!)).toBeLessThan(0.05);
  });

  it('of a uniform is flat where it is not near its ends', () => {
    const { heights } = densityOf({ family: 'uniform', min: 2, max: 4 });
    const middle = heights.slice(10, -10);
    // Binned over z, so flat to the second order in the width of a bin.
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThan(0.02);
  });

  it('every family can be drawn, and quantiles come back as they were given', () => {
    for (const { example } of Object.values(FAMILIES)) {
      expect(densityOf(example).heights.every((height) => height >= 0 && height <= 1)).toBe(true);
    }
    const [p5, p50, p95] = threeQuantiles({ family: 'lognormal', p5: 4.5, p50: 7.5, p95: 11 });
    expect([p5, p50, p95].map((value) => Number(value.toFixed(6)))).toEqual([4.5, 7.5, 11]);
  });

  it('is drawn without the table that a run needs: a link may change every input', () => {
    const betas = Array.from({ length: 20 }, (_, k) => {
      return { family: 'beta', alpha: 3000 + k, beta: 9000, min: 0, max: 1 } as const;
    });
    const timed = (work: () => void): number => {
      const start = performance.now();
      work();
      return performance.now() - start;
    };
    const drawn = timed(() => betas.map((each) => [densityOf(each), threeQuantiles(each)]));
    const tables = timed(() => betas.map(packTransform));
    // Fifty-five values each, against 4,097: measured at a fortieth.
    expect(drawn).toBeLessThan(tables / 4);
  });

  it('of single values has a needle for each, or an outline of very many', () => {
    const die = densityOf({ family: 'integers', min: 1, max: 6 });
    expect(die.xs.filter((_, i) => die.heights[i] === 1)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(densityOf({ family: 'event', p: 1 }).xs).toEqual([1, 1, 1]);
    const many = densityOf({ family: 'poisson', mean: 5000 });
    expect(many.xs.length).toBeLessThan(100);
    expect(Math.abs(many.xs[many.heights.indexOf(Math.max(...many.heights))]! - 5000)).toBeLessThan(10);
  });

  it('changing the family of any input of the model to one that fits keeps its median within its range', () => {
    for (const input of model.meta.inputs) {
      for (const family of ['triangular', 'pert', 'uniform'] as const) {
        const next = asFamily(input.distribution, family);
        if (familyOf(next).check(next) !== null) continue;
        const [p5, , p95] = threeQuantiles(input.distribution);
        const [, median] = threeQuantiles(next);
        expect(median).toBeGreaterThan(p5);
        expect(median).toBeLessThan(p95);
      }
    }
  });
});

/** As the editor adds a point. */
const withPoint = (distribution: QuantilesDistribution): QuantilesDistribution => ({
  ...distribution,
  quantiles: quantiles.list!.grown(distribution),
});

describe('one more point of a distribution given by quantiles', () => {
  const before = {
    family: 'quantiles',
    quantiles: [
      [0.05, 2],
      [0.5, 4],
      [0.95, 9],
    ],
  } as const;

  it('stands in the middle of the widest gap, and is a point the family takes', () => {
    const after = withPoint(before);
    expect(after.quantiles.map(([probability]) => probability)).toEqual([0.05, 0.275, 0.5, 0.95]);
    expect(familyOf(after).check(after)).toBeNull();
  });

  it('leaves the points that were there as they were, and the median with them', () => {
    let now: QuantilesDistribution = before;
    for (let k = 0; k < 5; k += 1) now = withPoint(now);
    expect(now.quantiles).toEqual(expect.arrayContaining([...before.quantiles]));
    expect(threeQuantiles(now).map((value) => Number(value.toFixed(4)))).toEqual([2, 4, 9]);
  });
});

describe('the way of a lever', () => {
  const lever = model.meta.levers.find(({ id }) => id === 'smugglingEnforcement')!;

  it('stays at the status quo until the policy and its dead time have passed', () => {
    expect(leverAt(lever, 0.9, 2026.75, 2026.75 + lever.deadTime)).toBeCloseTo(lever.statusQuo, 9);
  });

  it('is nine tenths of the way when it is said to be', () => {
    const reached = leverAt(lever, 0.9, 2026.75, mostlyThere(lever, 2026.75));
    expect(reached).toBeCloseTo(lever.statusQuo + 0.9 * (0.9 - lever.statusQuo), 9);
  });
});
