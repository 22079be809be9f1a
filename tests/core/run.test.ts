/** Counts of `run` against counts made here, in f32, from evaluated samples. */
import { describe, expect, it } from 'vitest';
import { drawBits } from '../../src/engine/random/draw.ts';
import { addValue, SUM_WORDS } from '../../src/engine/sums.ts';
import type { Sampler } from '../../src/engine/types.ts';
import { type Core, type Histogram, type Plan, SUM_SCALE, testCore } from './core.ts';
import { OUTCOMES } from './kernel.ts';
import { apply } from './maths.ts';

const SAMPLERS: readonly Sampler[] = ['philox', 'sobol'];

const HISTOGRAMS: readonly Histogram[] = [
  {
    outcome: 0,
    dateIndex: 0,
    bins: 64,
    low: -2,
    binsPerUnit: 16,
    log10: false,
    horizon: 2.5,
    pairedLow: -1,
    cuts: [-1, 0.3],
  },
  {
    outcome: 0,
    dateIndex: 1,
    bins: 32,
    low: -1.5,
    binsPerUnit: 8,
    log10: false,
    horizon: Number.POSITIVE_INFINITY,
    pairedLow: -2,
  },
  {
    outcome: 1,
    dateIndex: 1,
    bins: 40,
    low: -0.5,
    binsPerUnit: 32,
    log10: true,
    horizon: Number.POSITIVE_INFINITY,
    pairedLow: -0.5,
  },
  // lg of the sum of two normals: half of the values are negative, and so have none.
  { outcome: 0, dateIndex: 0, bins: 40, low: -1, binsPerUnit: 16, log10: true, horizon: 2.5, pairedLow: -1 },
];

const PLAN = {
  seed: 42,
  scenarios: [
    { lever: 1, limit: 2 },
    { lever: 0.75, limit: 1.75 },
    { lever: 0.5, limit: 1e9 },
  ],
  dateSteps: [1, 3],
  histograms: HISTOGRAMS,
  paired: true,
} as const satisfies Partial<Plan>;

/** Outcome values [scenario][outcome][date] of single points, evaluated one group at a time. */
function evaluate(core: Core, replicate: number, point: number, count: number): number[][][][] {
  const rows: number[][][][] = [];
  const [scenarios, dates] = [PLAN.scenarios.length, PLAN.dateSteps.length];
  for (let at = point; at < point + count; at += core.lanes) {
    core.exports.draw(replicate, at);
    core.exports.transform();
    for (let scenario = 0; scenario < scenarios; scenario++) core.exports.simulate(scenario);
    const values = core.outcomeValues();
    for (let lane = 0; lane < Math.min(core.lanes, point + count - at); lane++) {
      const value = (s: number, o: number, d: number): number =>
        values[((s * OUTCOMES + o) * dates + d) * core.lanes + lane] ?? Number.NaN;
      rows.push(
        PLAN.scenarios.map((_, s) =>
          Array.from({ length: OUTCOMES }, (_, o) => PLAN.dateSteps.map((_, d) => value(s, o, d))),
        ),
      );
    }
  }
  return rows;
}

/** Slot of a coordinate: under 0, bins from 1 with the upper end in the last, then over. */
function binSlot(x: number, low: number, { bins, binsPerUnit }: Histogram): number {
  const place = Math.fround(Math.fround(x - low) * binsPerUnit);
  return place > bins ? bins + 1 : Math.max(Math.min(Math.floor(place), bins - 1), -1) + 1;
}

const extraSlots = ({ cuts = [] }: Histogram, paired: boolean): number => 2 * Math.max(cuts.length, paired ? 1 : 0);

