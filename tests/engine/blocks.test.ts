import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BLOCK,
  blockCount,
  indexOf,
  MAX_SAMPLES,
  piecesOfBlocks,
  pointOf,
  roundSamples,
  samplesInBlocks,
  UNIT,
} from '../../src/engine/blocks.ts';

const replicates = fc.constantFrom(1, 2, 4, 8, 16, 32);

describe('sample indices', () => {
  it('map to (replicate, point) and back, up to the last index', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_SAMPLES - 1 }), replicates, (index, r) => {
        expect(indexOf(pointOf(index, r), r)).toBe(index);
      }),
    );
  });

  it('follow the formula of docs/architecture.md', () => {
    expect(pointOf(0, 16)).toEqual({ replicate: 0, point: 0 });
    expect(pointOf(UNIT, 16)).toEqual({ replicate: 1, point: 0 });
    expect(pointOf(UNIT * 16, 16)).toEqual({ replicate: 0, point: UNIT });
    expect(pointOf(UNIT * 16 * 3 + UNIT * 5 + 7, 16)).toEqual({ replicate: 5, point: 3 * UNIT + 7 });
    expect(pointOf(MAX_SAMPLES - 1, 1)).toEqual({ replicate: 0, point: MAX_SAMPLES - 1 });
  });
});

describe('pieces of blocks', () => {
  it('hold exactly the points of the indices of their blocks', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(replicates, sizes, fc.integer({ min: 0, max: 20 }), sizes, (r, rounds, from, width) => {
        const samples = rounds * UNIT * r * 4;
        const blocks = blockCount({ samples, replicates: r });
        const first = Math.min(from, blocks);
        const range = { from: first, to: Math.min(first + width, blocks) };
        const wanted = new Set<string>();
        for (let i = range.from * BLOCK; i < Math.min(range.to * BLOCK, samples); i++) {
          const { replicate, point } = pointOf(i, r);
          wanted.add(`${replicate}/${point}`);
        }
        const pieces = piecesOfBlocks({ samples, replicates: r }, range);
        const got = new Set<string>();
        for (const { replicate, point, count } of pieces) {
          for (let i = 0; i < count; i++) got.add(`${replicate}/${point + i}`);
        }
        expect(got).toEqual(wanted);
        expect(pieces.length).toBeLessThanOrEqual(r);
        expect(samplesInBlocks({ samples, replicates: r }, range)).toBe(wanted.size);
      }),
      { numRuns: 60 },
    );
  });

  it('of blocks a run does not have are an error that names them', () => {
    expect(() => piecesOfBlocks({ samples: 8192, replicates: 1 }, { from: 1, to: 3 })).toThrow(
      'blocks 1..3 are not within 0..2',
    );
  });
});

describe('rounding of samples', () => {
  it('goes up to whole rounds and says so', () => {
    expect(roundSamples(10_000, 16)).toEqual({
      samples: 10_240,
      message:
        '10,000 samples rounded up to 10,240: whole rounds of 16 randomisations. ' +
        'Sobol’ points are most even at a power of two, such as 8,192 or 16,384.',
    });
    expect(roundSamples(1000, 16).message).toBe(
      '1,000 samples rounded up to 1,024: whole rounds of 16 randomisations.',
    );
  });

  it('recommends powers of two that a run can have', () => {
    expect(roundSamples(5 * 1024, 16).message).toBe(
      'Sobol’ points are most even at a power of two, such as 4,096 or 8,192.',
    );
    expect(roundSamples(MAX_SAMPLES, 16).message).toBe(
      'Sobol’ points are most even at a power of two, such as 2,147,483,648.',
    );
  });

  it('leaves whole rounds and independent samples alone', () => {
    expect(roundSamples(65_536, 16)).toEqual({ samples: 65_536, message: null });
    expect(roundSamples(10_001, 1)).toEqual({ samples: 10_001, message: null });
  });
});
