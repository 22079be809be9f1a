/** Counts of one job on the device, and the way they come back: only integers cross, and never while the device waits. */
import { addCell, SUM_WORDS } from '../sums.ts';
import { createTally } from '../tally.ts';
import type { Tally, TallyLayout } from '../types.ts';
import { DeviceFailure } from './device.ts';
import { GPU_SUM_WORDS } from './shaders/measure.ts';
import { MAP_READ, USAGE } from './usage.ts';

export interface CountSet {
  /** u32[set][slot] */
  readonly counts: GPUBuffer;
  /** u32[replicate][set][coarse slot]; one word where there is one replicate. */
  readonly coarse: GPUBuffer;
  /** u32[replicate][set][histogram][GPU_SUM_WORDS] */
  readonly sums: GPUBuffer;
  /** Zeroes, before a job. */
  clear(encoder: GPUCommandEncoder): void;
  /** Copies the counts for reading, after a job. */
  fetch(encoder: GPUCommandEncoder): void;
  /** What `fetch` copied, once the device has done so; every sample is checked to be counted. */
  read(samples: number): Promise<Tally>;
  destroy(): void;
}

/** @throws RangeError where the tally is larger than a buffer of the device may be */
export function createCountSet(device: GPUDevice, layout: TallyLayout): CountSet {
  const fineBytes = Math.max(4, layout.setCount * layout.stride * 4);
  const coarseBytes =
    layout.replicates > 1 ? Math.max(4, layout.replicates * layout.setCount * layout.coarseStride * 4) : 4;
  const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize - 4);
  const cells = layout.replicates * layout.setCount * layout.histograms.length;
  const sumBytes = Math.max(1, cells) * GPU_SUM_WORDS * 4;
  const allBytes = fineBytes + coarseBytes + sumBytes;
  if (allBytes > most) {
    throw new RangeError(`a tally of ${allBytes} bytes is over this GPU's limit of ${most}`);
  }
  const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
  const counts = device.createBuffer({ label: 'counts', size: fineBytes, usage });
  const coarse = device.createBuffer({ label: 'coarse counts', size: coarseBytes, usage });
  const sums = device.createBuffer({ label: 'sums', size: sumBytes, usage });
  const readable = device.createBuffer({
    label: 'counts to read',
    size: allBytes,
    usage: USAGE.mapRead | USAGE.copyTarget,
  });
  return {
    counts,
    coarse,
    sums,
    clear(encoder) {
      encoder.clearBuffer(counts);
      encoder.clearBuffer(coarse);
      encoder.clearBuffer(sums);
    },
    fetch(encoder) {
      encoder.copyBufferToBuffer(counts, 0, readable, 0, fineBytes);
      encoder.copyBufferToBuffer(coarse, 0, readable, fineBytes, coarseBytes);
      encoder.copyBufferToBuffer(sums, 0, readable, fineBytes + coarseBytes, sumBytes);
    },
    async read(samples) {
      await readable.mapAsync(MAP_READ);
      const tally = createTally(layout);
      const words = new Uint32Array(readable.getMappedRange());
      tally.counts.set(words.subarray(0, tally.counts.length));
      tally.replicateCounts.set(words.subarray(fineBytes / 4, fineBytes / 4 + tally.replicateCounts.length));
      readSums(words.subarray((fineBytes + coarseBytes) / 4), tally.sums);
      readable.unmap();
      tally.samples = samples;
      tally.replicateSamples.fill(samples / layout.replicates);
      checkTotals(tally);
      return tally;
    },
    destroy() {
      for (const buffer of [counts, coarse, sums, readable]) buffer.destroy();
    },
  };
}

/** 128-bit whole numbers, two's complement, as the limbs of sums.ts. */
function readSums(words: Uint32Array, sums: Float64Array): void {
  const cell = new Float64Array(SUM_WORDS);
  const word = (at: number): number => words[at] ?? 0;
  for (let at = 0, to = 0; to < sums.length; at += GPU_SUM_WORDS, to += SUM_WORDS) {
    const high = (first: number): number => (word(first + 3) | 0) * 2 ** 32 + word(first + 2);
    cell.set([word(at), word(at + 1), high(at), word(at + 4), word(at + 5), high(at + 4), word(at + 8)]);
    addCell(sums, to, cell, 0);
  }
}

/** Every histogram of every set holds every sample: a device that skipped work, or did some twice, shows here. */
function checkTotals({ layout, counts, samples }: Tally): void {
  for (let set = 0; set < layout.setCount; set++) {
    for (const { offset, bins, outcome, date } of layout.histograms) {
      let total = 0;
      const from = set * layout.stride + offset;
      for (let slot = from; slot < from + bins + 4; slot++) total += counts[slot] ?? 0;
      if (total !== samples) {
        throw new DeviceFailure(`the GPU counted ${total} of ${samples} samples (${outcome} at ${date}, set ${set})`);
      }
    }
  }
}
