/**
 * What would be worth finding out: the expected gain of choosing among policies after learning one uncertain input exactly,
 * over choosing now (expected value of partial perfect information, EVPPI; Raiffa and Schlaifer 1961).
 *
 *   EVPPI_j = E max_s E(U_s | X_j) - max_s E(U_s)
 *
 * E(U_s | X_j) is a regression of the simulated utilities on the input (Strong, Oakley and Brennan 2014, Med. Decis. Making
 * 34:311), here a natural cubic spline in the input's normal score. Only differences of utility from the policy that is
 * best now are regressed: all policies see the same draws, so most noise cancels. The estimate is biased upwards, since a
 * maximum takes hold of errors (Oakley et al. 2010); the jackknife over the randomisations takes the first order of that
 * bias off and gives the standard error.
 */
import type { Estimate } from '../engine/statistics.ts';
import { type AnalysisBase, pause } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { drawFutures, type Futures, orderOf } from './futures.ts';
import { measured } from './measure.ts';
import { batchesOf, criticalOf } from './replicates.ts';
import { solve, splineBasis } from './spline.ts';

/** What a policy is worth: the share of futures in which the outcome reaches a threshold, less what the policy costs. */
export interface Utility {
  readonly outcome: string;
  readonly date: number;
  /** Unit of the outcome; null: the outcome itself (censored futures at the horizon) is the utility. */
  readonly threshold: number | null;
  /** Cost by lever: utility per full range of the lever moved from its status quo, in either direction. Default none. */
  readonly costs: Readonly<Record<string, number>>;
}

export interface InformationOptions {
  readonly utility: Utility;
  /** Default 32,768. */
  readonly samples?: number;
  readonly onProgress?: (partial: Information) => void;
}

/** A range of an input, and the policy that is best there. */
export interface Preference {
  /** Probabilities of the input's quantiles. */
  readonly from: number;
  readonly to: number;
  readonly scenario: string;
}

export interface InputInformation {
  readonly input: string;
  /** Expected gain in utility from knowing the input; jackknifed, so it may come out below 0. */
  readonly value: Estimate;
  /** Half-width of its 95 % interval. */
  readonly halfWidth: number;
  /** The best policy as the input runs from low to high; one entry where knowing it cannot change the choice. */
  readonly preferences: readonly Preference[];
  /** Chance that another policy than the present best would be chosen. */
  readonly changeProbability: number;
}

export interface Information {
  /** Mean utility of each policy, and its cost within. */
  readonly policies: readonly { readonly scenario: string; readonly utility: Estimate; readonly cost: number }[];
  /** Id of the policy that is best now. */
  readonly best: string;
  /** Gain from knowing everything before choosing: no input can be worth more. */
  readonly perfect: Estimate;
  /** By falling value; inputs done so far. */
  readonly inputs: readonly InputInformation[];
  readonly samples: number;
  readonly done: boolean;
}

const SAMPLES = 32_768;
/** Cells of equal probability that an input is divided into before the regression. */
const CELLS = 128;
/** Basis functions of the spline. */
const TERMS = 7;

/** Utilities of every policy in every sample, and every input, sample by sample. */
interface Sample {
  /** By policy. */
  readonly utilities: readonly Float64Array[];
  /** By input. */
  readonly inputs: readonly Float64Array[];
  readonly batch: Uint16Array;
  readonly batches: number;
  readonly size: number;
}

