/** What a worker makes a WASM engine from: compiled once by the host, posted to every worker. */

import { createWasmEngine } from '../engine/wasm/engine.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { KernelInfo } from '../language/kernel-info.ts';
import { type HostedEngine, hostEngine } from './host.ts';

export interface WasmSource {
  readonly module: WebAssembly.Module;
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
}

/** @throws EngineError when the module is not a kernel of the model */
export function makeWasmEngine({ module, meta, info }: WasmSource): HostedEngine {
  return hostEngine(createWasmEngine(module, meta, info), meta);
}
