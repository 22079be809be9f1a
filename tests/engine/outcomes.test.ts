/**
 * Outcomes that do not fill their bins: atoms, gaps, counts, caps, mass beyond the range, zeros on a log axis, samples
 * without a value, none that vary. The right values are closed forms; the models stand in outcomes/.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { caveatsOf } from '../../src/engine/caveats.ts';
import { type Description, describe as describeOutcome } from '../../src/engine/describe.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { pilotCuts } from '../../src/engine/pilot-cuts.ts';
import { planRun } from '../../src/engine/plan.ts';
import type { ForecastRequest, Sampler, Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import type { ModelMeta } from '../../src/language/definition.ts';
import { kernelOf } from './toy.ts';

interface Right {
  /** Quantiles; a string is why there is none. */
  readonly quantiles?: Readonly<Partial<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', number | 'below' | 'above'>>>;
  readonly mean?: number;
  readonly sd?: number;
  readonly atLeast?: Readonly<Record<string, number>>;
  /** What is said beside the figures. */
  readonly said?: readonly RegExp[];
}

/** P(lognormal with median 100 and 5 % quantile 10 >= 10 or 100), in 70 of 100 futures. */
const COST = { '10': 0.7 * 0.95, '100': 0.35 };
/** The density of b - a is 1 - x on 0 to 1, so that of its root y is 2 y (1 - y^2). */
const ROOT = (p: number): number => Math.sqrt(1 - Math.sqrt(1 - p));

const RIGHT: Readonly<Record<string, Readonly<Record<string, Right>>>> = {
  'rare-loss': {
    y: {
      quantiles: { p5: 0, p25: 0, p50: 0, p75: 0, p95: 1000 },
      mean: 100,
      // 10 % of uniforms on 0 to 2000: 0.1 (2000^2 / 3) less the square of the mean.
      sd: Math.sqrt((0.1 * 2000 ** 2) / 3 - 1e4),
      atLeast: { '1': 0.09995, '100': 0.095, '1000': 0.05 },
    },
  },
  'three-values': {
    y: {
      quantiles: { p5: 1, p25: 2, p50: 3, p75: 3, p95: 3 },
      mean: 2.6,
      sd: Math.sqrt(0.44),
      atLeast: { '1': 1, '2': 0.9, '3': 0.7 },
    },
  },
  'capped-share': {
    y: { quantiles: { p5: 0, p50: 0.5, p95: 1 }, mean: 0.5, sd: Math.sqrt(1 / 6), atLeast: { '0.5': 0.5, '1': 0.25 } },
  },
  'beyond-range': {
    y: {
      quantiles: { p5: 5, p25: 5, p75: 1000, p95: 1080 },
      mean: 502.5,
      sd: Math.sqrt(0.5 * 25 + 0.5 * (1000 ** 2 + 200 ** 2 / 12) - 502.5 ** 2),
      atLeast: { '8': 0.5, '12': 0.5, '2000': 0 },
      said: [/^(50.0|49.\d|50.\d) % above the range$/],
    },
  },
  'one-uniform': {
    y: {
      quantiles: { p5: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95 },
      mean: 0.5,
      sd: Math.sqrt(1 / 12),
      atLeast: { '0.1': 0.9, '0.3': 0.7, '0.7': 0.3 },
    },
  },
  'log-with-zero': {
    y: { quantiles: { p5: 0, p25: 0 }, atLeast: COST, said: [/^(30.0|29.\d|30.\d) % below the range$/] },
    z: { quantiles: { p5: 0, p50: 0, p95: 0 }, mean: 0, sd: 0, said: [/^does not vary$/, /^100.0 % below the range$/] },
    neg: { quantiles: { p5: 'below', p25: 'below' }, atLeast: { '10': COST['10'] }, said: [/below the range$/] },
  },
  'half-undefined': {
    y: {
      quantiles: { p25: ROOT(0.25), p50: ROOT(0.5), p75: ROOT(0.75) },
      mean: 8 / 15,
      // Half of all futures have a value, and 9/16 of those reach a half.
      atLeast: { '0.5': 9 / 32 },
      said: [/^(50.0|49.\d|50.\d) % of samples without a value: quantiles and mean are of the others$/],
    },
  },
  constant: {
    y: {
      quantiles: { p5: Math.fround(192.53), p50: Math.fround(192.53), p95: Math.fround(192.53) },
      mean: Math.fround(192.53),
      sd: 0,
      said: [/^does not vary$/],
    },
  },
  // The outcome of each is the input itself; its right quantiles are SciPy's (scipy.stats.beta and triang).
  'awkward-pert': {
    near: { quantiles: { p5: 7.837851075, p25: 7.871887233, p50: 7.9, p75: 7.928112767, p95: 7.962148925 } },
    low: { quantiles: { p5: 1.020621831, p25: 5.591248871, p50: 12.94494367, p75: 24.21417167, p95: 45.07197283 } },
    high: { quantiles: { p5: 54.92802717, p25: 75.78582833, p50: 87.05505633, p75: 94.40875113, p95: 98.97937817 } },
    odd: { quantiles: { p5: -18.64467682, p25: -8.433829408, p50: 7.5e-7, p75: 8.433830817, p95: 18.64467788 } },
    far: { quantiles: { p5: 0.328497176, p25: 0.739667127, p50: 1.127437521, p75: 1.555990066, p95: 2.13986216 } },
    tlow: { quantiles: { p5: 1 - Math.sqrt(0.95), p50: 1 - Math.sqrt(0.5), p95: 1 - Math.sqrt(0.05) }, mean: 1 / 3 },
    thigh: { quantiles: { p5: Math.sqrt(0.05), p50: Math.sqrt(0.5), p95: Math.sqrt(0.95) }, mean: 2 / 3 },
  },
  'two-plateaus': {
    y: {
      quantiles: { p5: 0.1, p25: 0.5, p75: 2.5, p95: 2.9 },
      mean: 1.5,
      atLeast: { '1': 0.5, '1.5': 0.5, '2': 0.5 },
    },
  },
};

