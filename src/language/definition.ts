/**
 * What a model text declares: plain, serialisable metadata. This file holds types only; `normalise.ts` turns what an
 * author wrote into a checked `ModelMeta`, and everything else in the house (sliders, assumption table, CLI flags, link
 * schema, memory layout) is derived from it.
 *
 * Units: dates and times in years; `z` are standard normals; leads in whatever unit the outcome states.
 */

import type { Distribution } from './families/index.ts';

export type { Distribution, Family, QuantilesDistribution } from './families/index.ts';

/** The clock of a simulation: states 0..steps, state k at `start + k * step`. */
export interface Clock {
  /** Calendar date of state 0, years. */
  readonly start: number;
  /** Calendar date of the last state, years. */
  readonly end: number;
  /** Length of a step, years. */
  readonly step: number;
  /** Number of steps: round((end - start) / step). */
  readonly steps: number;
}

export type Grade = 'measured' | 'estimated' | 'judgement';

export interface Source {
  /** What is cited, in a few words. */
  readonly cite: string;
  readonly retrieved: 'primary' | 'secondary' | 'memory';
  readonly note: string;
  /** Of the work; empty where it has none of its own. */
  readonly title: string;
  readonly publisher: string;
  /** '2026', '2026-05' or '2026-05-14'; empty where it is not known. */
  readonly date: string;
  /** Public address (https); empty where none is known. */
  readonly url: string;
}

/** An input that is drawn many times in a sample: `count: 30` or `count: 'steps'` in a model text. */
export interface Draws {
  /** Elements, from 1. */
  readonly count: number;
  /** Of the standard normals of neighbours; those k apart have its k-th power (a stationary first-order autoregression). */
  readonly correlation: number;
}

export interface InputMeta {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly symbol: string;
  readonly group: string;
  readonly distribution: Distribution;
  /** Missing for an input that is one number in a sample. */
  readonly draws?: Draws;
  readonly rationale: string;
  readonly sources: readonly Source[];
  readonly grade: Grade;
  readonly dissent: string;
}

export interface Band {
  readonly name: string;
  readonly value: number;
}

/** A policy lever. Its value stays at `statusQuo` until policy start + `deadTime`, then moves to the target with `timeConstant`. */
export interface LeverMeta {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly symbol: string;
  readonly group: string;
  readonly min: number;
  readonly max: number;
  /** Increment of the slider. */
  readonly step: number;
  readonly statusQuo: number;
  /** Years from policy start during which nothing changes. */
  readonly deadTime: number;
  /** Years; first-order approach to the chosen value. 0 is a jump. */
  readonly timeConstant: number;
  readonly lowWord: string;
  readonly highWord: string;
  readonly bands: readonly Band[];
  /** Who moves it, where that is not the reader's own side: 'Beijing'. Empty otherwise. */
  readonly decidedBy: string;
  readonly rationale: string;
  readonly sources: readonly Source[];
}

export interface SwitchOption {
  readonly value: number;
  readonly label: string;
}

/** A structural assumption that critics dispute; a number, uniform over a run. */
export interface SwitchMeta {
  readonly id: string;
  readonly label: string;
  readonly default: number;
  readonly options: readonly SwitchOption[];
  /** What critics say. */
  readonly critics: string;
  /** What changing it does. */
  readonly effect: string;
}

export interface CorrelationMeta {
  readonly a: string;
  readonly b: string;
  /** Correlation of the standard normals behind the two inputs. */
  readonly rho: number;
  readonly why: string;
}

export interface OutcomeMeta {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** What a positive value means, in words. */
  readonly sign: string;
  /** Which way a lever improves it, in the eyes of the reader: what is said to gain. */
  readonly better: 'higher' | 'lower';
  readonly description: string;
  /** 'log10': bins, differences and axes are in lg of the value; a paired difference is then a ratio. */
  readonly scale: 'linear' | 'log10';
  /** Range of the tally, in bin coordinates (lg for scale log10). */
  readonly range: readonly [low: number, high: number];
  /** Number of tally bins over `range`; bins per unit is a power of two. */
  readonly bins: number;
  /** Range shown on charts, in the outcome's own unit. */
  readonly display: readonly [low: number, high: number];
  /** Calendar dates at which it is recorded. */
  readonly at: readonly number[];
  /**
   * +Infinity means "not reached by the end of the clock" (censored). In means and paired differences it counts as
   * `horizonUnitsPerYear * (clock.end - date)`. 0: the outcome has no censoring and +Infinity is an invalid value.
   */
  readonly horizonUnitsPerYear: number;
  /** The date of the headline, one of `at`. */
  readonly headline: number;
  /** Thresholds for P(value >= threshold). */
  readonly thresholds: readonly number[];
}

export interface PresetMeta {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Values of levers; those not named are at their status quo. */
  readonly levers: Readonly<Record<string, number>>;
  /** Values of switches; those not named are at their default. */
  readonly switches: Readonly<Record<string, number>>;
}

/** A named bundle of assumptions, to be combined with any policy. */
export interface WorldviewMeta {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Values of switches; those not named are at their default. Never the switch that holds the policy start. */
  readonly switches: Readonly<Record<string, number>>;
  /** Distributions of inputs; those not named are the model's. */
  readonly inputs: Readonly<Record<string, Distribution>>;
  /** By id of what it changes: why, and from where. */
  readonly why: Readonly<Record<string, string>>;
}

/** A version of the model: what it brought, and the texts published as it. */
export interface VersionMeta {
  readonly version: string;
  /** What is new against the version before, in a sentence or two. */
  readonly changes: string;
  /** Ids of inputs, levers, switches and outcomes that came with it. */
  readonly adds: readonly string[];
  /** SHA-256 of texts published as this version whose outcomes have the same values in today's text (modelHash). */
  readonly texts: readonly string[];
}

/** Everything a model declares except its equations. Order of arrays is the order of the text and of all memory layouts. */
export interface ModelMeta {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly clock: Clock;
  /** Date from which levers move: a fixed date, or the id of the switch that holds it. */
  readonly policyStart: number | string;
  readonly inputs: readonly InputMeta[];
  readonly levers: readonly LeverMeta[];
  readonly switches: readonly SwitchMeta[];
  readonly correlations: readonly CorrelationMeta[];
  readonly outcomes: readonly OutcomeMeta[];
  readonly presets: readonly PresetMeta[];
  readonly worldviews: readonly WorldviewMeta[];
  /** Input ids in falling order of importance (Sobol' dimensions are given out in this order); those not named follow in order. */
  readonly importance: readonly string[];
  /** The latest first; empty where the text does not say. */
  readonly versions: readonly VersionMeta[];
}
