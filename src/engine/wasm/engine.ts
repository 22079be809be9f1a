/**
 * The WASM engine: one instance of a compiled kernel, four samples per vector in single precision. Its counts are the
 * same bits on every host. It agrees with the reference within the tolerances of single precision.
 */

import type { ModelMeta } from '../../language/definition.ts';
import { elementCount } from '../../language/elements.ts';
import type { KernelInfo } from '../../language/kernel-info.ts';
import type { CpuEngine, CpuSession } from '../cpu-session.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import { ABI_VERSION, CONSTANT, type KernelExports } from './abi.ts';
import { loadPlan } from './load-plan.ts';
import { wasmSession } from './session.ts';

/**
 * An engine on a new instance of `module`, the kernel of the model of `meta`. Its memory is reused by the next session.
 * Throws EngineError where the module is not a kernel of this version or of this model.
 */
export function createWasmEngine(module: WebAssembly.Module, meta: ModelMeta, info: KernelInfo): CpuEngine {
  const kernel = new WebAssembly.Instance(module, {}).exports as unknown as KernelExports;
  checkKernel(kernel, meta);
  let close = (): void => undefined;
  return {
    kind: 'wasm',
    open(plan: Plan): CpuSession {
      close();
      if (plan.request.model.hash !== info.hash) {
        throw new EngineError(`the kernel is of model ${info.hash}, the request of ${plan.request.model.hash}`);
      }
      const session = wasmSession(kernel, info, plan, loadPlan(kernel, info, plan));
      close = () => session.close();
      return session;
    },
  };
}

function checkKernel(kernel: KernelExports, meta: ModelMeta): void {
  if (typeof kernel.constant !== 'function') throw new EngineError('this WebAssembly module is not a Headway kernel');
  const version = kernel.constant(CONSTANT.version);
  if (version !== ABI_VERSION) {
    throw new EngineError(`the kernel has interface version ${version}, this program ${ABI_VERSION}; build it again`);
  }
  const expected = {
    inputs: elementCount(meta),
    levers: meta.levers.length,
    switches: meta.switches.length,
    outcomes: meta.outcomes.length,
    steps: meta.clock.steps,
  } as const;
  for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
    const found = kernel.constant(CONSTANT[name]);
    if (found !== expected[name]) {
      throw new EngineError(`the kernel has ${found} ${name}, model "${meta.id}" ${expected[name]}; build it again`);
    }
  }
}