/** The same counts and sums from evaluated samples. */
async function recount(
  samples: readonly number[][][][],
  stride: number,
): Promise<{ counts: Uint32Array; sums: Float64Array }> {
  const scenarios = PLAN.scenarios.length;
  const counts = new Uint32Array((2 * scenarios - 1) * stride);
  const sums = new Float64Array((2 * scenarios - 1) * HISTOGRAMS.length * SUM_WORDS);
  let offset = 0;
  for (const [h, histogram] of HISTOGRAMS.entries()) {
    const { outcome, dateIndex, bins, low, log10, horizon, pairedLow, cuts = [] } = histogram;
    const add = (set: number, slot: number): void => {
      const at = set * stride + offset + slot;
      counts[at] = (counts[at] ?? 0) + 1;
    };
    const addCuts = (set: number, at: readonly number[], value: number): void => {
      at.forEach((cut, i) => {
        if (value < Math.fround(cut)) add(set, bins + 4 + 2 * i);
        if (value === Math.fround(cut)) add(set, bins + 5 + 2 * i);
      });
    };
    const addSum = (set: number, value: number): void => {
      if (Number.isFinite(value)) addValue(sums, (set * HISTOGRAMS.length + h) * SUM_WORDS, SUM_SCALE, value);
    };
    const values = samples.map((sample) => sample.map((byOutcome) => byOutcome[outcome]?.[dateIndex] ?? Number.NaN));
    const bounded = values.flatMap((row) => row.map((v) => (v === Number.POSITIVE_INFINITY ? horizon : v)));
    // The core's own lg: the test of math.test.ts is what says it is right.
    const lg = log10 ? await apply('log10', bounded) : Float32Array.from(bounded);
    const x = log10 ? lg.map((value, i) => ((bounded[i] ?? 0) > 0 ? value : Number.NEGATIVE_INFINITY)) : lg;
    values.forEach((row, i) => {
      row.forEach((value, s) => {
        const coordinate = x[i * scenarios + s] ?? Number.NaN;
        const bounds = (scenario: number): number => bounded[i * scenarios + scenario] ?? Number.NaN;
        if (value === Number.POSITIVE_INFINITY) add(s, horizon < Number.POSITIVE_INFINITY ? bins + 2 : bins + 3);
        else if (!Number.isFinite(value)) add(s, bins + 3);
        else {
          add(s, binSlot(coordinate, low, histogram));
          addCuts(s, cuts, value);
        }
        addSum(s, bounds(s));
        if (s === 0) return;
        const difference = Math.fround(coordinate - (x[i * scenarios] ?? Number.NaN));
        const finite = Number.isFinite(difference);
        add(scenarios + s - 1, finite ? binSlot(difference, pairedLow, histogram) : bins + 3);
        if (!finite) return;
        addCuts(scenarios + s - 1, [0], difference);
        addSum(scenarios + s - 1, log10 ? Math.fround(bounds(s) / bounds(0)) : difference);
      });
    });
    offset += bins + 4 + extraSlots(histogram, true);
  }
  return { counts, sums };
}

