import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastDigest } from '../../src/engine/digest.ts';
import { sumLength, tallyLayout } from '../../src/engine/layout.ts';
import { decodeSparse, encodeSparse } from '../../src/engine/sparse.ts';
import { restoreTally, storeTally } from '../../src/engine/stored-tally.ts';
import { addReplicate, addTally, createTally, equalTallies, mergeTallies } from '../../src/engine/tally.ts';
import { draftToy, fillTally } from './counts.ts';
import { TOY_META } from './toy.ts';

const request = draftToy({ scenarios: [{}, { preset: 'strong' }], replicates: 4, samples: 4096 });
const layout = tallyLayout(TOY_META, request);

describe('layout', () => {
  it('lays histograms end to end with four special slots each, and one set per scenario and difference', () => {
    expect(layout.setCount).toBe(3);
    expect(layout.histograms.map(({ outcome, date }) => `${outcome}@${date}`)).toEqual([
      'total@2026',
      'total@2027',
      'total@2028',
      'ratio@2026',
      'ratio@2028',
      'wait@2026',
      'wait@2027',
      'wait@2028',
      'odd@2028',
    ]);
    // Each has a cut at no change of its pairs; `odd` and `total` have their thresholds on edges, `ratio` has one cut.
    expect(layout.stride).toBe(3 * 2054 + 2 * 1030 + 3 * 2054 + 518);
    expect(layout.coarseStride).toBe(3 * 262 + 2 * 134 + 3 * 262 + 70);
    expect(layout.histograms[6]).toMatchObject({ low: -16, binsPerUnit: 16, horizon: 36, pairedLow: -64 });
  });
});

describe('merging', () => {
  it('gives the same counts in any order', () => {
    const parts = [1, 2, 3].map((seed) => fillTally(layout, seed, 512));
    const [a, b, c] = parts as [(typeof parts)[0], (typeof parts)[0], (typeof parts)[0]];
    expect(equalTallies(mergeTallies(a, b, c), mergeTallies(c, a, b))).toBe(true);
    expect(equalTallies(mergeTallies(a, b), mergeTallies(a, c))).toBe(false);
    expect(mergeTallies(a, b, c).samples).toBe(1536);
  });

  it('of different runs is an error', () => {
    const other = tallyLayout(TOY_META, { ...request, paired: false });
    expect(() => addTally(createTally(layout), createTally(other))).toThrow('different runs');
  });

  it('never overflows 32 bits in silence', () => {
    const a = createTally(layout);
    a.samples = 2 ** 32 - 100;
    const b = createTally(layout);
    b.samples = 100;
    expect(() => addTally(a, b)).toThrow('32-bit');
  });
});

describe('counts by replicate', () => {
  it('are the fine counts summed by eight, special slots kept', () => {
    const tally = createTally(layout);
    const counts = new Uint32Array(layout.setCount * layout.stride);
    const ratio = layout.histograms[3]!;
    const at = layout.stride + ratio.offset;
    counts[at] = 3;
    counts[at + 1 + 7] = 5;
    counts[at + 1 + 8] = 7;
    counts[at + ratio.bins + 1] = 11;
    counts[at + ratio.bins + 2] = 13;
    counts[at + ratio.bins + 3] = 17;
    addReplicate(tally, 2, 56, { counts, sums: new Float64Array(sumLength(layout)) });
    const coarseAt = (2 * layout.setCount + 1) * layout.coarseStride + ratio.coarseOffset;
    const coarse = [...tally.replicateCounts.subarray(coarseAt, coarseAt + ratio.coarseBins + 4)];
    expect([coarse[0], coarse[1], coarse[2], ...coarse.slice(-3)]).toEqual([3, 5, 7, 11, 13, 17]);
    expect(tally.replicateCounts.reduce((sum, n) => sum + n, 0)).toBe(56);
    expect([...tally.replicateSamples]).toEqual([0, 0, 56, 0]);
  });
});

describe('sparse bytes', () => {
  it('read back as the counts they came from', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff_ffff }))), (values) => {
        const counts = Uint32Array.from(values);
        expect(decodeSparse(encodeSparse(counts), counts.length)).toEqual(counts);
      }),
    );
  });

  it('that are damaged are an error, whatever the damage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        let counts: Uint32Array;
        try {
          counts = decodeSparse(bytes, 50);
        } catch (error) {
          expect((error as Error).name).toBe('TallyError');
          return;
        }
        // What was accepted means the same counts; only over-long numbers may be spelt otherwise.
        expect(decodeSparse(encodeSparse(counts), 50)).toEqual(counts);
      }),
    );
  });
});

