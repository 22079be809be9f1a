/**
 * Writes a plan into a kernel's memory: the plan block of assembly/plan.ts and all that it points to, and the scratch
 * rows of one group of samples. After it, the kernel is ready to draw, simulate and count.
 */
import { elementCount } from '../../language/elements.ts';
import { packTransform } from '../../language/families/index.ts';
import type { KernelInfo } from '../../language/kernel-info.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { directionNumbers, MAX_DIMENSIONS } from '../random/sobol.ts';
import { roundingNumbers } from '../sums.ts';
import { CONSTANT, type KernelExports, PLAN, SAMPLER } from './abi.ts';
import { KernelMemory } from './memory.ts';

/** Where a loaded plan lies, for reading results. Lengths in elements, addresses in bytes. */
export interface LoadedPlan {
  readonly memory: KernelMemory;
  /** Samples of a group. */
  readonly lanes: number;
  readonly counts: { readonly address: number; readonly length: number };
  /** Room for coarse counts of all sets, and the table of offsets that `coarsen` takes; null for one replicate. */
  readonly coarse: { readonly address: number; readonly length: number; readonly offsets: number } | null;
  /** Sums: as f64, `words` to a cell, of which those from `first` on are SUM_WORDS for the host. */
  readonly sums: { readonly address: number; readonly cells: number; readonly words: number; readonly first: number };
  /** f32[inputs][lanes]. */
  readonly normals: number;
  readonly inputValues: number;
  /** f32[scenario][outcome of the model][date][lanes]. */
  readonly outcomeValues: number;
  /** f32[seriesRows][lanes]. */
  readonly seriesValues: number;
}

const HISTOGRAM_WORDS = 24;
/** Bytes of a cell of assembly/sums.ts; its numbers for the host begin after the running sums. */
const SUM_CELL = 96;
const TRANSFORM_WORDS = 8;

/** Loads `plan`. Throws EngineError where memory is short or an index of the model leaves its series. */
export function loadPlan(kernel: KernelExports, info: KernelInfo, plan: Plan): LoadedPlan {
  kernel.reset();
  const memory = new KernelMemory(kernel);
  const { meta, request, layout } = plan;
  const inputs = elementCount(meta);
  const scenarios = request.scenarios.length;
  const dates = plan.dateSteps.length;
  const lanes = 4 * kernel.constant(CONSTANT.vectors);
  const rows = (count: number): number => memory.allocate(Math.max(count, 1) * lanes * 4);

  const counts = { address: 0, length: layout.setCount * layout.stride };
  const cells = layout.setCount * layout.histograms.length;
  const words: Record<keyof typeof PLAN, number> = {
    scenarioCount: scenarios,
    dateCount: dates,
    sampler: SAMPLER[request.sampler],
    seedLow: plan.seed[0],
    seedHigh: plan.seed[1],
    transforms: memory.put(packTransforms(memory, plan)),
    rowStarts: memory.put(plan.rowStarts),
    columns: memory.put(plan.columns),
    coefficients: memory.put(Float32Array.from(plan.coefficients)),
    reflection: plan.reflection === null ? 0 : memory.put(Float32Array.from(plan.reflection)),
    dimensions: memory.put(plan.dimensions),
    directions: request.sampler === 'sobol' ? memory.put(directionNumbers(Math.min(inputs, MAX_DIMENSIONS))) : 0,
    leverPaths: memory.put(plan.leverPaths),
    switches: memory.put(plan.switches),
    dateSteps: memory.put(plan.dateSteps),
    tapes: memory.allocate(Math.max(scenarios * kernel.tapeLength(dates) * 4, 4)),
    histograms: memory.put(packHistograms(memory, plan)),
    histogramCount: layout.histograms.length,
    counts: memory.allocate(counts.length * 4),
    stride: layout.stride,
    paired: request.paired ? 1 : 0,
    normals: rows(inputs),
    inputValues: rows(inputs),
    outcomeValues: rows(scenarios * meta.outcomes.length * dates),
    seriesValues: rows(kernel.constant(CONSTANT.seriesRows)),
    sums: memory.allocate(Math.max(cells, 1) * SUM_CELL),
    pairCount: plan.paths.pairs.length / 2,
    pairs: memory.put(plan.paths.pairs),
    pairWeights: memory.put(Float32Array.from(plan.paths.weights)),
  };
  const block = kernel.planAddress();
  for (const name of Object.keys(PLAN) as (keyof typeof PLAN)[]) memory.setWord(block + PLAN[name], words[name]);

  const coarse = layout.setCount * layout.coarseStride;
  const offsets = Int32Array.from(layout.histograms, ({ coarseOffset }) => coarseOffset);
  const code = kernel.prepare();
  if (code !== 0) throw new EngineError(indexFault(code, info));
  return {
    memory,
    lanes,
    counts: { ...counts, address: words.counts },
    coarse:
      layout.replicates === 1
        ? null
        : { address: memory.allocate(coarse * 4), length: coarse, offsets: memory.put(offsets) },
    sums: { address: words.sums, cells, words: SUM_CELL / 8, first: 4 },
    normals: words.normals,
    inputValues: words.inputValues,
    outcomeValues: words.outcomeValues,
    seriesValues: words.seriesValues,
  };
}

