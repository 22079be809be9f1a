/** Flow of water through a borehole, m3 a year (Harper and Gupta 1983; inputs as in Morris, Mitchell and Ylvisaker 1993). */
import { input, ln, model, outcome } from 'headway';

// biome-ignore lint/suspicious/noApproximativeNumericConstant: a model text has no Math
const PI = 3.141592653589793;

export default model({
  id: 'borehole',
  title: 'Borehole',
  inputs: {
    radius: input({
      label: 'Radius of the borehole',
      unit: 'm',
      family: 'normal',
      mean: 0.1,
      sd: 0.0161812,
      within: [0.05, 0.15],
    }),
    // ln r is normal with mean 7.71 and standard deviation 1.0056.
    influence: input({ label: 'Radius of influence', unit: 'm', family: 'lognormal', mean: 3698.3, sd: 4894.4 }),
    upperTransmissivity: input({
      label: 'Transmissivity above',
      unit: 'm2/yr',
      family: 'uniform',
      min: 63070,
      max: 115600,
    }),
    upperHead: input({ label: 'Head above', unit: 'm', family: 'uniform', min: 990, max: 1110 }),
    lowerTransmissivity: input({
      label: 'Transmissivity below',
      unit: 'm2/yr',
      family: 'uniform',
      min: 63.1,
      max: 116,
    }),
    lowerHead: input({ label: 'Head below', unit: 'm', family: 'uniform', min: 700, max: 820 }),
    length: input({ label: 'Length', unit: 'm', family: 'uniform', min: 1120, max: 1680 }),
    conductivity: input({ label: 'Conductivity', unit: 'm/yr', family: 'uniform', min: 9855, max: 12045 }),
  },
  outcomes: { flow: outcome({ label: 'Flow', unit: 'm3/yr', range: [0, 512], thresholds: [100, 150] }) },
  simulate({ inputs, record }) {
    const spread = ln(inputs.influence / inputs.radius);
    const area = inputs.radius * inputs.radius * inputs.conductivity;
    const leak = (2 * inputs.length * inputs.upperTransmissivity) / (spread * area);
    const driven = 2 * PI * inputs.upperTransmissivity * (inputs.upperHead - inputs.lowerHead);
    record('flow', () => driven / (spread * (1 + leak + inputs.upperTransmissivity / inputs.lowerTransmissivity)));
  },
});
