/** What a WebGPU engine behind the service is made from. */
import { evaluateColumns } from '../engine/columns.ts';
import { planRun } from '../engine/plan.ts';
import { createWasmEngine } from '../engine/wasm/engine.ts';
import { createWebGpuEngine } from '../engine/webgpu/engine.ts';
import type { GpuKernel } from '../engine/webgpu/kernel.ts';
import { selfCheck } from '../engine/webgpu/self-check.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { KernelInfo } from '../language/kernel-info.ts';
import type { HostedEngine } from './host.ts';

/** Cloneable: posted to the worker. */
export interface WebGpuWorkerSource {
  readonly kernel: GpuKernel;
  readonly module: WebAssembly.Module;
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  /** Take an adapter that is software on the CPU. */
  readonly software: boolean;
}

export interface HostedWebGpuEngine extends HostedEngine {
  /** Gives the device back. */
  dispose(): void;
}

/**
 * An engine that has passed its self-check.
 * @param gpu the host's WebGPU; undefined where it has none
 * @throws EngineError, in a sentence for users, where there is no adapter, or one that is software or wrong
 */
export async function makeWebGpuEngine(gpu: GPU | undefined, source: WebGpuWorkerSource): Promise<HostedWebGpuEngine> {
  const { kernel, module, meta, info, software } = source;
  const engine = await createWebGpuEngine({ gpu, kernel, module, meta, info, options: { software } });
  try {
    await selfCheck(engine, createWasmEngine(module, meta, info), meta, info.hash);
  } catch (error) {
    engine.dispose();
    throw error;
  }
  return {
    dispose: () => engine.dispose(),
    async open(request) {
      const session = await engine.open(planRun(meta, request));
      return {
        pieces: (range) => session.pieces(range),
        evaluate: (selection, trace) =>
          selection.kind === 'indices'
            ? session.evaluateIndices(selection.indices, trace)
            : session.evaluateNormals(selection.rows, trace),
        columns: (job) => evaluateColumns(session, job),
        handover: () => ({ engine: session.ranOn(), reason: session.fallback() }),
      };
    },
  };
}
