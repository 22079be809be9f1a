/**
 * Shapley effects: the variance of an outcome divided among all inputs, correlated or not, so that the parts are
 * non-negative in truth and sum to 1 (Owen 2014, SIAM/ASA J. Uncertainty Quantification 2:245; Song, Nelson and Staum 2016,
 * same journal 4:1060; Owen and Prieur 2017, 5:986). The worth of a set of inputs is the variance left when all others are
 * known, E Var(Y | others); an input's effect is its contribution to that, averaged over all orders of the inputs.
 *
 * Estimated along random orders, one for each 64 samples, every second one the reverse of the one before. Drawing the
 * inputs anew one by one along the order, each from its distribution given those not yet drawn, g_0 = f(own), g_1, ..., g_D:
 * the k-th input contributes (g_0 - (g_k-1 + g_k) / 2) (g_k-1 - g_k) (Goda 2021, arXiv:2009.00874, here
 * with conditional draws as Song et al. have them). Contributions of a sample sum to (g_0 - g_D)^2 / 2, whose mean is the
 * variance. D inputs cost D + 1 evaluations a sample.
 */
import { UNIT } from '../engine/blocks.ts';
import { type ColumnsJob, type Mix, OWN } from '../engine/columns.ts';
import { philox4x32, seedWords } from '../engine/random/philox.ts';
import type { Factor } from '../language/correlation.ts';
import type { AnalysisBase } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { elementMix, factorOf, groupsOf, resampleMixes } from './gaussian.ts';
import { type Index, indexOf, type Measure, NO_INDEX } from './measure.ts';
import { type Call, EVALUATIONS_PER_CALL, type Finished, look, pickFreezeRequest, ranges } from './pick-freeze.ts';
import { criticalOf, jackknife } from './replicates.ts';
import { chunks } from './sweep.ts';

export interface ShapleyOptions {
  readonly measures: readonly Measure[];
  /** Index of the scenario in the base request; default 0. */
  readonly scenario?: number;
  /** Stops when the 95 % half-width of every effect of every measure is at most this; default 0.02. */
  readonly halfWidth?: number;
  /** Gives up here; default 32,768. */
  readonly maxSamples?: number;
  readonly onProgress?: (partial: ShapleyEffects) => void;
}

export interface MeasureEffects {
  readonly measure: Measure;
  readonly variance: number;
  /** By falling effect; the values sum to 1, or are all 0 where the measure does not vary. */
  readonly effects: readonly { readonly input: string; readonly effect: Index }[];
  /** Samples left out because a value was not a number. */
  readonly invalid: number;
}

export type ShapleyEffects = Finished<{
  readonly scenario: string;
  readonly evaluations: number;
  readonly measures: readonly MeasureEffects[];
  /** Largest 95 % half-width of an effect so far. */
  readonly halfWidth: number;
}>;

const HALF_WIDTH = 0.02;
const MAX_SAMPLES = 32_768;
/** Last word of the Philox counter of orders; 0 is that of draws, 1 of scrambles. */
const ORDER_DOMAIN = 2;

/** Shapley effects of all inputs. Throws AnalysisError for outcomes that the model lacks. */
export async function shapleyEffects(base: AnalysisBase, options: ShapleyOptions): Promise<ShapleyEffects> {
  const { meta } = base;
  const { measures, halfWidth = HALF_WIDTH, maxSamples = MAX_SAMPLES } = options;
  const request = pickFreezeRequest(base, measures, options.scenario ?? 0, maxSamples);
  const size = meta.inputs.length;
  if (size === 0) throw new AnalysisError(`model "${meta.id}" has no uncertain input`);
  const factor = factorOf(meta, request);
  const unitsPerCall = Math.max(1, Math.floor(EVALUATIONS_PER_CALL / (UNIT * (size + 1))));

  function callOf(units: readonly { readonly from: number; readonly to: number }[]): Call {
    const orders = units.map(({ from }) => orderOf(request.seed, from / UNIT, request.replicates, size));
    return {
      jobs: units.map((range, i): ColumnsJob => {
        return {
          ...range,
          mixes: [OWN, ...mixesAlong(factor, orders[i] ?? []).map((mix) => elementMix(meta, mix))],
          inputs: false,
        };
      }),
      add: (sums, path, job) => addPath(sums, orders[job] ?? [], path),
    };
  }

  return look(base, request, {
    measures,
    halfWidth,
    width: 1 + size,
    calls: (from, to) => chunks(ranges(from, to, UNIT), unitsPerCall).map(callOf),
    summarise(sums, samples, batches) {
      const critical = criticalOf(batches);
      const ids = meta.inputs.map(({ id }) => id);
      const results = measures.map((measure, m) => effectsOf(measure, sums[m] ?? [], ids, samples, critical));
      return {
        scenario: request.scenarios[0]?.id ?? '',
        evaluations: samples * (size + 1),
        measures: results,
        halfWidth: Math.max(
          ...results.flatMap((one) => one.effects.map(({ effect }) => (effect.high - effect.low) / 2)),
        ),
      };
    },
    onProgress: options.onProgress,
  });
}