const SAMPLERS: readonly Sampler[] = ['sobol', 'philox'];
/** Standard errors that a right value may be away: the seed is fixed, and there are some two hundred figures. */
const MOST_ERRORS = 4;

function expectNear(value: number | null, se: number | null, right: number, what: string): void {
  if (value === null || se === null) return expect.fail(`${what}: no value where ${right} is right`);
  const error = Math.abs(value - right);
  if (!(error <= MOST_ERRORS * se + 1e-12)) expect.fail(`${what}: ${value} ± ${se} for ${right}`);
}

describe.each(Object.entries(RIGHT))('%s', (name, outcomes) => {
  let meta: ModelMeta;
  let run: (sampler: Sampler) => Tally;

  beforeAll(async () => {
    const kernel = await kernelOf(readFileSync(new URL(`./outcomes/${name}.model.ts`, import.meta.url), 'utf8'), name);
    ({ meta } = kernel);
    const { hash } = kernel.info;
    const engine = createWasmEngine(kernel.module, meta, kernel.info);
    const cuts: ForecastRequest['cuts'] = await pilotCuts(engine, meta, hash);
    run = (sampler) => {
      const request = defaultRequest(meta, hash, { sampler, samples: 2 ** 16, cuts });
      return engine.open(planRun(meta, request)).runBlocks({ from: 0, to: 16 });
    };
  });

  it.each(SAMPLERS)('has its right values with %s, within their stated errors', (sampler) => {
    const tally = run(sampler);
    for (const [outcome, right] of Object.entries(outcomes)) {
      const declared = meta.outcomes.find(({ id }) => id === outcome);
      const found: Description = describeOutcome(tally, 0, outcome, 0, declared?.thresholds ?? []);
      for (const [key, value] of Object.entries(right.quantiles ?? {})) {
        const quantile = key as keyof NonNullable<Right['quantiles']>;
        if (typeof value === 'string') expect([found[quantile], found.outside[quantile]]).toEqual([null, value]);
        else expectNear(found[quantile], found.se[quantile], value, `${outcome} ${key}`);
      }
      for (const key of ['mean', 'sd'] as const) {
        const value = right[key];
        if (value !== undefined) expectNear(found[key], found.se[key], value, `${outcome} ${key}`);
      }
      for (const [threshold, value] of Object.entries(right.atLeast ?? {})) {
        const share = found.atLeast[threshold];
        expect(share?.bounds, `P(${outcome} >= ${threshold}) is counted`).toBeUndefined();
        expectNear(share?.p ?? null, share?.se ?? null, value, `P(${outcome} >= ${threshold})`);
      }
      const said = caveatsOf(found, meta.clock.end);
      expect(said.length, said.join('; ')).toBe(right.said?.length ?? 0);
      right.said?.forEach((pattern, i) => {
        expect(said[i]).toMatch(pattern);
      });
    }
  });
});

