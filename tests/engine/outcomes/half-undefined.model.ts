import { input, model, outcome, sqrt } from 'headway';
export default model({
  title: 'Partly undefined',
  inputs: { a: input({ family: 'uniform', min: 0, max: 1 }), b: input({ family: 'uniform', min: 0, max: 1 }) },
  outcomes: { y: outcome({ range: [-4, 4], thresholds: [0.5] }) },
  simulate({ inputs, record }) {
    record('y', () => sqrt(inputs.b - inputs.a));
  },
});
