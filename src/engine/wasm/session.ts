/** A session of the WASM engine: the kernel does the work, this moves numbers in and out of its memory. */

import { elementCount } from '../../language/elements.ts';
import type { KernelInfo } from '../../language/kernel-info.ts';
import { piecesOfBlocks, type Share, sampleAt } from '../blocks.ts';
import { type CpuSession, finish, pointsPerStep } from '../cpu-session.ts';
import { EngineError } from '../errors.ts';
import { sumLength } from '../layout.ts';
import type { Plan } from '../plan.ts';
import { addCell, SUM_WORDS } from '../sums.ts';
import { createTally } from '../tally.ts';
import type { BlockRange, Evaluation, Tally } from '../types.ts';
import type { KernelExports } from './abi.ts';
import { wasmColumns } from './columns.ts';
import type { LoadedPlan } from './load-plan.ts';

/** A session on a kernel that holds `plan`. */
export function wasmSession(kernel: KernelExports, info: KernelInfo, plan: Plan, loaded: LoadedPlan): CpuSession {
  const { memory, lanes } = loaded;
  const { meta, request, layout } = plan;
  const inputs = elementCount(meta);
  const columns = wasmColumns(kernel, plan, loaded);
  const before = new Uint32Array(loaded.coarse?.length ?? 0);
  let open = true;
  /** Number of the work under way: a generator that is not the latest must not touch the counts. */
  let turn = 0;

  function begin(): number {
    if (!open) throw new EngineError('this session is closed: its kernel holds another run');
    turn++;
    return turn;
  }

  function* pieces(range: BlockRange, share?: Share): Generator<void, Tally> {
    const own = begin();
    // Megabytes, and most jobs of a drag are abandoned: made when there is something to keep.
    let tally: Tally | null = null;
    const step = pointsPerStep(request.scenarios.length);
    const counts = memory.u32(loaded.counts.address, loaded.counts.length);
    counts.fill(0);
    before.fill(0);
    sumNumbers().fill(0);
    for (const { replicate, point, count } of piecesOfBlocks(request, range, share)) {
      for (let done = 0; done < count; done += step) {
        if (!open || own !== turn) throw new EngineError('these blocks were abandoned for other work');
        kernel.run(replicate, point + done, Math.min(step, count - done));
        yield;
      }
      tally ??= createTally(layout);
      tally.samples += count;
      tally.replicateSamples[replicate] = count;
      keepReplicate(tally, replicate);
    }
    tally ??= createTally(layout);
    tally.counts.set(counts);
    return tally;
  }

  const sumNumbers = (): Float64Array => memory.f64(loaded.sums.address, loaded.sums.cells * loaded.sums.words);

  /** What a replicate added to the coarse counts (those of now, less those of all replicates before it), and its sums. */
  function keepReplicate(tally: Tally, replicate: number): void {
    const { coarse, sums } = loaded;
    const numbers = sumNumbers();
    const first = replicate * sumLength(layout);
    for (let cell = 0; cell < sums.cells; cell++) {
      addCell(tally.sums, first + cell * SUM_WORDS, numbers, cell * sums.words + sums.first);
    }
    numbers.fill(0);
    if (coarse === null) return;
    kernel.coarsen(layout.setCount, coarse.offsets, layout.coarseStride, coarse.address);
    const now = memory.u32(coarse.address, coarse.length);
    const own = tally.replicateCounts.subarray(replicate * coarse.length, (replicate + 1) * coarse.length);
    for (let i = 0; i < now.length; i++) own[i] = (now[i] ?? 0) - (before[i] ?? 0);
    before.set(now);
  }

  function normalsOf(indices: readonly number[]): Float64Array[] {
    begin();
    const normals = memory.f32(loaded.normals, inputs * lanes);
    let drawn = { replicate: -1, point: 0 };
    return indices.map((index) => {
      const { replicate, point } = sampleAt(request, index);
      if (replicate !== drawn.replicate || point < drawn.point || point >= drawn.point + lanes) {
        drawn = { replicate, point: point - (point % lanes) };
        kernel.draw(replicate, drawn.point);
      }
      return column(normals, inputs, lanes, point - drawn.point);
    });
  }

  function evaluateNormals(rows: readonly ArrayLike<number>[], trace: boolean): Evaluation {
    begin();
    const results: Row[] = [];
    for (let from = 0; from < rows.length; from += lanes) {
      results.push(...evaluateGroup(rows.slice(from, from + lanes), trace));
    }
    return {
      seriesNames: trace ? info.series.map(({ name }) => name) : [],
      inputs: results.map((row) => row.inputs),
      outcomes: results.map((row) => row.outcomes),
      series: trace ? results.map((row) => row.series) : [],
    };
  }

  function evaluateGroup(rows: readonly ArrayLike<number>[], trace: boolean): Row[] {
    const normals = memory.f32(loaded.normals, inputs * lanes).fill(0);
    rows.forEach((row, lane) => {
      if (row.length !== inputs)
        throw new EngineError(`a row of ${row.length} normals; the model has ${inputs} inputs`);
      for (let input = 0; input < inputs; input++) normals[input * lanes + lane] = row[input] ?? Number.NaN;
    });
    kernel.transform();
    const values = memory.f32(loaded.inputValues, inputs * lanes);
    const results = rows.map(
      (_, lane): Row => ({ inputs: whole(column(values, inputs, lanes, lane)), outcomes: [], series: [] }),
    );
    request.scenarios.forEach((_, scenario) => {
      kernel.simulate(scenario);
      results.forEach((row, lane) => {
        row.outcomes.push(outcomesOf(scenario, lane));
        if (trace) row.series.push(seriesOf(lane));
      });
    });
    return results;
  }

  /** Kernels draw some inputs less an offset. */
  const whole = (drawn: Float64Array): Float64Array => drawn.map((value, input) => value + (plan.offsets[input] ?? 0));

  function outcomesOf(scenario: number, lane: number): Float64Array[] {
    const dates = plan.dateSteps.length;
    return plan.recorded.map(({ outcome, dates: indices }) =>
      Float64Array.from(indices, (date) => {
        const row = (scenario * meta.outcomes.length + outcome) * dates + date;
        return memory.f32(loaded.outcomeValues + row * lanes * 4, lanes)[lane] ?? Number.NaN;
      }),
    );
  }

  function seriesOf(lane: number): Float64Array[] {
    let row = 0;
    return info.series.map(({ length }) => {
      const values = memory.f32(loaded.seriesValues + row * lanes * 4, length * lanes);
      row += length;
      return column(values, length, lanes, lane);
    });
  }

  return {
    plan,
    pieces,
    runBlocks: (range) => finish(pieces(range)),
    normalsOf,
    evaluateNormals,
    evaluateIndices: (indices, trace) => evaluateNormals(normalsOf(indices), trace),
    columns(job) {
      begin();
      return columns(job);
    },
    close: () => {
      open = false;
    },
  };
}

interface Row {
  readonly inputs: Float64Array;
  readonly outcomes: Float64Array[][];
  readonly series: Float64Array[][];
}

/** One lane of f32[rows][lanes]. */
function column(values: Float32Array, rows: number, lanes: number, lane: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * lanes + lane] ?? Number.NaN);
}
