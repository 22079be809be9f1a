/** A plan as the flat arrays that the shaders read. Pure. */
import { packTransform } from '../../language/families/index.ts';
import { COUNTED, type Plan } from '../plan.ts';
import { directionNumbers, MAX_DIMENSIONS, scrambleSeed } from '../random/sobol.ts';
import { SAMPLER } from '../wasm/abi.ts';
import { HISTOGRAM_WORDS, TARGET_WORDS } from './shaders/counted.ts';
import { DRAW_WORDS } from './shaders/draw.ts';

export interface PackedPlan {
  readonly integers: Uint32Array;
  readonly reals: Float32Array;
  /** Of struct Draw, but for `source` and `stage`. */
  readonly draw: Readonly<Record<(typeof DRAW_WORDS)[number], number>>;
  readonly histograms: Uint32Array;
  /** Of all histograms, those of values before those of differences. */
  readonly cuts: Float32Array;
  readonly dates: Int32Array;
}

const TRANSFORM_WORDS = 8;

/** @param datedStates states that `dates` maps to the index of their date, see GpuKernel */
export function packPlan(plan: Plan, datedStates: number): PackedPlan {
  const integers = new Section<Uint32Array>((length) => new Uint32Array(length));
  const reals = new Section<Float32Array>((length) => new Float32Array(length));
  const sobol = plan.request.sampler === 'sobol';
  const draw = {
    source: 0,
    stage: 0,
    sampler: SAMPLER[plan.request.sampler],
    seedLow: plan.seed[0],
    seedHigh: plan.seed[1],
    reflected: plan.reflection === null ? 0 : 1,
    seeds: integers.add(sobol ? scrambleSeeds(plan) : []),
    directions: integers.add(sobol ? directionsByInput(plan) : []),
    counted: sobol && plan.dimensions.includes(COUNTED) ? 1 : 0,
    dimensions: integers.add(sobol ? plan.dimensions : []),
    rowStarts: integers.add(plan.rowStarts),
    columns: integers.add(plan.columns),
    coefficients: reals.add(plan.coefficients),
    transforms: addTransforms(reals, plan),
    reflection: reals.add(plan.reflection ?? []),
    pairCount: plan.paths.pairs.length / 2,
    pairs: integers.add(plan.paths.pairs),
    pairWeights: reals.add(plan.paths.weights),
  };
  return {
    integers: integers.whole(),
    reals: reals.whole(),
    draw,
    ...packHistograms(plan),
    dates: packDates(plan, datedStates),
  };
}

/** Arrays one after the other. */
class Section<A extends Uint32Array | Float32Array> {
  private readonly parts: ArrayLike<number>[] = [];
  private length = 0;
  private readonly make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.make = make;
  }

  /** Returns the index of the first element of `part`. */
  add(part: ArrayLike<number>): number {
    const at = this.length;
    this.parts.push(part);
    this.length += part.length;
    return at;
  }

  /** At least one element: a binding cannot be empty. */
  whole(): A {
    const all = this.make(Math.max(this.length, 1));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** [replicate][input] */
function scrambleSeeds({ request, dimensions, seed }: Plan): number[] {
  return Array.from({ length: request.replicates }, (_, replicate) =>
    Array.from(dimensions, (dimension) => scrambleSeed(seed, replicate, dimension)),
  ).flat();
}

/** [input][32] */
function directionsByInput({ dimensions }: Plan): Uint32Array {
  const table = directionNumbers(Math.min(dimensions.length, MAX_DIMENSIONS));
  const byInput = new Uint32Array(32 * dimensions.length);
  dimensions.forEach((dimension, input) => {
    if (dimension !== COUNTED) byInput.set(table.subarray(32 * dimension, 32 * dimension + 32), 32 * input);
  });
  return byInput;
}

/** [input][8]: kind, center, scaleLow, scaleHigh, place of the table, its intervals, 0, 0; tables before. */
function addTransforms(reals: Section<Float32Array>, { distributions, offsets }: Plan): number {
  const packed = new Float32Array(distributions.length * TRANSFORM_WORDS);
  distributions.forEach((distribution, i) => {
    // The draws of one input stand together and share its table.
    if (distribution === distributions[i - 1]) {
      packed.copyWithin(i * TRANSFORM_WORDS, (i - 1) * TRANSFORM_WORDS, i * TRANSFORM_WORDS);
      return;
    }
    const { kind, center, scaleLow, scaleHigh, table } = packTransform(distribution, offsets[i]);
    const place = table === null ? [0, 0] : [reals.add(table), table.length - 1];
    packed.set([kind, center, scaleLow, scaleHigh, ...place], i * TRANSFORM_WORDS);
  });
  return reals.add(packed);
}

/** [histogram][HISTOGRAM_WORDS] */
function packHistograms({ layout, sources }: Plan): Pick<PackedPlan, 'histograms' | 'cuts'> {
  const cuts = new Section<Float32Array>((length) => new Float32Array(length));
  const words = HISTOGRAM_WORDS.length;
  const integers = new Uint32Array(Math.max(layout.histograms.length, 1) * words);
  const floats = new Float32Array(integers.buffer);
  layout.histograms.forEach((histogram, i) => {
    const source = sources[i];
    if (source === undefined) throw new RangeError(`histogram ${i} has no source`);
    const at = i * words;
    integers.set([source.outcome, source.date, histogram.offset, histogram.bins], at);
    floats.set([histogram.low, histogram.binsPerUnit], at + 4);
    integers[at + 6] = histogram.log10 ? 1 : 0;
    floats.set([histogram.horizon, histogram.pairedLow], at + 7);
    integers.set([histogram.coarseOffset, histogram.coarseBins], at + 9);
    integers.set([cuts.add(histogram.cuts), histogram.cuts.length], at + 11);
    integers.set([cuts.add(histogram.pairedCuts), histogram.pairedCuts.length], at + 13);
    integers.set([Math.log2(histogram.scale), Math.log2(histogram.pairedScale)], at + 15);
  });
  return { histograms: integers, cuts: cuts.whole() };
}

/** State of each date, then the index of each state's date or -1. */
function packDates({ dateSteps }: Plan, datedStates: number): Int32Array {
  const dates = new Int32Array(dateSteps.length + Math.max(datedStates, 1)).fill(-1);
  dates.set(dateSteps);
  dateSteps.forEach((step, date) => {
    if (step < datedStates) dates[dateSteps.length + step] = date;
  });
  return dates;
}

/** Words of struct Draw. */
export function drawWords(draw: PackedPlan['draw'], source: number, stage: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(DRAW_WORDS, (word) => (word === 'source' ? source : word === 'stage' ? stage : draw[word]));
}

/** Words of struct Target for a set of the tally. */
export function targetWords({ layout, dateSteps }: Plan, set: number): Uint32Array<ArrayBuffer> {
  const words: Record<(typeof TARGET_WORDS)[number], number> = {
    tallySet: set,
    paired: set < layout.scenarioCount ? 0 : 1,
    stride: layout.stride,
    setCount: layout.setCount,
    coarseStride: layout.coarseStride,
    coarsening: layout.coarsening,
    replicated: layout.replicates > 1 ? 1 : 0,
    dateCount: dateSteps.length,
    histogramCount: layout.histograms.length,
  };
  return Uint32Array.from(TARGET_WORDS, (word) => words[word]);
}
