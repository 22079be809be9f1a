/**
 * What is different about some futures: select a range of the outcome and see which inputs lie elsewhere there; select a
 * range of an input and see the outcome then. A difference is shown as the largest gap between the two distributions
 * (Kolmogorov-Smirnov, as in regionalised sensitivity analysis: Hornberger and Spear 1981, J. Environ. Manage. 12:7), with
 * the gap that chance alone would make, and as the shift of the mean in standard deviations. Samples that were selected by
 * their outcome say what goes together, not what would follow from changing an input.
 */
import { countValue, createCounted } from '../engine/count.ts';
import { tallyLayout } from '../engine/layout.ts';
import type { Estimate, Observed } from '../engine/statistics.ts';
import { observe } from '../engine/statistics.ts';
import { addReplicate, createTally } from '../engine/tally.ts';
import type { ModelMeta } from '../language/definition.ts';
import { normalQuantile } from '../language/portable.ts';
import { AnalysisError } from './errors.ts';
import { type Futures, orderOf } from './futures.ts';
import { jackknife } from './replicates.ts';

/** From (included) to (not included), unit of the outcome; infinite ends are open. Censored futures are above every value. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The rows whose outcome lies in a range. */
export function selectByOutcome({ outcomes }: Futures, scenario: number, { from, to }: Range): Uint8Array {
  const values = outcomes[scenario];
  if (values === undefined) throw new AnalysisError(`no scenario ${scenario}: there are ${outcomes.length}`);
  // Not reached by the horizon is as far up as can be, also where the range is open above.
  return Uint8Array.from(values, (value) => (value >= from && (value < to || to === Number.POSITIVE_INFINITY) ? 1 : 0));
}

/** The rows whose input lies between two of its quantiles (probabilities). */
export function selectByInput({ inputs, size }: Futures, input: number, { from, to }: Range): Uint8Array {
  const values = inputs[input];
  if (values === undefined) throw new AnalysisError(`no input ${input}: there are ${inputs.length}`);
  const selected = new Uint8Array(size);
  orderOf(values).forEach((row, rank) => {
    const p = (rank + 0.5) / size;
    if (p >= from && p < to) selected[row] = 1;
  });
  return selected;
}

/** How an input differs in the selected futures from all futures. */
export interface Shift {
  readonly input: string;
  /** Largest gap between the two distribution functions, 0 to 1, and where it is (probability of the input's quantile). */
  readonly gap: Estimate;
  readonly gapAt: number;
  /** A gap that a selection unrelated to the input exceeds in one case of twenty. */
  readonly gapByChance: number;
  /** Mean in the selected minus mean in all, of the normal score, so in standard deviations. */
  readonly shift: Estimate;
  /** Share of the selected futures in each tenth of the input's distribution; 0.1 each where nothing differs. */
  readonly deciles: readonly number[];
}

export interface Explanation {
  /** Selected and all futures. */
  readonly selected: number;
  readonly total: number;
  readonly share: Estimate;
  /** By falling gap; those within chance come last. */
  readonly shifts: readonly Shift[];
}

const CELLS = 200;
const SCORES = Array.from({ length: CELLS }, (_, cell) => normalQuantile((cell + 0.5) / CELLS));
/** 95 % point of Kolmogorov's distribution (Smirnov 1948). */
const KOLMOGOROV_95 = 1.3581;

/** Which inputs differ in the selected rows, most first. Throws AnalysisError for a selection of nothing or of everything. */
export function explain(futures: Futures, meta: ModelMeta, selected: Uint8Array): Explanation {
  const count = selected.reduce((sum, one) => sum + one, 0);
  const { size } = futures;
  if (count === 0) throw new AnalysisError('no future is selected: widen the range');
  if (count === size) throw new AnalysisError('every future is selected: narrow the range');
  const shares = batchSums(
    futures,
    (sums, row) => {
      sums[0] = (sums[0] ?? 0) + 1;
      sums[1] = (sums[1] ?? 0) + (selected[row] ?? 0);
    },
    2,
  );
  const shifts = meta.inputs.map(({ id }, input) => shiftOf(futures, id, input, selected, count));
  return {
    selected: count,
    total: size,
    share: jackknife(shares, (sums) => (sums[1] ?? 0) / (sums[0] ?? 0)),
    shifts: shifts.sort((a, b) => (b.gap.value ?? 0) - (a.gap.value ?? 0)),
  };
}

