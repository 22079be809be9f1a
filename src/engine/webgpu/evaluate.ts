/** Single samples on the device: the pipelines of a run, with their results read back. */

import { elementCount } from '../../language/elements.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { Evaluation } from '../types.ts';
import type { BatchMemory } from './batch-memory.ts';
import { type Equipment, encodeDraw, encodeSimulation, writeBatch } from './encode.ts';
import type { GpuKernel } from './kernel.ts';
import { given, listed, type Passage, type Samples, sendThrough } from './passage.ts';
import { SOURCE, STAGE } from './shaders/index.ts';
import { MAP_READ, USAGE } from './usage.ts';

export interface Evaluator {
  normals(rows: readonly ArrayLike<number>[], trace: boolean): Promise<Evaluation>;
  indices(indices: readonly number[], trace: boolean): Promise<Evaluation>;
  normalsOf(indices: readonly number[]): Promise<Float64Array[]>;
  bitsOf(firstPoint: number, perReplicate: number): Promise<Uint32Array>;
}

/** @param guard gives the result of GPU work, or throws DeviceFailure */
export function createEvaluator(
  equipment: Equipment,
  memory: BatchMemory,
  guard: <T>(work: Promise<T>) => Promise<T>,
): Evaluator {
  // Evaluations are not what is measured.
  const use: Equipment = { ...equipment, timer: null };
  const { device, plan, kernel, pipelines } = use;
  const inputs = elementCount(plan.meta);
  const scenarios = plan.request.scenarios.length;
  const outcomeRows = plan.meta.outcomes.length * plan.dateSteps.length;

  const send = (samples: Samples, passage: Passage): Promise<void> => sendThrough(use, memory, guard, samples, passage);

  async function evaluate(samples: Samples, trace: boolean): Promise<Evaluation> {
    const tracing = trace && kernel.bufferRows > 0 ? await guard(pipelines.trace()) : null;
    const seriesRows = tracing === null ? 0 : kernel.bufferRows;
    const scenarioRows = outcomeRows + seriesRows;
    const result = {
      inputs: [] as Float64Array[],
      outcomes: [] as Float64Array[][][],
      series: [] as Float64Array[][][],
    };
    const scratch: GPUBuffer[] = [];
    await send(samples, {
      stage: STAGE.inputs,
      rows: inputs + scenarios * scenarioRows,
      record(to, buffers, count, target) {
        const row = 4 * count;
        to.copyBufferToBuffer(buffers.inputs, 0, target, 0, inputs * row);
        for (let scenario = 0; scenario < scenarios; scenario++) {
          const at = (inputs + scenario * scenarioRows) * row;
          encodeSimulation(to, use, buffers, pipelines.simulate, scenario, count, buffers.baseline, buffers.series);
          to.copyBufferToBuffer(buffers.baseline, 0, target, at, outcomeRows * row);
          if (tracing === null) continue;
          const series = device.createBuffer({
            label: 'traced series',
            size: seriesRows * row,
            usage: USAGE.storage | USAGE.copySource | USAGE.copyTarget,
          });
          scratch.push(series);
          encodeSimulation(to, use, buffers, tracing, scenario, count, buffers.baseline, series);
          to.copyBufferToBuffer(series, 0, target, at + outcomeRows * row, seriesRows * row);
        }
      },
      take(words, count) {
        for (const buffer of scratch.splice(0)) buffer.destroy();
        const values = new Float32Array(words);
        const column = (row: number, rows: number, s: number): Float64Array =>
          Float64Array.from({ length: rows }, (_, i) => values[(row + i) * count + s] ?? Number.NaN);
        for (let s = 0; s < count; s++) {
          result.inputs.push(column(0, inputs, s).map((value, input) => value + (plan.offsets[input] ?? 0)));
          const firstRows = plan.request.scenarios.map((_, scenario) => inputs + scenario * scenarioRows);
          result.outcomes.push(firstRows.map((row) => recordedOf(plan, column(row, outcomeRows, s))));
          if (trace)
            result.series.push(firstRows.map((row) => seriesOf(kernel, column(row + outcomeRows, seriesRows, s))));
        }
      },
    });
    return { seriesNames: trace ? kernel.series.map(({ name }) => name) : [], ...result };
  }

  return {
    normals(rows, trace) {
      for (const row of rows) {
        if (row.length !== inputs) {
          throw new EngineError(`a row of ${row.length} normals; the model has ${inputs} inputs`);
        }
      }
      return evaluate(given(use, rows), trace);
    },
    indices: async (indices, trace) => evaluate(listed(use, indices), trace),
    async normalsOf(indices) {
      const rows: Float64Array[] = [];
      await send(listed(use, indices), {
        stage: STAGE.normals,
        rows: inputs,
        record: (to, buffers, count, target) => to.copyBufferToBuffer(buffers.inputs, 0, target, 0, inputs * count * 4),
        take(words, count) {
          const values = new Float32Array(words);
          for (let s = 0; s < count; s++) {
            rows.push(Float64Array.from({ length: inputs }, (_, i) => values[i * count + s] ?? Number.NaN));
          }
        },
      });
      return rows;
    },
    async bitsOf(firstPoint, perReplicate) {
      const { replicates } = plan.request;
      const samples = perReplicate * replicates;
      const buffers = await guard(memory.atLeast(samples));
      if (buffers.capacity < samples) throw new EngineError(`${samples} samples at once; ${buffers.capacity} fit`);
      const size = inputs * samples * 4;
      const target = device.createBuffer({ label: 'bits to read', size, usage: USAGE.mapRead | USAGE.copyTarget });
      try {
        writeBatch(use, { samples, perReplicate, firstPoint });
        const to = device.createCommandEncoder();
        encodeDraw(to, use, buffers, SOURCE.range, STAGE.bits, perReplicate, replicates);
        to.copyBufferToBuffer(buffers.inputs, 0, target, 0, size);
        device.queue.submit([to.finish()]);
        await guard(target.mapAsync(MAP_READ));
        return new Uint32Array(target.getMappedRange().slice(0));
      } finally {
        target.destroy();
      }
    },
  };
}

/** [outcome of the request][date] from [outcome of the model][date of the run]. */
function recordedOf({ recorded, dateSteps }: Plan, values: Float64Array): Float64Array[] {
  return recorded.map(({ outcome, dates }) =>
    Float64Array.from(dates, (date) => values[outcome * dateSteps.length + date] ?? Number.NaN),
  );
}

function seriesOf({ series }: GpuKernel, values: Float64Array): Float64Array[] {
  let row = 0;
  return series.map(({ length }) => {
    row += length;
    return values.slice(row - length, row);
  });
}
