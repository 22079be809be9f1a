/**
 * Where the counts of a run lie: the tally layout of a request, derived from the model's outcomes alone, so that every
 * engine, worker and reader of a stored tally agrees on it.
 *
 * Slots of a histogram: [under, bins..., over, censored, invalid], then two for each cut; all but the bins are kept apart in
 * the coarse counts too.
 */
import type { ModelMeta, OutcomeMeta } from '../language/definition.ts';
import { pow10 } from '../language/portable.ts';
import { cutsOf, pairedCutsOf } from './cuts.ts';
import { RequestError } from './errors.ts';
import { SUM_WORDS, scaleAtLeast } from './sums.ts';
import type { Cuts, ForecastRequest, HistogramLayout, TallyLayout } from './types.ts';

/** Fine bins per coarse bin of the counts kept by replicate. */
export const COARSENING = 8;
/** Slots of a histogram besides its bins: under, over, censored, invalid. */
export const SPECIAL_SLOTS = 4;
/** Bound on the slots of a tally, fine and by replicate together (4 bytes each): 512 MiB. */
export const MAX_TALLY_SLOTS = 2 ** 27;

/** What the layout depends on. */
export type LayoutRequest = Pick<ForecastRequest, 'outcomes' | 'scenarios' | 'paired' | 'replicates' | 'cuts'>;

/** Slots of a histogram in the fine counts, and in the coarse ones. */
export const slotCount = ({ bins, cutSlots }: HistogramLayout): number => bins + SPECIAL_SLOTS + cutSlots;
export const coarseSlotCount = ({ coarseBins, cutSlots }: HistogramLayout): number =>
  coarseBins + SPECIAL_SLOTS + cutSlots;

/** Numbers of the sums of one replicate: a cell for each histogram of each set. */
export const sumLength = ({ setCount, histograms }: TallyLayout): number => setCount * histograms.length * SUM_WORDS;

/** Place of a cell within the sums of one replicate. */
export const sumPlace = ({ histograms }: TallyLayout, set: number, histogram: number): number =>
  (set * histograms.length + histogram) * SUM_WORDS;

/**
 * The layout of the tally of `request`. Throws RequestError for an outcome the model lacks or for a tally over
 * MAX_TALLY_SLOTS.
 */
export function tallyLayout(meta: ModelMeta, request: LayoutRequest): TallyLayout {
  const histograms: HistogramLayout[] = [];
  let offset = 0;
  let coarseOffset = 0;
  for (const { id, dates } of request.outcomes) {
    const outcome = meta.outcomes.find((candidate) => candidate.id === id);
    if (outcome === undefined) throw new RequestError('outcomes', id, `no outcome "${id}" in model "${meta.id}"`, '');
    for (const date of dates) {
      const own = Object.hasOwn(request.cuts, id) ? request.cuts[id] : undefined;
      const histogram = histogramLayout(outcome, date, meta.clock.end, own, request.paired, offset, coarseOffset);
      histograms.push(histogram);
      offset += slotCount(histogram);
      coarseOffset += coarseSlotCount(histogram);
    }
  }
  const scenarioCount = request.scenarios.length;
  const setCount = request.paired ? 2 * scenarioCount - 1 : scenarioCount;
  const replicates = request.replicates;
  const slots = setCount * (offset + (replicates > 1 ? replicates * coarseOffset : 0));
  if (slots > MAX_TALLY_SLOTS) {
    throw new RequestError(
      'outcomes',
      slots,
      `a tally of ${slots} counts is over the limit of ${MAX_TALLY_SLOTS}`,
      'ask for fewer dates, outcomes or scenarios at once',
    );
  }
  return {
    histograms,
    stride: offset,
    scenarioCount,
    setCount,
    coarsening: COARSENING,
    coarseStride: coarseOffset,
    replicates,
  };
}

function histogramLayout(
  outcome: OutcomeMeta,
  date: number,
  clockEnd: number,
  own: Cuts | undefined,
  paired: boolean,
  offset: number,
  coarseOffset: number,
): HistogramLayout {
  const [low, high] = outcome.range;
  const binsPerUnit = outcome.bins / (high - low);
  const log10 = outcome.scale === 'log10';
  const horizon =
    outcome.horizonUnitsPerYear > 0 ? outcome.horizonUnitsPerYear * (clockEnd - date) : Number.POSITIVE_INFINITY;
  const cuts = cutsOf(outcome, own);
  const pairedCuts = paired ? pairedCutsOf(outcome, own) : [];
  const pairedLow = -Math.floor(outcome.bins / 2) / binsPerUnit;
  const size = log10 ? pow10(high) : Math.max(Math.abs(low), Math.abs(high));
  return {
    outcome: outcome.id,
    date,
    offset,
    bins: outcome.bins,
    low,
    binsPerUnit,
    log10,
    horizon,
    pairedLow,
    cuts,
    pairedCuts,
    cutSlots: 2 * Math.max(cuts.length, pairedCuts.length),
    scale: scaleAtLeast(Number.isFinite(horizon) ? Math.max(size, horizon) : size),
    pairedScale: scaleAtLeast(log10 ? pow10(-pairedLow) : -pairedLow + 1 / binsPerUnit),
    coarseOffset,
    coarseBins: Math.ceil(outcome.bins / COARSENING),
  };
}

/** True when counts of the two layouts may be added: same sets, same histograms, same edges. */
export function sameLayout(a: TallyLayout, b: TallyLayout): boolean {
  if (a === b) return true;
  if (
    a.stride !== b.stride ||
    a.scenarioCount !== b.scenarioCount ||
    a.setCount !== b.setCount ||
    a.coarsening !== b.coarsening ||
    a.replicates !== b.replicates ||
    a.histograms.length !== b.histograms.length
  ) {
    return false;
  }
  return a.histograms.every((left, i) => {
    const right = b.histograms[i];
    return (
      right !== undefined &&
      left.outcome === right.outcome &&
      left.date === right.date &&
      left.bins === right.bins &&
      left.low === right.low &&
      left.binsPerUnit === right.binsPerUnit &&
      left.log10 === right.log10 &&
      left.horizon === right.horizon &&
      sameNumbers(left.cuts, right.cuts) &&
      sameNumbers(left.pairedCuts, right.pairedCuts)
    );
  });
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
