/**
 * Retirement with yearly returns: does the money last? Returns are a draw a year, of which bad ones follow bad ones a little,
 * and inflation another, correlated with them. Amounts are in thousands of today's money.
 */
import { input, lever, max, model, outcome } from 'headway';

export default model({
  id: 'retirement',
  title: 'Retirement with yearly returns',
  clock: { start: 2026, end: 2056, step: 1 },
  inputs: {
    marketReturn: input({
      label: 'Return of the portfolio',
      unit: '%/yr',
      family: 'normal',
      p5: -13,
      p50: 6,
      p95: 25,
      count: 'steps',
    }),
    inflation: input({
      label: 'Inflation',
      unit: '%/yr',
      family: 'lognormal',
      p5: 0.8,
      p50: 2.2,
      p95: 6,
      count: 'steps',
      correlation: 0.6,
    }),
    spending: input({ label: 'Spending', unit: 'k/yr', family: 'normal', p5: 30, p50: 35, p95: 42 }),
  },
  levers: {
    saved: lever({ label: 'Savings at the start', unit: 'k', min: 400, max: 2000, statusQuo: 1000, step: 50 }),
  },
  outcomes: {
    wealth: outcome({ label: 'Wealth', unit: 'k', range: [0, 8192], at: [2036, 2046, 2056], thresholds: [1000] }),
    ruin: outcome({
      label: 'Money has run out',
      range: [0, 1],
      at: [2036, 2046, 2056],
      thresholds: [1],
      better: 'lower',
    }),
  },
  simulate({ clock, inputs, levers, series, record }) {
    const wealth = series('wealth');
    let money = levers.saved[clock.steps];
    wealth[0] = money;
    for (let k = 0; k < clock.steps; k++) {
      const real = (1 + inputs.marketReturn[k] / 100) / (1 + inputs.inflation[k] / 100);
      money = max(0, (money - inputs.spending * clock.step) * real);
      wealth[k + 1] = money;
    }
    record('wealth', (date) => wealth[date.step]);
    record('ruin', (date) => (wealth[date.step] > 0 ? 0 : 1));
  },
});
