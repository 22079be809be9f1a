/** A stock that grows and is used up, year by year, under a policy. */
import { input, lever, max, model, outcome, preset } from 'headway';

export default model({
  id: 'stock',
  title: 'A stock over time',
  clock: { start: 2026, end: 2046, step: 0.25 },
  policyStart: 2027,
  inputs: {
    growth: input({ label: 'Growth', unit: 'per year', family: 'normal', p5: 0.01, p50: 0.04, p95: 0.07 }),
    use: input({ label: 'Use', unit: 'per year', family: 'lognormal', p5: 3, p50: 5, p95: 8 }),
  },
  levers: {
    saving: lever({ label: 'Saving', unit: 'share', min: 0, max: 1, statusQuo: 0 }),
  },
  presets: {
    none: preset({ label: 'No saving', levers: {} }),
    half: preset({ label: 'Half is saved', levers: { saving: 0.5 } }),
  },
  outcomes: {
    left: outcome({
      label: 'Stock',
      unit: 'units',
      range: [0, 512],
      at: [2030, 2036, 2046],
      headline: 2036,
      thresholds: [50, 100],
    }),
  },
  simulate({ clock, inputs, levers, series, record }) {
    const h = clock.step;
    const stock = series('stock', clock.steps + 1);
    let now = 100;
    for (let k = 0; k <= clock.steps; k++) {
      stock[k] = now;
      now = max(now + h * (now * inputs.growth - inputs.use * (1 - levers.saving[k])), 0);
    }
    record('left', (date) => stock[date.step]);
  },
});