/** The worth of learning each input. Throws AnalysisError for fewer than two policies or a utility the model lacks. */
export async function valueOfInformation(base: AnalysisBase, options: InformationOptions): Promise<Information> {
  const { meta } = base;
  if (base.request.scenarios.length < 2) {
    throw new AnalysisError('there is no choice between one policy: give at least two scenarios');
  }
  const unknown = Object.keys(options.utility.costs).find((id) => !meta.levers.some((lever) => lever.id === id));
  if (unknown !== undefined) throw new AnalysisError(`costs name "${unknown}", which is no lever of "${meta.id}"`);
  const futures = await drawFutures(base, options.utility, options.samples ?? SAMPLES);
  const { request } = futures;
  const costs = request.scenarios.map((scenario) => costOf(base, scenario.levers, options.utility.costs));
  const sample = sampleOf(futures, options.utility, costs);
  const critical = criticalOf(batchesOf(request));
  const everything = perfectOf(sample);
  const inputs: InputInformation[] = [];
  const report = (): Information => ({
    policies: request.scenarios.map(({ id }, s) => ({
      scenario: id,
      cost: costs[s] ?? 0,
      utility: jackknifed(sample.batches, (without) => meanWithout(sample, sample.utilities[s] ?? EMPTY, without)),
    })),
    best: request.scenarios[everything.best]?.id ?? '',
    perfect: everything.value,
    inputs: [...inputs].sort((a, b) => (b.value.value ?? 0) - (a.value.value ?? 0)),
    samples: sample.size,
    done: inputs.length === meta.inputs.length,
  });
  for (const [i, { id }] of meta.inputs.entries()) {
    await pause(base.signal);
    inputs.push(
      informationOf(
        sample,
        i,
        id,
        everything.best,
        request.scenarios.map(({ id: name }) => name),
        critical,
      ),
    );
    if (inputs.length < meta.inputs.length) options.onProgress?.(report());
  }
  return report();
}

const EMPTY = new Float64Array(0);

function costOf(
  { meta }: AnalysisBase,
  levers: Readonly<Record<string, number>>,
  costs: Readonly<Record<string, number>>,
): number {
  return meta.levers.reduce((sum, { id, min, max, statusQuo }) => {
    const moved = Math.abs((levers[id] ?? statusQuo) - statusQuo) / (max - min);
    return sum + moved * (costs[id] ?? 0);
  }, 0);
}

/** Futures with a utility under every policy. */
function sampleOf(futures: Futures, utility: Utility, costs: readonly number[]): Sample {
  const utilities = futures.outcomes.map((values, s) =>
    values.map((value) => measured(futures.histogram, utility, value) - (costs[s] ?? 0)),
  );
  const rows = Array.from({ length: futures.size }, (_, i) => i);
  const valid = rows.filter((i) => utilities.every((values) => !Number.isNaN(values[i])));
  if (valid.length === 0) throw new AnalysisError(`${utility.outcome} has no value in any sample`);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(valid, (i) => values[i] ?? Number.NaN);
  return {
    utilities: utilities.map(pick),
    inputs: futures.inputs.map(pick),
    batch: Uint16Array.from(valid, (i) => futures.batch[i] ?? 0),
    batches: futures.batches,
    size: valid.length,
  };
}

/** Mean over samples that are not of batch `without` (-1: all). */
function meanWithout({ batch }: Sample, values: Float64Array, without: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (batch[i] === without) continue;
    sum += values[i] ?? 0;
    count++;
  }
  return sum / count;
}

/** The jackknife's bias-corrected estimate (Quenouille 1956) and standard error over batches. */
function jackknifed(batches: number, estimate: (without: number) => number): Estimate {
  const whole = estimate(-1);
  const parts = Array.from({ length: batches }, (_, b) => estimate(b));
  const average = parts.reduce((sum, value) => sum + value, 0) / batches;
  const squares = parts.reduce((sum, value) => sum + (value - average) * (value - average), 0);
  return {
    value: batches * whole - (batches - 1) * average,
    se: Math.sqrt((squares * (batches - 1)) / batches),
  };
}

/** The best policy now, and the gain from knowing every input. */
function perfectOf(sample: Sample): { best: number; value: Estimate } {
  const means = sample.utilities.map((values) => meanWithout(sample, values, -1));
  const best = means.indexOf(Math.max(...means));
  const largest = Float64Array.from({ length: sample.size }, (_, i) =>
    sample.utilities.reduce((most, values) => Math.max(most, values[i] ?? Number.NaN), -Infinity),
  );
  const gain = jackknifed(sample.batches, (without) => {
    const now = Math.max(...sample.utilities.map((values) => meanWithout(sample, values, without)));
    return meanWithout(sample, largest, without) - now;
  });
  return { best, value: gain };
}

/** Sums by batch and cell of an input: what a regression on it needs. */
interface CellSums {
  /** [batch][cell]. */
  readonly counts: Float64Array;
  /** By policy, [batch][cell]: difference of utility from the policy best now. */
  readonly gains: readonly Float64Array[];
}

