/** Ishigami's function (Ishigami and Homma 1990): the usual test of sensitivity analyses, here as the smallest model. */
import { input, model, outcome, sin } from 'headway';

// biome-ignore lint/suspicious/noApproximativeNumericConstant: a model text has no Math
const PI = 3.141592653589793;

export default model({
  id: 'ishigami',
  title: "Ishigami's function",
  inputs: {
    x1: input({ family: 'uniform', min: -PI, max: PI }),
    x2: input({ family: 'uniform', min: -PI, max: PI }),
    x3: input({ family: 'uniform', min: -PI, max: PI }),
  },
  // Mean 3.5, variance 13.845 (a = 7, b = 0.1).
  outcomes: { y: outcome({ label: 'y', range: [-16, 32], thresholds: [0, 10] }) },
  simulate({ inputs, record }) {
    const s2 = sin(inputs.x2);
    const x3 = inputs.x3 * inputs.x3;
    record('y', () => (1 + 0.1 * x3 * x3) * sin(inputs.x1) + 7 * s2 * s2);
  },
});