function effectsOf(
  measure: Measure,
  batches: readonly Float64Array[],
  ids: readonly string[],
  samples: number,
  critical: number,
): MeasureEffects {
  const varies = batches.some((total) => total.some((value, i) => i > 0 && value !== 0));
  const effects = ids.map((input, i) => {
    if (!varies) return { input, effect: NO_INDEX };
    const share = jackknife(batches, (total) => (total[1 + i] ?? 0) / sumFrom(total, 1));
    return { input, effect: indexOf(share, critical) };
  });
  return {
    measure,
    variance: varies ? jackknife(batches, (total) => sumFrom(total, 1) / (total[0] ?? 0)).value : 0,
    effects: effects.sort((a, b) => b.effect.value - a.effect.value),
    invalid: samples - batches.reduce((sum, batch) => sum + (batch[0] ?? 0), 0),
  };
}

const sumFrom = (values: Float64Array, from: number): number =>
  values.subarray(from).reduce((sum, value) => sum + value, 0);

/** `path`: g_0 ... g_D. */
function addPath(sums: Float64Array, order: readonly number[], path: readonly number[]): void {
  const start = path[0] ?? 0;
  order.forEach((input, k) => {
    const [before, after] = [path[k] ?? 0, path[k + 1] ?? 0];
    sums[1 + input] = (sums[1 + input] ?? 0) + (start - (before + after) / 2) * (before - after);
  });
}

/**
 * The order of the inputs for one unit of samples: a random permutation, the same for two units that follow each other in
 * a replicate, reversed in the second (an antithetic pair).
 */
function orderOf(seed: number, unit: number, replicates: number, size: number): number[] {
  const replicate = unit % replicates;
  const turn = Math.floor(unit / replicates);
  const order = permutation(seed, size, [replicate, Math.floor(turn / 2)]);
  return turn % 2 === 0 ? order : order.reverse();
}

/** A permutation of 0..size-1 as a function of (seed, key): Fisher and Yates's shuffle on words of Philox. */
export function permutation(seed: number, size: number, [high, low]: readonly [number, number]): number[] {
  const words = seedWords(seed);
  const order = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const [word = 0] = philox4x32([low, i, high, ORDER_DOMAIN], words);
    const j = Math.floor((word / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

/** Mix k (of 1..D) draws the first k inputs of `order` anew, given the others. */
function mixesAlong(factor: Factor, order: readonly number[]): Mix[] {
  const groups = groupsOf(factor);
  const groupOf = new Map(groups.flatMap((group, g) => group.map((input) => [input, g] as const)));
  const orders = groups.map((group) => order.filter((input) => group.includes(input)));
  const drawn = groups.map(() => 0);
  const partial = new Map<number, ReturnType<typeof resampleMixes>>();
  return order.map((input) => {
    const g = groupOf.get(input) ?? 0;
    drawn[g] = (drawn[g] ?? 0) + 1;
    if (!partial.has(g) && (groups[g]?.length ?? 0) > 1) partial.set(g, resampleMixes(factor, orders[g] ?? []));
    return {
      swap: groups.flatMap((group, i) => (drawn[i] === group.length ? group : [])),
      rows: groups.flatMap((group, i) => {
        const count = drawn[i] ?? 0;
        return count > 0 && count < group.length ? (partial.get(i)?.[count - 1] ?? []) : [];
      }),
    };
  });
}
