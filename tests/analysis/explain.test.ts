import { describe, expect, it } from 'vitest';
import { explain, outcomeOf, selectByInput, selectByOutcome } from '../../src/analysis/explain.ts';
import { drawFutures } from '../../src/analysis/futures.ts';
import { findRule, ruleInWords } from '../../src/analysis/prim.ts';
import { estimateOf, MEDIAN } from '../../src/analysis/statistic.ts';
import type { Distribution } from '../../src/language/definition.ts';
import { normalCdf } from '../../src/language/portable.ts';
import { baseOf, normal, uniform } from './support.ts';

const target = { outcome: 'y', date: 1 };
const sum = baseOf(
  {
    inputs: { a: normal(0, 1), b: normal(0, 1), idle: uniform(0, 1) },
    levers: ['push'],
    y: ({ a = 0, b = 0 }, { push = 0 }) => 2 * a - b + push,
  },
  { scenarios: [{}, { id: 'pushed', levers: { push: 1 } }] },
);

describe('futures with a low outcome', () => {
  it('differ in what moves the outcome, by as much as theory says, and in nothing else', async () => {
    const futures = await drawFutures(sum, target, 8192);
    const selected = selectByOutcome(futures, 0, { from: Number.NEGATIVE_INFINITY, to: 0 });
    const { share, shifts, total } = explain(futures, sum.meta, selected);
    expect(total).toBe(8192);
    expect(share.value).toBeCloseTo(0.5, 1);
    expect(shifts.map(({ input }) => input)).toEqual(['a', 'b', 'idle']);
    const [a, b, idle] = shifts;
    // Given y < 0, a standard normal with correlation r to y has mean -r sqrt(2 / pi).
    for (const [shift, r] of [
      [a!, 2 / Math.sqrt(5)],
      [b!, -1 / Math.sqrt(5)],
      [idle!, 0],
    ] as const) {
      expect(Math.abs(shift.shift.value! + r * Math.sqrt(2 / Math.PI))).toBeLessThan(5 * shift.shift.se! + 0.005);
      expect(shift.shift.se).toBeLessThan(0.03);
    }
    expect(a!.gap.value).toBeGreaterThan(10 * a!.gapByChance);
    expect(idle!.gap.value).toBeLessThan(1.5 * idle!.gapByChance);
    expect(a!.deciles.reduce((s, x) => s + x, 0)).toBeCloseTo(1, 10);
    expect(a!.deciles[0]).toBeGreaterThan(0.17);
    expect(a!.deciles[9]).toBeLessThan(0.03);
  });

  it('are those of the scenario asked for, and a selection of nothing or all is refused', async () => {
    const futures = await drawFutures(sum, target, 1024);
    const below = (scenario: number) =>
      selectByOutcome(futures, scenario, { from: -Infinity, to: 0 }).reduce((s, x) => s + x, 0);
    expect(below(1)).toBeLessThan(below(0));
    expect(() => explain(futures, sum.meta, new Uint8Array(futures.size))).toThrow('widen the range');
    expect(() => explain(futures, sum.meta, new Uint8Array(futures.size).fill(1))).toThrow('narrow the range');
  });

  it('show no more gaps by chance than one in twenty, when chosen by something unrelated', async () => {
    const inputs = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`x${i}`, normal(0, 1)]));
    const base = baseOf({ inputs: { ...inputs, z: normal(0, 1) }, y: ({ z = 0 }) => z });
    const futures = await drawFutures(base, target, 4096);
    const { shifts } = explain(futures, base.meta, selectByOutcome(futures, 0, { from: 1, to: Infinity }));
    // Scrambled nets spread more evenly than independent draws, so 5 % is an upper bound; 40 trials, at most 6 with p = 0.986.
    expect(shifts.slice(1).filter(({ gap, gapByChance }) => gap.value! > gapByChance).length).toBeLessThanOrEqual(6);
  });
});

it('censored futures count as the highest', async () => {
  const base = baseOf({
    inputs: { a: normal(0, 1) },
    outcome: { horizonUnitsPerYear: 12 },
    y: ({ a = 0 }) => (a > 1 ? Infinity : a),
  });
  const futures = await drawFutures(base, target, 2048);
  const high = selectByOutcome(futures, 0, { from: 0.5, to: Infinity });
  expect(high.reduce((s, x) => s + x, 0) / 2048).toBeCloseTo(1 - normalCdf(0.5), 2);
});

it('the outcome given a range of an input is its conditional distribution', async () => {
  const futures = await drawFutures(sum, target, 16384);
  const top = selectByInput(futures, 0, { from: 0.9, to: 1 });
  expect(top.reduce((s, x) => s + x, 0)).toBeCloseTo(0.1 * futures.size, -1);
  const observed = outcomeOf(futures, sum.meta, 1, top);
  const mean = estimateOf(observed, { kind: 'mean' });
  // E(a | a above its 90 % quantile) = density(1.2816) / 0.1 = 1.755.
  expect(Math.abs(mean.value! - (2 * 1.75498 + 1))).toBeLessThan(5 * mean.se! + 0.01);
  expect(estimateOf(observed, MEDIAN).se).toBeGreaterThan(0);
});

