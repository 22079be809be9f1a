/** The vocabulary of a model text: what `import { … } from 'headway'` gives when the text runs as TypeScript. */
export type { ModelDefinition } from './builders.ts';
export { input, lever, model, outcome, preset, quarters, toggle, worldview } from './builders.ts';
export { crossingTime, firstTime, product, sum, table } from './functions.ts';
export * from './operations/exponential.ts';
export * from './operations/extrema.ts';
export * from './operations/hyperbolic.ts';
export * from './operations/rounding.ts';
export * from './operations/special.ts';
export * from './operations/trigonometry.ts';
export type { OutcomeDate, Series, SimulationContext } from './runtime.ts';
