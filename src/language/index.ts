/** The vocabulary of a model text: what `import { … } from 'headway'` gives when the text runs as TypeScript. */
export type { ModelDefinition } from './builders.ts';
export { input, lever, model, outcome, preset, quarters, toggle } from './builders.ts';
export {
  abs,
  ceil,
  clamp,
  cos,
  crossingTime,
  exp,
  exp2,
  floor,
  ln,
  log2,
  log10,
  logistic,
  max,
  min,
  pow,
  pow10,
  round,
  sign,
  sin,
  sqrt,
  tanh,
} from './functions.ts';
export type { OutcomeDate, Series, SimulationContext } from './runtime.ts';
