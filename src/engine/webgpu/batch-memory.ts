/** The buffers of batches, exchanged for larger ones as batches grow; smaller ones where the device has no memory. */
import { type BatchBuffers, type BatchRows, createBatchBuffers } from './memory.ts';

export interface BatchMemory {
  /** Buffers for `samples`, or the largest that there is memory for. */
  atLeast(samples: number): Promise<BatchBuffers>;
  destroy(): void;
}

/** @param most samples the device's limits allow; @param least samples that must fit, or DeviceFailure is thrown */
export function createBatchMemory(device: GPUDevice, rows: BatchRows, most: number, least: number): BatchMemory {
  let buffers: BatchBuffers | null = null;
  let limit = most;
  let turn: Promise<unknown> = Promise.resolve();

  async function grow(samples: number): Promise<BatchBuffers> {
    if (buffers !== null && (buffers.capacity >= samples || buffers.capacity >= limit)) return buffers;
    let capacity = Math.min(limit, 2 ** Math.ceil(Math.log2(Math.max(samples, Math.min(least, most)))));
    for (;;) {
      try {
        const larger = await createBatchBuffers(device, rows, capacity);
        // Not before what uses the old ones is submitted; what is submitted keeps them alive.
        const old = buffers;
        device.queue.onSubmittedWorkDone().then(
          () => old?.destroy(),
          () => undefined,
        );
        buffers = larger;
        return larger;
      } catch (error) {
        limit = buffers?.capacity ?? Math.floor(capacity / 2);
        if (buffers !== null) return buffers;
        if (limit < least) throw error;
        capacity = limit;
      }
    }
  }

  return {
    atLeast(samples) {
      const next = turn.then(() => grow(samples));
      turn = next.catch(() => undefined);
      return next;
    },
    destroy: () => buffers?.destroy(),
  };
}
