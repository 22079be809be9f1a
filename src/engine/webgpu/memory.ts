/** The buffers of one run on a device: constant ones of the plan, and those of a batch, which grow with its size. */

import { elementCount } from '../../language/elements.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { DeviceFailure } from './device.ts';
import type { GpuKernel } from './kernel.ts';
import { drawWords, type PackedPlan, targetWords } from './pack.ts';
import { SOURCE, STAGE } from './shaders/draw.ts';
import type { Tapes } from './tape.ts';
import { USAGE } from './usage.ts';

/** Uniform structs with a moving offset lie this far apart: the default limit, which no device may exceed. */
export const UNIFORM_STRIDE = 256;

/** Buffers that hold a plan. */
export interface PlanBuffers {
  readonly batch: GPUBuffer;
  /** Struct Draw for every source and stage; `drawOffset` says where. */
  readonly draws: GPUBuffer;
  readonly scenarios: GPUBuffer;
  readonly targets: GPUBuffer;
  readonly integers: GPUBuffer;
  readonly reals: GPUBuffer;
  readonly tapes: GPUBuffer;
  readonly dates: GPUBuffer;
  readonly histograms: GPUBuffer;
  readonly cuts: GPUBuffer;
  /** u32[MOST_LISTED][2]: (replicate, point) of samples asked for one by one. */
  readonly points: GPUBuffer;
  destroy(): void;
}

/** Buffers that hold a batch of up to `capacity` samples. */
export interface BatchBuffers {
  readonly capacity: number;
  /** [input][sample] */
  readonly inputs: GPUBuffer;
  /** [outcome][date][sample] of scenario 0 and of the scenario at hand. */
  readonly baseline: GPUBuffer;
  readonly outcomes: GPUBuffer;
  /** [row][sample] where series are kept in a buffer. */
  readonly series: GPUBuffer | null;
  destroy(): void;
}

/** Samples that are evaluated one by one, at a time. */
export const MOST_LISTED = 4096;

const STAGES = Object.keys(STAGE).length;
const DRAWS = Object.keys(SOURCE).length * STAGES;

/** Offset of struct Draw for a source and a stage (shaders/draw.ts) in `draws`. */
export function drawOffset(source: number, stage: number): number {
  return (source * STAGES + stage) * UNIFORM_STRIDE;
}

const INFINITY_BITS = 0x7f800000;
const NOT_A_NUMBER_BITS = 0x7fc00000;

export function createPlanBuffers(device: GPUDevice, plan: Plan, packed: PackedPlan, tapes: Tapes): PlanBuffers {
  const all: GPUBuffer[] = [];
  const make = (label: string, usage: number, size: number): GPUBuffer => {
    const buffer = device.createBuffer({ label, size: Math.max(16, size), usage: usage | USAGE.copyTarget });
    all.push(buffer);
    return buffer;
  };
  const filled = (label: string, usage: number, data: Uint32Array | Int32Array | Float32Array): GPUBuffer => {
    const buffer = make(label, usage, data.byteLength);
    device.queue.writeBuffer(buffer, 0, data as Uint32Array<ArrayBuffer>);
    return buffer;
  };
  const structs = (label: string, count: number, words: (index: number) => ArrayLike<number>): GPUBuffer => {
    const stride = UNIFORM_STRIDE / 4;
    const data = new Uint32Array(count * stride);
    for (let i = 0; i < count; i++) data.set(words(i), i * stride);
    return filled(label, USAGE.uniform, data);
  };
  return {
    batch: make('batch', USAGE.uniform, 16),
    draws: structs('draws', DRAWS, (i) => drawWords(packed.draw, Math.floor(i / STAGES), i % STAGES)),
    scenarios: structs('scenarios', plan.request.scenarios.length, (s) => [
      s * tapes.length,
      plan.dateSteps.length,
      INFINITY_BITS,
      NOT_A_NUMBER_BITS,
    ]),
    targets: structs('targets', plan.layout.setCount, (set) => targetWords(plan, set)),
    integers: filled('integers', USAGE.storage, packed.integers),
    reals: filled('reals', USAGE.storage, packed.reals),
    tapes: filled('tapes', USAGE.storage, tapes.values),
    dates: filled('dates', USAGE.storage, packed.dates),
    histograms: filled('histograms', USAGE.storage, packed.histograms),
    cuts: filled('cuts', USAGE.storage, packed.cuts),
    points: make('points', USAGE.storage, MOST_LISTED * 8),
    destroy: () => {
      for (const buffer of all) buffer.destroy();
    },
  };
}

/** Rows per sample of the largest buffer of a batch, and of all together. */
export interface BatchRows {
  readonly inputs: number;
  readonly outcomes: number;
  readonly series: number;
  readonly slabs: 1 | 2;
}

export function batchRows(plan: Plan, kernel: GpuKernel, buffered: boolean): BatchRows {
  return {
    inputs: Math.max(1, elementCount(plan.meta)),
    outcomes: Math.max(1, plan.meta.outcomes.length * plan.dateSteps.length),
    series: buffered ? kernel.bufferRows : 0,
    slabs: plan.request.scenarios.length > 1 ? 2 : 1,
  };
}

/** Most samples of a batch, whatever the device: what keeps the largest GPUs busy, and its buffers near a gigabyte. */
const MOST_SAMPLES = 2 ** 20;
/** Most bytes of a batch's buffers together. */
const MOST_BYTES = 2 ** 30;

/**
 * The most samples a batch may have under the device's limits.
 * @throws EngineError where not even one unit of points of each replicate fits
 */
export function mostSamples(limits: GPUSupportedLimits, rows: BatchRows, least: number): number {
  const binding = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const largest = Math.max(rows.inputs, rows.outcomes, rows.series);
  const together = rows.inputs + rows.slabs * rows.outcomes + rows.series;
  // A grid is one-dimensional in samples: workgroups of 64 each.
  const grid = limits.maxComputeWorkgroupsPerDimension * 64;
  const most = Math.min(MOST_SAMPLES, grid, Math.floor(binding / 4 / largest), Math.floor(MOST_BYTES / 4 / together));
  if (most < least) {
    throw new EngineError(
      `this GPU takes buffers of ${binding} bytes, which hold ${most} samples of this run; ${least} are needed: ask for fewer outcomes or dates`,
    );
  }
  return most;
}

/** @throws DeviceFailure where the device has no memory for it */
export async function createBatchBuffers(device: GPUDevice, rows: BatchRows, capacity: number): Promise<BatchBuffers> {
  const all: GPUBuffer[] = [];
  const make = (label: string, words: number): GPUBuffer => {
    const usage = USAGE.storage | USAGE.copySource | USAGE.copyTarget;
    const buffer = device.createBuffer({ label, size: Math.max(4, words) * 4, usage });
    all.push(buffer);
    return buffer;
  };
  const destroy = (): void => {
    for (const buffer of all) buffer.destroy();
  };
  device.pushErrorScope('out-of-memory');
  const baseline = make('outcomes', rows.outcomes * capacity);
  const buffers: BatchBuffers = {
    capacity,
    inputs: make('inputs', rows.inputs * capacity),
    baseline,
    outcomes: rows.slabs === 2 ? make('outcomes of a scenario', rows.outcomes * capacity) : baseline,
    series: rows.series > 0 ? make('series', rows.series * capacity) : null,
    destroy,
  };
  const error = await device.popErrorScope();
  if (error === null) return buffers;
  destroy();
  throw new DeviceFailure(`no memory on the GPU for ${capacity} samples: ${error.message}`);
}
