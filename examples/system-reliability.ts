/**
 * A system of parts that fail: two pumps, either of which will do, a valve, and three controllers of which two are needed. Does it
 * last the mission? (Structure functions: Barlow and Proschan 1975.)
 */
import { input, max, min, model, outcome } from 'headway';

const MISSION = 5;

export default model({
  id: 'system-reliability',
  title: 'System reliability',
  inputs: {
    pumpA: input({ label: 'Life of pump A', unit: 'yr', family: 'exponential', mean: 6 }),
    pumpB: input({ label: 'Life of pump B', unit: 'yr', family: 'exponential', mean: 6 }),
    valve: input({ label: 'Life of the valve', unit: 'yr', family: 'weibull', shape: 2, scale: 20 }),
    control1: input({ label: 'Life of controller 1', unit: 'yr', family: 'exponential', mean: 12 }),
    control2: input({ label: 'Life of controller 2', unit: 'yr', family: 'exponential', mean: 12 }),
    control3: input({ label: 'Life of controller 3', unit: 'yr', family: 'exponential', mean: 12 }),
  },
  outcomes: {
    life: outcome({ label: 'Life of the system', unit: 'yr', range: [0, 64], thresholds: [MISSION] }),
    survives: outcome({ label: 'Lasts the mission', range: [0, 2] }),
  },
  simulate({ inputs, record }) {
    const pumps = max(inputs.pumpA, inputs.pumpB);
    // The second of three to fail.
    const earlier = min(inputs.control1, inputs.control2);
    const later = max(inputs.control1, inputs.control2);
    const controllers = max(earlier, min(later, inputs.control3));
    const life = min(pumps, inputs.valve, controllers);
    record('life', () => life);
    record('survives', () => (life >= MISSION ? 1 : 0));
  },
});
