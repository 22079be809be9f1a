/**
 * The reference engine: one sample at a time, in f64, on the model's own equations. It defines what a model means; the
 * other engines conform to it. Slow, and never in a hurry.
 */
import type { ModelMeta } from '../../language/definition.ts';
import { elementCount } from '../../language/elements.ts';
import { piecesOfBlocks, type Share, sampleAt } from '../blocks.ts';
import { type Counted, clearCounted, countDifference, countValue, createCounted } from '../count.ts';
import { type CpuEngine, type CpuSession, finish } from '../cpu-session.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { addReplicate, createTally } from '../tally.ts';
import type { BlockRange, Evaluation, Tally } from '../types.ts';
import { drawerOf, transformOf } from './draws.ts';
import { type NamedSeries, type Simulate, scenarioRunners } from './simulate.ts';

/** Samples between two steps of `pieces`. */
const STEP_SAMPLES = 32;

/** An engine for the model of `meta` with these equations. */
export function createReferenceEngine(meta: ModelMeta, simulate: Simulate): CpuEngine {
  return {
    kind: 'reference',
    open(plan: Plan): CpuSession {
      if (plan.meta.id !== meta.id) {
        throw new EngineError(`this engine runs model "${meta.id}", the request asks for "${plan.meta.id}"`);
      }
      return referenceSession(plan, simulate);
    },
  };
}

function referenceSession(plan: Plan, simulate: Simulate): CpuSession {
  const { meta, request, layout } = plan;
  const draw = drawerOf(plan);
  const transform = transformOf(plan);
  const runners = scenarioRunners(plan, simulate);
  const normals = new Float64Array(elementCount(meta));
  const inputs = new Float64Array(elementCount(meta));
  const outcomes = runners.map(() => request.outcomes.map(({ dates }) => new Float64Array(dates.length)));

  function simulateAll(each?: (series: readonly NamedSeries[]) => void): void {
    runners.forEach((run, scenario) => {
      const target = outcomes[scenario] ?? [];
      for (const values of target) values.fill(Number.NaN);
      const series = run(inputs, target);
      each?.(series);
    });
  }

  function count(into: Counted): void {
    let h = 0;
    request.outcomes.forEach(({ dates }, outcome) => {
      dates.forEach((_, date) => {
        const index = h++;
        const value = (scenario: number): number => outcomes[scenario]?.[outcome]?.[date] ?? Number.NaN;
        for (let set = 0; set < layout.setCount; set++) {
          const scenario = set - layout.scenarioCount + 1;
          if (set < layout.scenarioCount) countValue(into, layout, set, index, value(set));
          else countDifference(into, layout, set, index, value(scenario), value(0));
        }
      });
    });
  }

  function* pieces(range: BlockRange, share?: Share): Generator<void, Tally> {
    const tally = createTally(layout);
    const counted = createCounted(layout);
    for (const { replicate, point, count: points } of piecesOfBlocks(request, range, share)) {
      for (let i = 0; i < points; i++) {
        if (i % STEP_SAMPLES === 0) yield;
        draw(replicate, point + i, normals);
        transform(normals, inputs);
        simulateAll();
        count(counted);
      }
      addReplicate(tally, replicate, points, counted);
      clearCounted(counted);
    }
    return tally;
  }

  function normalsOf(indices: readonly number[]): Float64Array[] {
    return indices.map((index) => {
      const { replicate, point } = sampleAt(request, index);
      draw(replicate, point, normals);
      return normals.slice();
    });
  }

  function evaluateNormals(rows: readonly ArrayLike<number>[], trace: boolean): Evaluation {
    let names: string[] = [];
    const results = rows.map((row) => {
      if (row.length !== inputs.length) {
        throw new EngineError(`a row of ${row.length} normals; the model has ${inputs.length} inputs`);
      }
      transform(row, inputs);
      const series: Float64Array[][] = [];
      simulateAll((made) => {
        if (!trace) return;
        names = made.map(({ name }) => name);
        series.push(made.map(({ values }) => Float64Array.from(values)));
      });
      return {
        inputs: inputs.slice(),
        outcomes: outcomes.map((scenario) => scenario.map((values) => values.slice())),
        series,
      };
    });
    return {
      seriesNames: names,
      inputs: results.map((row) => row.inputs),
      outcomes: results.map((row) => row.outcomes),
      series: trace ? results.map((row) => row.series) : [],
    };
  }

  return {
    plan,
    pieces,
    runBlocks: (range) => finish(pieces(range)),
    normalsOf,
    evaluateNormals,
    evaluateIndices: (indices, trace) => evaluateNormals(normalsOf(indices), trace),
    close: () => undefined,
  };
}
