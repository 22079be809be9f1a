/** Cost and length of a project: work with long tails, things that may happen, and prices that depend on when it is done. */
import { input, max, model, outcome, table } from 'headway';

const YEARS = [0, 1, 2, 4];
const PRICES = [1, 1.04, 1.1, 1.3];

export default model({
  id: 'project-risk',
  title: 'A project with risks',
  inputs: {
    design: input({ label: 'Design', unit: 'months', family: 'pert', min: 3, mode: 4, max: 9 }),
    building: input({ label: 'Building', unit: 'months', family: 'weibull', shape: 2, scale: 14 }),
    defects: input({ label: 'Defects found late', family: 'poisson', mean: 2.5 }),
    repair: input({ label: 'Repair of one defect', unit: 'months', family: 'gamma', shape: 2, scale: 0.3 }),
    strike: input({ label: 'Strike', family: 'event', p: 0.2 }),
    strikeLength: input({ label: 'Length of a strike', unit: 'months', family: 'exponential', mean: 1.5 }),
    crew: input({ label: 'Crews', family: 'discrete', values: [[2, 0.5], [3, 0.3], [4, 0.2]] }), // biome-ignore format: pairs
  },
  outcomes: {
    months: outcome({ label: 'Length', unit: 'months', range: [0, 128], thresholds: [24, 36] }),
    cost: outcome({ label: 'Cost', unit: 'M$', range: [0, 256], thresholds: [40] }),
  },
  simulate({ inputs, record }) {
    let months = inputs.design + inputs.building + inputs.defects * inputs.repair;
    if (inputs.strike === 1) {
      months += inputs.strikeLength;
    }
    const late = max(months - 24, 0);
    const cost = months * inputs.crew * 0.5 * table(months / 12, YEARS, PRICES);
    record('months', () => months);
    record('cost', () => cost + 0.25 * late);
  },
});
