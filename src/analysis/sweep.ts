/**
 * A statistic as one thing moves and all else stays: a lever, a switch, or an input from a low to a high quantile. All points
 * and scenarios see the same draws, so the curve is smooth where the model is and a change along it is far surer than the
 * levels.
 */
import type { Mix } from '../engine/columns.ts';
import { evenPath } from '../engine/paths.ts';
import { MAX_SCENARIOS } from '../engine/request.ts';
import type { Estimate } from '../engine/statistics.ts';
import { addTally, createTally } from '../engine/tally.ts';
import type { ForecastRequest, Scenario, Tally } from '../engine/types.ts';
import type { Distribution, ModelMeta } from '../language/definition.ts';
import { displayQuantile, valueAt } from '../language/families/index.ts';
import { normalQuantile } from '../language/portable.ts';
import { type AnalysisBase, eachOf } from './engine.ts';
import { AnalysisError } from './errors.ts';
import { conditionMix, factorOf, levelMix } from './gaussian.ts';
import { checkWithin, derive, type Knob, knobRange, knobValue, outcomesOf, turned } from './setting.ts';
import { difference, type Sampled, sample, type Target } from './statistic.ts';
import { tallyOfColumns } from './values.ts';

/**
 * What moves. An input moves through its quantiles (probabilities in (0, 1)), one of many draws through those of their sum; inputs
 * correlated with it follow.
 */
export type SweepAxis =
  | (Knob & { readonly values: readonly number[] })
  | { readonly kind: 'input'; readonly id: string; readonly values: readonly number[] };

export interface SweepOptions {
  readonly axis: SweepAxis;
  readonly targets: readonly Target[];
  /** Per point; default 4096, rounded up to whole rounds. */
  readonly samples?: number;
  readonly onProgress?: (partial: Sweep) => void;
}

export interface SweepPoint {
  /** Value of the lever or switch, or probability of the input's quantile. */
  readonly at: number;
  /** Value of the lever, switch or input. */
  readonly value: number;
  /** By target. */
  readonly estimates: readonly Estimate[];
  /** By target: the change from the present setting (for an input: from its whole distribution), on the same draws. */
  readonly changes: readonly Estimate[];
  /** By target: the statistic by randomisation, for differences between points. */
  readonly sampled: readonly Sampled[];
}

export interface SweepCurve {
  readonly scenario: string;
  /** Present value of the lever or switch; null for an input. */
  readonly present: number | null;
  /** By target: the statistic at the present setting. */
  readonly presentEstimates: readonly Estimate[];
  /** Points done so far, in order of `at`. */
  readonly points: readonly SweepPoint[];
}

export interface Sweep {
  readonly axis: SweepAxis;
  readonly targets: readonly Target[];
  readonly samples: number;
  readonly done: boolean;
  /** One for each scenario of the base request. */
  readonly curves: readonly SweepCurve[];
}

const SAMPLES = 4096;
/** Samples of one call for columns, times mixes and scenarios: about a tenth of a second of one worker. */
const EVALUATIONS_PER_CALL = 32_768;

/** By position (null: the present setting) and scenario: the statistics of each target. */
type Cells = Map<number | null, readonly (readonly Sampled[])[]>;

/**
 * Sweeps `axis` for every scenario of the base request. Throws AnalysisError for an axis, value or target that the model
 * does not have.
 */
export async function sweep(base: AnalysisBase, options: SweepOptions): Promise<Sweep> {
  const { axis } = options;
  if (axis.values.length === 0) throw new AnalysisError('a sweep of no points: give at least one value');
  const cells: Cells = new Map();
  const outcomes = outcomesOf(base.meta, options.targets);
  const wish = {
    scenarios: base.request.scenarios,
    outcomes,
    samples: options.samples ?? SAMPLES,
    targets: options.targets,
  };
  const request = derive(base.request, base.meta, wish);
  const report = (done: boolean): Sweep => {
    const result = assemble(base, request.samples, options, cells, done);
    if (!done) options.onProgress?.(result);
    return result;
  };
  if (axis.kind === 'input') await sweepInput(base, request, axis, options.targets, cells, report);
  else await sweepKnob(base, request, axis, options.targets, cells, report);
  return report(true);
}

async function sweepKnob(
  base: AnalysisBase,
  request: ForecastRequest,
  axis: Knob & { readonly values: readonly number[] },
  targets: readonly Target[],
  cells: Cells,
  report: (done: boolean) => Sweep,
): Promise<void> {
  checkWithin(knobRange(base.meta, axis), axis.values);
  const { scenarios } = base.request;
  const positions: (number | null)[] = [null, ...middleOut(axis.values)];
  // The same number of points for each worker, as many at a time as a request holds.
  const most = Math.floor(MAX_SCENARIOS / scenarios.length);
  if (most === 0) throw new AnalysisError(`a sweep of ${scenarios.length} scenarios: at most ${MAX_SCENARIOS}`);
  const size = Math.max(1, Math.min(most, Math.ceil(positions.length / base.engine.width)));
  await eachOf(chunks(positions, size), base.engine.width, async (part) => {
    const settings = part.flatMap((value, p) =>
      scenarios.map((scenario, s): Scenario => turned(scenario, `${p}-${s}`, value === null ? [] : [[axis, value]])),
    );
    const tally = await base.engine.run({ ...request, scenarios: settings }, base.signal);
    part.forEach((value, p) => {
      cells.set(
        value,
        scenarios.map((_, s) => targets.map((target) => sample(tally, p * scenarios.length + s, target))),
      );
    });
    report(false);
  });
}

