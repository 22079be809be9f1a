/**
 * Which lever did it: the difference of a statistic between two forecasts, divided among the things in which they differ
 * (levers, switches, inputs, correlations) by Shapley values (Shapley 1953). A factor's part is the change that its move
 * makes, averaged over all orders in which the factors could move; the parts sum to the difference, whatever interacts.
 *
 * Up to 12 factors, all subsets are run. Above, orders are sampled, each with its reverse (Castro, Gómez and Tejada 2009,
 * Comput. Oper. Res. 36:1726; antithetic pairs: Mitchell, Cooper, Frank and Holmes 2022, JMLR 23:43). Everything sees the
 * same draws, and every part has its error from the randomisations, so what the runs have in common cancels.
 */
import { MAX_SCENARIOS } from '../engine/request.ts';
import type { Estimate } from '../engine/statistics.ts';
import type { ForecastRequest, Scenario } from '../engine/types.ts';
import type { Distribution } from '../language/definition.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { type Factor, factorsBetween, type Side, withFactors } from './factors.ts';
import { spreadOf } from './replicates.ts';
import { derive, outcomesOf } from './setting.ts';
import { permutation } from './shapley.ts';
import { combine, type Sampled, sample, type Target } from './statistic.ts';
import { chunks } from './sweep.ts';

export interface AttributionOptions {
  readonly target: Target;
  /** Defaults: the first and the second scenario of the base request, under its inputs. */
  readonly from?: Side;
  readonly to?: Side;
  /** Per setting; default: 4096, or fewer where there are many subsets, never below 1024. */
  readonly samples?: number;
  /** Above this number of factors orders are sampled; default 12. */
  readonly exactUpTo?: number;
  /** Pairs of an order and its reverse; default 48. */
  readonly pairs?: number;
  readonly onProgress?: (progress: { readonly settingsDone: number; readonly settingsTotal: number }) => void;
}

export interface Part {
  readonly factor: Factor;
  readonly effect: Estimate;
  /** The change if it alone moved from the start, and if it alone were still to move at the end. */
  readonly alone: Estimate;
  readonly last: Estimate;
}

export interface Attribution {
  readonly target: Target;
  readonly from: Estimate;
  readonly to: Estimate;
  /** `to` minus `from` on the same draws. */
  readonly difference: Estimate;
  /** By falling size; the effects sum to the difference. */
  readonly parts: readonly Part[];
  readonly method: 'all subsets' | 'sampled orders';
  readonly settings: number;
  readonly samples: number;
}

const SAMPLES = 4096;
const LEAST_SAMPLES = 1024;
const EXACT_UP_TO = 12;
const PAIRS = 48;
/** Simulations aimed at where `samples` is not given: a few seconds of two cores. */
const SIMULATIONS = 2 ** 21;
/** Settings run in one call. */
const SETTINGS_PER_CALL = 16;
/** Factors are bits of a number. */
const MAX_FACTORS = 30;

/** The worth of subsets of factors: bit i of a subset says that factor i has moved. */
type Worth = Map<number, Sampled>;

/**
 * Attributes the difference between two sides. Throws AnalysisError where they do not differ, or differ in more than 30
 * things.
 */
export async function attribute(base: AnalysisBase, options: AttributionOptions): Promise<Attribution> {
  const { target, exactUpTo = EXACT_UP_TO } = options;
  const from = options.from ?? sideOf(base.request, 0);
  const to = options.to ?? sideOf(base.request, 1);
  const factors = factorsBetween(base.meta, from, to);
  const count = factors.length;
  if (count === 0) throw new AnalysisError('the two forecasts do not differ: there is nothing to attribute');
  if (count > MAX_FACTORS)
    throw new AnalysisError(`the two forecasts differ in ${count} things: at most ${MAX_FACTORS}`);
  const exact = count <= exactUpTo;
  const orders = exact ? [] : sampledOrders(base.request.seed, count, options.pairs ?? PAIRS);
  const subsets = exact ? Array.from({ length: 2 ** count }, (_, subset) => subset) : subsetsAlong(orders, count);
  const affordable = 2 ** Math.floor(Math.log2(SIMULATIONS / subsets.length));
  const samples = options.samples ?? Math.max(LEAST_SAMPLES, Math.min(SAMPLES, affordable));
  const { worth, used } = await worthOf(base, {
    from,
    to,
    factors,
    subsets,
    samples,
    target,
    report: options.onProgress,
  });
  const of = (subset: number): Sampled => worthAt(worth, subset);
  const full = 2 ** count - 1;
  const parts = factors.map((factor, i): Part => {
    const bit = 2 ** i;
    return {
      factor,
      effect: exact ? exactEffect(of, count, i) : sampledEffect(of, orders, i),
      alone: step(of(0), of(bit)),
      last: step(of(full - bit), of(full)),
    };
  });
  const estimate = (sampled: Sampled): Estimate => combine([[1, sampled]]);
  return {
    target,
    from: estimate(of(0)),
    to: estimate(of(full)),
    difference: step(of(0), of(full)),
    parts: parts.sort((a, b) => Math.abs(b.effect.value ?? 0) - Math.abs(a.effect.value ?? 0)),
    method: exact ? 'all subsets' : 'sampled orders',
    settings: subsets.length,
    samples: used,
  };
}

