/** Sobol's g-function (Sobol' 1993; Saltelli and Sobol' 1995): a product in which the first inputs matter by far the most. */
import { abs, input, model, outcome } from 'headway';

const A = [0, 1, 4.5, 9, 99, 99, 99, 99];

const factor = (x: number, a: number) => (abs(4 * x - 2) + a) / (1 + a);

export default model({
  id: 'sobol-g',
  title: "Sobol's g-function",
  inputs: {
    x1: input({ family: 'uniform', min: 0, max: 1 }),
    x2: input({ family: 'uniform', min: 0, max: 1 }),
    x3: input({ family: 'uniform', min: 0, max: 1 }),
    x4: input({ family: 'uniform', min: 0, max: 1 }),
    x5: input({ family: 'uniform', min: 0, max: 1 }),
    x6: input({ family: 'uniform', min: 0, max: 1 }),
    x7: input({ family: 'uniform', min: 0, max: 1 }),
    x8: input({ family: 'uniform', min: 0, max: 1 }),
  },
  outcomes: { y: outcome({ label: 'y', range: [0, 8] }) },
  simulate({ inputs, record }) {
    const first = factor(inputs.x1, A[0]) * factor(inputs.x2, A[1]) * factor(inputs.x3, A[2]) * factor(inputs.x4, A[3]);
    const last = factor(inputs.x5, A[4]) * factor(inputs.x6, A[5]) * factor(inputs.x7, A[6]) * factor(inputs.x8, A[7]);
    record('y', () => first * last);
  },
});
