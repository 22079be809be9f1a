/** A cost estimate of five parts that move together, with a risk that may come on top: what budget is enough nine times in ten? */
import { input, model, outcome } from 'headway';

export default model({
  id: 'cost-estimate',
  title: 'Cost estimate',
  inputs: {
    land: input({ label: 'Land', unit: 'M', family: 'triangular', min: 8, mode: 10, max: 14 }),
    structure: input({ label: 'Structure', unit: 'M', family: 'pert', min: 18, mode: 22, max: 38 }),
    services: input({ label: 'Services', unit: 'M', family: 'lognormal', mean: 12, sd: 3 }),
    fittings: input({ label: 'Fittings', unit: 'M', family: 'uniform', min: 5, max: 9 }),
    fees: input({ label: 'Fees', unit: 'M', family: 'normal', mean: 6, sd: 0.5 }),
    pollution: input({ label: 'Ground is polluted', family: 'event', p: 0.15 }),
    cleaning: input({ label: 'Cleaning the ground', unit: 'M', family: 'lognormal', p10: 2, p90: 8 }),
  },
  correlations: [
    ['structure', 'services', 0.6, 'One market for builders.'],
    ['services', 'fittings', 0.4, 'One market for builders.'],
    ['structure', 'fittings', 0.4, 'One market for builders.'],
  ],
  outcomes: { cost: outcome({ label: 'Cost', unit: 'M', range: [32, 160], thresholds: [64, 72, 80] }) },
  simulate({ inputs, record }) {
    const works = inputs.structure + inputs.services + inputs.fittings;
    record('cost', () => inputs.land + works + inputs.fees + inputs.pollution * inputs.cleaning);
  },
});
