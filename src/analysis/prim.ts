/**
 * A short rule for the selected futures: a box in a few inputs that holds many of them and little else. The Patient Rule
 * Induction Method (Friedman and Fisher 1999, Statistics and Computing 9:123) as used for scenario discovery (Bryant and
 * Lempert 2010, Technol. Forecast. Soc. Change 77:34): thin slices are peeled off, each time the one that leaves the highest
 * density (without pasting back, which changes little with slices this thin); the trade-off of coverage against density along the way is kept; restrictions that chance would explain are
 * dropped (their quasi-p-values). The box is found on half of the randomisations and judged on the other half.
 */
import type { Estimate } from '../engine/statistics.ts';
import type { ModelMeta } from '../language/definition.ts';
import { normalCdf } from '../language/portable.ts';
import { pause } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { type Futures, orderOf } from './futures.ts';
import { jackknife } from './replicates.ts';

export interface PrimOptions {
  /** Most inputs in the rule; default 4. */
  readonly maxInputs?: number;
  /** Share of the box peeled off at a time; default 0.05. */
  readonly peel?: number;
  /** Smallest share of all futures that the box may hold; default 0.02. */
  readonly leastSupport?: number;
  readonly signal?: AbortSignal;
}

/** A side of the box. Ends are probabilities of the input's quantiles; 0 and 1 are open. */
export interface Restriction {
  readonly input: string;
  readonly label: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  /** The ends in the input's unit, as they are written: from `low` on, and below `high`; null where open. */
  readonly low: number | null;
  readonly high: number | null;
  /** Several futures have just the value `low`: the rule says that they are in. */
  readonly lowShared: boolean;
  /** Probability that chance alone would make the restriction look as good. */
  readonly quasiP: number;
}

/** A box along the way, judged on the half it was found on. */
export interface PeelStep {
  /** Share of the selected futures inside; share of the futures inside that are selected; share of all futures inside. */
  readonly coverage: number;
  readonly density: number;
  readonly support: number;
  readonly inputs: number;
}

export interface Rule {
  readonly restrictions: readonly Restriction[];
  /** On futures that the search did not see. */
  readonly coverage: Estimate;
  readonly density: Estimate;
  readonly support: Estimate;
  /** Density of all futures: what the rule has to beat. */
  readonly baseDensity: number;
  readonly trajectory: readonly PeelStep[];
}

const MAX_INPUTS = 4;
const PEEL = 0.05;
const LEAST_SUPPORT = 0.02;
/** Restrictions with a quasi-p-value above this are dropped (Bryant and Lempert, section 3.3). */
const QUASI_P = 0.05;
/** Rounds of peeling between two chances for the host to do something else. */
const STEPS_PER_PAUSE = 2;

/** Ranks [from, to) by input; a box without restrictions is 0..1 in each. */
interface Box {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

interface Data {
  /** Rank of a row in an input, as a probability: ranks[input][row]. */
  readonly ranks: readonly Float64Array[];
  /** All rows by rising rank: orders[input]. */
  readonly orders: readonly Uint32Array[];
  readonly selected: Uint8Array;
  readonly rows: Uint32Array;
}

/** The rule for `selected` (1 for the futures to explain). Throws AnalysisError where there are too few to learn from. */
export async function findRule(
  futures: Futures,
  meta: ModelMeta,
  selected: Uint8Array,
  options: PrimOptions = {},
): Promise<Rule> {
  const { maxInputs = MAX_INPUTS } = options;
  const orders = futures.inputs.map(orderOf);
  const ranks = orders.map((order, input) => ranksOf(order, futures.inputs[input] ?? new Float64Array()));
  const half = (parity: number): Uint32Array =>
    Uint32Array.from({ length: futures.size }, (_, i) => i).filter((row) => (futures.batch[row] ?? 0) % 2 === parity);
  const seen: Data = { ranks, orders, selected, rows: half(0) };
  const unseen: Data = { ranks, orders, selected, rows: half(1) };
  const cases = countOf(seen, seen.rows);
  if (cases < 20 || cases === seen.rows.length) {
    throw new AnalysisError(`${cases} of ${seen.rows.length} futures are selected: too few or too many for a rule`);
  }
  const boxes = await peelOff(seen, options);
  const trajectory = boxes.map((box) => judge(seen, box));
  const best = boxes[bestOf(trajectory)] ?? openBox(ranks.length);
  // What is judged is the rule as it will be read.
  const box = legible(futures, simplify(seen, best, maxInputs));
  return {
    restrictions: restrictionsOf(futures, meta, seen, box),
    ...judgeUnseen(futures, unseen, box),
    baseDensity: cases / seen.rows.length,
    trajectory,
  };
}

/** The place of each row among all, as a probability; rows of equal value share their middle place. */
function ranksOf(order: Uint32Array, values: Float64Array): Float64Array {
  const ranks = new Float64Array(order.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) ranks[order[at] ?? 0] = (from + to) / 2 / order.length;
    from = to;
  }
  return ranks;
}

