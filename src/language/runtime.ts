/**
 * What a model text sees when it is imported and run as ordinary TypeScript on f64 numbers: the reference execution.
 * Types here are the vocabulary of the language; `operations.ts` gives each function its meaning.
 */
import type { Clock } from './definition.ts';

/** A fixed-length sequence of numbers, one per state of the clock unless a length was given. */
export interface Series extends Array<number> {
  /** Years between elements. */
  readonly stepYears: number;
}

/** A date at which an outcome is recorded. */
export interface OutcomeDate {
  /** Index of the state. */
  readonly step: number;
  /** Years since `clock.start`. */
  readonly time: number;
}

/** By id: a number, or the draws of an input with a count. */
export type InputValues<I extends string, M extends string> = [M] extends [never]
  ? Readonly<Record<I, number>>
  : { readonly [K in I]: K extends M ? readonly number[] : number };

/** The context of a model whose names are not known: what stands under the id of an input of many draws is a list. */
export type AnyContext = SimulationContext<string, string, string, string>;

/** @typeParam M the inputs of many draws */
export interface SimulationContext<
  I extends string,
  L extends string,
  S extends string,
  O extends string,
  M extends string = never,
> {
  readonly clock: Clock;
  /** Varying over samples. */
  readonly inputs: InputValues<I, M>;
  /** One value per state and lever, `levers.id[k]`: the policy in force at the start of step k. Uniform. */
  readonly levers: Readonly<Record<L, readonly number[]>>;
  /** Status-quo value of each lever. Uniform. */
  readonly statusQuo: Readonly<Record<L, number>>;
  readonly switches: Readonly<Record<S, number>>;
  /** A new series of `length` zeros (default: one per state). The name labels it in traces. */
  readonly series: (name: string, length?: number) => Series;
  /** Declares the value of an outcome at each of its dates. */
  readonly record: (outcome: O, value: (date: OutcomeDate) => number) => void;
}

/** A series of zeros. */
export function createSeries(length: number, stepYears: number): Series {
  return Object.assign(new Array<number>(length).fill(0), { stepYears });
}
