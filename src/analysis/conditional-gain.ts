/**
 * What each policy gains over another, given the value of one input: regressions on a natural cubic spline in the input's
 * normal score, with all batches of a sample and without each, so that any function of them can be jackknifed.
 */
import { orderOf } from './futures.ts';
import { solve, splineBasis } from './spline.ts';

/** Cells of equal probability that an input is divided into before the regression. */
export const CELLS = 128;
/** Basis functions of the spline. */
const TERMS = 7;
const BASIS = splineBasis(
  Array.from({ length: CELLS }, (_, cell) => (cell + 0.5) / CELLS),
  TERMS,
);

/** Utilities of every policy in every sample, and every input, sample by sample. */
export interface Sample {
  /** By policy. */
  readonly utilities: readonly Float64Array[];
  /** By input. */
  readonly inputs: readonly Float64Array[];
  readonly batch: Uint16Array;
  readonly batches: number;
  readonly size: number;
}

/** A regression: by policy the fitted gain, and the number of samples, in each cell of the input from low to high. */
export interface Fit {
  readonly fits: readonly Float64Array[];
  readonly weights: Float64Array;
}

export interface ConditionalGains {
  readonly whole: Fit;
  /** By batch left out. */
  readonly without: readonly Fit[];
  /** Jackknife standard errors of the whole fit, by policy and cell. */
  readonly errors: readonly Float64Array[];
}

/** Gains of every policy over policy `best`, given input `input`. */
export function conditionalGains(sample: Sample, input: number, best: number): ConditionalGains {
  const sums = cellSums(sample, sample.inputs[input] ?? new Float64Array(sample.size), best);
  const whole = regress(sums, sample.batches, -1);
  const without = Array.from({ length: sample.batches }, (_, batch) => regress(sums, sample.batches, batch));
  const errors = whole.fits.map((_, policy) =>
    Float64Array.from({ length: CELLS }, (_, cell) => {
      const values = without.map(({ fits }) => fits[policy]?.[cell] ?? 0);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const squares = values.reduce((sum, value) => sum + (value - average) * (value - average), 0);
      return Math.sqrt((squares * (values.length - 1)) / values.length);
    }),
  );
  return { whole, without, errors };
}

/** Mean over samples of the largest gain in their cell, less the largest mean gain. */
export function gainOfKnowing({ fits, weights }: Fit): number {
  const largest = Float64Array.from({ length: CELLS }, (_, c) =>
    fits.reduce((most, values) => Math.max(most, values[c] ?? 0), -Infinity),
  );
  return weighted(largest, weights) - Math.max(...fits.map((values) => weighted(values, weights)));
}

/** Sums by batch and cell of an input: what a regression on it needs. */
interface CellSums {
  /** [batch][cell]. */
  readonly counts: Float64Array;
  /** By policy, [batch][cell]: difference of utility from the policy best now. */
  readonly gains: readonly Float64Array[];
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

/** Regressions of every policy's gain on the input without one batch (-1: with all): fitted values and weights by cell. */
function regress({ counts, gains }: CellSums, batches: number, without: number): Fit {
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
