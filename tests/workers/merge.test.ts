import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointAfter } from '../../src/engine/checkpoint.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { BlockRange, Tally, TallyLayout } from '../../src/engine/types.ts';
import { mergeAll, mergeUntil } from '../../src/workers/merge.ts';

const layoutOf = (blocks: number): TallyLayout => ({
  histograms: [],
  stride: blocks,
  scenarioCount: 1,
  setCount: 1,
  coarsening: 1,
  coarseStride: 0,
  replicates: 1,
});

/** One sample per block, in the slot of the block. */
function tallyOf(layout: TallyLayout, { from, to }: BlockRange): Tally {
  const tally = createTally(layout);
  tally.counts.fill(1, from, to);
  tally.samples = to - from;
  return tally;
}

/** Blocks 0..`blocks` cut into jobs that cross no boundary, in an order of `keys`. */
function shuffledJobs(blocks: number, keys: readonly number[], boundaryAfter: (block: number) => number): BlockRange[] {
  const jobs: { readonly range: BlockRange; readonly key: number }[] = [];
  for (let from = 0; from < blocks; ) {
    const key = keys[jobs.length % keys.length] ?? 0;
    const to = Math.min(blocks, from + 1 + (key % 5), boundaryAfter(from));
    jobs.push({ range: { from, to }, key: (key * 7919) % 1009 });
    from = to;
  }
  return jobs.sort((a, b) => a.key - b.key).map(({ range }) => range);
}

test('a stopping rule sees exactly the first so many blocks at each checkpoint, in whatever order jobs end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.nat(250),
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 }),
      (blocks, limit, keys) => {
        const layout = layoutOf(blocks);
        const seen: number[] = [];
        const merge = mergeUntil({ from: 0, to: blocks }, ({ samples, counts }) => {
          expect([...counts]).toEqual(Array.from({ length: blocks }, (_, i) => (i < samples ? 1 : 0)));
          seen.push(samples);
          return samples >= limit;
        });
        for (const range of shuffledJobs(blocks, keys, merge.boundaryAfter)) merge.add(range, tallyOf(layout, range));

        const expected: number[] = [];
        for (let end = 0; end < blocks && (expected.at(-1) ?? -1) < limit; ) {
          end = Math.min(checkpointAfter(end), blocks);
          expected.push(end);
        }
        expect(seen).toEqual(expected);
        expect(merge.stopped()).toBe((expected.at(-1) ?? 0) >= limit);
        expect(merge.current()?.samples).toBe(expected.at(-1));
      },
    ),
  );
});

test('without a rule the sum is of all jobs', () => {
  const layout = layoutOf(40);
  const merge = mergeAll();
  for (const range of shuffledJobs(40, [3, 1, 4, 1, 5], merge.boundaryAfter)) merge.add(range, tallyOf(layout, range));
  expect([...(merge.current()?.counts ?? [])]).toEqual(Array.from({ length: 40 }, () => 1));
  expect(merge.samples()).toBe(40);
});
