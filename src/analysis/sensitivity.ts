/**
 * Sobol' indices: what share of the variance of an outcome each independent source of uncertainty is responsible for, alone
 * (first order) and with all its interactions (total). The sources are groups of correlated inputs; an input without
 * correlations is a group of its own, with all its draws. Members of a group share their index (shapley.ts divides it).
 *
 * Pick-freeze: besides f(A) and f(B) on two independent rows of draws, f(A_g): row A with the draws of group g from B.
 *
 *   total of g = mean (f(A) - f(A_g))^2 / 2 / V                       Jansen 1999, Comput. Phys. Commun. 117:35
 *   first order of g = mean (f(B) - m) (f(A_g) - f(A)) / V            Saltelli et al. 2010, Comput. Phys. Commun. 181:259, (b)
 *
 * with m and V the mean and variance of f over both rows; taking m off leaves the expectation and lowers the variance (Owen
 * 2013, ACM TOMACS 23:11). Both rows are one scrambled net of twice the dimension. Intervals are from the jackknife over its
 * independent randomisations. G groups cost G + 2 evaluations a sample.
 */
import { type Mix, OWN } from '../engine/columns.ts';
import type { AnalysisBase } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { elementMix, factorOf, groupsOf } from './gaussian.ts';
import { type Index, indexOf, type Measure, NO_INDEX } from './measure.ts';
import { EVALUATIONS_PER_CALL, type Finished, look, pickFreezeRequest, ranges } from './pick-freeze.ts';
import { criticalOf, jackknife } from './replicates.ts';

export interface SensitivityOptions {
  readonly measures: readonly Measure[];
  /** Index of the scenario in the base request; default 0. */
  readonly scenario?: number;
  /** Stops when the 95 % half-width of every total index of every measure is at most this; default 0.02. */
  readonly halfWidth?: number;
  /** Gives up here; default 65,536. */
  readonly maxSamples?: number;
  readonly onProgress?: (partial: Sensitivity) => void;
}

export interface GroupIndices {
  /** Ids; more than one where inputs are correlated. */
  readonly inputs: readonly string[];
  readonly first: Index;
  readonly total: Index;
}

export interface MeasureIndices {
  readonly measure: Measure;
  readonly mean: number;
  /** 0 where the measure does not vary; so are then all indices. */
  readonly variance: number;
  /** By falling total index. */
  readonly groups: readonly GroupIndices[];
  /** 1 - sum of the first-order indices: what is due to groups acting together. */
  readonly interactions: Index;
  /** Samples left out because a value was not a number. */
  readonly invalid: number;
}

export type Sensitivity = Finished<{
  readonly scenario: string;
  readonly evaluations: number;
  readonly measures: readonly MeasureIndices[];
  /** Largest 95 % half-width of a total index so far. */
  readonly halfWidth: number;
}>;

const HALF_WIDTH = 0.02;
const MAX_SAMPLES = 65_536;

// Sums of a batch: these, then three for each group.
const N = 0;
const SUM_A = 1;
const SQUARES_A = 2;
const SUM_B = 3;
const SQUARES_B = 4;
const HEAD = 5;
/** (f(A) - f(A_g))^2; f(B) (f(A_g) - f(A)); f(A_g) - f(A). */
const PER_GROUP = 3;

