import { describe, expect, it } from 'vitest';
import { AnalysisError } from '../../src/analysis/errors.ts';
import { MEDIAN, type Target } from '../../src/analysis/statistic.ts';
import { type Sweep, sweep } from '../../src/analysis/sweep.ts';
import { baseOf, normal, uniform } from './support.ts';

const MEAN: Target = { outcome: 'y', date: 1, statistic: { kind: 'mean' } };
const linear = baseOf(
  {
    inputs: { a: normal(0, 1), b: normal(0, 2) },
    levers: ['push'],
    switches: ['doubt'],
    correlations: [['a', 'b', 0.5]],
    y: (x, lever, toggle) => 3 * (lever['push'] ?? 0) + 4 * (toggle['doubt'] ?? 0) + (x['a'] ?? 0) + (x['b'] ?? 0),
  },
  { scenarios: [{}, { id: 'pushed', levers: { push: 0.5 } }] },
);

describe('a sweep of a lever', () => {
  const axis = { kind: 'lever', id: 'push', values: [0, 0.25, 0.5, 0.75, 1] } as const;

  it('changes a linear outcome by exactly its coefficient, whatever the noise of the level', async () => {
    const { curves, samples } = await sweep(linear, { axis, targets: [MEAN], samples: 1024 });
    expect(samples).toBe(1024);
    expect(curves.map(({ scenario, present }) => [scenario, present])).toEqual([
      ['status-quo', 0],
      ['pushed', 0.5],
    ]);
    for (const { points, present } of curves) {
      expect(points.map(({ at }) => at)).toEqual([...axis.values]);
      for (const { value, changes, estimates } of points) {
        // Counts place a sample within a bin of 1/64, and 0.75 is a whole number of bins: the difference is exact.
        expect(changes[0]?.value).toBeCloseTo(3 * (value - (present ?? 0)), 10);
        expect(changes[0]?.se).toBeLessThan(1e-6);
        expect(estimates[0]?.se).toBeGreaterThan(1e-4);
      }
    }
  });

  it('reports partial curves that grow to the whole', async () => {
    const many = { ...axis, values: Array.from({ length: 40 }, (_, i) => i / 39) };
    const partial: Sweep[] = [];
    const whole = await sweep(linear, {
      axis: many,
      targets: [MEAN],
      samples: 1024,
      onProgress: (one) => partial.push(one),
    });
    const lengths = partial.map(({ curves }) => curves[0]!.points.length);
    expect(lengths.length).toBeGreaterThan(1);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    // The first part already spans the range.
    const first = partial[0]!.curves[0]!.points.map(({ at }) => at);
    expect([first[0], first.at(-1)]).toEqual([0, 1]);
    expect(whole.curves[0]!.points.length).toBe(40);
    expect(partial.every(({ done }) => !done) && whole.done).toBe(true);
  });

  it('refuses what the model does not have', async () => {
    const ask = (change: object) => sweep(linear, { axis, targets: [MEAN], samples: 1024, ...change });
    await expect(ask({ axis: { ...axis, id: 'pull' } })).rejects.toThrow('no lever "pull"');
    await expect(ask({ axis: { ...axis, values: [1.5] } })).rejects.toThrow('lever push: 1.5 is not within 0 to 1');
    await expect(ask({ targets: [{ ...MEAN, date: 3 }] })).rejects.toThrow('y is not recorded at 3');
    await expect(ask({ targets: [{ ...MEAN, outcome: 'z' }] })).rejects.toThrow(AnalysisError);
  });

  it('ends with the reason of an aborted signal', async () => {
    const controller = new AbortController();
    const reason = new Error('not wanted');
    const running = sweep(
      { ...linear, signal: controller.signal },
      {
        axis: { ...axis, values: Array.from({ length: 100 }, (_, i) => i / 100) },
        targets: [MEAN],
        samples: 1024,
        onProgress: () => controller.abort(reason),
      },
    );
    await expect(running).rejects.toBe(reason);
  });
});

it('a switch moves between its options', async () => {
  const axis = { kind: 'switch', id: 'doubt', values: [0, 0.5, 1] } as const;
  const { curves } = await sweep(linear, { axis, targets: [MEAN], samples: 1024 });
  expect(curves[0]!.points.map(({ changes }) => changes[0]!.value)).toEqual(
    [0, 2, 4].map((x) => expect.closeTo(x, 10)),
  );
});

describe('a sweep of an input', () => {
  const axis = { kind: 'input', id: 'a', values: [0.05, 0.5, 0.95] } as const;

  it('shows the outcome given the input, with what is correlated with it following', async () => {
    const { curves } = await sweep(linear, {
      axis,
      targets: [MEAN, { ...MEAN, statistic: { kind: 'deviation' } }],
      samples: 4096,
    });
    for (const { value, estimates } of curves[0]!.points) {
      // E[a + b | a] = a + 0.5 * 2 * a; Var = 4 (1 - 0.25).
      const [mean, deviation] = estimates;
      expect(Math.abs(mean!.value! - 2 * value)).toBeLessThan(5 * mean!.se! + 1 / 64);
      expect(Math.abs(deviation!.value! - Math.sqrt(3))).toBeLessThan(5 * deviation!.se! + 1 / 64);
    }
    expect(curves[0]!.points.map(({ value }) => value)).toEqual([-1.6449, 0, 1.6449].map((x) => expect.closeTo(x, 3)));
  });

  it('of many draws moves their sum, and tells the average that goes with it', async () => {
    const base = baseOf({
      inputs: { s: normal(1, 1) },
      draws: { s: { count: 9, correlation: 0 } },
      y: (_x, _lever, _toggle, { s = [] }) => s.reduce((sum, x) => sum + x, 0),
    });
    const { curves } = await sweep(base, { axis: { ...axis, id: 's' }, targets: [MEAN], samples: 1024 });
    // The sum of nine is 9 + 3 z.
    expect(curves[0]!.points.map(({ estimates }) => estimates[0]!.value)).toEqual(
      [-1.6449, 0, 1.6449].map((z) => expect.closeTo(9 + 3 * z, 1)),
    );
    expect(curves[0]!.points.map(({ value }) => value)).toEqual(
      [-1.6449, 0, 1.6449].map((z) => expect.closeTo(1 + z / 3, 3)),
    );
  });

  it('averages over quantiles to the whole distribution', async () => {
    const base = baseOf({ inputs: { u: uniform(0, 1), v: uniform(0, 1) }, y: ({ u = 0, v = 0 }) => 10 * u * v });
    const values = Array.from({ length: 32 }, (_, i) => (i + 0.5) / 32);
    const { curves } = await sweep(base, { axis: { kind: 'input', id: 'u', values }, targets: [MEAN], samples: 1024 });
    const average = curves[0]!.points.reduce((sum, { estimates }) => sum + estimates[0]!.value!, 0) / 32;
    expect(average).toBeCloseTo(curves[0]!.presentEstimates[0]!.value!, 2);
    expect(average).toBeCloseTo(2.5, 1);
  });

  it('gives medians as well as means', async () => {
    const { curves } = await sweep(linear, { axis, targets: [{ ...MEAN, statistic: MEDIAN }], samples: 4096 });
    for (const { value, estimates } of curves[0]!.points) {
      expect(Math.abs(estimates[0]!.value! - 2 * value)).toBeLessThan(5 * estimates[0]!.se! + 1 / 64);
    }
  });
});
