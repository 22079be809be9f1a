/**
 * A small model with one of everything an engine must handle: most families, a correlation, a lever that moves, a switch
 * that holds the policy start, a linear outcome, a lg outcome, an outcome with a horizon, and one that is not a number
 * now and then. Series accumulate, so that a wrong step shows at every later date.
 */
import { crossingTime, input, lever, ln, model, outcome, preset, toggle } from 'headway';

export default model({
  id: 'toy',
  title: 'Toy',
  version: '1',
  clock: { start: 2026, end: 2030, step: 0.25 },
  policyStart: 'start',
  inputs: {
    level: input({ family: 'normal', p5: 1, p50: 2, p95: 4 }),
    growth: input({ family: 'lognormal', p5: 0.5, p50: 1, p95: 3 }),
    share: input({ family: 'logitnormal', p5: 0.2, p50: 0.5, p95: 0.9 }),
    chance: input({ family: 'uniform', min: 0, max: 1 }),
    peak: input({ family: 'triangular', min: -1, mode: 0, max: 3 }),
  },
  levers: {
    push: lever({ min: 0, max: 1, statusQuo: 0.25, deadTime: 0.5, timeConstant: 1 }),
  },
  switches: {
    start: toggle({
      default: 2026.25,
      options: [
        ['early', 2026.25],
        ['late', 2027],
      ],
    }),
    boost: toggle({
      default: 1,
      options: [
        ['no', 1],
        ['yes', 2],
      ],
    }),
  },
  correlations: [['level', 'growth', 0.6]],
  outcomes: {
    total: outcome({ range: [-64, 64], bins: 2048, at: [2026, 2027, 2028], headline: 2027, thresholds: [1] }),
    ratio: outcome({ scale: 'log10', range: [-2, 2], bins: 1024, at: [2026, 2028], headline: 2028, thresholds: [2] }),
    wait: outcome({
      range: [-16, 112],
      bins: 2048,
      at: [2026, 2027, 2028],
      headline: 2027,
      thresholds: [12],
      horizonUnitsPerYear: 12,
    }),
    odd: outcome({ range: [-16, 16], bins: 512, at: [2028], headline: 2028, thresholds: [0] }),
  },
  presets: {
    strong: preset({ label: 'Strong', levers: { push: 1 } }),
  },
  importance: ['growth', 'level'],

  simulate({ clock, inputs, levers, statusQuo, switches, series, record }) {
    const level = series('level');
    let now = inputs.level;
    for (let k = 0; k <= clock.steps; k++) {
      level[k] = now;
      now += clock.step * inputs.growth * (0.1 + levers.push[k]) * switches.boost;
    }
    record('total', (date) => level[date.step] + inputs.peak * inputs.share);
    record('ratio', (date) => 1 + (level[date.step] * level[date.step]) / (1 + statusQuo.push));
    // Months until the level has risen by one to three; never, for slow growth.
    record('wait', (date) => 12 * (crossingTime(level, level[date.step] + 1 + 2 * inputs.chance, 1) - date.time));
    // Not a number for one sample in twenty.
    record('odd', (date) => ln(inputs.chance - 0.05) * level[date.step]);
  },
});