function informationOf(
  sample: Sample,
  input: number,
  id: string,
  best: number,
  scenarios: readonly string[],
  critical: number,
): InputInformation {
  const sums = cellSums(sample, sample.inputs[input] ?? EMPTY, best);
  const estimate = jackknifed(sample.batches, (without) => {
    const { fits, weights } = regress(sums, sample.batches, without);
    const now = Math.max(...fits.map((values) => weighted(values, weights)));
    return weighted(upper(fits), weights) - now;
  });
  const { fits, weights } = regress(sums, sample.batches, -1);
  const choices = Array.from({ length: CELLS }, (_, cell) => {
    const values = fits.map((policy) => policy[cell] ?? 0);
    const most = Math.max(...values);
    // A tie is no reason to change one's mind.
    return (values[best] ?? 0) >= most ? best : values.indexOf(most);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const changed = choices.reduce((sum, choice, cell) => sum + (choice === best ? 0 : (weights[cell] ?? 0)), 0);
  return {
    input: id,
    value: estimate,
    halfWidth: critical * (estimate.se ?? Number.NaN),
    preferences: preferencesOf(choices, scenarios),
    changeProbability: changed / total,
  };
}

/** The samples of an input in cells of equal probability, by rank. */
function cellSums(sample: Sample, values: Float64Array, best: number): CellSums {
  const order = orderOf(values);
  const counts = new Float64Array(sample.batches * CELLS);
  const gains = sample.utilities.map(() => new Float64Array(sample.batches * CELLS));
  order.forEach((i, rank) => {
    const at = (sample.batch[i] ?? 0) * CELLS + Math.floor((rank * CELLS) / sample.size);
    counts[at] = (counts[at] ?? 0) + 1;
    const now = sample.utilities[best]?.[i] ?? Number.NaN;
    gains.forEach((sums, s) => {
      sums[at] = (sums[at] ?? 0) + (sample.utilities[s]?.[i] ?? Number.NaN) - now;
    });
  });
  return { counts, gains };
}

const BASIS = splineBasis(
  Array.from({ length: CELLS }, (_, cell) => (cell + 0.5) / CELLS),
  TERMS,
);

/** Regressions of every policy's gain on the input without one batch (-1: with all): fitted values and weights by cell. */
function regress(
  { counts, gains }: CellSums,
  batches: number,
  without: number,
): { fits: Float64Array[]; weights: Float64Array } {
  const total = (sums: Float64Array): Float64Array => {
    const result = new Float64Array(CELLS);
    for (let batch = 0; batch < batches; batch++) {
      if (batch === without) continue;
      for (let cell = 0; cell < CELLS; cell++) result[cell] = (result[cell] ?? 0) + (sums[batch * CELLS + cell] ?? 0);
    }
    return result;
  };
  const weights = total(counts);
  const gram = BASIS.map((row) =>
    BASIS.map((other) => row.reduce((sum, value, c) => sum + value * (other[c] ?? 0) * (weights[c] ?? 0), 0)),
  );
  const fits = gains.map((sums) => {
    const target = total(sums);
    const coefficients = solve(
      gram,
      BASIS.map((row) => row.reduce((sum, value, c) => sum + value * (target[c] ?? 0), 0)),
    );
    return Float64Array.from({ length: CELLS }, (_, c) =>
      BASIS.reduce((sum, row, k) => sum + (row[c] ?? 0) * (coefficients[k] ?? 0), 0),
    );
  });
  return { fits, weights };
}

function weighted(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += (values[i] ?? 0) * (weights[i] ?? 0);
    total += weights[i] ?? 0;
  }
  return sum / total;
}

const upper = (fits: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: CELLS }, (_, c) =>
    fits.reduce((most, values) => Math.max(most, values[c] ?? 0), -Infinity),
  );

function preferencesOf(choices: readonly number[], scenarios: readonly string[]): Preference[] {
  const preferences: { from: number; to: number; scenario: string }[] = [];
  choices.forEach((choice, cell) => {
    const scenario = scenarios[choice] ?? '';
    const last = preferences.at(-1);
    if (last?.scenario === scenario) last.to = (cell + 1) / CELLS;
    else preferences.push({ from: cell / CELLS, to: (cell + 1) / CELLS, scenario });
  });
  return preferences;
}
