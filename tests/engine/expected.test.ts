/**
 * The lead model against the results its specification expects (pseudo-random samples in NumPy, double precision: 200,000,
 * and 100,000 for deployment and distribution): 2^20 Philox samples of the WASM kernel agree within three joint standard errors, plus half the last digit
 * that the specification prints. Standard errors are this run's own, scaled to the specification's N.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { describe as describeCounts, QUANTILES, type QuantileName } from '../../src/engine/describe.ts';
import { pairedSet } from '../../src/engine/histogram.ts';
import {
  type Estimate,
  observe,
  probabilityAtLeast,
  probabilityWithin,
  quantileOf,
} from '../../src/engine/statistics.ts';
import type { Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { leadKernel, PRESETS, planLead } from './lead.ts';

const SAMPLES = 2 ** 20;
const SPECIFIED_SAMPLES = 200_000;
const NAMES = Object.keys(QUANTILES) as QuantileName[];

/** p5, p25, p50, p75, p95 for status quo, act now, inaction. Rounded to `digit`. */
const QUANTILE_TABLE: readonly (readonly [outcome: string, date: number, digit: number, rows: readonly string[]])[] = [
  [
    'forwardLead',
    2028.5,
    0.01,
    ['4.90/7.84/10.59/14.15/21.43', '6.05/9.92/13.53/18.23/28.00', '2.44/4.04/5.60/7.72/12.16'],
  ],
  ['forwardLead', 2027.5, 0.1, ['4.8/7.3/9.4/12.1/17.1', '5.3/8.3/11.0/14.4/21.2', '3.6/5.2/6.6/8.2/11.3']],
  ['forwardLead', 2029.5, 0.1, ['4.7/8.2/11.6/16.1/25.9', '6.3/10.9/15.5/21.5/34.5', '1.6/3.4/5.3/8.0/14.2']],
  ['forwardLead', 2030.5, 0.1, ['4.3/8.3/12.4/18.0/30.6', '6.1/11.6/17.1/24.4/40.6', '0.7/3.0/5.3/8.7/16.9']],
  ['backwardLag', 2026.5, 0.1, ['4.5/6.1/7.5/8.8/11.0', '4.5/6.1/7.5/8.8/11.0', '4.5/6.1/7.5/8.8/11.0']],
  ['backwardLag', 2028.5, 0.1, ['4.9/7.5/9.7/12.1/15.7', '5.7/8.8/11.2/13.8/17.6', '2.7/4.4/6.0/7.9/11.3']],
  ['backwardLag', 2030.5, 0.1, ['4.5/8.2/11.6/15.5/22.1', '6.2/11.0/15.0/19.5/26.6', '0.8/3.1/5.2/8.2/13.8']],
  ['computeRatio', 2028.5, 0.1, ['10.7/14.8/18.6/23.1/31.4', '13.8/19.9/25.6/32.7/46.3', '3.7/4.2/4.7/5.5/7.5']],
  ['computeRatio', 2030.5, 0.1, ['9.9/16.8/22.8/30.3/44.6', '15.1/30.1/45.2/65.9/110.3', '2.7/3.1/3.5/4.1/5.8']],
  [
    'effectiveComputeRatio',
    2028.5,
    0.1,
    ['13.7/19.1/23.9/29.7/40.6', '18.3/26.7/34.5/44.3/63.1', '3.9/4.5/5.0/5.9/8.3'],
  ],
  ['capabilityGap', 2028.5, 0.01, ['0.47/0.72/0.95/1.20/1.61', '0.54/0.85/1.11/1.39/1.84', '0.25/0.40/0.55/0.73/1.08']],
];

/** The same of deployment and distribution, of which the specification has FRONT_SAMPLES. */
const FRONT_SAMPLES = 100_000;
const FRONT_TABLE: typeof QUANTILE_TABLE = [
  ['deploymentLead', 2028.5, 0.1, ['-3.6/4.3/9.4/15.2/26.5', '1.0/8.8/14.5/21.3/34.8', '-9.6/-1.5/2.9/7.6/16.7']],
  [
    'usStackShare',
    2028.5,
    0.001,
    ['0.719/0.813/0.864/0.906/0.947', '0.735/0.826/0.875/0.915/0.952', '0.690/0.791/0.846/0.893/0.939'],
  ],
];
const FRONT_SHARES: typeof SHARES = [
  [
    'deployment lead below 0',
    (tally, set) => probabilityWithin(observe(tally, set, 'deploymentLead', 2028.5), Number.NEGATIVE_INFINITY, 0),
    [0.11, 0.039, 0.327],
  ],
  [
    'deployment lead at least 12',
    (tally, set) => probabilityAtLeast(observe(tally, set, 'deploymentLead', 2028.5), 12),
    [0.375, 0.61, 0.115],
  ],
];
const FRONT_MEDIANS_2030 = [0.879, 0.914, 0.826];

