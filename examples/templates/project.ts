/** Length and cost of a project: ranges of work, and a risk that may happen. */
import { input, max, model, outcome } from 'headway';

export default model({
  id: 'project',
  title: 'A project with a risk',
  inputs: {
    design: input({ label: 'Design', unit: 'weeks', family: 'pert', min: 3, mode: 4, max: 9 }),
    building: input({ label: 'Building', unit: 'weeks', family: 'lognormal', p5: 8, p50: 12, p95: 22 }),
    permit: input({ label: 'Permit is late', family: 'event', p: 0.3 }),
    delay: input({ label: 'Delay of the permit', unit: 'weeks', family: 'exponential', mean: 5 }),
  },
  outcomes: {
    weeks: outcome({ label: 'Length', unit: 'weeks', range: [0, 128], thresholds: [16, 26] }),
    cost: outcome({ label: 'Cost', unit: 'k$', range: [0, 1024], thresholds: [200] }),
  },
  simulate({ inputs, record }) {
    const waiting = inputs.permit * inputs.delay;
    const weeks = max(inputs.design, waiting) + inputs.building;
    record('weeks', () => weeks);
    record('cost', () => 9 * weeks + 4 * waiting);
  },
});
