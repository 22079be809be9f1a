/** How many piano tuners work in Chicago? A Fermi estimate: factors that one can guess within a range, multiplied. */
import { input, model, outcome } from 'headway';

export default model({
  id: 'fermi',
  title: 'Piano tuners in Chicago',
  inputs: {
    people: input({ label: 'People', unit: 'M', family: 'lognormal', p5: 2.5, p95: 3 }),
    household: input({ label: 'People in a household', family: 'lognormal', p10: 2, p90: 3 }),
    pianos: input({ label: 'Households with a piano', unit: 'share', family: 'lognormal', p10: 0.02, p90: 0.1 }),
    tunings: input({ label: 'Tunings of a piano', unit: '1/yr', family: 'lognormal', p10: 0.3, p90: 1 }),
    perDay: input({ label: 'Pianos tuned in a day', family: 'lognormal', p10: 2, p90: 5 }),
    days: input({ label: 'Working days', unit: '1/yr', family: 'lognormal', p10: 200, p90: 250 }),
  },
  outcomes: { tuners: outcome({ label: 'Piano tuners', scale: 'log10', range: [0, 4], thresholds: [50, 100] }) },
  simulate({ inputs, record }) {
    const pianos = (1000000 * inputs.people * inputs.pianos) / inputs.household;
    record('tuners', () => (pianos * inputs.tunings) / (inputs.perDay * inputs.days));
  },
});
