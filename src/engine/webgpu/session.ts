/**
 * One run on one device. Work is recorded and submitted in batches, two of which are on their way at any time, so that the
 * device never waits for the host; counts come back once per job, while the next job is running. Any failure of the device
 * is thrown as DeviceFailure: the caller does the work again elsewhere (engine.ts).
 */

import { samplesInBlocks, UNIT } from '../blocks.ts';
import type { EngineSession } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { createTally } from '../tally.ts';
import type { BlockRange, Evaluation, Tally } from '../types.ts';
import { createBatchMemory } from './batch-memory.ts';
import { type Batch, nextBatch, Pace } from './batches.ts';
import { createGpuColumns } from './columns.ts';
import { type CountSet, createCountSet } from './counts.ts';
import type { GpuDevice } from './device.ts';
import { type Equipment, encodeBatch, writeBatch } from './encode.ts';
import { createEvaluator } from './evaluate.ts';
import type { GpuKernel } from './kernel.ts';
import { type BatchBuffers, batchRows, createPlanBuffers, MOST_LISTED, mostSamples } from './memory.ts';
import { packPlan } from './pack.ts';
import type { Pipelines } from './pipelines.ts';
import type { Tapes } from './tape.ts';
import type { StageTimer } from './timer.ts';

/** The end of a job's submission: its tally comes when the device is done, and the next job may be submitted before. */
export interface LateTally {
  readonly tally: Promise<Tally>;
}

export interface GpuSession extends EngineSession {
  /** As `runBlocks`, batch by batch; ends when all is submitted. May be abandoned at any time. */
  pieces(range: BlockRange): AsyncGenerator<void, LateTally>;
  /** Raw bits of consecutive points of every replicate: u32[input][sample], replicate by replicate. For tests. */
  bitsOf(firstPoint: number, perReplicate: number): Promise<Uint32Array>;
}

/** Batches on their way to the device at any time: one runs while the next waits. */
const DEPTH = 2;
/** Jobs on the device at any time: one is read while the next runs. */
const JOBS = 2;

export interface SessionOptions {
  /** Times every batch by stage, which keeps the device waiting in between. */
  readonly timer: StageTimer | null;
  /** Samples of every batch, as far as the device holds them; null: found by what batches take. */
  readonly batchSamples: number | null;
}

