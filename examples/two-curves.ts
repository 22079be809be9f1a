/**
 * Two curves of effective compute that grow with uncertain rates, one of them under a policy lever: the forward lead in months
 * is the horizontal distance between them. The model of docs/model-language.md.
 */
import { crossingTime, input, lever, model, outcome, preset, quarters, toggle } from 'headway';

export default model({
  title: 'Two curves of effective compute',
  clock: { start: 2026.5, end: 2035, step: 1 / 12 },
  policyStart: 2026.75,
  inputs: {
    gapToday: input({ label: 'Gap today', unit: 'OOM', family: 'lognormal', p5: 0.4, p50: 0.7, p95: 1.2 }),
    usGrowth: input({ label: 'US growth', unit: 'OOM/yr', family: 'normal', p5: 0.9, p50: 1.2, p95: 1.6 }),
    chinaGrowth: input({ label: 'Chinese growth', unit: 'OOM/yr', family: 'pert', min: 0.6, mode: 1.1, max: 1.8 }),
  },
  levers: {
    control: lever({ label: 'Chip controls', min: 0, max: 1, statusQuo: 0.3, deadTime: 0.4, timeConstant: 0.8 }),
  },
  switches: {
    effect: toggle({
      label: 'Effect of controls',
      default: 0.5,
      options: [
        ['as judged', 0.5],
        ['none', 0],
      ],
    }),
  },
  correlations: [['usGrowth', 'chinaGrowth', 0.5, 'One boom drives both.']],
  outcomes: {
    forwardLead: outcome({
      label: 'Forward lead',
      unit: 'months',
      range: [-60, 132],
      at: quarters(2026.5, 2030.5),
      headline: 2028.5,
      thresholds: [6, 12],
      horizonUnitsPerYear: 12,
    }),
  },
  presets: {
    'act-now': preset({ label: 'Act now', levers: { control: 0.9 } }),
  },
  simulate({ clock, inputs, levers, switches, series, record }) {
    const us = series('us');
    const china = series('china');
    let x = 0;
    let y = -inputs.gapToday;
    for (let k = 0; k <= clock.steps; k++) {
      us[k] = x;
      china[k] = y;
      x += clock.step * inputs.usGrowth;
      y += clock.step * inputs.chinaGrowth * (1 - switches.effect * levers.control[k]);
    }
    record('forwardLead', (date) => 12 * (crossingTime(china, us[date.step]) - date.time));
  },
});