async function sweepInput(
  base: AnalysisBase,
  derived: ForecastRequest,
  axis: Extract<SweepAxis, { kind: 'input' }>,
  targets: readonly Target[],
  cells: Cells,
  report: (done: boolean) => Sweep,
): Promise<void> {
  const { meta, engine, signal } = base;
  // Mixes act before a turned first dimension, whose normals are not those of the inputs.
  const request = { ...derived, direction: null };
  const input = inputIndex(base, axis.id);
  const wrong = axis.values.find((p) => !(p > 0 && p < 1));
  if (wrong !== undefined) throw new AnalysisError(`input ${axis.id}: ${wrong} is not a probability between 0 and 1`);
  const factor = factorOf(meta, request);
  const positions: (number | null)[] = [null, ...middleOut(axis.values)];
  const size = Math.max(1, Math.ceil(positions.length / engine.width));
  const perCall = Math.max(64, Math.floor(EVALUATIONS_PER_CALL / (size * request.scenarios.length) / 64) * 64);
  await eachOf(chunks(positions, size), engine.width, async (part) => {
    const mixes = part.map(
      (p): Mix =>
        p === null ? { swap: [], rows: [] } : levelMix(meta, conditionMix(factor, input, normalQuantile(p))),
    );
    const tallies: Tally[] = [];
    for (let from = 0; from < request.samples; from += perCall) {
      const to = Math.min(from + perCall, request.samples);
      const [columns] = await engine.columns(request, [{ from, to, mixes, inputs: false }], signal);
      if (columns === undefined) throw new AnalysisError('the engine gave no columns');
      part.forEach((_, mix) => {
        const counted = tallyOfColumns(meta, request, columns, mix, from);
        const sum = tallies[mix] ?? createTally(counted.layout);
        tallies[mix] = sum;
        addTally(sum, counted);
      });
    }
    part.forEach((p, mix) => {
      const tally = tallies[mix];
      if (tally === undefined) return;
      cells.set(
        p,
        request.scenarios.map((_, s) => targets.map((target) => sample(tally, s, target))),
      );
    });
    report(false);
  });
}

/** Index of an input. Throws AnalysisError where the model lacks it. */
export function inputIndex({ meta }: Pick<AnalysisBase, 'meta'>, id: string): number {
  const index = meta.inputs.findIndex((input) => input.id === id);
  if (index < 0) throw new AnalysisError(`no input "${id}" in model "${meta.id}"`);
  return index;
}

function assemble(base: AnalysisBase, samples: number, options: SweepOptions, cells: Cells, done: boolean): Sweep {
  const { meta, request } = base;
  const { axis, targets } = options;
  const positions = [...cells.keys()].filter((at): at is number => at !== null).sort((a, b) => a - b);
  const distribution =
    axis.kind === 'input'
      ? (request.inputs[axis.id] ?? meta.inputs.find(({ id }) => id === axis.id)?.distribution)
      : undefined;
  const curves = request.scenarios.map((scenario, s): SweepCurve => {
    const present = cells.get(null)?.[s];
    return {
      scenario: scenario.id,
      present: axis.kind === 'input' ? null : knobValue(scenario, axis),
      presentEstimates: (present ?? []).map(shown),
      points: positions.map((at): SweepPoint => {
        const here = cells.get(at)?.[s] ?? [];
        return {
          at,
          value: distribution === undefined ? at : levelOf(meta, axis.id, distribution, normalQuantile(at)),
          estimates: here.map(shown),
          changes: here.map((sampled, t) => {
            const from = present?.[t];
            return from === undefined ? { value: null, se: null } : difference(from, sampled);
          }),
          sampled: here,
        };
      }),
    };
  });
  return { axis, targets, samples, done, curves };
}

/** An input at a normal; of an input of many draws the average of its draws where their sum is there and the path even. */
function levelOf(meta: ModelMeta, id: string, distribution: Distribution, z: number): number {
  const draws = meta.inputs.find((input) => input.id === id)?.draws;
  if (draws === undefined) return valueAt(distribution, z);
  const value = displayQuantile(distribution);
  const path = evenPath(draws, z);
  return path.reduce((sum, normal) => sum + value(normal), 0) / path.length;
}

const shown = ({ value, se }: Sampled): Estimate => ({
  value: Number.isFinite(value) ? value : null,
  se: Number.isFinite(se) ? se : null,
});

/** The ends and the middle first, so that a partial curve spans the range. */
function middleOut(values: readonly number[]): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const order: number[] = [];
  for (let step = 2 ** Math.ceil(Math.log2(Math.max(sorted.length - 1, 1))); step >= 1; step /= 2) {
    sorted.forEach((value, i) => {
      if ((i % step === 0 || i === sorted.length - 1) && !order.includes(value)) order.push(value);
    });
  }
  return order;
}

/** `items` in runs of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