describe.each(SAMPLERS)('run with %s', (sampler) => {
  it.each([
    [1, 0, 4096],
    [2, 0, 4096],
    [4, 64, 1000],
    [2, 4093, 17],
    [2, 13, 2],
    [1, 5, 1],
    [4, 3, 40],
  ] as const)('with %d vectors counts points %d and %d on as evaluated one by one', async (vectors, point, count) => {
    const core = await testCore({ inputs: 3, vectors }, { ...PLAN, sampler });
    core.exports.run(2, point, count);
    const counts = core.counts().slice();
    const sums = core.sums().slice();
    const expected = await recount(evaluate(core, 2, point, count), core.stride);
    expect(counts).toEqual(expected.counts);
    expect(sums).toEqual(expected.sums);
  });

  it('fills the special slots in this plan, so that the comparison means something', async () => {
    const core = await testCore({ inputs: 3, vectors: 2 }, { ...PLAN, sampler });
    core.exports.run(0, 0, 4096);
    const special = (histogram: number, set: number): number[] => {
      const offset = HISTOGRAMS.slice(0, histogram).reduce((sum, one) => sum + one.bins + 4 + extraSlots(one, true), 0);
      const bins = HISTOGRAMS[histogram]?.bins ?? 0;
      const slots = core.counts().subarray(set * core.stride + offset, set * core.stride + offset + bins + 4);
      return [slots[0] ?? 0, ...slots.subarray(bins + 1)];
    };
    const [under, , censored, invalid] = special(0, 0);
    expect(Math.min(under ?? 0, censored ?? 0)).toBeGreaterThan(10);
    expect(invalid).toBe(0);
    const noHorizon = special(1, 0);
    expect([noHorizon[2], (noHorizon[3] ?? 0) > 10]).toEqual([0, true]);
    expect(special(1, 3)[3]).toBeGreaterThan(10);
    expect(special(3, 0)[0]).toBeGreaterThan(1000);
    expect(special(2, 2)[1]).toBeGreaterThan(10);
  });

  it.each([1, 2, 4] as const)('gives the same counts however the points are cut, with %d vectors', async (vectors) => {
    const plan = { ...PLAN, sampler };
    const whole = await testCore({ inputs: 3, vectors }, plan);
    whole.exports.run(1, 10, 500);
    for (const cuts of [
      [10, 510],
      [10, 11, 12, 13, 510],
      [10, 64, 128, 256, 509, 510],
      [10, 17, 31, 333, 510],
    ]) {
      const parts = await testCore({ inputs: 3, vectors }, plan);
      // Backwards: the order of parts must not matter either.
      for (let i = cuts.length - 1; i > 0; i--) {
        const [from = 0, to = 0] = cuts.slice(i - 1);
        parts.exports.run(1, from, to - from);
      }
      expect(parts.counts()).toEqual(whole.counts());
      expect(parts.sums()).toEqual(whole.sums());
    }
  });

  it('gives the same counts with 1, 2 and 4 vectors', async () => {
    const counts = await Promise.all(
      ([1, 2, 4] as const).map(async (vectors) => {
        const core = await testCore({ inputs: 3, vectors }, { ...PLAN, sampler });
        core.exports.run(3, 100, 777);
        return [core.counts().slice(), core.sums()];
      }),
    );
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
  });

  it('gives a scenario the same draws and counts whatever stands beside it', async () => {
    const all = await testCore({ inputs: 3, vectors: 2 }, { ...PLAN, sampler });
    all.exports.run(0, 0, 256);
    for (const [i, scenario] of PLAN.scenarios.entries()) {
      const alone = await testCore(
        { inputs: 3, vectors: 2 },
        { ...PLAN, sampler, scenarios: [scenario], paired: false },
      );
      alone.exports.run(0, 0, 256);
      // Alone it has no pairs, and so no slots for their cuts.
      let [from, to] = [i * all.stride, 0];
      for (const histogram of HISTOGRAMS) {
        const slots = histogram.bins + 4 + extraSlots(histogram, false);
        expect(alone.counts().slice(to, to + slots)).toEqual(all.counts().slice(from, from + slots));
        from += histogram.bins + 4 + extraSlots(histogram, true);
        to += slots;
      }
    }
  });

  it('counts nothing for no points', async () => {
    const core = await testCore({ inputs: 3, vectors: 2 }, { ...PLAN, sampler });
    core.exports.run(0, 8, 0);
    expect(core.counts().every((n) => n === 0)).toBe(true);
  });

  it('reaches the last point of 32 bits', async () => {
    const core = await testCore({ inputs: 3, vectors: 2 }, { ...PLAN, sampler });
    const first = 2 ** 32 - 5;
    core.exports.run(0, first, 5);
    core.exports.drawBits(0, first - 3);
    expect(core.bits()[7]).toBe(drawBits(sampler, PLAN.seed, 0, 2 ** 32 - 1, 0));
    const expected = await recount(evaluate(core, 0, first, 5), core.stride);
    expect(core.counts()).toEqual(expected.counts);
  });
});

describe('invalid values', () => {
  it.each([
    [Number.NaN, 3],
    [Number.NEGATIVE_INFINITY, 3],
    [Number.POSITIVE_INFINITY, 2],
    [-1e30, 'under'],
    [1e30, 1],
  ] as const)('a value of %d has its own slot', async (value, special) => {
    // Table transforms make an input what they say; the other one is zero.
    const histogram: Histogram = {
      outcome: 0,
      dateIndex: 0,
      bins: 8,
      low: -1,
      binsPerUnit: 4,
      log10: false,
      horizon: 3,
      pairedLow: 0,
    };
    const plan: Plan = {
      sampler: 'philox',
      seed: 1,
      transforms: [{ kind: 3, center: value }, { kind: 3 }, { kind: 3 }],
      scenarios: [{ lever: 1, limit: Number.POSITIVE_INFINITY }],
      dateSteps: [0],
      histograms: [histogram],
    };
    const core = await testCore({ inputs: 3, vectors: 2 }, plan);
    core.exports.run(0, 0, 11);
    const slot = special === 'under' ? 0 : 8 + special;
    expect(Array.from(core.counts())).toEqual(Array.from({ length: 12 }, (_, i) => (i === slot ? 11 : 0)));
  });

  it('lg of zero lies under', async () => {
    const histogram: Histogram = {
      outcome: 1,
      dateIndex: 0,
      bins: 8,
      low: -1,
      binsPerUnit: 4,
      log10: true,
      horizon: Number.POSITIVE_INFINITY,
      pairedLow: 0,
    };
    const core = await testCore(
      { inputs: 3, vectors: 2 },
      {
        sampler: 'philox',
        seed: 1,
        transforms: [{ kind: 3 }, { kind: 3 }, { kind: 3, center: -500 }],
        dateSteps: [0],
        histograms: [histogram],
      },
    );
    core.exports.run(0, 0, 8);
    expect(core.counts()[0]).toBe(8);
  });
});
