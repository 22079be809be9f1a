/**
 * An epidemic by the SEIR equations (Kermack and McKendrick 1927, with an exposed class), one step a day: how high is the peak, how
 * many are infected in a year?
 */
import { input, lever, max, model, outcome } from 'headway';

export default model({
  id: 'seir',
  title: 'SEIR epidemic',
  clock: { start: 0, end: 1, step: 1 / 365 },
  policyStart: 0.1,
  inputs: {
    reproduction: input({ label: 'Basic reproduction number', family: 'lognormal', p5: 1.6, p50: 2.5, p95: 3.8 }),
    latent: input({ label: 'Latent time', unit: 'days', family: 'gamma', shape: 9, scale: 0.5 }),
    infectious: input({ label: 'Infectious time', unit: 'days', family: 'gamma', shape: 16, scale: 0.4 }),
    seeds: input({ label: 'First infections', unit: 'per million', family: 'poisson', mean: 20 }),
  },
  levers: { distance: lever({ label: 'Contacts avoided', min: 0, max: 0.8, statusQuo: 0 }) },
  outcomes: {
    peak: outcome({ label: 'Highest share infectious', range: [0, 1] }),
    infected: outcome({ label: 'Share infected in a year', range: [0, 1], thresholds: [0.5] }),
  },
  simulate({ clock, inputs, levers, record }) {
    // Rates a day; a class is not left by more than all of it.
    const becoming = 1 / max(inputs.latent, 1);
    const recovering = 1 / max(inputs.infectious, 1);
    const contact = inputs.reproduction * recovering;
    let exposed = (inputs.seeds + 1) / 1000000;
    let infectious = 0;
    let susceptible = 1 - exposed;
    let peak = 0;
    for (let k = 0; k < clock.steps; k++) {
      const infected = contact * (1 - levers.distance[k]) * susceptible * infectious;
      const turned = becoming * exposed;
      const recovered = recovering * infectious;
      susceptible -= infected;
      exposed += infected - turned;
      infectious += turned - recovered;
      peak = max(peak, infectious);
    }
    record('peak', () => peak);
    record('infected', () => 1 - susceptible);
  },
});
