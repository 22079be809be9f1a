/** The uniform half of a run: the WASM kernel computes it in f64, as for itself, and this reads it. */

import type { KernelInfo } from '../../language/kernel-info.ts';
import type { Plan } from '../plan.ts';
import { type KernelExports, PLAN } from '../wasm/abi.ts';
import { loadPlan } from '../wasm/load-plan.ts';

export interface Tapes {
  /** f32[scenario][length] */
  readonly values: Float32Array<ArrayBuffer>;
  /** Entries of one scenario. */
  readonly length: number;
}

/**
 * Tapes of all scenarios, from an instance of the model's kernel that is free to use. Throws EngineError where an index of
 * the model leaves its series under these settings.
 */
export function tapesOf(kernel: KernelExports, info: KernelInfo, plan: Plan): Tapes {
  const { memory } = loadPlan(kernel, info, plan);
  const length = kernel.tapeLength(plan.dateSteps.length);
  const [address = 0] = memory.u32(kernel.planAddress() + PLAN.tapes, 1);
  return { values: memory.f32(address, length * plan.request.scenarios.length).slice(), length };
}
