/** A cost on a logarithmic axis that is exactly 0 in 30 % of futures, else lognormal with median 100.
    P(>= 10) of all futures: 0.7 * P(lognormal >= 10). p5 = p25 = 0. */
import { input, model, outcome } from 'headway';

export default model({
  title: 'A cost that may be nothing',
  inputs: {
    e: input({ family: 'uniform', min: 0, max: 1 }),
    c: input({ family: 'lognormal', p5: 10, p50: 100, p95: 1000 }),
  },
  outcomes: {
    y: outcome({ range: [-2, 6], scale: 'log10', thresholds: [10, 100] }),
    z: outcome({ range: [-2, 6], scale: 'log10', thresholds: [10, 100] }),
    neg: outcome({ range: [-2, 6], scale: 'log10', thresholds: [10] }),
  },
  simulate({ inputs, record }) {
    record('y', () => (inputs.e < 0.3 ? 0 : inputs.c));
    record('z', () => 0 * inputs.c);
    record('neg', () => (inputs.e < 0.3 ? -inputs.c : inputs.c));
  },
});
