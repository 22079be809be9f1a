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
import { CELLS, conditionalGains, gainOfKnowing, type Sample } from './conditional-gain.ts';
import { type AnalysisBase, pause } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { drawFutures, type Futures } from './futures.ts';
import { measured } from './measure.ts';
import { batchesOf, criticalOf } from './replicates.ts';

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
  /**
   * The best policy as the input runs from low to high; one entry where knowing it would not change the choice. Another
   * policy is named only where it is better by two standard errors.
   */
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
/** Standard errors by which another policy must be better before the choice is said to change. */
const CLEARLY = 2;

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

function informationOf(
  sample: Sample,
  input: number,
  id: string,
  best: number,
  scenarios: readonly string[],
  critical: number,
): InputInformation {
  const { whole, without, errors } = conditionalGains(sample, input, best);
  const estimate = jackknifed(sample.batches, (batch) => gainOfKnowing(batch < 0 ? whole : (without[batch] ?? whole)));
  const { fits, weights } = whole;
  const choices = Array.from({ length: CELLS }, (_, cell) => {
    // A tie, or a gain within its error, is no reason to change one's mind.
    const gains = fits.map((policy, s) => {
      const gain = policy[cell] ?? 0;
      return gain > CLEARLY * (errors[s]?.[cell] ?? 0) ? gain : 0;
    });
    const most = Math.max(...gains);
    return most > 0 ? gains.indexOf(most) : best;
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
