/** Small models with known answers, and engines in this thread to run analyses on. */

import { type AnalysisBase, fleetOf, type Runner } from '../../src/analysis/engine.ts';
import { blockCount } from '../../src/engine/blocks.ts';
import { evaluateColumns } from '../../src/engine/columns.ts';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { ForecastRequest } from '../../src/engine/types.ts';
import type { Distribution, Draws, ModelMeta, OutcomeMeta } from '../../src/language/definition.ts';
import type { SimulationContext } from '../../src/language/runtime.ts';

type Context = SimulationContext<string, string, string, string>;

export interface TestModel {
  readonly inputs: Readonly<Record<string, Distribution>>;
  /** Inputs of many draws, whose values are in `paths`. */
  readonly draws?: Readonly<Record<string, Draws>>;
  /** Each from 0 to 1, at 0 by default, in force from the first step on. */
  readonly levers?: readonly string[];
  /** Each 0 by default, with options 0 and 1. */
  readonly switches?: readonly string[];
  readonly correlations?: readonly (readonly [a: string, b: string, rho: number])[];
  readonly outcome?: Partial<OutcomeMeta>;
  /** The one outcome, `y`, at date 1, from inputs, lever values and switches. */
  readonly y: (
    x: Record<string, number>,
    lever: Record<string, number>,
    toggle: Record<string, number>,
    paths: Record<string, readonly number[]>,
  ) => number;
}

/** Exactly normal: a table that is linear in z. */
export const normal = (mean: number, sd: number): Distribution => ({
  family: 'quantiles',
  quantiles: [
    [0.05, mean - 1.6448536269514729 * sd],
    [0.5, mean],
    [0.95, mean + 1.6448536269514729 * sd],
  ],
});

export const uniform = (min: number, max: number): Distribution => ({ family: 'uniform', min, max });

const text = { label: '', unit: '', symbol: '', group: '', rationale: '', sources: [], dissent: '' };
const HASH = '0'.repeat(64);

export function metaOf(model: TestModel): ModelMeta {
  return {
    id: 'test',
    title: 'Test',
    version: '1',
    versions: [],
    summary: '',
    clock: { start: 0, end: 2, step: 1, steps: 2 },
    policyStart: -1,
    inputs: Object.entries(model.inputs).map(([id, distribution]) => ({
      ...text,
      id,
      label: id,
      grade: 'judgement',
      distribution,
      ...(model.draws?.[id] === undefined ? {} : { draws: model.draws[id] }),
    })),
    levers: (model.levers ?? []).map((id) => ({
      ...text,
      id,
      label: id,
      min: 0,
      max: 1,
      step: 0.05,
      statusQuo: 0,
      deadTime: 0,
      timeConstant: 0,
      lowWord: '',
      highWord: '',
      bands: [],
      decidedBy: '',
    })),
    switches: (model.switches ?? []).map((id) => ({
      id,
      label: id,
      default: 0,
      options: [
        { value: 0, label: 'off' },
        { value: 1, label: 'on' },
      ],
      critics: '',
      effect: '',
    })),
    correlations: (model.correlations ?? []).map(([a, b, rho]) => ({ a, b, rho, why: '' })),
    outcomes: [
      {
        id: 'y',
        label: 'y',
        unit: '1',
        sign: '',
        better: 'higher',
        description: '',
        scale: 'linear',
        range: [-64, 64],
        bins: 8192,
        display: [-10, 10],
        at: [1],
        horizonUnitsPerYear: 0,
        headline: 1,
        thresholds: [0],
        ...model.outcome,
      },
    ],
    presets: [],
    worldviews: [],
    importance: [],
  };
}

/** An engine in this thread as an analysis sees it. */
export function runnerOf(engine: Engine, meta: ModelMeta): Runner {
  return {
    async run(request, options) {
      options?.signal?.throwIfAborted();
      const session = await engine.open(planRun(meta, request));
      return { tally: await session.runBlocks({ from: 0, to: blockCount(request) }) };
    },
    async columns(request, jobs) {
      const session = await engine.open(planRun(meta, request));
      const results = [];
      for (const job of jobs) results.push(await evaluateColumns(session, job));
      return results;
    },
  };
}

/** A model on the reference engine, ready for analyses. */
export function baseOf(
  model: TestModel,
  draft: RequestDraft = {},
): AnalysisBase & { readonly request: ForecastRequest } {
  const meta = metaOf(model);
  const simulate = ({ inputs, levers, switches, record }: Context): void => {
    const values = Object.fromEntries(Object.entries(levers).map(([id, path]) => [id, path[1] ?? Number.NaN]));
    record('y', () => model.y(inputs, values, switches, inputs as unknown as Record<string, readonly number[]>));
  };
  const engine = fleetOf([runnerOf(createReferenceEngine(meta, simulate), meta)]);
  return { engine, meta, request: defaultRequest(meta, HASH, draft) };
}
