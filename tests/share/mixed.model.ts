/** Two smooth outcomes with one between them that is zero in most futures: what a file format can hold, and what not. */
import { input, model, outcome } from 'headway';

export default model({
  title: 'Smooth, zero-inflated, smooth',
  inputs: {
    a: input({ family: 'normal', p5: -1, p50: 0, p95: 1 }),
    e: input({ family: 'uniform', min: 0, max: 1 }),
  },
  outcomes: {
    smooth: outcome({ range: [-8, 8] }),
    zero: outcome({ range: [0, 2000] }),
    other: outcome({ range: [-8, 8] }),
  },
  simulate({ inputs, record }) {
    record('smooth', () => inputs.a);
    record('zero', () => (inputs.e < 0.7 ? 0 : 1000 * inputs.e));
    record('other', () => inputs.a + inputs.e);
  },
});