/**
 * How many rows to peel off an end of rows sorted by rank, at least `cut`: those of one value go together. 0 where all would.
 */
function sliceOf(order: Uint32Array, rank: Float64Array, cut: number, low: boolean): number {
  const at = (i: number): number => rank[order[low ? i : order.length - 1 - i] ?? 0] ?? 0;
  let size = cut;
  while (size < order.length && at(size) === at(size - 1)) size++;
  return size < order.length ? size : 0;
}

const openBox = (inputs: number): Box => ({ from: new Float64Array(inputs), to: new Float64Array(inputs).fill(1) });

function countOf({ selected }: Data, rows: Uint32Array): number {
  return rows.reduce((sum, row) => sum + (selected[row] ?? 0), 0);
}

function rowsIn({ ranks, rows }: Data, box: Box): Uint32Array {
  const sides = restrictedInputs(box).map((input) => ({
    rank: ranks[input] ?? new Float64Array(),
    from: box.from[input] ?? 0,
    to: box.to[input] ?? 1,
  }));
  return rows.filter((row) =>
    sides.every(({ rank, from, to }) => {
      const p = rank[row] ?? 0;
      return p >= from && p < to;
    }),
  );
}

/** Boxes from the whole space inwards. */
async function peelOff(data: Data, options: PrimOptions): Promise<Box[]> {
  const { peel = PEEL, leastSupport = LEAST_SUPPORT } = options;
  const boxes: Box[] = [openBox(data.ranks.length)];
  let rows = data.rows;
  // Rows of the box by rising rank of each input: kept sorted by leaving out what is peeled off.
  const ours = new Set(rows);
  let sorted = data.orders.map((order) => order.filter((row) => ours.has(row)));
  for (let turn = 1; rows.length > leastSupport * data.rows.length; turn++) {
    if (turn % STEPS_PER_PAUSE === 0) await pause(options.signal);
    const cut = Math.max(1, Math.floor(peel * rows.length));
    const cases = countOf(data, rows);
    const before = boxes.at(-1) ?? openBox(data.ranks.length);
    let best = { density: cases / rows.length, input: -1, low: true, size: 0 };
    sorted.forEach((order, input) => {
      for (const low of [true, false]) {
        const size = sliceOf(order, data.ranks[input] ?? new Float64Array(), cut, low);
        if (size === 0) continue;
        const slice = low ? order.subarray(0, size) : order.subarray(order.length - size);
        const density = (cases - countOf(data, slice)) / (rows.length - size);
        if (density > best.density) best = { density, input, low, size };
      }
    });
    if (best.input < 0) break;
    const order = sorted[best.input] ?? rows;
    // The first row kept lies inside; the first row dropped at the top is the open end.
    const edge = data.ranks[best.input]?.[order[best.low ? best.size : order.length - best.size] ?? 0] ?? 0;
    const [from, to] = [before.from.slice(), before.to.slice()];
    if (best.low) from[best.input] = edge;
    else to[best.input] = edge;
    const box = { from, to };
    boxes.push(box);
    const gone = new Set(best.low ? order.subarray(0, best.size) : order.subarray(order.length - best.size));
    sorted = sorted.map((one) => one.filter((row) => !gone.has(row)));
    rows = rows.filter((row) => !gone.has(row));
  }
  return boxes;
}

function judge(data: Data, box: Box): PeelStep {
  const inside = rowsIn(data, box);
  const cases = countOf(data, inside);
  return {
    coverage: cases / countOf(data, data.rows),
    density: cases / inside.length,
    support: inside.length / data.rows.length,
    inputs: restrictedInputs(box).length,
  };
}

function restrictedInputs({ from, to }: Box): number[] {
  return [...from.keys()].filter((input) => (from[input] ?? 0) > 0 || (to[input] ?? 1) < 1);
}

/** The step with the highest harmonic mean of coverage and density: neither may be poor. */
function bestOf(steps: readonly PeelStep[]): number {
  const worth = steps.map(({ coverage, density }) => (coverage * density) / (coverage + density || 1));
  return worth.indexOf(Math.max(...worth));
}

/** Drops restrictions that chance explains, then the least useful ones until `most` are left. */
function simplify(data: Data, box: Box, most: number): Box {
  for (let now = box; ; ) {
    const candidates = restrictedInputs(now).map((input) => ({ input, quasiP: quasiP(data, now, input) }));
    const worst = candidates.sort((a, b) => b.quasiP - a.quasiP)[0];
    if (worst === undefined) return now;
    if (worst.quasiP > QUASI_P) {
      now = without(now, worst.input);
      continue;
    }
    if (candidates.length <= most) return now;
    const left = candidates.map(({ input }) => ({ input, density: judge(data, without(now, input)).density }));
    now = without(now, left.sort((a, b) => b.density - a.density)[0]?.input ?? worst.input);
  }
}

