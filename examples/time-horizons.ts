/**
 * When will AI do tasks of a working month? Lengths of tasks done at even odds have doubled at a steady pace (Kwa et al. 2025,
 * "Measuring AI ability to complete long tasks", METR: seven months, 59 minutes in early 2025); the pace may change once.
 */
import { input, log2, max, min, model, outcome } from 'headway';

const MONTH = 167;

export default model({
  id: 'time-horizons',
  title: 'Time horizons of AI',
  inputs: {
    today: input({ label: 'Horizon in early 2025', unit: 'hours', family: 'lognormal', p10: 0.5, p50: 0.98, p90: 2 }),
    doubling: input({ label: 'Doubling time', unit: 'months', family: 'lognormal', p10: 4.5, p50: 7, p90: 10 }),
    changes: input({ label: 'The pace changes', family: 'event', p: 0.4 }),
    when: input({ label: 'When it would', unit: 'date', family: 'uniform', min: 2026, max: 2030 }),
    later: input({ label: 'Doubling time after', unit: 'months', family: 'mixture', parts: [[0.6, { family: 'lognormal', p10: 2.5, p90: 5 }], [0.4, { family: 'lognormal', p10: 10, p90: 30 }]] }), // biome-ignore format: parts
    gap: input({ label: 'From even odds to reliable', unit: 'doublings', family: 'gamma', shape: 4, scale: 0.75 }),
  },
  outcomes: {
    year: outcome({
      label: 'Tasks of a month',
      unit: 'date',
      range: [2024, 2152],
      thresholds: [2028, 2030, 2035],
      better: 'lower',
    }),
  },
  simulate({ inputs, record }) {
    const doublings = max(log2(MONTH / inputs.today) + inputs.gap, 0);
    const before = (12 * (inputs.when - 2025.2)) / inputs.doubling;
    const first = inputs.changes === 1 ? min(doublings, before) : doublings;
    const months = first * inputs.doubling + (doublings - first) * inputs.later;
    record('year', () => 2025.2 + months / 12);
  },
});
