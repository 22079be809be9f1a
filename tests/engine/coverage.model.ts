/**
 * Outcomes of every kind with known answers, for the test that standard errors mean what they say: one uniform, one normal,
 * a sum, atoms, a gap, a cap, a count, and a tail so heavy that it has no variance.
 */
import { clamp, floor, input, model, outcome, sqrt, toggle } from 'headway';

export default model({
  id: 'coverage',
  title: 'Outcomes with known answers',
  inputs: {
    u: input({ family: 'uniform', min: 0, max: 1 }),
    w: input({ family: 'uniform', min: 0, max: 1 }),
    z: input({ family: 'normal', p5: -1.6448536269514722, p50: 0, p95: 1.6448536269514722 }),
  },
  switches: {
    more: toggle({
      default: 0,
      options: [
        ['no', 0],
        ['yes', 1],
      ],
    }),
  },
  outcomes: {
    uniform: outcome({ range: [-1, 2], thresholds: [0.3] }),
    normal: outcome({ range: [-4, 4], thresholds: [0.7] }),
    sum: outcome({ range: [0, 3], thresholds: [1.3] }),
    atoms: outcome({ range: [0, 4], thresholds: [2] }),
    gap: outcome({ range: [-1, 4], thresholds: [1] }),
    cap: outcome({ range: [-1, 1], thresholds: [1] }),
    count: outcome({ range: [0, 1000], thresholds: [3] }),
    heavy: outcome({ range: [-8, 8], thresholds: [2.5] }),
  },
  simulate({ inputs, switches, record }) {
    record('uniform', () => inputs.u);
    record('normal', () => inputs.z);
    record('sum', () => inputs.u + inputs.w * (1 + switches.more));
    record('atoms', () => (inputs.u < 0.1 ? 1 : inputs.u < 0.3 ? 2 : 3));
    record('gap', () => (inputs.u < 0.6 ? inputs.u : inputs.u + 2));
    record('cap', () => clamp(inputs.z, -1, 1));
    record('count', () => floor(6 * inputs.w) + (inputs.u < 0.25 ? 1 : 0));
    // The quantile function of Student's t with two degrees of freedom.
    record('heavy', () => (2 * inputs.w - 1) / sqrt(2 * inputs.w * (1 - inputs.w)));
  },
});
