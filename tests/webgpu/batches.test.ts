/** How blocks become batches, and how large these grow. No device needed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK, piecesOfBlocks, UNIT } from '../../src/engine/blocks.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { TallyLayout } from '../../src/engine/types.ts';
import { type Batch, nextBatch, Pace } from '../../src/engine/webgpu/batches.ts';
import { tallyChunk } from '../../src/engine/webgpu/encode.ts';
import { tallyDistance } from '../../src/engine/webgpu/self-check.ts';

describe('batches', () => {
  it('take every point of a range of blocks once, in order, each from a multiple of a unit', () => {
    const property = fc.property(
      fc.constantFrom(1, 2, 4, 8, 16, 32),
      fc.nat(20),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 }),
      (replicates, from, blocks, sizes) => {
        const sampling = { samples: 64 * BLOCK, replicates };
        const range = { from, to: from + blocks };
        const [piece] = piecesOfBlocks(sampling, range);
        let done = 0;
        for (let i = 0; ; i++) {
          const batch = nextBatch(sampling, range, done, sizes[i % sizes.length]!);
          if (batch === null) break;
          expect(batch.firstPoint).toBe(piece!.point + done);
          expect(batch.firstPoint % UNIT).toBe(0);
          expect(batch.samples).toBe(batch.perReplicate * replicates);
          done += batch.perReplicate;
        }
        expect(done).toBe(piece!.count);
      },
    );
    fc.assert(property, { seed: 20_260_514, numRuns: 200 });
  });

  it('end with the samples of a run that ends within a block', () => {
    const sampling = { samples: BLOCK + 100, replicates: 1 };
    expect(nextBatch(sampling, { from: 1, to: 2 }, 0, 4096)).toEqual({
      firstPoint: BLOCK,
      perReplicate: 100,
      samples: 100,
    });
  });

  it('are cut for the tally so that 16 bits hold the counts of a workgroup', () => {
    for (const perReplicate of [64, 4096, 2 ** 20]) {
      for (const histograms of [1, 85, 64_000]) {
        const batch: Batch = { firstPoint: 0, perReplicate, samples: perReplicate };
        expect(tallyChunk(batch, histograms)).toBeLessThanOrEqual(65_535);
        expect(tallyChunk(batch, histograms)).toBeGreaterThan(0);
      }
    }
  });
});

describe('the pace', () => {
  /** Sizes of successive batches on a device of so many samples a millisecond. */
  function sizes(samplesPerMs: number, overheadMs: number, count: number, scenarios = 1, most = 2 ** 20): number[] {
    const pace = new Pace(scenarios, most);
    return Array.from({ length: count }, () => {
      const { size } = pace;
      pace.note(size, overheadMs + size / samplesPerMs);
      return size;
    });
  }

  it('starts with a block and grows at most fourfold at a time', () => {
    const found = sizes(1e6, 0, 6);
    expect(found[0]).toBe(BLOCK);
    for (const [i, size] of found.slice(1).entries()) expect(size).toBeLessThanOrEqual(4 * found[i]!);
  });

  it.each([1e3, 1e4, 5e4])('comes to dispatches under 20 ms on a device of %d samples a millisecond', (speed) => {
    const last = sizes(speed, 0.2, 20).at(-1)!;
    expect(last / speed).toBeLessThan(20);
    expect(last / speed).toBeGreaterThan(5);
  });

  it('gives more scenarios a longer batch, but not for ever', () => {
    expect(sizes(1e4, 0, 20, 2).at(-1)! / 1e4).toBeCloseTo(24, 0);
    expect(sizes(1e4, 0, 20, 64).at(-1)! / 1e4).toBeCloseTo(48, 0);
  });

  it('keeps to what the buffers hold, and to a block at least', () => {
    expect(Math.max(...sizes(1e9, 0, 20, 1, 10_000))).toBe(10_000);
    expect(Math.min(...sizes(10, 0, 20))).toBe(BLOCK);
  });

  it('does not shrink for a short last batch', () => {
    const pace = new Pace(1, 2 ** 20);
    for (let i = 0; i < 10; i++) pace.note(pace.size, pace.size / 1e4);
    const before = pace.size;
    pace.note(64, 0.5);
    expect(pace.size).toBe(before);
  });
});

describe('the distance of two tallies', () => {
  const layout: TallyLayout = {
    histograms: [
      {
        outcome: 'y',
        date: 2028,
        offset: 0,
        bins: 8,
        low: 0,
        binsPerUnit: 1,
        log10: false,
        horizon: 10,
        pairedLow: -4,
        cuts: [],
        pairedCuts: [],
        cutSlots: 0,
        scale: 8,
        pairedScale: 4,
        coarseOffset: 0,
        coarseBins: 1,
      },
    ],
    stride: 12,
    scenarioCount: 1,
    setCount: 1,
    coarsening: 8,
    coarseStride: 5,
    replicates: 1,
  };
  const tallyOf = (slots: Readonly<Record<number, number>>) => {
    const tally = createTally(layout);
    for (const [slot, count] of Object.entries(slots)) {
      tally.counts[Number(slot)] = count;
      tally.samples += count;
    }
    return tally;
  };

  it('is how many bins the samples must move on average', () => {
    expect(tallyDistance(tallyOf({ 3: 1000 }), tallyOf({ 3: 1000 }))).toBe(0);
    expect(tallyDistance(tallyOf({ 3: 1000 }), tallyOf({ 3: 999, 4: 1 }))).toBeCloseTo(0.001, 12);
    expect(tallyDistance(tallyOf({ 3: 1000 }), tallyOf({ 5: 1000 }))).toBe(2);
  });

  it('is infinite where samples become censored or invalid', () => {
    expect(tallyDistance(tallyOf({ 3: 1000 }), tallyOf({ 3: 900, 11: 100 }))).toBe(Number.POSITIVE_INFINITY);
    expect(tallyDistance(tallyOf({ 3: 1000 }), tallyOf({ 3: 900, 10: 100 }))).toBe(Number.POSITIVE_INFINITY);
  });
});
