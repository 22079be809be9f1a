/**
 * Growth and climate in the manner of DICE (Nordhaus 1993; equations simplified): capital, emissions, two boxes of heat, damages of
 * the square of the warming. Abatement is a lever with a cost.
 */
import { exp, input, lever, log2, max, model, outcome, pow } from 'headway';

export default model({
  id: 'climate-economy',
  title: 'Climate and the economy',
  clock: { start: 2025, end: 2100, step: 1 },
  inputs: {
    sensitivity: input({ label: 'Climate sensitivity', unit: 'K', family: 'lognormal', p5: 2, p50: 3, p95: 5 }),
    productivity: input({
      label: 'Growth of productivity',
      unit: 'share/yr',
      family: 'normal',
      p10: 0.008,
      p90: 0.022,
    }),
    decarbonisation: input({
      label: 'Fall of emissions per output',
      unit: 'share/yr',
      family: 'normal',
      p10: 0.01,
      p90: 0.03,
    }),
    damage: input({ label: 'Damage at 1 K', unit: 'share', family: 'gamma', shape: 4, scale: 0.0008 }),
    airborne: input({ label: 'Share that stays in the air', family: 'beta', alpha: 40, beta: 45 }),
  },
  levers: { abatement: lever({ label: 'Abatement', min: 0, max: 1, statusQuo: 0.1, timeConstant: 10 }) },
  outcomes: {
    warming: outcome({ label: 'Warming since 1850', unit: 'K', range: [0, 16], at: [2050, 2100], thresholds: [2, 3] }),
    output: outcome({ label: 'Output', unit: 'trillion/yr', range: [0, 4096], at: [2050, 2100] }),
  },
  simulate({ clock, inputs, levers, series, record }) {
    const warming = series('warming');
    const output = series('output');
    let capital = 320;
    let carbon = 900;
    let surface = 1.25;
    let ocean = 0.4;
    // 3.7 W/m2 for twice the carbon of 1850.
    const feedback = 3.7 / inputs.sensitivity;
    for (let k = 0; k <= clock.steps; k++) {
      const labour = 8 * (1.25 - 0.25 * exp(-k / 40));
      const gross = 2.4 * exp(inputs.productivity * k) * pow(capital, 0.3) * pow(labour, 0.7);
      const cost = 0.06 * pow(levers.abatement[k], 2.6);
      const net = (gross * (1 - cost)) / (1 + inputs.damage * surface * surface);
      warming[k] = surface;
      output[k] = net;
      const emissions = 0.083 * exp(-inputs.decarbonisation * k) * (1 - levers.abatement[k]) * gross;
      carbon += inputs.airborne * emissions;
      const forcing = 3.7 * log2(carbon / 590) + 0.3;
      surface += (forcing - feedback * surface - 0.7 * (surface - ocean)) / 8;
      ocean += (0.7 * (surface - ocean)) / 100;
      capital = 0.92 * capital + 0.24 * net;
    }
    record('warming', (date) => warming[date.step]);
    record('output', (date) => max(output[date.step], 0));
  },
});
