/**
 * Columns on the device: it draws the samples' own normals and simulates every mix; the second normals are drawn and mixed
 * here, which is little beside the reading.
 */
import { elementCount } from '../../language/elements.ts';
import { type Columns, type ColumnsJob, createColumns, mixColumns, secondNormals, secondStream } from '../columns.ts';
import type { Plan } from '../plan.ts';
import type { BatchMemory } from './batch-memory.ts';
import { type Equipment, encodeSimulation } from './encode.ts';
import { MOST_LISTED } from './memory.ts';
import { listed, type Passage, type Samples, sendThrough } from './passage.ts';
import { SOURCE, STAGE } from './shaders/index.ts';

/** @param guard gives the result of GPU work, or throws DeviceFailure */
export function createGpuColumns(
  equipment: Equipment,
  memory: BatchMemory,
  guard: <T>(work: Promise<T>) => Promise<T>,
): (job: ColumnsJob) => Promise<Columns> {
  const use: Equipment = { ...equipment, timer: null };
  const { device, plan, pipelines } = use;
  const inputs = elementCount(plan.meta);
  const scenarios = plan.request.scenarios.length;
  const cells = cellRows(plan);
  const stream = secondStream(plan);
  const send = (samples: Samples, passage: Passage): Promise<void> => sendThrough(use, memory, guard, samples, passage);

  async function ownNormals(indices: readonly number[]): Promise<Float32Array> {
    const own = new Float32Array(inputs * indices.length);
    let at = 0;
    await send(listed(use, indices), {
      stage: STAGE.normals,
      rows: inputs,
      record: (to, buffers, count, target) => to.copyBufferToBuffer(buffers.inputs, 0, target, 0, inputs * count * 4),
      take(words, count) {
        spread(new Float32Array(words), inputs, count, own, 0, indices.length, at);
        at += count;
      },
    });
    return own;
  }

  function second(indices: readonly number[]): Float32Array {
    const normals = new Float32Array(inputs * indices.length);
    indices.forEach((index, s) => {
      secondNormals(plan, stream, index).forEach((value, input) => {
        normals[input * indices.length + s] = value;
      });
    });
    return normals;
  }

  /** Columns f32[input][count] as samples. */
  const mixed = (normals: Float32Array<ArrayBuffer>, total: number): Samples => ({
    source: SOURCE.given,
    count: total,
    write({ inputs: target }, from, count) {
      for (let input = 0; input < inputs; input++) {
        device.queue.writeBuffer(target, input * count * 4, normals, input * total + from, count);
      }
    },
  });

  return async (job) => {
    const columns = createColumns(plan, job);
    const { samples } = columns;
    const needsSecond = job.mixes.some(({ swap, rows }) => swap.length + rows.length > 0);
    const inputRows = job.inputs ? inputs : 0;
    for (let from = 0; from < samples; from += MOST_LISTED) {
      const indices = Array.from({ length: Math.min(MOST_LISTED, samples - from) }, (_, i) => job.from + from + i);
      const own = await ownNormals(indices);
      const other = needsSecond ? second(indices) : own;
      const normals = new Float32Array(own.length);
      for (const [m, mix] of job.mixes.entries()) {
        mixColumns(mix, own, other, normals, indices.length);
        let at = from;
        await send(mixed(normals, indices.length), {
          stage: STAGE.inputs,
          rows: inputRows + scenarios * cells.length,
          record(to, buffers, count, target) {
            const row = 4 * count;
            to.copyBufferToBuffer(buffers.inputs, 0, target, 0, inputRows * row);
            let offset = inputRows * row;
            for (let scenario = 0; scenario < scenarios; scenario++) {
              encodeSimulation(to, use, buffers, pipelines.simulate, scenario, count, buffers.baseline, buffers.series);
              for (const cell of cells) {
                to.copyBufferToBuffer(buffers.baseline, cell * row, target, offset, row);
                offset += row;
              }
            }
          },
          take(words, count) {
            const values = new Float32Array(words);
            spread(values, inputRows, count, columns.inputs, m * inputRows, samples, at);
            const perMix = scenarios * cells.length;
            spread(values.subarray(inputRows * count), perMix, count, columns.outcomes, m * perMix, samples, at);
            at += count;
          },
        });
      }
    }
    return columns;
  };
}

/** Rows of the outcomes and dates of the request among [outcome of the model][date of the run]. */
function cellRows({ recorded, dateSteps }: Plan): number[] {
  return recorded.flatMap(({ outcome, dates }) => dates.map((date) => outcome * dateSteps.length + date));
}

/** Puts rows of `count` values into rows of `length`, from row `firstRow` and column `at` on. */
function spread(
  from: Float32Array,
  rows: number,
  count: number,
  to: Float32Array,
  firstRow: number,
  length: number,
  at: number,
): void {
  for (let row = 0; row < rows; row++) {
    to.set(from.subarray(row * count, (row + 1) * count), (firstRow + row) * length + at);
  }
}