/** Sobol' indices of the groups of inputs. Throws AnalysisError for outcomes that the model lacks. */
export async function sensitivity(base: AnalysisBase, options: SensitivityOptions): Promise<Sensitivity> {
  const { meta } = base;
  const { measures, halfWidth = HALF_WIDTH, maxSamples = MAX_SAMPLES } = options;
  const request = pickFreezeRequest(base, measures, options.scenario ?? 0, maxSamples);
  const groups = groupsOf(factorOf(meta, request));
  if (groups.length === 0) throw new AnalysisError(`model "${meta.id}" has no uncertain input`);
  const named = groups.map((group) => group.map((input) => meta.inputs[input]?.id ?? ''));
  const all = meta.inputs.map((_, input) => input);
  const mixes: Mix[] = [OWN, ...[all, ...groups].map((swap) => elementMix(meta, { swap, rows: [] }))];
  const perCall = Math.max(64, Math.floor(EVALUATIONS_PER_CALL / mixes.length / 64) * 64);
  return look(base, request, {
    measures,
    halfWidth,
    width: HEAD + PER_GROUP * groups.length,
    calls: (from, to) =>
      ranges(from, to, perCall).map((range) => ({ jobs: [{ ...range, mixes, inputs: false }], add: addSample })),
    summarise(sums, samples, batches) {
      const critical = criticalOf(batches);
      const results = measures.map((measure, m) => indicesOf(measure, sums[m] ?? [], named, samples, critical));
      return {
        scenario: request.scenarios[0]?.id ?? '',
        evaluations: samples * mixes.length,
        measures: results,
        halfWidth: Math.max(...results.flatMap((one) => one.groups.map(({ total }) => (total.high - total.low) / 2))),
      };
    },
    onProgress: options.onProgress,
  });
}

/** `values`: f(A), f(B), f(A_g) for each group. */
function addSample(sums: Float64Array, values: readonly number[]): void {
  const [a = Number.NaN, b = Number.NaN] = values;
  add(sums, SUM_A, a);
  add(sums, SQUARES_A, a * a);
  add(sums, SUM_B, b);
  add(sums, SQUARES_B, b * b);
  for (let g = 2; g < values.length; g++) {
    const change = (values[g] ?? Number.NaN) - a;
    const at = HEAD + PER_GROUP * (g - 2);
    add(sums, at, change * change);
    add(sums, at + 1, b * change);
    add(sums, at + 2, change);
  }
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

const at = (sums: Float64Array, i: number): number => sums[i] ?? Number.NaN;
const meanOf = (sums: Float64Array): number => (at(sums, SUM_A) + at(sums, SUM_B)) / (2 * at(sums, N));
const varianceOf = (sums: Float64Array): number => {
  const mean = meanOf(sums);
  return (at(sums, SQUARES_A) + at(sums, SQUARES_B)) / (2 * at(sums, N)) - mean * mean;
};
const totalOf = (sums: Float64Array, g: number): number =>
  at(sums, HEAD + PER_GROUP * g) / (2 * at(sums, N)) / varianceOf(sums);
const firstOf = (sums: Float64Array, g: number): number => {
  const product = at(sums, HEAD + PER_GROUP * g + 1) - meanOf(sums) * at(sums, HEAD + PER_GROUP * g + 2);
  return product / at(sums, N) / varianceOf(sums);
};

function indicesOf(
  measure: Measure,
  batches: readonly Float64Array[],
  groups: readonly (readonly string[])[],
  samples: number,
  critical: number,
): MeasureIndices {
  const index = (estimate: (sums: Float64Array) => number): Index => indexOf(jackknife(batches, estimate), critical);
  const all = jackknife(batches, meanOf).value;
  const invalid = samples - batches.reduce((sum, one) => sum + at(one, N), 0);
  const varies = batches.some((one) => groups.some((_, g) => at(one, HEAD + PER_GROUP * g) > 0));
  if (!varies) {
    const none = groups.map((inputs) => ({ inputs, first: NO_INDEX, total: NO_INDEX }));
    return { measure, mean: all, variance: 0, groups: none, interactions: NO_INDEX, invalid };
  }
  return {
    measure,
    mean: all,
    variance: jackknife(batches, varianceOf).value,
    groups: groups
      .map((inputs, g) => ({
        inputs,
        first: index((sums) => firstOf(sums, g)),
        total: index((sums) => totalOf(sums, g)),
      }))
      .sort((a, b) => b.total.value - a.total.value),
    interactions: index((sums) => groups.reduce((rest, _, g) => rest - firstOf(sums, g), 1)),
    invalid,
  };
}
