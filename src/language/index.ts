/** The vocabulary of a model text: what `import { … } from 'headway'` gives when the text runs as TypeScript. */
export type { OutcomeDate, Series, SimulationContext } from './runtime.ts';
