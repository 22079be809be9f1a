/**
 * A river beside a dyke: does the water come over it, and what does it cost a year (de Rocquigny 2006; Iooss and Lemaitre 2015,
 * "A review on global sensitivity analysis methods", section 1)? Discharge and friction are cut off where nobody believes them.
 */
import { exp, input, model, outcome, pow, sqrt } from 'headway';

export default model({
  id: 'flood',
  title: 'Flood over a dyke',
  inputs: {
    discharge: input({
      label: 'Highest discharge of the year',
      unit: 'm3/s',
      family: 'gumbel',
      location: 1013,
      scale: 558,
      within: [500, 3000],
    }),
    friction: input({ label: 'Strickler coefficient', family: 'normal', mean: 30, sd: 8, within: [15, 90] }),
    downstream: input({ label: 'River bed downstream', unit: 'm', family: 'triangular', min: 49, mode: 50, max: 51 }),
    upstream: input({ label: 'River bed upstream', unit: 'm', family: 'triangular', min: 54, mode: 55, max: 56 }),
    dyke: input({ label: 'Height of the dyke', unit: 'm', family: 'uniform', min: 7, max: 9 }),
    bank: input({ label: 'Level of the bank', unit: 'm', family: 'triangular', min: 55, mode: 55.5, max: 56 }),
    length: input({ label: 'Length of the reach', unit: 'm', family: 'triangular', min: 4990, mode: 5000, max: 5010 }),
    width: input({ label: 'Width of the river', unit: 'm', family: 'triangular', min: 295, mode: 300, max: 305 }),
  },
  outcomes: {
    overflow: outcome({ label: 'Water above the dyke', unit: 'm', range: [-16, 16], thresholds: [0] }),
    cost: outcome({ label: 'Cost', unit: 'M/yr', range: [0, 4] }),
  },
  simulate({ inputs, record }) {
    const slope = (inputs.upstream - inputs.downstream) / inputs.length;
    const depth = pow(inputs.discharge / (inputs.width * inputs.friction * sqrt(slope)), 0.6);
    const overflow = inputs.downstream + depth - inputs.dyke - inputs.bank;
    const upkeep = overflow > 0 ? 1 : 0.2 + 0.8 * (1 - exp(-1000 / (overflow * overflow * overflow * overflow)));
    record('overflow', () => overflow);
    record('cost', () => upkeep + (inputs.dyke > 8 ? inputs.dyke : 8) / 20);
  },
});
