/** Records the work of a batch: draws, then for each scenario its simulation and its tallies. No waiting, no reading. */

import type { Plan } from '../plan.ts';
import type { Batch } from './batches.ts';
import type { CountSet } from './counts.ts';
import { type GpuKernel, WORKGROUP } from './kernel.ts';
import { type BatchBuffers, drawOffset, type PlanBuffers, UNIFORM_STRIDE } from './memory.ts';
import type { Pipelines, Stage } from './pipelines.ts';
import { MOST_COUNTED, SOURCE, STAGE } from './shaders/index.ts';
import type { StageName, StageTimer } from './timer.ts';

/** What the work of a run is recorded from. */
export interface Equipment {
  readonly device: GPUDevice;
  readonly plan: Plan;
  readonly kernel: GpuKernel;
  readonly pipelines: Pipelines;
  readonly tally: Stage;
  /** Slots of a window of the tally. */
  readonly windowSlots: number;
  readonly buffers: PlanBuffers;
  readonly timer: StageTimer | null;
}

/** Workgroups a tally in workgroup memory should have at least, to occupy a large device; chunks are cut so. */
const TALLY_WORKGROUPS = 2048;
const LEAST_CHUNK = 2048;

/** Samples of a replicate that one workgroup of the tally counts. */
export function tallyChunk(batch: Batch, histograms: number): number {
  const replicates = batch.samples / batch.perReplicate;
  const groups = Math.max(1, Math.floor(TALLY_WORKGROUPS / histograms / replicates));
  const even = Math.ceil(batch.perReplicate / groups);
  return Math.min(MOST_COUNTED, Math.max(LEAST_CHUNK, even));
}

/** Records a batch of a run. Goes with `writeBatch` before the submission. */
export function encodeBatch(
  to: GPUCommandEncoder,
  use: Equipment,
  memory: BatchBuffers,
  batch: Batch,
  counts: CountSet,
): void {
  const { plan } = use;
  const scenarios = plan.request.scenarios.length;
  encodeDraw(to, use, memory, SOURCE.range, STAGE.inputs, batch.perReplicate, plan.request.replicates);
  for (let scenario = 0; scenario < scenarios; scenario++) {
    const outcomes = scenario === 0 ? memory.baseline : memory.outcomes;
    encodeSimulation(to, use, memory, use.pipelines.simulate, scenario, batch.samples, outcomes, memory.series);
    const sets = plan.request.paired && scenario > 0 ? [scenario, scenarios + scenario - 1] : [scenario];
    if (plan.layout.histograms.length === 0) continue;
    const counted: Counted = { batch, outcomes, baseline: memory.baseline, counts, sets };
    encodeTally(to, use, counted);
    encodeMeasure(to, use, counted);
  }
}

/** What the shaders call Batch. */
export function writeBatch({ device, buffers, plan }: Equipment, batch: Batch): void {
  const chunk = tallyChunk(batch, Math.max(1, plan.layout.histograms.length));
  const words = Uint32Array.of(batch.samples, batch.perReplicate, batch.firstPoint, chunk);
  device.queue.writeBuffer(buffers.batch, 0, words);
}

export function encodeDraw(
  to: GPUCommandEncoder,
  use: Equipment,
  memory: BatchBuffers,
  source: number,
  stage: number,
  points: number,
  replicates: number,
): void {
  const { batch, draws, integers, reals, points: listed } = use.buffers;
  const pass = begin(to, use, 'draw', use.pipelines.draw);
  const group = bind(use, use.pipelines.draw, [batch, draws, integers, reals, listed, memory.inputs]);
  pass.setBindGroup(0, group, [drawOffset(source, stage)]);
  pass.dispatchWorkgroups(Math.ceil(points / WORKGROUP), replicates);
  pass.end();
}

