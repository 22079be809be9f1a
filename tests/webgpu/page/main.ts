/**
 * The page of the WebGPU tests: engines and sessions behind calls by name, so that a test in Node drives them as if they
 * were its own (../lane.ts).
 */

import { type ColumnsJob, evaluateColumns } from '../../../src/engine/columns.ts';
import { planRun } from '../../../src/engine/plan.ts';
import type { BlockRange, ForecastRequest } from '../../../src/engine/types.ts';
import { createWasmEngine } from '../../../src/engine/wasm/engine.ts';
import { createWebGpuEngine, type WebGpuEngine, type WebGpuOptions } from '../../../src/engine/webgpu/engine.ts';
import { hostGpu } from '../../../src/engine/webgpu/host.ts';
import type { GpuKernel } from '../../../src/engine/webgpu/kernel.ts';
import type { WebGpuSession } from '../../../src/engine/webgpu/recover.ts';
import type { ModelMeta } from '../../../src/language/definition.ts';
import type { KernelInfo } from '../../../src/language/kernel-info.ts';
import { spawnWebGpuWorker } from '../../../src/workers/browser.ts';
import { openWebGpuPool } from '../../../src/workers/webgpu-pool.ts';
import type { EvaluationSelection } from '../lane.ts';
import { decode, encode } from '../wire.ts';
import { type Fault, faultyGpu } from './faults.ts';
import { runKernel } from './kernel.ts';

export interface PageModel {
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  readonly kernel: GpuKernel;
  readonly wasm: Uint8Array<ArrayBuffer>;
}

export interface MakeOptions extends WebGpuOptions {
  readonly fault?: Fault;
}

interface Held {
  readonly meta: ModelMeta;
  readonly engine: WebGpuEngine;
  session: WebGpuSession | null;
}

const engines: Held[] = [];

function sessionOf(engine: number): WebGpuSession {
  const session = engines[engine]?.session;
  if (!session) throw new Error('no session is open');
  return session;
}

export const calls = {
  /** Name of the adapter, or why there is none. */
  async adapter(): Promise<{ name: string } | { reason: string }> {
    if (!navigator.gpu) return { reason: 'this browser has no WebGPU' };
    const adapter = await navigator.gpu.requestAdapter();
    if (adapter === null) return { reason: 'this browser finds no WebGPU adapter' };
    const { vendor, architecture, description } = adapter.info;
    return { name: description || `${vendor} ${architecture}` };
  },
  async make(model: PageModel, options: MakeOptions): Promise<number> {
    const { fault, ...rest } = options;
    const gpu = fault === undefined ? navigator.gpu : faultyGpu(navigator.gpu, fault);
    const module = await WebAssembly.compile(model.wasm);
    const engine = await createWebGpuEngine({ ...model, gpu, module, options: { software: true, ...rest } });
    return engines.push({ meta: model.meta, engine, session: null }) - 1;
  },
  async open(engine: number, request: ForecastRequest): Promise<void> {
    const held = engines[engine];
    if (held === undefined) throw new Error(`no engine ${engine}`);
    held.session = await held.engine.open(planRun(held.meta, request));
  },
  runBlocks: (engine: number, range: BlockRange) => sessionOf(engine).runBlocks(range),
  /** Jobs side by side, as a pool gives them. */
  runTogether: (engine: number, ranges: readonly BlockRange[]) =>
    Promise.all(ranges.map((range) => sessionOf(engine).runBlocks(range))),
  evaluate(engine: number, selection: EvaluationSelection, trace: boolean) {
    const session = sessionOf(engine);
    return selection.kind === 'indices'
      ? session.evaluateIndices(selection.indices, trace)
      : session.evaluateNormals(selection.rows, trace);
  },
  normalsOf: (engine: number, indices: readonly number[]) => sessionOf(engine).normalsOf(indices),
  columns: (engine: number, job: ColumnsJob) => evaluateColumns(sessionOf(engine), job),
  bitsOf: (engine: number, firstPoint: number, perReplicate: number) =>
    sessionOf(engine).bitsOf(firstPoint, perReplicate),
  state: (engine: number) => ({ ranOn: sessionOf(engine).ranOn(), fallback: sessionOf(engine).fallback() }),
  close: (engine: number) => sessionOf(engine).close(),
  dispose(engine: number): void {
    engines[engine]?.engine.dispose();
  },
  runKernel,
  /** A pool with the engine in a worker of its own, as the page has it. */
  async poolRun(model: PageModel, software: boolean, request: ForecastRequest) {
    const { wasm, meta, info, kernel } = model;
    const module = await WebAssembly.compile(wasm);
    const source = { module, meta, info, kernel, software };
    const { pool, adapter } = await openWebGpuPool(hostGpu(), spawnWebGpuWorker, source);
    let reports = 0;
    try {
      const { tally, engine } = await pool.run(request, {
        onProgress: () => {
          reports++;
        },
      });
      return { tally, engine, adapter, reports };
    } finally {
      pool.dispose();
    }
  },
  /** A long run, aborted at its first report, then a short one: how the first ended, and the counts of the second. */
  async poolAbort(model: PageModel, long: ForecastRequest, short: ForecastRequest) {
    const { wasm, meta, info, kernel } = model;
    const module = await WebAssembly.compile(wasm);
    const source = { module, meta, info, kernel, software: true };
    const { pool } = await openWebGpuPool(hostGpu(), spawnWebGpuWorker, source);
    try {
      const controller = new AbortController();
      const onProgress = (): void => controller.abort(new Error('the test has seen enough'));
      const first = await pool.run(long, { signal: controller.signal, onProgress }).then(
        () => 'finished',
        (error: unknown) => String(error),
      );
      const start = performance.now();
      const { tally } = await pool.run(short);
      return { first, tally, milliseconds: performance.now() - start };
    } finally {
      pool.dispose();
    }
  },
  /** Counts of the WASM engine on this host, for comparison. */
  async wasmBlocks(model: PageModel, request: ForecastRequest, range: BlockRange) {
    const engine = createWasmEngine(await WebAssembly.compile(model.wasm), model.meta, model.info);
    return engine.open(planRun(model.meta, request)).runBlocks(range);
  },
};

export type Calls = typeof calls;

declare global {
  interface Window {
    /** Calls `calls[name](...args)`; both ways encoded by wire.ts. */
    headway(name: string, args: string): Promise<string>;
  }
}

window.headway = async (name, args) => {
  try {
    const call = calls[name as keyof Calls] as (...values: unknown[]) => unknown;
    return encode({ value: await call(...(decode(args) as unknown[])) });
  } catch (error) {
    const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
    return encode({ error: { kind, message } });
  }
};
