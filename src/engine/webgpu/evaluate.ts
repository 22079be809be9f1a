/** Single samples on the device: the pipelines of a run, with their results read back. */

import { pointOf } from '../blocks.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { Evaluation } from '../types.ts';
import type { BatchMemory } from './batch-memory.ts';
import { type Equipment, encodeDraw, encodeSimulation, writeBatch } from './encode.ts';
import type { GpuKernel } from './kernel.ts';
import { type BatchBuffers, MOST_LISTED } from './memory.ts';
import { SOURCE, STAGE } from './shaders/index.ts';
import { MAP_READ, USAGE } from './usage.ts';

export interface Evaluator {
  normals(rows: readonly ArrayLike<number>[], trace: boolean): Promise<Evaluation>;
  indices(indices: readonly number[], trace: boolean): Promise<Evaluation>;
  normalsOf(indices: readonly number[]): Promise<Float64Array[]>;
  bitsOf(firstPoint: number, perReplicate: number): Promise<Uint32Array>;
}

/** Most bytes read back at a time. */
const MOST_READ = 2 ** 26;

/** Where the normals of samples come from, and how many samples there are. */
interface Samples {
  readonly source: number;
  readonly count: number;
  /** Writes what `source` needs for the samples [from, from + count). */
  write(buffers: BatchBuffers, from: number, count: number): void;
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
  const inputs = plan.meta.inputs.length;
  const scenarios = plan.request.scenarios.length;
  const outcomeRows = plan.meta.outcomes.length * plan.dateSteps.length;

  const given = (rows: readonly ArrayLike<number>[]): Samples => ({
    source: SOURCE.given,
    count: rows.length,
    write({ inputs: target }, from, count) {
      const columns = new Float32Array(inputs * count);
      for (let s = 0; s < count; s++) {
        for (let i = 0; i < inputs; i++) columns[i * count + s] = rows[from + s]?.[i] ?? Number.NaN;
      }
      device.queue.writeBuffer(target, 0, columns);
    },
  });

  const listed = (indices: readonly number[]): Samples => ({
    source: SOURCE.listed,
    count: indices.length,
    write(_buffers, from, count) {
      const points = indices.slice(from, from + count).flatMap((index) => sampleAt(plan, index));
      device.queue.writeBuffer(use.buffers.points, 0, Uint32Array.from(points));
    },
  });

  /** Draws samples to a stage, lets `record` add to that, and gives the words that `record` copied, chunk by chunk. */
  async function inChunks(
    samples: Samples,
    stage: number,
    rowsPerSample: number,
    record: (to: GPUCommandEncoder, buffers: BatchBuffers, count: number, target: GPUBuffer) => void,
    take: (words: ArrayBuffer, count: number) => void,
  ): Promise<void> {
    const mostAtOnce = Math.min(MOST_LISTED, Math.max(1, Math.floor(MOST_READ / 4 / Math.max(1, rowsPerSample))));
    for (let from = 0; from < samples.count; ) {
      const buffers = await guard(memory.atLeast(Math.min(mostAtOnce, samples.count - from)));
      const count = Math.min(mostAtOnce, samples.count - from, buffers.capacity);
      const size = Math.max(4, rowsPerSample * count * 4);
      const target = device.createBuffer({ label: 'samples to read', size, usage: USAGE.mapRead | USAGE.copyTarget });
      try {
        samples.write(buffers, from, count);
        writeBatch(use, { samples: count, perReplicate: count, firstPoint: 0 });
        const to = device.createCommandEncoder();
        encodeDraw(to, use, buffers, samples.source, stage, count, 1);
        record(to, buffers, count, target);
        device.queue.submit([to.finish()]);
        await guard(target.mapAsync(MAP_READ));
        take(target.getMappedRange().slice(0), count);
      } finally {
        target.destroy();
      }
      from += count;
    }
  }

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
    await inChunks(
      samples,
      STAGE.inputs,
      inputs + scenarios * scenarioRows,
      (to, buffers, count, target) => {
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
      (words, count) => {
        for (const buffer of scratch.splice(0)) buffer.destroy();
        const values = new Float32Array(words);
        const column = (row: number, rows: number, s: number): Float64Array =>
          Float64Array.from({ length: rows }, (_, i) => values[(row + i) * count + s] ?? Number.NaN);
        for (let s = 0; s < count; s++) {
          result.inputs.push(column(0, inputs, s));
          const firstRows = plan.request.scenarios.map((_, scenario) => inputs + scenario * scenarioRows);
          result.outcomes.push(firstRows.map((row) => recordedOf(plan, column(row, outcomeRows, s))));
          if (trace)
            result.series.push(firstRows.map((row) => seriesOf(kernel, column(row + outcomeRows, seriesRows, s))));
        }
      },
    );
    return { seriesNames: trace ? kernel.series.map(({ name }) => name) : [], ...result };
  }

  return {
    normals(rows, trace) {
      for (const row of rows) {
        if (row.length !== inputs) {
          throw new EngineError(`a row of ${row.length} normals; the model has ${inputs} inputs`);
        }
      }
      return evaluate(given(rows), trace);
    },
    indices(indices, trace) {
      for (const index of indices) sampleAt(plan, index);
      return evaluate(listed(indices), trace);
    },
    async normalsOf(indices) {
      for (const index of indices) sampleAt(plan, index);
      const rows: Float64Array[] = [];
      await inChunks(
        listed(indices),
        STAGE.normals,
        inputs,
        (to, buffers, count, target) => to.copyBufferToBuffer(buffers.inputs, 0, target, 0, inputs * count * 4),
        (words, count) => {
          const values = new Float32Array(words);
          for (let s = 0; s < count; s++) {
            rows.push(Float64Array.from({ length: inputs }, (_, i) => values[i * count + s] ?? Number.NaN));
          }
        },
      );
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

/** [replicate, point] of a sample. Throws EngineError for one that the run does not have. */
function sampleAt({ request }: Plan, index: number): [replicate: number, point: number] {
  if (!Number.isInteger(index) || index < 0 || index >= request.samples) {
    throw new EngineError(`sample ${index} is not one of the ${request.samples} samples of this run`);
  }
  const { replicate, point } = pointOf(index, request.replicates);
  return [replicate, point];
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
