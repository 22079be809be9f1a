/**
 * Joins a kernel with the core that the build made of assembly/: one WebAssembly module, as AssemblyScript's compiler would
 * make of both, within milliseconds and without it. No host is needed: it runs in a worker of a page too.
 */
import { KERNEL_EXPORTS } from '../engine/wasm/abi.ts';
import { compileText } from './kernel.ts';
import { joined, readModule, returnedConstant } from './module.ts';

/** Name of the constant that tells the core where the kernel's memory ends: known when both are joined. */
const KERNEL_END = 'KERNEL_END';

/** The module of a kernel's text; throws Error where the text is none that src/emit writes, or does not fit the core. */
export type LinkKernel = (text: string) => Uint8Array<ArrayBuffer>;

/**
 * @param core bytes of build/core.wasm, read once for all kernels
 * @throws Error where the bytes are no such module
 */
export function createLinker(core: Uint8Array): LinkKernel {
  const module = readModule(core);
  const base = returnedConstant(module, 'heapBase');
  return (text) => {
    const kernel = compileText(text, module, base);
    const constants = new Map(kernel.constants).set(KERNEL_END, kernel.end);
    return joined(module, {
      bodies: [...module.importedFunctions.keys()].map((name) => found(name, kernel.functions.get(name))),
      constants: module.importedConstants.map((name) => found(name, constants.get(name))),
      segments: kernel.segments,
      memory: kernel.end,
      exports: KERNEL_EXPORTS,
    });
  };
}

function found<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`the kernel has no ${name}`);
  return value;
}
