import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contours } from '../../src/analysis/contours.ts';
import { estimateAt, policyMap, surface } from '../../src/analysis/policy-map.ts';
import { filled, nextPoints } from '../../src/analysis/refine.ts';
import { evenly } from '../../src/analysis/setting.ts';
import { MEDIAN, type Target } from '../../src/analysis/statistic.ts';
import { baseOf, normal } from './support.ts';

const MEAN: Target = { outcome: 'y', date: 1, statistic: { kind: 'mean' } };
const base = baseOf({
  inputs: { a: normal(0, 1) },
  levers: ['p', 'q'],
  y: ({ a = 0 }, { p = 0, q = 0 }) => 8 * p * p + 4 * q + a,
});
const options = {
  x: { kind: 'lever', id: 'p', values: evenly(0, 1, 9) },
  y: { kind: 'lever', id: 'q', values: evenly(0, 1, 9) },
  outcome: 'y',
  dates: [1],
  samples: 1024,
  interest: () => MEAN,
} as const;

describe('a policy map', () => {
  it('has the statistic of every setting, on the same draws', async () => {
    const map = await policyMap(base, options);
    expect(map.complete).toBe(true);
    const { values, errors, measured } = surface(map, MEAN);
    expect(measured.every((one) => one === 1)).toBe(true);
    const origin = values[0]!;
    for (const [j, q] of map.y.values.entries()) {
      for (const [i, p] of map.x.values.entries()) {
        // Steps of 1/64 lie on the edges of the bins: differences are exact.
        expect(values[j * 9 + i]! - origin).toBeCloseTo(8 * p * p + 4 * q, 10);
        expect(errors[j * 9 + i]).toBeGreaterThan(0);
      }
    }
  });

  it('answers for another statistic or threshold from the counts it kept', async () => {
    const map = await policyMap(base, options);
    const point = 4 * 9 + 4;
    expect(estimateAt(map, point, { ...MEAN, statistic: MEDIAN }).value).toBeCloseTo(4, 1);
    const { value, se } = estimateAt(map, point, { ...MEAN, statistic: { kind: 'atLeast', threshold: 5 } });
    expect(Math.abs(value! - 0.1587)).toBeLessThan(5 * se! + 0.002);
    expect(() => estimateAt(map, point, { ...MEAN, date: 2 })).toThrow('keeps no counts for 2');
  });

  it('begins with the corners, spans the whole at once, and refines where it changes most', async () => {
    const seen: { count: number; measured: Uint8Array }[] = [];
    await policyMap(base, {
      ...options,
      x: { kind: 'lever', id: 'p' },
      y: { kind: 'lever', id: 'q' },
      enough: () => seen.length > 1,
      onProgress: (map) => seen.push({ count: map.points.size, measured: surface(map, MEAN).measured }),
    });
    const first = seen[0]!;
    expect(first.count).toBe(9);
    expect([0, 20, 420, 440].every((corner) => first.measured[corner] === 1)).toBe(true);
    // The first refinement goes where 8 p^2 is steep.
    const second = seen[1]!;
    const added = [...second.measured.keys()].filter((at) => second.measured[at] === 1 && first.measured[at] === 0);
    expect(added.length).toBe(12);
    const steep = added.filter((at) => at % 21 > 10).length;
    const flat = added.filter((at) => at % 21 < 10).length;
    expect(steep).toBeGreaterThanOrEqual(2 * flat);
  });

  it('stops when told, with the rest interpolated and said to be', async () => {
    const map = await policyMap(base, { ...options, enough: () => true });
    expect(map.complete).toBe(false);
    const { values, measured, errors } = surface(map, MEAN);
    expect(values.every(Number.isFinite)).toBe(true);
    expect([...errors].map(Number.isNaN)).toEqual([...measured].map((one) => one === 0));
  });

  it('refuses axes that are the same, empty or out of range', async () => {
    await expect(policyMap(base, { ...options, y: options.x })).rejects.toThrow('both axes are p');
    await expect(policyMap(base, { ...options, y: { ...options.y, values: [0.5] } })).rejects.toThrow('at least two');
    await expect(policyMap(base, { ...options, y: { ...options.y, values: [0, 2] } })).rejects.toThrow('not within');
  });
});

describe('filling a grid', () => {
  it('is exact for a bilinear surface known on a coarse grid', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 4, maxLength: 4 }),
        ([a = 0, b = 0, c = 0, d = 0]) => {
          const at = (i: number, j: number) => a + b * i + c * j + d * i * j;
          const grid = Float64Array.from({ length: 81 }, (_, k) => at(k % 9, Math.floor(k / 9)));
          const measured = Uint8Array.from({ length: 81 }, (_, k) =>
            (k % 9) % 4 === 0 && Math.floor(k / 9) % 4 === 0 ? 1 : 0,
          );
          const known = grid.map((value, k) => (measured[k] === 1 ? value : Number.NaN));
          filled(9, 9, known, measured).forEach((value, k) => {
            expect(value).toBeCloseTo(grid[k]!, 9);
          });
        },
      ),
    );
  });

  it('comes to an end that leaves nothing out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat(),
        (w, h, count, seed) => {
          const measured = new Uint8Array(w * h);
          measured[0] = 1;
          for (let turn = 0; measured.includes(0); turn++) {
            expect(turn).toBeLessThan(w * h);
            const values = Float64Array.from({ length: w * h }, (_, k) => ((k * 7919 + seed) % 13) - 6);
            for (const at of nextPoints(w, h, values, measured, count)) {
              expect(measured[at]).toBe(0);
              measured[at] = 1;
            }
          }
        },
      ),
    );
  });
});

describe('contours', () => {
  const axis = evenly(-1, 1, 41);
  const circle = axis.flatMap((y) => axis.map((x) => x * x + y * y));

  it('of a bowl are closed circles', () => {
    const lines = contours(axis, axis, circle, 0.5);
    expect(lines.length).toBe(1);
    const [line] = lines;
    expect(line![0]).toEqual(line!.at(-1));
    for (const [x, y] of line!) expect(Math.hypot(x, y)).toBeCloseTo(Math.SQRT1_2, 2);
  });

  it('of a slope are one open line from border to border', () => {
    const slope = axis.flatMap((y) => axis.map((x) => x + 0.5 * y));
    const [line, ...rest] = contours(axis, axis, slope, 0.1);
    expect(rest).toEqual([]);
    for (const [x, y] of line!) expect(x + 0.5 * y).toBeCloseTo(0.1, 12);
    expect([line![0]![1], line!.at(-1)![1]].sort()).toEqual([-1, 1]);
  });

  it('leave out cells that are not known, and levels that are not reached', () => {
    const holed = circle.map((value, k) => (k === 20 * 41 + 34 ? Number.NaN : value));
    expect(contours(axis, axis, holed, 0.5).every((line) => line[0] !== line.at(-1))).toBe(true);
    expect(contours(axis, axis, circle, 3)).toEqual([]);
  });

  it('never cross a cell without touching its edges twice: every point lies on a grid line', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 25, maxLength: 25 }), (values) => {
        const grid = [0, 1, 2, 3, 4];
        for (const line of contours(grid, grid, values, 0.05)) {
          for (const [x, y] of line) expect(Number.isInteger(x) || Number.isInteger(y)).toBe(true);
        }
      }),
    );
  });
});
