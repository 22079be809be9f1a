/** Texts to start from: the built-in model, models of the gallery, and short ones to fill in. */

export interface Start {
  readonly id: string;
  readonly title: string;
  readonly group: 'Headway’s own' | 'Gallery' | 'New';
  readonly load: () => Promise<string>;
}

const GALLERY = import.meta.glob<string>('../../../examples/*.ts', { query: '?raw', import: 'default' });

/** File name without folder and ending, in words. */
const titleOf = (path: string): string => {
  const name = path.replace(/^.*\/|\.ts$/g, '').replaceAll('-', ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const FERMI = `/** How many piano tuners work in a city: a product of guesses. */
import { input, model, outcome } from 'headway';

export default model({
  id: 'tuners',
  title: 'Piano tuners in a city',
  inputs: {
    households: input({ label: 'Households', unit: 'thousand', family: 'lognormal', p5: 900, p50: 1200, p95: 1600 }),
    share: input({ label: 'Households with a piano', unit: 'share', family: 'logitnormal', p5: 0.02, p50: 0.05, p95: 0.1 }),
    tunings: input({ label: 'Tunings of a piano', unit: 'per year', family: 'lognormal', p5: 0.3, p50: 0.7, p95: 1.5 }),
    work: input({ label: 'Tunings by one tuner', unit: 'per year', family: 'lognormal', p5: 500, p50: 800, p95: 1200 }),
  },
  outcomes: {
    tuners: outcome({ label: 'Tuners', unit: 'people', range: [0, 512], thresholds: [50, 100] }),
  },
  simulate({ inputs, record }) {
    const pianos = 1000 * inputs.households * inputs.share;
    record('tuners', () => (pianos * inputs.tunings) / inputs.work);
  },
});
`;

const PROJECT = `/** Length and cost of a project: ranges of work, and a risk that may happen. */
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
`;

const PROCESS = `/** A stock that grows and is used up, year by year, under a policy. */
import { input, lever, max, model, outcome, preset } from 'headway';

export default model({
  id: 'stock',
  title: 'A stock over time',
  clock: { start: 2026, end: 2046, step: 0.25 },
  policyStart: 2027,
  inputs: {
    growth: input({ label: 'Growth', unit: 'per year', family: 'normal', p5: 0.01, p50: 0.04, p95: 0.07 }),
    use: input({ label: 'Use', unit: 'per year', family: 'lognormal', p5: 3, p50: 5, p95: 8 }),
  },
  levers: {
    saving: lever({ label: 'Saving', unit: 'share', min: 0, max: 1, statusQuo: 0 }),
  },
  presets: {
    none: preset({ label: 'No saving', levers: {} }),
    half: preset({ label: 'Half is saved', levers: { saving: 0.5 } }),
  },
  outcomes: {
    left: outcome({ label: 'Stock', unit: 'units', range: [0, 512], at: [2030, 2036, 2046], headline: 2036, thresholds: [50, 100] }),
  },
  simulate({ clock, inputs, levers, series, record }) {
    const h = clock.step;
    const stock = series('stock', clock.steps + 1);
    let now = 100;
    for (let k = 0; k <= clock.steps; k++) {
      stock[k] = now;
      now = max(now + h * (now * inputs.growth - inputs.use * (1 - levers.saving[k])), 0);
    }
    record('left', (date) => stock[date.step]);
  },
});
`;

const own = (id: string, title: string, text: string): Start => ({ id, title, group: 'New', load: async () => text });

export const STARTS: readonly Start[] = [
  own('estimate', 'An estimate from a few guesses', FERMI),
  own('project', 'A project with a risk', PROJECT),
  own('process', 'Something that changes over time', PROCESS),
  ...Object.entries(GALLERY).map(
    ([path, load]): Start => ({
      id: titleOf(path).toLowerCase().replaceAll(' ', '-'),
      title: titleOf(path),
      group: 'Gallery',
      load,
    }),
  ),
  {
    id: 'lead',
    title: 'The built-in forecast: the US-China lead',
    group: 'Headway’s own',
    load: () => import('../../model/lead.ts?raw').then((module) => module.default),
  },
];

export const FIRST = 'estimate';