function indexFault(code: number, { indexSites }: KernelInfo): string {
  const site = indexSites[code - 1];
  if (site === undefined) return `an index is outside its series (site ${code})`;
  return `line ${site.line}, column ${site.column}: ${site.text}: an index is outside its series under these settings`;
}

/** f32[element][8]: kind, center, scaleLow, scaleHigh, address of the table (as bits), intervals, 0, 0. */
function packTransforms(memory: KernelMemory, plan: Plan): Float32Array {
  const packed = new Float32Array(plan.distributions.length * TRANSFORM_WORDS);
  const bits = new Uint32Array(packed.buffer);
  plan.distributions.forEach((distribution, i) => {
    const at = i * TRANSFORM_WORDS;
    // The draws of one input stand together and share its table.
    if (distribution === plan.distributions[i - 1]) {
      bits.copyWithin(at, at - TRANSFORM_WORDS, at);
      return;
    }
    const { kind, center, scaleLow, scaleHigh, table } = packTransform(distribution, plan.offsets[i]);
    packed.set([kind, center, scaleLow, scaleHigh], at);
    if (table === null) return;
    bits[at + 4] = memory.put(Float32Array.from(table));
    packed[at + 5] = table.length - 1;
  });
  return packed;
}

/** Entries of assembly/tally.ts. */
function packHistograms(memory: KernelMemory, plan: Plan): Int32Array {
  const bytes = new ArrayBuffer(plan.layout.histograms.length * HISTOGRAM_WORDS * 4);
  const [integers, floats, doubles] = [new Int32Array(bytes), new Float32Array(bytes), new Float64Array(bytes)];
  plan.layout.histograms.forEach((histogram, i) => {
    const at = i * HISTOGRAM_WORDS;
    const source = plan.sources[i];
    integers.set([source?.outcome ?? -1, source?.date ?? -1, histogram.offset, histogram.bins], at);
    floats.set([histogram.low, histogram.binsPerUnit], at + 4);
    integers[at + 6] = histogram.log10 ? 1 : 0;
    floats.set([histogram.horizon, histogram.pairedLow], at + 7);
    integers[at + 9] = histogram.cutSlots;
    [histogram.cuts, histogram.pairedCuts].forEach((cuts, kind) => {
      integers.set([memory.put(Float32Array.from(cuts)), cuts.length], at + 10 + 2 * kind);
    });
    floats.set([histogram.scale, histogram.pairedScale], at + 14);
    const rounding = [...roundingNumbers(histogram.scale), ...roundingNumbers(histogram.pairedScale)];
    doubles.set(rounding, (at + 16) / 2);
  });
  return integers;
}
