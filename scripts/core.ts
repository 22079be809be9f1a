/** Model text → kernel → WASM for the built-in model. Runs at build time, through Vite's module runner. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileKernel } from '../src/cli/compile.ts';
import { emitAssemblyScript } from '../src/emit/assemblyscript.ts';
import { compileModel } from '../src/language/compile-model.ts';

export interface LeadCore {
  readonly wasm: Uint8Array;
  /** KernelInfo, as JSON. */
  readonly json: string;
  /** AssemblyScript text, kept for reading. */
  readonly kernel: string;
}

/** @throws ModelTextError when src/model/lead.ts is not a model; what the compiler says when the kernel does not compile */
export async function compileLead(root: string): Promise<LeadCore> {
  const fileName = 'src/model/lead.ts';
  const compiled = compileModel(await readFile(join(root, fileName), 'utf8'), fileName);
  for (const warning of compiled.warnings) console.warn(`${fileName}: ${warning}`);
  const { text, info } = emitAssemblyScript(compiled);
  return { wasm: await compileKernel(text), json: `${JSON.stringify(info, null, 2)}\n`, kernel: text };
}
