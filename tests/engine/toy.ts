/**
 * A small model by hand, with one of everything an engine must handle: families, a correlation, a lever that moves, a
 * switch that holds the policy start, a linear outcome, a lg outcome, and an outcome with a horizon.
 */
import type { ModelMeta, OutcomeMeta } from '../../src/language/definition.ts';
import type { SimulationContext } from '../../src/language/runtime.ts';

const outcome = (id: string, more: Partial<OutcomeMeta>): OutcomeMeta => ({
  id,
  label: id,
  unit: '1',
  sign: '',
  description: '',
  scale: 'linear',
  range: [-64, 64],
  bins: 2048,
  display: [-10, 10],
  at: [2026, 2027, 2028],
  horizonUnitsPerYear: 0,
  headline: 2027,
  thresholds: [1],
  ...more,
});

const text = { label: '', unit: '', symbol: '', group: '', rationale: '', sources: [], dissent: '' };

export const TOY_META: ModelMeta = {
  id: 'toy',
  title: 'Toy',
  version: '1',
  summary: '',
  clock: { start: 2026, end: 2030, step: 0.25, steps: 16 },
  policyStart: 'start',
  inputs: [
    { ...text, id: 'level', grade: 'judgement', distribution: { family: 'normal', p5: 1, p50: 2, p95: 4 } },
    { ...text, id: 'growth', grade: 'judgement', distribution: { family: 'lognormal', p5: 0.5, p50: 1, p95: 3 } },
    { ...text, id: 'share', grade: 'judgement', distribution: { family: 'logitnormal', p5: 0.2, p50: 0.5, p95: 0.9 } },
    { ...text, id: 'chance', grade: 'judgement', distribution: { family: 'uniform', min: 0, max: 1 } },
    { ...text, id: 'peak', grade: 'judgement', distribution: { family: 'triangular', min: -1, mode: 0, max: 3 } },
  ],
  levers: [
    {
      ...text,
      id: 'push',
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0.25,
      deadTime: 0.5,
      timeConstant: 1,
      lowWord: '',
      highWord: '',
      bands: [],
    },
  ],
  switches: [
    {
      id: 'start',
      label: '',
      default: 2026.25,
      options: [
        { value: 2026.25, label: '' },
        { value: 2027, label: '' },
      ],
      critics: '',
      effect: '',
    },
    {
      id: 'boost',
      label: '',
      default: 1,
      options: [
        { value: 1, label: '' },
        { value: 2, label: '' },
      ],
      critics: '',
      effect: '',
    },
  ],
  correlations: [{ a: 'level', b: 'growth', rho: 0.6, why: '' }],
  outcomes: [
    outcome('total', {}),
    outcome('ratio', { scale: 'log10', range: [-2, 2], bins: 1024, at: [2026, 2028], headline: 2028 }),
    outcome('wait', { range: [-16, 112], bins: 2048, horizonUnitsPerYear: 12, at: [2026, 2027, 2028] }),
  ],
  presets: [{ id: 'strong', label: 'Strong', description: '', levers: { push: 1 }, switches: {} }],
  importance: ['growth', 'level'],
};

type Toy = SimulationContext<string, string, string, string>;

/** Level grows by growth times the lever; months until it has doubled, infinite where it has not by the end. */
export function toySimulate({ clock, inputs, levers, statusQuo, switches, series, record }: Toy): void {
  const level = series('level');
  let now = inputs['level'] ?? Number.NaN;
  const growth = inputs['growth'] ?? Number.NaN;
  const push = levers['push'] ?? [];
  for (let k = 0; k <= clock.steps; k++) {
    level[k] = now;
    now += clock.step * growth * (0.1 + (push[k] ?? Number.NaN)) * (switches['boost'] ?? Number.NaN);
  }
  const at = (step: number): number => level[step] ?? Number.NaN;
  record('total', ({ step }) => at(step) + (inputs['peak'] ?? 0) * (inputs['share'] ?? 0));
  record('ratio', ({ step }) => 1 + Math.abs(at(step)) / (1 + (statusQuo['push'] ?? 0)));
  record('wait', ({ step, time }) => {
    const target = at(step) + 1 + 2 * (inputs['chance'] ?? 0);
    for (let k = step; k < clock.steps; k++) {
      if (at(k) < target && at(k + 1) >= target) {
        return 12 * (clock.step * (k + (target - at(k)) / (at(k + 1) - at(k))) - time);
      }
    }
    return Number.POSITIVE_INFINITY;
  });
}
