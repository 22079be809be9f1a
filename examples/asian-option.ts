/**
 * Asian call options: the payoff is that of the average price over 64 fixings in a year. With the geometric average the price
 * has a closed form (Kemna and Vorst 1990, J. Banking and Finance 14:113), so the answer is known; with the arithmetic
 * average it has none. Shocks are standard normals, one a step of the clock.
 */
import { exp, input, max, model, outcome, sqrt } from 'headway';

const FIXINGS = 64;
const SPOT = 100;
const STRIKE = 100;
const RATE = 0.05;
const VOLATILITY = 0.3;

export default model({
  id: 'asian-option',
  title: 'Asian options',
  clock: { start: 0, end: 1, step: 1 / FIXINGS },
  inputs: {
    shock: input({
      label: 'Shock of the price',
      unit: 'standard deviations',
      family: 'normal',
      mean: 0,
      sd: 1,
      count: 'steps',
    }),
  },
  outcomes: {
    arithmetic: outcome({ label: 'Call on the arithmetic average', range: [0, 256], thresholds: [10] }),
    geometric: outcome({ label: 'Call on the geometric average', range: [0, 256], thresholds: [10] }),
  },
  simulate({ clock, inputs, record }) {
    const drift = (RATE - (VOLATILITY * VOLATILITY) / 2) * clock.step;
    const scale = VOLATILITY * sqrt(clock.step);
    let growth = 0;
    let prices = 0;
    let growths = 0;
    for (let k = 0; k < clock.steps; k++) {
      growth += drift + scale * inputs.shock[k];
      prices += exp(growth);
      growths += growth;
    }
    const discount = exp(-RATE);
    record('arithmetic', () => discount * max(0, (SPOT * prices) / FIXINGS - STRIKE));
    record('geometric', () => discount * max(0, SPOT * exp(growths / FIXINGS) - STRIKE));
  },
});
