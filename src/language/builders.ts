/**
 * What a model text is written with: `model`, `input`, `lever`, `toggle`, `outcome`, `preset`, `worldview`, `quarters`. All but `model`
 * and `quarters` return what they are given; they exist so that an editor can check and complete each entry.
 *
 * Ids are the keys of the objects, and are literal types within `simulate`: `inputs.usGrwth` is a compile-time error.
 */
import type { Grade, ModelMeta } from './definition.ts';
import type { DistributionText } from './families/index.ts';
import { normaliseModel } from './normalise.ts';
import type { SimulationContext } from './runtime.ts';

export interface SourceText {
  readonly cite: string;
  readonly retrieved: 'primary' | 'secondary' | 'memory';
  readonly note?: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly date?: string;
  readonly url?: string;
}

/** Words with the number they stand for. */
export type Named = readonly [words: string, value: number];

/** The family of an input and its parameters stand beside the other fields. */
export type InputText = DistributionText & {
  readonly label?: string;
  readonly unit?: string;
  readonly symbol?: string;
  readonly group?: string;
  /** Draws a sample, read as `inputs.id[k]`: how many, or one a step of the clock. */
  readonly count?: number | 'steps';
  /** Of the standard normals of neighbouring draws. */
  readonly correlation?: number;
  readonly grade?: Grade;
  readonly rationale?: string;
  readonly sources?: readonly SourceText[];
  readonly dissent?: string;
};

export interface LeverText {
  readonly label?: string;
  readonly unit?: string;
  readonly symbol?: string;
  readonly group?: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly statusQuo: number;
  readonly deadTime?: number;
  readonly timeConstant?: number;
  readonly lowWord?: string;
  readonly highWord?: string;
  readonly bands?: readonly Named[];
  readonly decidedBy?: string;
  readonly rationale?: string;
  readonly sources?: readonly SourceText[];
}

export interface SwitchText {
  readonly label?: string;
  readonly default: number;
  readonly options: readonly Named[];
  readonly critics?: string;
  readonly effect?: string;
}

export interface OutcomeText {
  readonly label?: string;
  readonly unit?: string;
  readonly sign?: string;
  readonly better?: 'higher' | 'lower';
  readonly description?: string;
  readonly scale?: 'linear' | 'log10';
  readonly range: readonly [low: number, high: number];
  readonly bins?: number;
  readonly display?: readonly [low: number, high: number];
  readonly at?: readonly number[];
  readonly horizonUnitsPerYear?: number;
  readonly headline?: number;
  readonly thresholds?: readonly number[];
}

export interface PresetText {
  readonly label?: string;
  readonly description?: string;
  readonly levers?: Readonly<Record<string, number>>;
  readonly switches?: Readonly<Record<string, number>>;
}

export interface WorldviewText {
  readonly label?: string;
  readonly description?: string;
  readonly switches?: Readonly<Record<string, number>>;
  readonly inputs?: Readonly<Record<string, DistributionText>>;
  readonly why?: Readonly<Record<string, string>>;
}

type Id<T> = keyof T & string;
/** Inputs of many draws. */
type Many<T> = { [K in Id<T>]: T[K] extends { readonly count: number | 'steps' } ? K : never }[Id<T>];
/** No entries: what is inferred where a model has no levers, say. */
type None = Record<never, never>;

export interface VersionText {
  readonly version: string;
  readonly changes?: string;
  readonly adds?: readonly string[];
  readonly texts?: readonly string[];
}

export interface ModelText<I, L, S, O> {
  readonly id?: string;
  readonly title: string;
  readonly version?: string;
  readonly summary?: string;
  readonly clock?: { readonly start: number; readonly end: number; readonly step: number };
  readonly policyStart?: number | NoInfer<Id<S>>;
  readonly inputs?: I;
  readonly levers?: L;
  readonly switches?: S;
  readonly correlations?: readonly (readonly [a: NoInfer<Id<I>>, b: NoInfer<Id<I>>, rho: number, why?: string])[];
  readonly outcomes: O;
  readonly presets?: Readonly<Record<string, PresetText>>;
  readonly worldviews?: Readonly<Record<string, WorldviewText>>;
  readonly importance?: readonly NoInfer<Id<I>>[];
  readonly versions?: readonly VersionText[];
  simulate(context: SimulationContext<Id<I>, Id<L>, Id<S>, Id<O>, Many<I>>): void;
}

/** A model, checked: what it declares and its equations on f64 numbers. */
export interface ModelDefinition<
  I extends string = string,
  L extends string = string,
  S extends string = string,
  O extends string = string,
  M extends string = never,
> {
  readonly meta: ModelMeta;
  /** Things put right rather than rejected, in sentences. */
  readonly warnings: readonly string[];
  simulate(context: SimulationContext<I, L, S, O, M>): void;
}

/** Declares the model. Throws `DefinitionError` where the text is at fault (see `normaliseModel`). */
export function model<
  I extends Readonly<Record<string, InputText>> = None,
  L extends Readonly<Record<string, LeverText>> = None,
  S extends Readonly<Record<string, SwitchText>> = None,
  O extends Readonly<Record<string, OutcomeText>> = None,
>(text: ModelText<I, L, S, O>): ModelDefinition<Id<I>, Id<L>, Id<S>, Id<O>, Many<I>> {
  const { meta, warnings } = normaliseModel(text);
  return { meta, warnings, simulate: (context) => text.simulate(context) };
}

/** An uncertain quantity: one draw per sample, or `count` of them. */
export function input<const T extends InputText>(text: T): T {
  return text;
}

/** A policy that moves over time from its status quo to a chosen value. */
export function lever<const T extends LeverText>(text: T): T {
  return text;
}

/** A switch: a structural assumption with a few settings, the same for all samples (`switch` is a reserved word). */
export function toggle<const T extends SwitchText>(text: T): T {
  return text;
}

/** A quantity to forecast at some dates. */
export function outcome<const T extends OutcomeText>(text: T): T {
  return text;
}

/** A named policy setting. */
export function preset<const T extends PresetText>(text: T): T {
  return text;
}

/** A named bundle of assumptions. */
export function worldview<const T extends WorldviewText>(text: T): T {
  return text;
}

/**
 * The dates `from`, `from + 0.25`, ... up to `to`, in years. Exact for dates on quarters, since those are binary fractions.
 * Throws RangeError unless both lie on quarters, `from <= to`, and there are at most 1000.
 */
export function quarters(from: number, to: number): number[] {
  const first = from * 4;
  const last = to * 4;
  if (!Number.isInteger(first) || !Number.isInteger(last)) {
    throw new RangeError(`quarters(${from}, ${to}): both must be dates on quarters, such as 2026.5 or 2028.25`);
  }
  if (last < first) throw new RangeError(`quarters(${from}, ${to}): the first date must not be after the last`);
  if (last - first >= 1000)
    throw new RangeError(`quarters(${from}, ${to}): more than 1000 dates; use a shorter period`);
  return Array.from({ length: last - first + 1 }, (_, k) => (first + k) / 4);
}