describe('a rule', () => {
  const inputs = {
    u: uniform(0, 10),
    v: uniform(0, 10),
    w: uniform(0, 10),
    idle1: uniform(0, 1),
    idle2: uniform(0, 1),
  };
  const planted = baseOf({ inputs, y: ({ u = 0, v = 0 }) => (u < 3 && v > 6 ? 1 : 0) });

  it('finds a planted box, with the inputs that bound it and no others', async () => {
    const futures = await drawFutures(planted, target, 8192);
    const rule = await findRule(futures, planted.meta, selectByOutcome(futures, 0, { from: 0.5, to: Infinity }));
    expect(rule.restrictions.map(({ input }) => input).sort()).toEqual(['u', 'v']);
    const of = (input: string) => rule.restrictions.find((one) => one.input === input)!;
    expect(of('u').low).toBeNull();
    expect(Math.abs(of('u').high! - 3)).toBeLessThan(0.3);
    expect(Math.abs(of('v').low! - 6)).toBeLessThan(0.3);
    expect(of('v').high).toBeNull();
    expect(rule.density.value).toBeGreaterThan(0.9);
    expect(rule.coverage.value).toBeGreaterThan(0.9);
    expect(rule.baseDensity).toBeCloseTo(0.12, 1);
    expect(rule.restrictions.every(({ quasiP }) => quasiP < 1e-6)).toBe(true);
    expect(ruleInWords(rule.restrictions)).toMatch(
      /^[uv] (below 3|above 6|above 5\.9|below 2\.9|below 3\.\d+|above 6\.\d+)/,
    );
  });

  it('peels from everything inwards: coverage falls, and density rises, step by step', async () => {
    const futures = await drawFutures(planted, target, 4096);
    const { trajectory } = await findRule(
      futures,
      planted.meta,
      selectByOutcome(futures, 0, { from: 0.5, to: Infinity }),
    );
    expect(trajectory[0]).toMatchObject({ coverage: 1, support: 1, inputs: 0 });
    for (const [i, step] of trajectory.entries()) {
      if (i === 0) continue;
      expect(step.density).toBeGreaterThan(trajectory[i - 1]!.density);
      expect(step.support).toBeLessThan(trajectory[i - 1]!.support);
      expect(step.coverage).toBeLessThanOrEqual(trajectory[i - 1]!.coverage);
    }
  });

  it('keeps to the number of inputs allowed', async () => {
    const futures = await drawFutures(planted, target, 4096);
    const cases = selectByOutcome(futures, 0, { from: 0.5, to: Infinity });
    expect((await findRule(futures, planted.meta, cases, { maxInputs: 1 })).restrictions.length).toBe(1);
  });

  it('claims nothing where nothing sets the futures apart, and needs some futures to learn from', async () => {
    const noise = baseOf({ inputs, y: ({ u = 0 }) => Math.sin(1e4 * u) });
    const futures = await drawFutures(noise, target, 4096);
    const rule = await findRule(futures, noise.meta, selectByOutcome(futures, 0, { from: 0.5, to: Infinity }));
    // What it may still hold was found by search; on unseen futures it is no denser than all are.
    expect(Math.abs(rule.density.value! - rule.baseDensity)).toBeLessThan(4 * rule.density.se! + 0.03);
    await expect(findRule(futures, noise.meta, new Uint8Array(4096))).rejects.toThrow('too few or too many');
  });
});

describe('a rule on an input of which many futures share a value', () => {
  const tied: Distribution = {
    family: 'quantiles',
    quantiles: [
      [0.2, 0],
      [0.6, 0],
      [0.601, 1],
      [0.9, 1],
      [0.95, 2],
    ],
  };
  const base = baseOf({ inputs: { tied, other: uniform(0, 1) }, y: ({ tied: x = 0 }) => (x >= 1 ? 1 : 0) });

  it('says that the value is in, and holds what it says as it is read', async () => {
    const futures = await drawFutures(base, target, 16384);
    const selected = selectByOutcome(futures, 0, { from: 0.5, to: Infinity });
    const rule = await findRule(futures, base.meta, selected);
    expect(rule.restrictions.map(({ input }) => input)).toEqual(['tied']);
    const { low, high, lowShared } = rule.restrictions[0]!;
    expect(high).toBeNull();
    const held = futures.inputs[0]!.map((value) => (value >= low! ? 1 : 0));
    const share = (of: Float64Array) => of.reduce((all, one) => all + one, 0) / futures.size;
    expect(rule.support.value).toBeCloseTo(share(held), 2);
    expect(rule.coverage.value).toBeGreaterThan(0.99);
    expect(rule.density.value).toBeGreaterThan(0.99);
    // All futures at 1 are in, or the words say otherwise.
    if (low === 1) expect([lowShared, ruleInWords(rule.restrictions)]).toEqual([true, 'tied 1 or above']);
    else expect(low).toBeLessThan(1);
  });

  it('reads with the inequality that holds', () => {
    const side = { input: 'x', label: 'Strikes', unit: '', from: 0.5, to: 1, quasiP: 0 };
    expect(ruleInWords([{ ...side, low: 1, high: null, lowShared: true }])).toBe('Strikes 1 or above');
    expect(ruleInWords([{ ...side, low: -1, high: null, lowShared: false }])).toBe('Strikes above −1');
    expect(ruleInWords([{ ...side, low: 1, high: 3, lowShared: true }])).toBe('Strikes from 1 to below 3');
    expect(ruleInWords([{ ...side, low: null, high: 3, lowShared: false }])).toBe('Strikes below 3');
  });
});
