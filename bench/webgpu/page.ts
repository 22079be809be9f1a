/** The page of the WebGPU bench: one function for the process that opened it. */

import { hostGpu } from '../../src/engine/webgpu/host.ts';
import type { GpuKernel } from '../../src/engine/webgpu/kernel.ts';
import type { KernelInfo } from '../../src/language/kernel-info.ts';
import lead from '../../src/model/lead.ts';
import { type BenchOptions, type BenchResult, type BenchRow, measureWebGpu } from './measure.ts';

export interface BenchFiles {
  readonly info: KernelInfo;
  readonly kernel: GpuKernel;
  /** Base64. */
  readonly wasm: string;
}

/** What the page puts on its global object, and what the process puts there. */
export interface BenchPage {
  bench(files: BenchFiles, options: BenchOptions): Promise<BenchResult>;
  report(row: BenchRow): Promise<void>;
}

const page = globalThis as unknown as BenchPage;

page.bench = async ({ info, kernel, wasm }, options) => {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  const module = await WebAssembly.compile(bytes);
  const model = { meta: lead.meta, info, kernel, module };
  return measureWebGpu(hostGpu(), model, options, (row) => void page.report(row));
};
