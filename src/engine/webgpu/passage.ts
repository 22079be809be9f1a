/** Samples sent to the device, drawn to some stage there, and what became of them read back, chunk by chunk. */
import { elementCount } from '../../language/elements.ts';
import { sampleAt } from '../blocks.ts';
import type { BatchMemory } from './batch-memory.ts';
import { type Equipment, encodeDraw, writeBatch } from './encode.ts';
import { type BatchBuffers, MOST_LISTED } from './memory.ts';
import { SOURCE } from './shaders/index.ts';
import { MAP_READ, USAGE } from './usage.ts';

/** Most bytes read back at a time. */
const MOST_READ = 2 ** 26;

/** Where the normals of samples come from, and how many samples there are. */
export interface Samples {
  readonly source: number;
  readonly count: number;
  /** Writes what `source` needs for the samples [from, from + count). */
  write(buffers: BatchBuffers, from: number, count: number): void;
}

/** What a chunk of samples goes through after its draw. */
export interface Passage {
  /** Of shaders/draw.ts: where the draw stops. */
  readonly stage: number;
  /** Words read back for every sample. */
  readonly rows: number;
  /** Adds what comes after the draw, ending in copies of `rows` * `count` words to `target`. */
  record(to: GPUCommandEncoder, buffers: BatchBuffers, count: number, target: GPUBuffer): void;
  take(words: ArrayBuffer, count: number): void;
}

/** Rows of independent normals, one per sample. */
export function given({ device, plan }: Equipment, rows: readonly ArrayLike<number>[]): Samples {
  const inputs = elementCount(plan.meta);
  return {
    source: SOURCE.given,
    count: rows.length,
    write({ inputs: target }, from, count) {
      const columns = new Float32Array(inputs * count);
      for (let s = 0; s < count; s++) {
        for (let i = 0; i < inputs; i++) columns[i * count + s] = rows[from + s]?.[i] ?? Number.NaN;
      }
      device.queue.writeBuffer(target, 0, columns);
    },
  };
}

/** Samples of the run. Throws RangeError for one that it does not have. */
export function listed({ device, plan, buffers }: Equipment, indices: readonly number[]): Samples {
  const points = Uint32Array.from(
    indices.flatMap((index) => {
      const { replicate, point } = sampleAt(plan.request, index);
      return [replicate, point];
    }),
  );
  return {
    source: SOURCE.listed,
    count: indices.length,
    write(_buffers, from, count) {
      device.queue.writeBuffer(buffers.points, 0, points, 2 * from, 2 * count);
    },
  };
}

/** Sends samples through a passage, as many at a time as the device holds. Throws DeviceFailure by `guard`. */
export async function sendThrough(
  use: Equipment,
  memory: BatchMemory,
  guard: <T>(work: Promise<T>) => Promise<T>,
  samples: Samples,
  { stage, rows, record, take }: Passage,
): Promise<void> {
  const { device } = use;
  const mostAtOnce = Math.min(MOST_LISTED, Math.max(1, Math.floor(MOST_READ / 4 / Math.max(1, rows))));
  for (let from = 0; from < samples.count; ) {
    const buffers = await guard(memory.atLeast(Math.min(mostAtOnce, samples.count - from)));
    const count = Math.min(mostAtOnce, samples.count - from, buffers.capacity);
    const size = Math.max(4, rows * count * 4);
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
