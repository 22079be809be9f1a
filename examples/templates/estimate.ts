/** How many piano tuners work in a city: a product of guesses. */
import { input, model, outcome } from 'headway';

export default model({
  id: 'tuners',
  title: 'Piano tuners in a city',
  inputs: {
    households: input({ label: 'Households', unit: 'thousand', family: 'lognormal', p5: 900, p50: 1200, p95: 1600 }),
    share: input({
      label: 'Households with a piano',
      unit: 'share',
      family: 'logitnormal',
      p5: 0.02,
      p50: 0.05,
      p95: 0.1,
    }),
    tunings: input({ label: 'Tunings of a piano', unit: 'per year', family: 'lognormal', p5: 0.3, p50: 0.7, p95: 1.5 }),
    work: input({ label: 'Tunings by one tuner', unit: 'per year', family: 'lognormal', p5: 500, p50: 800, p95: 1200 }),
  },
  outcomes: {
    tuners: outcome({ label: 'Tuners', unit: 'people', range: [0, 512], thresholds: [50, 100] }),
  },
  simulate({ inputs, record }) {
    const pianos = 1000 * inputs.households * inputs.share;
    record('tuners', () => (pianos * inputs.tunings) / inputs.work);
  },
});
