/** Inputs of many draws in every way that they are read, beside others. */
import { input, lever, max, model, outcome, product, sum, toggle } from 'headway';

export default model({
  id: 'many-draws',
  title: 'Many draws of a kind',
  clock: { start: 2026, end: 2032, step: 0.5 },
  inputs: {
    level: input({ family: 'lognormal', p5: 0.5, p50: 1, p95: 2 }),
    shock: input({ family: 'normal', p5: -1, p50: 0.1, p95: 1.5, count: 'steps', correlation: 0.5 }),
    item: input({ family: 'gamma', shape: 2, scale: 0.5, count: 7 }),
    other: input({ family: 'normal', p5: -1, p50: 0, p95: 1, count: 'steps', correlation: 0.5 }),
    lone: input({ family: 'uniform', min: 0, max: 1, count: 1 }),
    narrow: input({ family: 'uniform', min: 1000000, max: 1000003, count: 3, correlation: -0.3 }),
    rare: input({ family: 'event', p: 0.3, count: 5 }),
  },
  levers: { push: lever({ min: 0, max: 4, statusQuo: 1 }) },
  switches: {
    from: toggle({
      default: 2,
      options: [
        ['the third', 2],
        ['the first', 0],
      ],
    }),
  },
  correlations: [['shock', 'other', 0.7]],
  importance: ['shock', 'level'],
  outcomes: {
    path: outcome({ range: [-64, 64], at: [2027, 2032] }),
    items: outcome({ range: [0, 64] }),
    chosen: outcome({ range: [-64, 64] }),
    near: outcome({ range: [-8, 8] }),
    events: outcome({ range: [0, 8] }),
  },
  simulate({ clock, inputs, levers, switches, series, record }) {
    const path = series('path');
    let x = inputs.level;
    path[0] = x;
    for (let k = 0; k < clock.steps; k++) {
      x = 0.9 * x + levers.push[k] * inputs.shock[k] + 0.1 * inputs.other[clock.steps - 1 - k];
      path[k + 1] = x;
    }
    const kinds = inputs.item;
    let largest = 0;
    for (let k = 0; k < inputs.item.length; k++) largest = max(largest, kinds[k]);
    const chosen = inputs.item[switches.from] + inputs.lone[0] - inputs.item[0];
    const near = sum(inputs.narrow) - 3000000 - inputs.narrow[switches.from] + 1000000;
    record('path', (date) => path[date.step]);
    record('items', () => sum(inputs.item) + largest + product(inputs.lone));
    record('chosen', () => chosen);
    record('near', () => near);
    record('events', () => sum(inputs.rare));
  },
});