function without(box: Box, input: number): Box {
  const [from, to] = [box.from.slice(), box.to.slice()];
  from[input] = 0;
  to[input] = 1;
  return { from, to };
}

/**
 * The probability that as many of the futures in the box would be selected if they were drawn at random from the box
 * without this restriction (binomial, by its normal approximation with continuity correction).
 */
function quasiP(data: Data, box: Box, input: number): number {
  const inside = rowsIn(data, box);
  const wider = rowsIn(data, without(box, input));
  const p = countOf(data, wider) / wider.length;
  const n = inside.length;
  const deviation = Math.sqrt(n * p * (1 - p));
  if (deviation === 0) return 1;
  return normalCdf((n * p + 0.5 - countOf(data, inside)) / deviation);
}

function judgeUnseen(
  { batch, batches }: Futures,
  data: Data,
  box: Box,
): Pick<Rule, 'coverage' | 'density' | 'support'> {
  const inside = new Set(rowsIn(data, box));
  // Sums: futures, selected, inside, selected inside. Batches of the other half stay empty and are left out.
  const all = Array.from({ length: batches }, () => new Float64Array(4));
  for (const row of data.rows) {
    const sums = all[batch[row] ?? 0] ?? new Float64Array(4);
    const [isCase, isInside] = [data.selected[row] ?? 0, inside.has(row) ? 1 : 0];
    [1, isCase, isInside, isCase * isInside].forEach((value, i) => {
      sums[i] = (sums[i] ?? 0) + value;
    });
  }
  const sums = all.filter(([count = 0]) => count > 0);
  const ratio = (of: number, to: number): Estimate =>
    jackknife(sums, (total) => (total[of] ?? 0) / Math.max(total[to] ?? 0, 1));
  return { coverage: ratio(3, 1), density: ratio(3, 2), support: ratio(2, 0) };
}

/** Ends of a box in an input's unit, as they are written. */
function endsOf({ inputs }: Futures, box: Box, index: number): Pick<Restriction, 'low' | 'high' | 'lowShared'> {
  const [from, to] = [box.from[index] ?? 0, box.to[index] ?? 1];
  const sorted = Float64Array.from(inputs[index] ?? []).sort();
  const at = (p: number): number => Math.min(Math.floor(p * sorted.length), sorted.length - 1);
  const shared = (p: number): boolean => {
    const value = sorted[at(p)];
    return sorted[at(p) - 1] === value || sorted[at(p) + 1] === value;
  };
  const written = (p: number): number => Number((sorted[at(p)] ?? 0).toPrecision(shared(p) ? 7 : 3));
  return {
    low: from > 0 ? written(from) : null,
    high: to < 1 ? written(to) : null,
    lowShared: from > 0 && shared(from),
  };
}

/** The box whose ends are where they are written: numbers in words are rounded. */
function legible(futures: Futures, box: Box): Box {
  const [from, to] = [box.from.slice(), box.to.slice()];
  for (const index of restrictedInputs(box)) {
    const { low, high } = endsOf(futures, box, index);
    const values = futures.inputs[index] ?? new Float64Array();
    // A shared value is written in single precision, which may round it up.
    const below = (bound: number): number =>
      values.reduce((count, value) => count + (value < bound && Math.fround(bound) !== value ? 1 : 0), 0) /
      values.length;
    if (low !== null) from[index] = below(low);
    if (high !== null) to[index] = below(high);
  }
  return { from, to };
}

function restrictionsOf(futures: Futures, meta: ModelMeta, data: Data, box: Box): Restriction[] {
  return restrictedInputs(box)
    .map((index): Restriction => {
      const { id = '', label = '', unit = '' } = meta.inputs[index] ?? {};
      const [from, to] = [box.from[index] ?? 0, box.to[index] ?? 1];
      return { input: id, label, unit, from, to, ...endsOf(futures, box, index), quasiP: quasiP(data, box, index) };
    })
    .sort((a, b) => a.quasiP - b.quasiP);
}

/** A rule in words: "Gap today below 6.1 months and drift above 0.02 OOM/yr"; "Strikes 1 or above" where futures have just 1. */
export function ruleInWords(restrictions: readonly Restriction[]): string {
  if (restrictions.length === 0) return 'no input sets these futures apart';
  return restrictions
    .map(({ label, unit, low, high, lowShared }) => {
      const number = (value: number): string => String(value).replace('-', '\u2212');
      const after = unit === '' ? '' : ` ${unit}`;
      if (low === null) return `${label} below ${number(high ?? 0)}${after}`;
      if (high !== null && lowShared) return `${label} from ${number(low)} to below ${number(high)}${after}`;
      if (high !== null) return `${label} between ${number(low)} and ${number(high)}${after}`;
      return lowShared ? `${label} ${number(low)}${after} or above` : `${label} above ${number(low)}${after}`;
    })
    .join(' and ');
}