describe('values that samples share', () => {
  it('are quantiles as they are, whatever the bins', async () => {
    const text = (range: string): string => `
      import { input, model, outcome } from 'headway';
      export default model({
        title: 'An event',
        inputs: { u: input({ family: 'uniform', min: 0, max: 1 }) },
        outcomes: { y: outcome({ range: ${range} }) },
        simulate({ inputs, record }) { record('y', () => (inputs.u < 0.8 ? 0 : 0.7)); },
      });`;
    for (const range of ['[0, 1]', '[-3, 1000000]', '[-1, 0.7]']) {
      const { module, meta, info } = await kernelOf(text(range), 'event');
      const engine = createWasmEngine(module, meta, info);
      const cuts = await pilotCuts(engine, meta, info.hash);
      const request = defaultRequest(meta, info.hash, { samples: 4096, cuts });
      const found = describeOutcome(engine.open(planRun(meta, request)).runBlocks({ from: 0, to: 1 }), 0, 'y', 0, []);
      expect([found.p5, found.p75, found.p95]).toEqual([0, 0, Math.fround(0.7)]);
      expectNear(found.mean, found.se.mean, 0.14, range);
      expect(found.se.mean).toBeGreaterThan(0);
    }
  });

  it('that no pilot run saw have the width of their bin in the error', async () => {
    const text = `
      import { input, model, outcome } from 'headway';
      export default model({
        title: 'One value',
        inputs: { u: input({ family: 'uniform', min: 0, max: 1 }) },
        outcomes: { y: outcome({ range: [0, 1000000] }) },
        simulate({ inputs, record }) { record('y', () => (inputs.u < 0.5 ? 700000.5 : 100.25)); },
      });`;
    const { module, meta, info } = await kernelOf(text, 'one');
    const engine = createWasmEngine(module, meta, info);
    const request = defaultRequest(meta, info.hash, { samples: 4096 });
    const found = describeOutcome(engine.open(planRun(meta, request)).runBlocks({ from: 0, to: 1 }), 0, 'y', 0, [5000]);
    const width = 64;
    expect(Math.abs((found.p25 ?? 0) - 100.25)).toBeLessThan(2 * (found.se.p25 ?? 0));
    expect(found.se.p25).toBeGreaterThan(width / 4);
    expect(Math.abs((found.p75 ?? 0) - 700000.5)).toBeLessThan(2 * (found.se.p75 ?? 0));
    // The mean needs no bins.
    expectNear(found.mean, found.se.mean, (700000.5 + 100.25) / 2, 'mean');
    // A threshold that was not counted, in an empty stretch, is counted all the same; inside a bin it has bounds.
    expect(found.atLeast['5000']?.bounds).toBeUndefined();
    const inside = describeOutcome(engine.open(planRun(meta, request)).runBlocks({ from: 0, to: 1 }), 0, 'y', 0, [110]);
    expect(inside.atLeast['110']?.bounds).toEqual([0.5, 1]);
  });
});
