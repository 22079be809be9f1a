/** Time of the device by stage, from timestamp queries; for measurements. Slower than a run without. */
import { MAP_READ, USAGE } from './usage.ts';

export type StageName = 'draw' | 'simulate' | 'tally';

export interface StageTimer {
  /** Where the next pass writes its times; undefined where there is no room left in this batch. */
  pass(name: StageName): GPUComputePassTimestampWrites | undefined;
  /** Copies the times of the passes since the last `read` for reading. */
  resolve(encoder: GPUCommandEncoder): void;
  /** Adds them to `nanoseconds`, once the device is done. */
  read(): Promise<void>;
  readonly nanoseconds: Readonly<Record<StageName, number>>;
}

/** Passes of a batch that are timed: 64 scenarios of three, and the draw. */
const MOST_PASSES = 256;

/** @returns null where the device has no timestamps */
export function createStageTimer(device: GPUDevice): StageTimer | null {
  if (!device.features.has('timestamp-query')) return null;
  const count = 2 * MOST_PASSES;
  const querySet = device.createQuerySet({ type: 'timestamp', count });
  const resolved = device.createBuffer({ size: count * 8, usage: USAGE.queryResolve | USAGE.copySource });
  const readable = device.createBuffer({ size: count * 8, usage: USAGE.mapRead | USAGE.copyTarget });
  const nanoseconds: Record<StageName, number> = { draw: 0, simulate: 0, tally: 0 };
  let passes: StageName[] = [];
  return {
    nanoseconds,
    pass(name) {
      if (passes.length >= MOST_PASSES) return undefined;
      const beginningOfPassWriteIndex = 2 * passes.length;
      passes.push(name);
      return { querySet, beginningOfPassWriteIndex, endOfPassWriteIndex: beginningOfPassWriteIndex + 1 };
    },
    resolve(encoder) {
      if (passes.length === 0) return;
      encoder.resolveQuerySet(querySet, 0, 2 * passes.length, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, readable, 0, count * 8);
    },
    async read() {
      if (passes.length === 0) return;
      const names = passes;
      passes = [];
      await readable.mapAsync(MAP_READ);
      const times = new BigUint64Array(readable.getMappedRange());
      names.forEach((name, i) => {
        nanoseconds[name] += Number((times[2 * i + 1] ?? 0n) - (times[2 * i] ?? 0n));
      });
      readable.unmap();
    },
  };
}