/** Opens a run. @throws DeviceFailure; EngineError or RangeError where the run is too large for the device */
export async function openGpuSession(
  gpu: GpuDevice,
  pipelines: Pipelines,
  kernel: GpuKernel,
  plan: Plan,
  tapes: Tapes,
  { timer, batchSamples }: SessionOptions,
): Promise<GpuSession> {
  const { device } = gpu;
  const { replicates } = plan.request;
  const rows = batchRows(plan, kernel, pipelines.buffered);
  const least = UNIT * replicates;
  const most = mostSamples(device.limits, rows, least);
  const windowSlots = windowOf(device, plan);
  const use: Equipment = {
    device,
    plan,
    kernel,
    pipelines,
    tally: await pipelines.tally(windowSlots / 2),
    windowSlots,
    buffers: createPlanBuffers(device, plan, packPlan(plan, kernel.datedStates), tapes),
    timer,
  };
  const free: CountSet[] = Array.from({ length: JOBS }, () => createCountSet(device, plan.layout));
  const sets = [...free];
  const waiting: ((set: CountSet) => void)[] = [];
  const memory = createBatchMemory(device, rows, most, Math.max(least, MOST_LISTED));
  const pace = new Pace(plan.request.scenarios.length, most);
  /** Work on destroyed buffers would be an error of the device. */
  let closed = false;
  const line = createLine(gpu, pace, () => {
    if (closed) throw new EngineError('this session is closed');
  });

  const acquire = (): Promise<CountSet> => {
    const set = free.pop();
    return set === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(set);
  };
  const release = (set: CountSet): void => {
    const next = waiting.shift();
    if (next === undefined) free.push(set);
    else next(set);
  };

  async function* pieces(range: BlockRange): AsyncGenerator<void, LateTally> {
    const samples = samplesInBlocks(plan.request, range);
    if (samples === 0) return { tally: Promise.resolve(createTally(plan.layout)) };
    const set = await line.guard(acquire());
    let handedOver = false;
    try {
      submit(device, (to) => set.clear(to));
      for (let done = 0; ; ) {
        await line.room();
        const batch = nextBatch(plan.request, range, done, Math.min(batchSamples ?? pace.size, most));
        if (batch === null) break;
        const buffers = await line.guard(memory.atLeast(batch.samples));
        const fitting =
          batch.samples <= buffers.capacity ? batch : nextBatch(plan.request, range, done, buffers.capacity);
        if (fitting === null) break;
        await runBatch(fitting, buffers, set);
        done += fitting.perReplicate;
        yield;
      }
      line.requireOpen();
      submit(device, (to) => set.fetch(to));
      handedOver = true;
      return { tally: line.guard(set.read(samples)).finally(() => release(set)) };
    } finally {
      // What is still on its way counts into the set before the next job clears it.
      if (!handedOver) release(set);
    }
  }

  async function runBatch(batch: Batch, buffers: BatchBuffers, set: CountSet): Promise<void> {
    writeBatch(use, batch);
    submit(device, (to) => {
      encodeBatch(to, use, buffers, batch, set);
      timer?.resolve(to);
    });
    line.submitted(batch.samples);
    if (timer !== null) await line.guard(timer.read());
  }

  const guard = <T>(work: Promise<T>): Promise<T> => line.guard(work);
  const evaluator = createEvaluator(use, memory, guard);

  return {
    plan,
    pieces,
    async runBlocks(range) {
      const steps = pieces(range);
      for (;;) {
        const { done, value } = await steps.next();
        if (done) return value.tally;
      }
    },
    evaluateNormals: (normals, trace): Promise<Evaluation> => evaluator.normals(normals, trace),
    evaluateIndices: (indices, trace): Promise<Evaluation> => evaluator.indices(indices, trace),
    normalsOf: (indices) => evaluator.normalsOf(indices),
    bitsOf: (firstPoint, perReplicate) => evaluator.bitsOf(firstPoint, perReplicate),
    columns: createGpuColumns(use, memory, guard),
    close() {
      closed = true;
      use.buffers.destroy();
      memory.destroy();
      for (const set of sets) set.destroy();
    },
  };
}

function submit(device: GPUDevice, record: (to: GPUCommandEncoder) => void): void {
  const encoder = device.createCommandEncoder();
  record(encoder);
  device.queue.submit([encoder.finish()]);
}

/** Slots of a window of the tally: the largest histogram if it fits workgroup memory, in a few sizes of shader. */
function windowOf(device: GPUDevice, { layout }: Plan): number {
  const slots = Math.max(0, ...layout.histograms.map(({ bins }) => bins)) + 4;
  // Two slots are a word of four bytes.
  const most = Math.floor(device.limits.maxComputeWorkgroupStorageSize / 2);
  return Math.min(most, 512 * Math.ceil(slots / 512));
}

/** Batches on their way to the device: how many, how long they take, and whether the device is still there. */
function createLine(gpu: GpuDevice, pace: Pace, requireOpen: () => void) {
  const inFlight: Promise<void>[] = [];
  let lastEnd = 0;

  /** The result of GPU work, or DeviceFailure: also where the host's promise would never settle. */
  async function guard<T>(work: Promise<T>): Promise<T> {
    const failed = gpu.failed.then((failure): never => {
      throw failure;
    });
    try {
      const result = await Promise.race([work, failed]);
      const failure = gpu.failure();
      if (failure !== null) throw failure;
      requireOpen();
      return result;
    } catch (error) {
      work.catch(() => undefined);
      // What fails because its buffers are gone is no fault of the device.
      requireOpen();
      throw gpu.fail(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    guard,
    requireOpen,
    /** Waits until another batch may be submitted. */
    async room(): Promise<void> {
      while (inFlight.length >= DEPTH) await guard(inFlight[0] ?? Promise.resolve());
    },
    /** Notes a batch that was just submitted. */
    submitted(samples: number): void {
      const start = performance.now();
      const done = gpu.device.queue.onSubmittedWorkDone().then(() => {
        const end = performance.now();
        pace.note(samples, end - Math.max(start, lastEnd));
        lastEnd = end;
        inFlight.splice(inFlight.indexOf(done), 1);
      });
      done.catch(() => undefined);
      inFlight.push(done);
    },
  };
}
