/**
 * What a run is and what it yields: the contract between the page, the CLI, the analyses and the engines.
 * Pure data; an engine never sees anything else.
 */
import type { Distribution } from '../language/definition.ts';

export type Sampler = 'sobol' | 'philox';
export type EngineKind = 'reference' | 'wasm' | 'webgpu';

/** One policy setting. All levers and switches are present (resolved), in any order of keys. */
export interface Scenario {
  readonly id: string;
  readonly levers: Readonly<Record<string, number>>;
  readonly switches: Readonly<Record<string, number>>;
}

export interface OutcomeRequest {
  readonly id: string;
  /** Calendar dates, a subset of the outcome's `at`. */
  readonly dates: readonly number[];
}

/** A forecast, fully resolved: equal requests give equal digests. Validated once (`request.ts`), then trusted. */
export interface ForecastRequest {
  readonly schema: 1;
  readonly model: { readonly id: string; readonly hash: string };
  readonly sampler: Sampler;
  /** 64-bit seed as two unsigned 32-bit words is derived from this non-negative safe integer. */
  readonly seed: number;
  readonly samples: number;
  /** Independent randomisations; 1 for philox, a power of two up to 32 for sobol. */
  readonly replicates: number;
  /** 1..64 policy settings on the same draws; the first is the baseline of paired differences. */
  readonly scenarios: readonly Scenario[];
  /** Whether to tally differences of scenarios 1.. against scenario 0. */
  readonly paired: boolean;
  /** Inputs whose distribution differs from the model text. */
  readonly inputs: Readonly<Record<string, Distribution>>;
  /** Replaces the model's correlations when present. */
  readonly correlations: readonly (readonly [a: string, b: string, rho: number])[] | null;
  readonly outcomes: readonly OutcomeRequest[];
  /**
   * Unit vector in the space of independent normals (input order) that the first Sobol' dimension is turned to by one
   * Householder reflection, or null. Recorded so that results stay reproducible; direction.ts finds a good one.
   */
  readonly direction: readonly number[] | null;
  /**
   * By outcome, values at which shares are counted apart, besides its declared thresholds: thresholds asked for, and places
   * where a pilot run found many samples on one value (cuts.ts). Rising numbers of single precision.
   */
  readonly cuts: Readonly<Record<string, Cuts>>;
}

/** Values at which samples below and samples equal are counted, in the unit of the outcome. */
export interface Cuts {
  readonly values: readonly number[];
  /** Of paired differences; ratios for log10 outcomes. */
  readonly differences: readonly number[];
}

/**
 * One histogram: where its counts lie, and what its bins mean. Slots: [under, bins..., over, censored, invalid, then for
 * each cut the samples below it and those equal to it]. The last bin holds its upper edge too.
 */
export interface HistogramLayout {
  readonly outcome: string;
  readonly date: number;
  /** Index of the first slot within a set. */
  readonly offset: number;
  readonly bins: number;
  /** Lower edge of bin 0, in bin coordinates (lg for log10 outcomes). */
  readonly low: number;
  readonly binsPerUnit: number;
  readonly log10: boolean;
  /** Value that stands for +Infinity in means and differences; +Infinity where the outcome has no horizon. */
  readonly horizon: number;
  /** Lower edge of bin 0 of the paired-difference histogram (same number and width of bins). */
  readonly pairedLow: number;
  /** Cuts of the scenarios' sets, in the unit of the outcome, rising. */
  readonly cuts: readonly number[];
  /** Cuts of paired differences, in bin coordinates (lg of a ratio for log10 outcomes), rising. */
  readonly pairedCuts: readonly number[];
  /** Slots after the special ones: two for each cut of the longer list. */
  readonly cutSlots: number;
  /** Powers of two that no value of the range exceeds, of values and of what paired sums add up (sums.ts). */
  readonly scale: number;
  readonly pairedScale: number;
  /** Index of the first slot of the coarse histogram within a coarse set; slots as above. */
  readonly coarseOffset: number;
  /** ceil(bins / coarsening); the last coarse bin may stand for fewer fine bins. */
  readonly coarseBins: number;
}

/**
 * Layout of a tally: sets 0..S-1 are the scenarios; with `paired`, sets S..2S-2 are scenario s minus scenario 0, s = 1...
 * Slots of set j lie at [j * stride, (j + 1) * stride).
 */
export interface TallyLayout {
  readonly histograms: readonly HistogramLayout[];
  readonly stride: number;
  readonly scenarioCount: number;
  readonly setCount: number;
  /** Fine bins per coarse bin in the per-replicate counts. */
  readonly coarsening: number;
  /** Slots per set of the coarse counts. */
  readonly coarseStride: number;
  readonly replicates: number;
}

/** Integer counts of a run or of part of it. Merging is addition. */
export interface Tally {
  readonly layout: TallyLayout;
  /** Samples counted. */
  samples: number;
  /** setCount * stride. */
  readonly counts: Uint32Array;
  /** replicates * setCount * coarseStride (empty when replicates is 1): each fine bin group summed, other slots kept. */
  readonly replicateCounts: Uint32Array;
  /** replicates * setCount * histograms * SUM_WORDS: whole-number sums of values and of their squares (sums.ts). */
  readonly sums: Float64Array;
  /** Samples per replicate. */
  readonly replicateSamples: Uint32Array;
}

/** Outcomes of single samples, in f64 for the reference and f32-rounded for the others. */
export interface Evaluation {
  /** Names of `series`, in its order; empty without a trace. An engine may leave out series that are the same for all samples. */
  readonly seriesNames: readonly string[];
  /** inputs[row][input], after correlation and transform. */
  readonly inputs: readonly Float64Array[];
  /** outcomes[row][scenario][outcome][date], dates as in the request. */
  readonly outcomes: readonly (readonly (readonly Float64Array[])[])[];
  /** series[row][scenario][series] when a trace was asked for, else empty. */
  readonly series: readonly (readonly (readonly Float64Array[])[])[];
}

/** A half-open range of block indices, 0 <= from <= to <= blockCount(request). */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
}