function batchSums(
  { batch, batches, size }: Futures,
  add: (sums: Float64Array, row: number) => void,
  width: number,
): Float64Array[] {
  const sums = Array.from({ length: batches }, () => new Float64Array(width));
  for (let row = 0; row < size; row++) {
    const target = sums[batch[row] ?? 0];
    if (target !== undefined) add(target, row);
  }
  return sums;
}

function shiftOf(futures: Futures, id: string, input: number, selected: Uint8Array, count: number): Shift {
  const { size } = futures;
  const cell = new Uint16Array(size);
  orderOf(futures.inputs[input] ?? new Float64Array(size)).forEach((row, rank) => {
    cell[row] = Math.floor((rank * CELLS) / size);
  });
  // Sums: selected by cell, then all by cell.
  const sums = batchSums(
    futures,
    (target, row) => {
      const at = cell[row] ?? 0;
      target[at] = (target[at] ?? 0) + (selected[row] ?? 0);
      target[CELLS + at] = (target[CELLS + at] ?? 0) + 1;
    },
    2 * CELLS,
  );
  const gap = jackknife(sums, (total) => Math.abs(gapOf(total).gap));
  const all = sums.reduce((total, one) => total.map((value, i) => value + (one[i] ?? 0)), new Float64Array(2 * CELLS));
  // A selection against all: the gap to the rest, which Smirnov's statistic is of, times the share of the rest.
  const rest = size - count;
  return {
    input: id,
    gap,
    gapAt: (gapOf(all).at + 1) / CELLS,
    gapByChance: KOLMOGOROV_95 * Math.sqrt(size / (count * rest)) * (rest / size),
    shift: jackknife(sums, meanShift),
    deciles: Array.from({ length: 10 }, (_, tenth) => {
      const part = all.subarray((tenth * CELLS) / 10, ((tenth + 1) * CELLS) / 10);
      return part.reduce((sum, value) => sum + value, 0) / count;
    }),
  };
}

/** The largest difference of the distribution function of the selected from that of all, with its sign and cell. */
function gapOf(sums: Float64Array): { gap: number; at: number } {
  const [selected, all] = totals(sums);
  let [inSelected, inAll, gap, at] = [0, 0, 0, 0];
  for (let cell = 0; cell < CELLS; cell++) {
    inSelected += sums[cell] ?? 0;
    inAll += sums[CELLS + cell] ?? 0;
    const difference = inSelected / selected - inAll / all;
    if (Math.abs(difference) > Math.abs(gap)) [gap, at] = [difference, cell];
  }
  return { gap, at };
}

function meanShift(sums: Float64Array): number {
  const [selected, all] = totals(sums);
  return SCORES.reduce((sum, score, cell) => {
    return sum + score * ((sums[cell] ?? 0) / selected - (sums[CELLS + cell] ?? 0) / all);
  }, 0);
}

const totals = (sums: Float64Array): [selected: number, all: number] => [
  sums.subarray(0, CELLS).reduce((sum, value) => sum + value, 0),
  sums.subarray(CELLS).reduce((sum, value) => sum + value, 0),
];

/** The outcome of a scenario in the selected futures, as counts to take any statistic of. */
export function outcomeOf(futures: Futures, meta: ModelMeta, scenario: number, selected: Uint8Array): Observed {
  const { request, batch, batches, size, histogram } = futures;
  const [chosen] = request.scenarios.slice(scenario, scenario + 1);
  const values = futures.outcomes[scenario];
  if (chosen === undefined || values === undefined) throw new AnalysisError(`no scenario ${scenario}`);
  const layout = tallyLayout(meta, { ...request, scenarios: [chosen] });
  const tally = createTally(layout);
  const index = layout.histograms.findIndex(
    ({ outcome, date }) => outcome === histogram.outcome && date === histogram.date,
  );
  // Where the run has one randomisation its samples are independent, and counts give the errors.
  const parts = layout.replicates > 1 ? batches : 1;
  for (let part = 0; part < parts; part++) {
    const counted = createCounted(layout);
    let samples = 0;
    for (let row = 0; row < size; row++) {
      if (selected[row] === 0 || (parts > 1 && batch[row] !== part)) continue;
      countValue(counted, layout, 0, index, values[row] ?? Number.NaN);
      samples++;
    }
    addReplicate(tally, part, samples, counted);
  }
  return observe(tally, 0, histogram.outcome, histogram.date);
}
