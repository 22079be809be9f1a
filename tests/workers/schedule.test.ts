import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointAfter } from '../../src/engine/checkpoint.ts';
import { createSchedule, type Job } from '../../src/workers/schedule.ts';

/** What happens to a job, as a property test draws it. */
interface Fate {
  readonly event: 'complete' | 'repeat' | 'die';
  /** Which of the jobs in flight, modulo their number. */
  readonly pick: number;
  readonly milliseconds: number;
}

const fate: fc.Arbitrary<Fate> = fc.record({
  event: fc.constantFrom('complete', 'complete', 'complete', 'repeat', 'die'),
  pick: fc.nat(1000),
  milliseconds: fc.double({ min: 0, max: 500, noNaN: true }),
});

describe('schedule', () => {
  test('completes every block exactly once, whatever order jobs end, die or repeat in', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        fc.array(fate, { maxLength: 60 }),
        (from, length, workers, firstShares, checkpoints, fates) => {
          const range = { from, to: from + length };
          const boundaryAfter = (block: number): number => from + checkpointAfter(block - from);
          const schedule = createSchedule({ range, workers, firstShares, ...(checkpoints ? { boundaryAfter } : {}) });
          /** Shares completed, in the first block; whole blocks elsewhere. */
          const counted = new Map<string, number>();
          const inFlight: Job[] = [];
          const finishedJobs: Job[] = [];
          let step = 0;
          while (!schedule.finished()) {
            while (inFlight.length < workers) {
              const job = schedule.next();
              if (job === null) break;
              inFlight.push(job);
            }
            // Deaths come to an end, as they do in life; then all that is left completes.
            const { event, pick, milliseconds } = fates[step] ?? { event: 'complete', pick: 0, milliseconds: 1 };
            step += 1;
            const [job] = inFlight.splice(pick % inFlight.length, 1);
            if (job === undefined) throw new Error('unfinished, and nothing in flight');
            if (event === 'die') {
              schedule.fail(job.id);
              expect(schedule.complete(job.id, milliseconds)).toBe(false);
              continue;
            }
            expect(schedule.complete(job.id, milliseconds)).toBe(true);
            for (let block = job.from; block < job.to; block++) {
              const key = block === from ? `${block}, ${job.share.index} of ${job.share.of}` : `${block}`;
              counted.set(key, (counted.get(key) ?? 0) + 1);
            }
            finishedJobs.push(job);
            if (event === 'repeat') {
              const old = finishedJobs[pick % finishedJobs.length]!;
              expect(schedule.complete(old.id, milliseconds)).toBe(false);
              schedule.fail(old.id);
            }
          }
          expect(schedule.next()).toBeNull();
          expect(schedule.completed()).toBe(length);
          const first = Array.from({ length: firstShares }, (_, i) => `${from}, ${i} of ${firstShares}`);
          const others = Array.from({ length: length - 1 }, (_, i) => `${from + 1 + i}`);
          expect([...counted.keys()].sort()).toEqual([...first, ...others].sort());
          expect([...counted.values()].every((times) => times === 1)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the first job of each worker is a single block', () => {
    const schedule = createSchedule({ range: { from: 0, to: 100 }, workers: 3 });
    const sizes = [schedule.next(), schedule.next(), schedule.next()].map((job) => job!.to - job!.from);
    expect(sizes).toEqual([1, 1, 1]);
  });

  test('the first block is cut into shares, one for each worker; then come whole blocks', () => {
    const schedule = createSchedule({ range: { from: 5, to: 100 }, workers: 2, firstShares: 2 });
    const jobs = Array.from({ length: 4 }, () => schedule.next());
    expect(jobs).toMatchObject([
      { from: 5, to: 6, share: { index: 0, of: 2 } },
      { from: 5, to: 6, share: { index: 1, of: 2 } },
      { from: 6, to: 7, share: { index: 0, of: 1 } },
      { from: 7, to: 8, share: { index: 0, of: 1 } },
    ]);
    schedule.complete(jobs[0]!.id, 1);
    expect(schedule.completed()).toBe(0);
    schedule.complete(jobs[1]!.id, 1);
    expect(schedule.completed()).toBe(1);
  });

  test('a run of one block is its shares', () => {
    const schedule = createSchedule({ range: { from: 0, to: 1 }, workers: 3, firstShares: 3 });
    const jobs = Array.from({ length: 3 }, () => schedule.next()!);
    expect(schedule.next()).toBeNull();
    schedule.fail(jobs[1]!.id);
    expect(schedule.next()).toMatchObject({ from: 0, to: 1, share: { index: 1, of: 3 } });
  });

  test('jobs grow by doubling to the target time and no further', () => {
    const schedule = createSchedule({ range: { from: 0, to: 100_000 }, workers: 2, targetMs: 45 });
    const sizes: number[] = [];
    for (let i = 0; i < 8; i++) {
      const job = schedule.next()!;
      sizes.push(job.to - job.from);
      schedule.complete(job.id, 4 * (job.to - job.from));
    }
    expect(sizes).toEqual([1, 2, 4, 8, 11, 11, 11, 11]);
  });

  test('a block longer than the target still makes a job', () => {
    const schedule = createSchedule({ range: { from: 0, to: 3 }, workers: 1, targetMs: 45 });
    schedule.complete(schedule.next()!.id, 10_000);
    expect(schedule.next()).toMatchObject({ from: 1, to: 2 });
  });

  test.each([
    [2, [1, 2, 4, 8, 7, 5, 4, 3, 2, 2, 2]],
    [1, [1, 2, 4, 8, 8, 8, 8, 1]],
  ])(
    'with %d workers the last jobs of forty blocks are cut so that workers end together, not into crumbs',
    (workers, expected) => {
      const schedule = createSchedule({ range: { from: 0, to: 40 }, workers, targetMs: 8 });
      const sizes: number[] = [];
      for (let job = schedule.next(); job !== null; job = schedule.next()) {
        sizes.push(job.to - job.from);
        schedule.complete(job.id, job.to - job.from);
      }
      expect(sizes).toEqual(expected);
    },
  );

  test('no job crosses a boundary', () => {
    const schedule = createSchedule({
      range: { from: 0, to: 64 },
      workers: 1,
      targetMs: 1e9,
      boundaryAfter: checkpointAfter,
    });
    for (let job = schedule.next(); job !== null; job = schedule.next()) {
      expect(job.to).toBeLessThanOrEqual(checkpointAfter(job.from));
      schedule.complete(job.id, 0.1);
    }
    expect(schedule.finished()).toBe(true);
  });

  test.each([
    [0, 0],
    [3, 2],
    [-1, 4],
    [0, 1.5],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses the empty or broken range %d..%d', (from, to) => {
    expect(() => createSchedule({ range: { from, to }, workers: 1 })).toThrow(RangeError);
  });
});

describe('checkpoints', () => {
  test('are four to the doubling', () => {
    const places: number[] = [];
    for (let blocks = checkpointAfter(0); blocks <= 64; blocks = checkpointAfter(blocks)) places.push(blocks);
    expect(places).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64]);
  });

  test('the next checkpoint of any block between two is the later of the two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (blocks) => {
        const next = checkpointAfter(blocks);
        expect(next).toBeGreaterThan(blocks);
        expect(checkpointAfter(next - 1)).toBe(next);
      }),
    );
  });
});
