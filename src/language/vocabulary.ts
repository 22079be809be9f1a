/** What a model text can import from 'headway', by name; `index.ts` is the same list as code. */
import { NUMBER_FUNCTIONS } from './operations.ts';

/** The module name a model text imports its vocabulary from. */
export const VOCABULARY_MODULE = 'headway';

/** Builders that return their argument: they only give types to the author's editor. */
export const IDENTITY_BUILDERS = ['input', 'lever', 'toggle', 'outcome', 'preset', 'worldview'] as const;

export const BUILDERS: readonly string[] = ['model', ...IDENTITY_BUILDERS, 'quarters'];

/** Functions that take series or lists: of the equations only. */
export const ROW_FUNCTIONS = ['crossingTime', 'firstTime', 'product', 'sum', 'table'] as const;

export type RowFunction = (typeof ROW_FUNCTIONS)[number];

/** Functions of the equations and of constants, in alphabetical order. */
export const FUNCTIONS: readonly string[] = [...NUMBER_FUNCTIONS, ...ROW_FUNCTIONS].sort();

/** Types for annotations, which are not read. */
export const TYPES: readonly string[] = ['ModelDefinition', 'OutcomeDate', 'Series', 'SimulationContext'];

/** Whether a name is one of the language's functions. */
export function isFunction(name: string): boolean {
  return FUNCTIONS.includes(name);
}

/** The row function of that name, or undefined. */
export function rowFunction(name: string): RowFunction | undefined {
  return ROW_FUNCTIONS.find((each) => each === name);
}