/** Shares of draws for status quo, act now, inaction. */
const SHARES: readonly (readonly [
  name: string,
  of: (tally: Tally, set: number) => Estimate,
  values: readonly number[],
])[] = [
  [
    'lead at least 12',
    (tally, set) => probabilityAtLeast(observe(tally, set, 'forwardLead', 2028.5), 12),
    [0.386, 0.605, 0.053],
  ],
  [
    'lead within 12-24',
    (tally, set) => probabilityWithin(observe(tally, set, 'forwardLead', 2028.5), 12, 24),
    [0.357, 0.509, 0.052],
  ],
  [
    'lead at most 6',
    (tally, set) => probabilityWithin(observe(tally, set, 'forwardLead', 2028.5), Number.NEGATIVE_INFINITY, 6),
    [0.107, 0.049, 0.557],
  ],
  [
    'lead at most 3',
    (tally, set) => probabilityWithin(observe(tally, set, 'forwardLead', 2028.5), Number.NEGATIVE_INFINITY, 3),
    [0.007, 0.004, 0.104],
  ],
  [
    'China ahead at 2030.5',
    (tally, set) => probabilityWithin(observe(tally, set, 'backwardLag', 2030.5), Number.NEGATIVE_INFINITY, 0),
    [0.0001, 0, 0.0205],
  ],
];

/** What is counted besides, for its median alone. */
const LAST = [['usStackShare', 2030.5]] as const;
const TABLES = [...QUANTILE_TABLE, ...FRONT_TABLE];

describe('the lead model on 2^20 samples', () => {
  let tally: Tally;
  beforeAll(async () => {
    const { module, meta, info } = await leadKernel();
    const outcomes = [...new Set(TABLES.map(([outcome]) => outcome))].map((id) => ({
      id,
      dates: [...TABLES, ...LAST].filter(([outcome]) => outcome === id).map(([, date]) => date),
    }));
    const scenarios = PRESETS.map((preset) => ({ preset }));
    const plan = planLead({ sampler: 'philox', samples: SAMPLES, scenarios, outcomes });
    tally = createWasmEngine(module, meta, info)
      .open(plan)
      .runBlocks({ from: 0, to: SAMPLES / 4096 });
  });

  function expectNear({ value, se }: Estimate, expected: number, digit: number, specified = SPECIFIED_SAMPLES): void {
    const joint = (se ?? Number.NaN) * Math.sqrt(1 + SAMPLES / specified);
    expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(3 * joint + digit / 2 + 1e-9);
  }

  it.each(QUANTILE_TABLE)('has the quantiles expected of %s at %d', (outcome, date, digit, rows) => {
    rows.forEach((row, set) => {
      const observed = observe(tally, set, outcome, date);
      row.split('/').forEach((text, i) => {
        expectNear(quantileOf(observed, QUANTILES[NAMES[i]!]), Number(text), digit);
      });
    });
  });

  it.each(FRONT_TABLE)('has the quantiles expected of %s at %d', (outcome, date, digit, rows) => {
    rows.forEach((row, set) => {
      const observed = observe(tally, set, outcome, date);
      row.split('/').forEach((text, i) => {
        expectNear(quantileOf(observed, QUANTILES[NAMES[i]!]), Number(text), digit, FRONT_SAMPLES);
      });
    });
  });

  it('has the medians expected of the share at 2030.5', () => {
    FRONT_MEDIANS_2030.forEach((median, set) => {
      expectNear(quantileOf(observe(tally, set, 'usStackShare', 2030.5), 0.5), median, 0.001, FRONT_SAMPLES);
    });
  });

  it.each(FRONT_SHARES)('has the shares expected of %s', (_name, of, values) => {
    values.forEach((value, set) => {
      expectNear(of(tally, set), value, 0.001, FRONT_SAMPLES);
    });
  });

  it.each(SHARES)('has the shares expected of %s', (_name, of, values) => {
    values.forEach((value, set) => {
      expectNear(of(tally, set), value, 0.001);
    });
  });

  it('has the paired differences of the headline expected of act now and inaction against the status quo', () => {
    const actNow = observe(tally, pairedSet(tally.layout, 1), 'forwardLead', 2028.5);
    const inaction = observe(tally, pairedSet(tally.layout, 2), 'forwardLead', 2028.5);
    [0.9, 1.8, 2.8, 4.2, 7.5].forEach((value, i) => {
      expectNear(quantileOf(actNow, QUANTILES[NAMES[i]!]), value, 0.1);
    });
    // The specification gives status quo minus inaction: signs and order turn round.
    [-10.4, -6.6, -4.8, -3.4, -1.9].forEach((value, i) => {
      expectNear(quantileOf(inaction, QUANTILES[NAMES[i]!]), value, 0.1);
    });
  });

  it('has no invalid sample, and fewer than one in a thousand outside the range of its tallies', () => {
    for (let set = 0; set < tally.layout.setCount; set++) {
      for (const { outcome, date } of tally.layout.histograms) {
        const { pooled } = observe(tally, set, outcome, date);
        expect(pooled.invalid).toBe(0);
        expect((pooled.under + pooled.over) / SAMPLES).toBeLessThan(0.001);
      }
    }
    expect(describeCounts(tally, 1, 'forwardLead', 2030.5, []).censored).toBeCloseTo(0.0163, 3);
  });
});