function sideOf(request: ForecastRequest, index: number): Side {
  const scenario = request.scenarios[index];
  if (scenario === undefined) throw new AnalysisError('attribution needs two scenarios: the request has one');
  return { scenario, inputs: request.inputs, correlations: request.correlations };
}

interface WorthWish {
  readonly from: Side;
  readonly to: Side;
  readonly factors: readonly Factor[];
  readonly subsets: readonly number[];
  readonly samples: number;
  readonly target: Target;
  readonly report: AttributionOptions['onProgress'];
}

/** Runs every subset. Those that differ in levers and switches alone are scenarios of one request. */
async function worthOf(base: AnalysisBase, wish: WorthWish): Promise<{ worth: Worth; used: number }> {
  const { meta, engine, signal } = base;
  const { factors, subsets, target } = wish;
  const outcomes = outcomesOf(meta, [target]);
  const shared = factors.reduce(
    (bits, { kind }, i) => bits + (kind === 'input' || kind === 'correlations' ? 2 ** i : 0),
    0,
  );
  const byInputs = new Map<number, number[]>();
  for (const subset of subsets) {
    const key = subset & shared;
    byInputs.set(key, [...(byInputs.get(key) ?? []), subset]);
  }
  const size = Math.min(MAX_SCENARIOS, SETTINGS_PER_CALL);
  const calls = [...byInputs.values()].flatMap((same) => chunks(same, size));
  const worth: Worth = new Map();
  let used = 0;
  await eachOf(calls, engine.width, async (part) => {
    const sides = part.map((subset) => withFactors(wish.from, wish.to, factors, subset));
    const [first] = sides;
    if (first === undefined) return;
    const scenarios = sides.map(({ scenario }, i): Scenario => ({ ...scenario, id: `subset-${part[i]}` }));
    const inputs: Readonly<Record<string, Distribution>> = first.inputs;
    const request = derive(base.request, meta, {
      scenarios,
      outcomes,
      samples: wish.samples,
      inputs,
      correlations: first.correlations,
      targets: [target],
    });
    used = request.samples;
    const tally = await engine.run(request, signal);
    part.forEach((subset, set) => {
      worth.set(subset, sample(tally, set, target));
    });
    wish.report?.({ settingsDone: worth.size, settingsTotal: subsets.length });
  });
  return { worth, used };
}

function worthAt(worth: Worth, subset: number): Sampled {
  const found = worth.get(subset);
  if (found === undefined) throw new RangeError(`subset ${subset} was not run`);
  return found;
}

const step = (before: Sampled, after: Sampled): Estimate =>
  combine([
    [1, after],
    [-1, before],
  ]);

/** Sum over subsets without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)). */
function exactEffect(of: (subset: number) => Sampled, count: number, i: number): Estimate {
  const bit = 2 ** i;
  const terms: (readonly [number, Sampled])[] = [];
  for (let subset = 0; subset < 2 ** count; subset++) {
    if (subset & bit) continue;
    const weight = 1 / (count * binomial(count - 1, bitCount(subset)));
    terms.push([weight, of(subset + bit)], [-weight, of(subset)]);
  }
  return combine(terms);
}

/** The mean over orders, with the error from the randomisations and that from the choice of orders. */
function sampledEffect(of: (subset: number) => Sampled, orders: readonly (readonly number[])[], i: number): Estimate {
  const steps = orders.map((order): readonly [Sampled, Sampled] => {
    const before = order.slice(0, order.indexOf(i)).reduce((bits, factor) => bits + 2 ** factor, 0);
    return [of(before), of(before + 2 ** i)];
  });
  const weight = 1 / orders.length;
  const { value, se } = combine(
    steps.flatMap(([before, after]): [number, Sampled][] => [
      [weight, after],
      [-weight, before],
    ]),
  );
  // An order and its reverse are one draw.
  const pairs = chunks(steps, 2).map((pair) =>
    pair.reduce((sum, [before, after]) => sum + (after.value - before.value) / pair.length, 0),
  );
  const choice = spreadOf(pairs);
  return { value, se: se === null ? null : Math.sqrt(se * se + choice * choice) };
}

/** Orders of 0..count-1, each followed by its reverse. */
function sampledOrders(seed: number, count: number, pairs: number): number[][] {
  return Array.from({ length: pairs }, (_, pair) => permutation(seed, count, [pair, ORDERS_OF_ATTRIBUTION])).flatMap(
    (order) => [order, [...order].reverse()],
  );
}

/** Keeps these orders apart from those of Shapley effects, whose second key is a small number. */
const ORDERS_OF_ATTRIBUTION = 0xa77;

/** Every subset met along the orders, and those that "alone" and "last" need. */
function subsetsAlong(orders: readonly (readonly number[])[], count: number): number[] {
  const full = 2 ** count - 1;
  const subsets = new Set([0, full]);
  for (let i = 0; i < count; i++) subsets.add(2 ** i).add(full - 2 ** i);
  for (const order of orders) {
    let subset = 0;
    for (const factor of order) {
      subset += 2 ** factor;
      subsets.add(subset);
    }
  }
  return [...subsets];
}

function bitCount(subset: number): number {
  let count = 0;
  for (let rest = subset; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
