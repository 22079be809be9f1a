/**
 * The WebGPU engine: volume. Draws are those of the WASM engine bit for bit; outcomes agree with the reference within the
 * tolerances of single precision, and differ between devices within them (docs/webgpu.md). No run is lost with a device
 * (recover.ts).
 */

import type { ModelMeta } from '../../language/definition.ts';
import { elementCount } from '../../language/elements.ts';
import type { KernelInfo } from '../../language/kernel-info.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { KernelExports } from '../wasm/abi.ts';
import { createWasmEngine } from '../wasm/engine.ts';
import { type DeviceOptions, type GpuDevice, openDevice } from './device.ts';
import type { GpuKernel } from './kernel.ts';
import { createPipelines, type Pipelines } from './pipelines.ts';
import { recoveringSession, type WebGpuSession } from './recover.ts';
import { openGpuSession } from './session.ts';
import { tapesOf } from './tape.ts';
import { createStageTimer, type StageTimer } from './timer.ts';

export interface WebGpuOptions extends DeviceOptions {
  /** Time every stage with timestamp queries, where the device has them. Default false: it slows a run. */
  readonly profile?: boolean;
  /** Samples of every batch, for measurements and tests. Default: as many as take some milliseconds. */
  readonly batchSamples?: number;
}

export interface WebGpuSource {
  /** The host's WebGPU: `navigator.gpu`, or that of the package "webgpu" in Node; undefined where there is none. */
  readonly gpu: GPU | undefined;
  readonly kernel: GpuKernel;
  /** The model's WASM kernel: does the uniform work, and runs what no device can. */
  readonly module: WebAssembly.Module;
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  readonly options?: WebGpuOptions;
}

export interface WebGpuEngine extends Engine {
  /** Name of the adapter of the device in use. */
  adapter(): string;
  /** Nanoseconds of the device by stage since it was opened; null without `profile` or timestamps. */
  profile(): StageTimer['nanoseconds'] | null;
  open(plan: Plan): Promise<WebGpuSession>;
  /** Ends the session and gives the device back. */
  dispose(): void;
}

/** A device with the model's pipelines. */
interface Ready {
  readonly gpu: GpuDevice;
  readonly pipelines: Pipelines;
  readonly timer: StageTimer | null;
}

/**
 * An engine on a device of `source.gpu`. Throws EngineError, in a sentence for users, where there is no usable device, or
 * where its compiler refuses the model.
 */
export async function createWebGpuEngine(source: WebGpuSource): Promise<WebGpuEngine> {
  const { kernel, module, meta, info } = source;
  if (kernel.hash !== info.hash) {
    throw new EngineError(`the WGSL is of model ${kernel.hash}, the kernel of ${info.hash}; build them again`);
  }
  const wasm = createWasmEngine(module, meta, info);
  const uniform = new WebAssembly.Instance(module, {}).exports as unknown as KernelExports;
  let ready = await getReady(source);
  let close = (): void => undefined;

  async function openOnDevice(plan: Plan) {
    if (ready.gpu.failure() !== null) ready = await getReady(source);
    const { gpu, pipelines, timer } = ready;
    const batchSamples = source.options?.batchSamples ?? null;
    return openGpuSession(gpu, pipelines, kernel, plan, tapesOf(uniform, info, plan), { timer, batchSamples });
  }

  return {
    kind: 'webgpu',
    adapter: () => ready.gpu.label,
    profile: () => ready.timer?.nanoseconds ?? null,
    async open(plan) {
      close();
      if (plan.request.model.hash !== info.hash) {
        throw new EngineError(`the kernel is of model ${info.hash}, the request of ${plan.request.model.hash}`);
      }
      const session = await recoveringSession(
        plan,
        () => openOnDevice(plan),
        () => wasm.open(plan),
      );
      close = () => session.close();
      return session;
    },
    dispose() {
      close();
      ready.gpu.destroy();
    },
  };
}

/** Devices that may be lost while they are made ready, before there is said to be none. */
const ATTEMPTS = 2;

async function getReady({ gpu, kernel, meta, options = {} }: WebGpuSource): Promise<Ready> {
  for (let attempt = 1; ; attempt++) {
    const opened = await openDevice(gpu, options);
    try {
      const pipelines = await createPipelines(opened.device, kernel, elementCount(meta));
      return { gpu: opened, pipelines, timer: options.profile === true ? createStageTimer(opened.device) : null };
    } catch (error) {
      // The promise that failed may be told of a loss before the device is.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const failure = opened.failure();
      opened.destroy();
      if (failure === null && error instanceof EngineError) throw error;
      if (attempt === ATTEMPTS) throw new EngineError((failure ?? (error as Error)).message);
    }
  }
}
