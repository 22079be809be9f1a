/**
 * Joins a kernel with the core that the build made of assembly/: one WebAssembly module, as AssemblyScript's compiler would
 * make of both, within milliseconds and without it. No host is needed: it runs in a worker of a page too.
 */
import { compileText } from './kernel.ts';
import { joined, readModule, returnedConstant } from './module.ts';

/** What a kernel exports (docs/architecture.md, "WASM ABI"). */
const ABI: ReadonlySet<string> = new Set([
  'memory',
  'allocate',
  'reset',
  'planAddress',
  'constant',
  'tapeLength',
  'prepare',
  'draw',
  'drawBits',
  'transform',
  'simulate',
  'run',
  'coarsen',
]);

/** Name of the constant that tells the core where the kernel's memory ends: known when both are joined. */
const KERNEL_END = 'KERNEL_END';

/**
 * @param core bytes of build/core.wasm
 * @param text what emitAssemblyScript makes of a model
 * @throws Error where the text is none that src/emit writes, or the two do not fit together
 */
export function linkKernel(core: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const module = readModule(core);
  const kernel = compileText(text, module, returnedConstant(module, 'heapBase'));
  const constants = new Map(kernel.constants).set(KERNEL_END, kernel.end);
  const found = <T>(name: string, value: T | undefined): T => {
    if (value === undefined) throw new Error(`the kernel has no ${name}`);
    return value;
  };
  return joined(module, {
    bodies: [...module.importedFunctions.keys()].map((name) => found(name, kernel.functions.get(name))),
    constants: module.importedConstants.map((name) => found(name, constants.get(name))),
    segments: kernel.segments,
    memory: kernel.end,
    exports: ABI,
  });
}
