/** PERT and triangular at awkward places: nearly symmetric, mode on an end, narrow far from 0. The outcome is the distribution function's
    place of each value, so each should be uniform on 0 to 1: quantiles 0.05 0.25 0.50 0.75 0.95. */
import { input, model, outcome } from 'headway';

export default model({
  title: 'Awkward PERTs',
  inputs: {
    near: input({ family: 'pert', min: 7.8, mode: 7.9, max: 8 }),
    low: input({ family: 'pert', min: 0, mode: 0, max: 100 }),
    high: input({ family: 'pert', min: 0, mode: 100, max: 100 }),
    odd: input({ family: 'pert', min: -30, mode: 0.000001, max: 30 }),
    far: input({ family: 'pert', min: 1000000, mode: 1000001, max: 1000003 }),
    tlow: input({ family: 'triangular', min: 0, mode: 0, max: 1 }),
    thigh: input({ family: 'triangular', min: 0, mode: 1, max: 1 }),
  },
  outcomes: {
    near: outcome({ range: [7.5, 8.5] }),
    low: outcome({ range: [0, 100] }),
    high: outcome({ range: [0, 100] }),
    odd: outcome({ range: [-32, 32] }),
    far: outcome({ range: [0, 4] }),
    tlow: outcome({ range: [0, 1] }),
    thigh: outcome({ range: [0, 1] }),
  },
  simulate({ inputs, record }) {
    record('near', () => inputs.near);
    record('low', () => inputs.low);
    record('high', () => inputs.high);
    record('odd', () => inputs.odd);
    record('far', () => inputs.far - 1000000);
    record('tlow', () => inputs.tlow);
    record('thigh', () => inputs.thigh);
  },
});
