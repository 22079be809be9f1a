/** Shared forecasts of the lead model for the tests of this folder, from a plain one to the largest a link should hold. */
import { resolveScenario } from '../../src/engine/draft.ts';
import type { Distribution } from '../../src/language/definition.ts';
import type { LinkModel, SharedForecast, SharedScenario } from '../../src/share/forecast.ts';
import { allOutcomes } from '../../src/share/payload-assumptions.ts';
import { ENGINE_VERSION } from '../../src/share/versions.ts';
import { LEAD_HASH, LEAD_META } from '../engine/lead.ts';

export const LEAD: LinkModel = { meta: LEAD_META, hash: LEAD_HASH, direction: null, cuts: {} };

export function scenario(id: string, change: Partial<SharedScenario> = {}): SharedScenario {
  const preset = LEAD_META.presets.find((one) => one.id === id)?.id;
  const { levers, switches } = resolveScenario(LEAD_META, preset === undefined ? {} : { preset }, 0);
  return { id, name: id, preset: preset ?? null, style: 0, hidden: false, levers, switches, ...change };
}

/** Two scenarios as the model has them. */
export function plain(change: Partial<SharedForecast> = {}): SharedForecast {
  return {
    model: { id: LEAD_META.id, hash: LEAD_HASH },
    title: '',
    note: '',
    scenarios: [scenario('status-quo'), scenario('act-now', { style: 1 })],
    selected: 'act-now',
    baseline: 'status-quo',
    sampling: { sampler: 'sobol', seed: 1, samples: 131_072, replicates: 16, precision: null },
    paired: true,
    inputs: {},
    correlations: null,
    outcomes: allOutcomes(LEAD),
    direction: null,
    cuts: {},
    view: {
      outcome: 'forwardLead',
      date: 2028.5,
      threshold: 12,
      page: { page: 'forecast', shape: 'dots' },
      levers: [],
    },
    claim: null,
    ...change,
  };
}

/** Numbers with as many digits as people type, none of them the model's. */
function own(index: number, low: number, high: number): number {
  return Number((low + (high - low) * ((0.37 + 0.618 * index) % 1)).toFixed(3));
}

function moved(id: string, name: string, salt: number): SharedScenario {
  const base = scenario(id, { name, preset: null, style: salt });
  return {
    ...base,
    levers: Object.fromEntries(
      LEAD_META.levers.map(({ id: lever, min, max }, i) => [lever, own(10 * salt + i, min, max)]),
    ),
    switches: Object.fromEntries(
      LEAD_META.switches.map(({ id: one, default: usual, options }, i) => {
        const values = options.map(({ value }) => value);
        const [low, high] = [Math.min(usual, ...values), Math.max(usual, ...values)];
        return [one, own(i, low, high)];
      }),
    ),
  };
}

function edited(distribution: Distribution, index: number): Distribution {
  if (!('p50' in distribution)) return { family: 'uniform', min: 0.125, max: 0.875 };
  const shift = (value: number): number => Number((value * (1.1 + 0.01 * index)).toPrecision(3));
  return { ...distribution, p5: shift(distribution.p5), p50: shift(distribution.p50), p95: shift(distribution.p95) };
}

export const DIGEST = '5a0f6b1e93c8d7245a0f6b1e93c8d7247788990011aabbccddeeff0123456789';

/** A direction as the build finds them: dense, to a thousandth, of length 1 within rounding. */
function thousandths(): number[] {
  const raw = LEAD_META.inputs.map((_, i) => Math.sin(3 * i + 1) / (1 + i));
  const length = Math.sqrt(raw.reduce((sum, x) => sum + x * x, 0));
  return raw.map((x) => Math.round((1000 * x) / length) / 1000 + 0);
}

/** Every lever and switch moved, three scenarios, 20 inputs edited, a title, a note, and results; with a direction if `turned`. */
export function full(turned = false): SharedForecast {
  return plain({
    direction: turned ? thousandths() : null,
    title: 'Remote access and enforcement together, as in the March brief',
    note: 'Prepared for the roundtable. We take the critics at their word on compute, and let the policy start late.',
    scenarios: [moved('own-0', 'Today', 0), moved('own-1', 'Close the loopholes', 1), moved('own-2', 'Both', 2)],
    selected: 'own-2',
    baseline: 'own-0',
    inputs: Object.fromEntries(
      LEAD_META.inputs
        .filter(({ distribution }) => 'p50' in distribution && distribution.family !== 'logitnormal')
        .slice(0, 20)
        .map(({ id, distribution }, i) => [id, edited(distribution, i)]),
    ),
    correlations: [
      ['usGrowthNow', 'usGrowthLongRun', 0.55],
      ['smugglingShare', 'remoteShare', 0.35],
      ['imitationRate', 'distillationShare', -0.2],
    ],
    claim: {
      digest: DIGEST,
      samples: 131_072,
      engine: 'wasm',
      engineVersion: ENGINE_VERSION,
      figures: [
        [1.2031, 13.456, 34.512, 0.57281],
        [2.4407, 17.892, 41.333, 0.71264],
        [2.9118, 19.217, 44.605, 0.74801],
      ],
    },
  });
}