export function encodeSimulation(
  to: GPUCommandEncoder,
  use: Equipment,
  memory: BatchBuffers,
  stage: Stage,
  scenario: number,
  samples: number,
  outcomes: GPUBuffer,
  series: GPUBuffer | null,
): void {
  const { batch, scenarios, tapes, dates } = use.buffers;
  // Series start as zeros; private ones do so by themselves.
  if (series !== null && use.kernel.clearSeries) to.clearBuffer(series);
  const pass = begin(to, use, 'simulate', stage);
  const buffers = [batch, scenarios, tapes, dates, memory.inputs, outcomes, ...(series === null ? [] : [series])];
  pass.setBindGroup(0, bind(use, stage, buffers), [scenario * UNIFORM_STRIDE]);
  pass.dispatchWorkgroups(Math.ceil(samples / use.kernel.workgroup));
  pass.end();
}

/** Outcomes of a batch under one scenario, and where they are counted. */
interface Counted {
  readonly batch: Batch;
  readonly outcomes: GPUBuffer;
  readonly baseline: GPUBuffer;
  readonly counts: CountSet;
  readonly sets: readonly number[];
}

function encodeTally(to: GPUCommandEncoder, use: Equipment, counted: Counted): void {
  const { batch, sets } = counted;
  const { histograms } = use.plan.layout;
  const slots = Math.max(...histograms.map(({ bins }) => bins)) + 4;
  const each = batch.perReplicate < slots;
  const stage = each ? use.pipelines.tallyEach : use.tally;
  const pass = begin(to, use, 'tally', stage);
  const group = bind(use, stage, tallyBuffers(use, counted));
  for (const set of sets) {
    pass.setBindGroup(0, group, [set * UNIFORM_STRIDE]);
    if (each) pass.dispatchWorkgroups(Math.ceil(batch.samples / WORKGROUP), histograms.length);
    else {
      const windows = Math.ceil(slots / use.windowSlots);
      pass.dispatchWorkgroups(chunkCount(batch, histograms.length), histograms.length, windows);
    }
  }
  pass.end();
}

/** Sums, and counts at cuts. */
function encodeMeasure(to: GPUCommandEncoder, use: Equipment, counted: Counted): void {
  const { batch, counts, sets } = counted;
  const { histograms } = use.plan.layout;
  const stage = use.pipelines.measure;
  const pass = begin(to, use, 'tally', stage);
  const group = bind(use, stage, [...tallyBuffers(use, counted), counts.sums, use.buffers.cuts]);
  for (const set of sets) {
    pass.setBindGroup(0, group, [set * UNIFORM_STRIDE]);
    pass.dispatchWorkgroups(chunkCount(batch, histograms.length), histograms.length);
  }
  pass.end();
}

/** Bindings 0 to 6 of the tallies. */
function tallyBuffers({ buffers }: Equipment, { outcomes, baseline, counts }: Counted): readonly GPUBuffer[] {
  return [buffers.batch, buffers.targets, buffers.histograms, outcomes, baseline, counts.counts, counts.coarse];
}

/** Chunks of all replicates of a batch. */
const chunkCount = (batch: Batch, histograms: number): number =>
  (batch.samples / batch.perReplicate) * Math.ceil(batch.perReplicate / tallyChunk(batch, histograms));

function begin(to: GPUCommandEncoder, use: Equipment, name: StageName, stage: Stage): GPUComputePassEncoder {
  const timestampWrites = use.timer?.pass(name);
  const pass = to.beginComputePass({ label: name, ...(timestampWrites === undefined ? {} : { timestampWrites }) });
  pass.setPipeline(stage.pipeline);
  return pass;
}

/** Structs of UNIFORM_STRIDE bytes are bound one at a time, moved by the offset given with the group. */
function bind({ device, buffers }: Equipment, { layout }: Stage, all: readonly GPUBuffer[]): GPUBindGroup {
  const moving = new Set([buffers.draws, buffers.scenarios, buffers.targets]);
  return device.createBindGroup({
    layout,
    entries: all.map((buffer, binding) => ({
      binding,
      resource: moving.has(buffer) ? { buffer, size: UNIFORM_STRIDE } : { buffer },
    })),
  });
}
