import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '../../src/app/apart.ts';

const place = fc.double({ min: 0, max: 100, noNaN: true });
const size = fc.double({ min: 1, max: 20, noNaN: true });
const labels = fc.array(fc.tuple(place, size), { minLength: 1, maxLength: 6 });
const limits = { low: 0, high: 130 };

const split = (list: readonly (readonly [number, number])[]): readonly [number[], number[]] => [
  list.map(([at]) => at),
  list.map(([, long]) => long),
];
const squares = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, at, index) => sum + (at - b[index]!) ** 2, 0);

describe('labels along a line', () => {
  it('never cover one another, and stay in the order of their places', () => {
    fc.assert(
      fc.property(labels, (list) => {
        const [wanted, sizes] = split(list);
        const placed = apart(wanted, sizes)
          .map((at, index) => ({ at, from: wanted[index]!, size: sizes[index]! }))
          .sort((a, b) => a.at - b.at);
        for (const [k, right] of placed.entries()) {
          const left = placed[k - 1];
          if (!left) continue;
          expect(right.at - left.at).toBeGreaterThanOrEqual((left.size + right.size) / 2 - 1e-9);
          expect(right.from).toBeGreaterThanOrEqual(left.from);
        }
      }),
    );
  });

  it('keep between the ends of the line where they fit', () => {
    fc.assert(
      fc.property(labels, (list) => {
        const [wanted, sizes] = split(list);
        apart(wanted, sizes, limits).forEach((at, index) => {
          expect(at - sizes[index]! / 2).toBeGreaterThanOrEqual(limits.low - 1e-9);
          expect(at + sizes[index]! / 2).toBeLessThanOrEqual(limits.high + 1e-9);
        });
      }),
    );
  });

  it('stay as near to their places as any others that keep apart', () => {
    const nudges = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(labels, nudges, (list, by) => {
        const [wanted, sizes] = split(list);
        const best = apart(wanted, sizes, limits);
        // Another arrangement that keeps apart: places nudged, then moved apart.
        const other = apart(
          wanted.map((at, index) => at + by[index]!),
          sizes,
          limits,
        );
        const order = (places: readonly number[]): string =>
          places
            .map((_, index) => index)
            .sort((a, b) => places[a]! - places[b]!)
            .join();
        // Least squares is over arrangements in the order of the places.
        fc.pre(order(other) === order(best));
        expect(squares(best, wanted)).toBeLessThanOrEqual(squares(other, wanted) + 1e-6);
      }),
    );
  });

  it('stay where they are when they are apart already', () => {
    expect(apart([50, 10, 30], [8, 8, 8])).toEqual([50, 10, 30]);
  });

  it('that have no place keep none, and push nobody', () => {
    expect(apart([10, Number.NaN, 12], [4, 4, 4])).toEqual([9, Number.NaN, 13]);
  });
});
