import { input, model, outcome } from 'headway';
export default model({
  title: 'Constant',
  inputs: { a: input({ family: 'uniform', min: 0, max: 1 }), b: input({ family: 'uniform', min: 0, max: 1 }) },
  outcomes: { y: outcome({ range: [0, 256] }) },
  simulate({ inputs, record }) {
    record('y', () => 192.53 + 0 * inputs.a);
  },
});