describe('a stored tally', () => {
  const tally = fillTally(layout, 7, 1024);
  const stored = storeTally(tally);

  it('reads back as it was, through JSON', () => {
    expect(equalTallies(restoreTally(JSON.parse(JSON.stringify(stored)), layout), tally)).toBe(true);
  });

  it('of another layout is an error', () => {
    const other = tallyLayout(TOY_META, { ...request, replicates: 2 });
    expect(() => restoreTally(stored, other)).toThrow('4 replicates, the run 2');
    const fewer = tallyLayout(TOY_META, { ...request, outcomes: request.outcomes.slice(0, 1) });
    expect(() => restoreTally(stored, fewer)).toThrow('name slot');
  });

  it('with counts that do not add up is an error', () => {
    const forged = fillTally(layout, 7, 1024);
    forged.counts[40] = (forged.counts[40] ?? 0) + 1;
    expect(() => restoreTally(storeTally(forged), layout)).toThrow('total at 2026, set 0, counts 1025 of 1024');
  });

  it('with counts of replicates that do not add up to the whole is an error', () => {
    const forged = fillTally(layout, 7, 1024);
    const at = forged.replicateCounts.findIndex((count) => count > 0);
    forged.replicateCounts[at] = (forged.replicateCounts[at] ?? 0) - 1;
    expect(() => restoreTally(storeTally(forged), layout)).toThrow('do not add up to those of the whole');
  });

  it('with a cut that counts more than there are is an error', () => {
    const forged = fillTally(layout, 7, 1024);
    const ratio = layout.histograms[3]!;
    forged.counts[ratio.offset + ratio.bins + 4] = 2000;
    expect(() => restoreTally(storeTally(forged), layout)).toThrow('counts 2000 below and 0 at a cut of 1024 samples');
  });

  it('with sums that are no whole numbers is an error', () => {
    const forged = fillTally(layout, 7, 1024);
    forged.sums[1] = 0.5;
    expect(() => restoreTally(storeTally(forged), layout)).toThrow('stored sums are damaged at number 1');
  });

  it.each([
    ['null', null, 'must be an object'],
    ['a later schema', { ...stored, schema: 3 }, 'schema 3'],
    ['an earlier schema', { ...stored, schema: 1 }, 'schema 1'],
    ['sums of another length', { ...stored, sums: 'AwA=' }, 'stored sums of 0 bytes'],
    ['no base64', { ...stored, counts: '***' }, 'not base64'],
    ['no deflate', { ...stored, counts: btoa('headway') }, 'not valid deflate'],
    ['negative samples', { ...stored, samples: -1 }, 'whole number'],
    ['samples that do not add up', { ...stored, samples: 1 }, 'do not add up'],
  ])('%s is rejected in words', (_name, value, message) => {
    expect(() => restoreTally(value, layout)).toThrow(message);
  });

  it('that swells beyond what this run can hold is stopped', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
    let text = '';
    for (const byte of bomb) text += String.fromCharCode(byte);
    expect(() => restoreTally({ ...stored, counts: btoa(text) }, layout)).toThrow('swell');
  });
});

describe('digest', () => {
  it('does not depend on how the counts were merged', () => {
    const [a, b] = [fillTally(layout, 1, 512), fillTally(layout, 2, 512)];
    expect(forecastDigest(request, mergeTallies(a, b))).toBe(forecastDigest(request, mergeTallies(b, a)));
  });

  it('changes with the request, the samples, any one count and any sum', () => {
    const tally = fillTally(layout, 1, 512);
    const digest = forecastDigest(request, tally);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(forecastDigest({ ...request, seed: 1 }, tally)).not.toBe(digest);
    const moved = mergeTallies(tally);
    const slot = moved.counts.findIndex((count) => count > 0);
    moved.counts[slot] = (moved.counts[slot] ?? 0) - 1;
    moved.counts[slot + 1] = (moved.counts[slot + 1] ?? 0) + 1;
    expect(forecastDigest(request, moved)).not.toBe(digest);
    moved.counts.set(tally.counts);
    expect(forecastDigest(request, moved)).toBe(digest);
    moved.samples++;
    expect(forecastDigest(request, moved)).not.toBe(digest);
    moved.samples--;
    moved.sums[0] = (moved.sums[0] ?? 0) + 1;
    expect(forecastDigest(request, moved)).not.toBe(digest);
  });
});
