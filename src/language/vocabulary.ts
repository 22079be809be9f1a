/** What a model text can import from 'headway', by name; `index.ts` is the same list as code. */
import { NUMBER_FUNCTIONS } from './operations.ts';

/** The module name a model text imports its vocabulary from. */
export const VOCABULARY_MODULE = 'headway';

/** Builders that return their argument: they only give types to the author's editor. */
export const IDENTITY_BUILDERS = ['input', 'lever', 'toggle', 'outcome', 'preset'] as const;

export const BUILDERS: readonly string[] = ['model', ...IDENTITY_BUILDERS, 'quarters'];

/** Functions of the equations and of constants, in alphabetical order; crossingTime is of the equations only. */
export const FUNCTIONS: readonly string[] = [...NUMBER_FUNCTIONS, 'crossingTime'].sort();

/** Types for annotations, which are not read. */
export const TYPES: readonly string[] = ['ModelDefinition', 'OutcomeDate', 'Series', 'SimulationContext'];

/** Whether a name is one of the language's functions. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.includes(name);
}
