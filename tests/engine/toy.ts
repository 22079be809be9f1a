/** The toy model as the engines see it: its declarations, its hash, and (compiled on demand) its kernel. */
import { readFileSync } from 'node:fs';
import { compileKernel } from '../../src/cli/compile.ts';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import type { ModelMeta } from '../../src/language/definition.ts';
import type { KernelInfo } from '../../src/language/kernel-info.ts';
import { modelHash } from '../../src/language/model-hash.ts';
import toy from './toy.model.ts';

const TEXT = readFileSync(new URL('./toy.model.ts', import.meta.url), 'utf8');

export const TOY_META: ModelMeta = toy.meta;
export const TOY_HASH = modelHash(TEXT);
/** The equations as the imported text runs them. */
export const toySimulate = toy.simulate;

/** The kernel of any model text. */
export async function kernelOf(
  text: string,
  fileName: string,
): Promise<{ meta: ModelMeta; module: WebAssembly.Module; info: KernelInfo }> {
  const compiled = compileModel(text, fileName);
  const { text: kernel, info } = emitAssemblyScript(compiled);
  const bytes = await compileKernel(kernel);
  return { meta: compiled.meta, module: await WebAssembly.compile(new Uint8Array(bytes)), info };
}

export const toyKernel = () => kernelOf(TEXT, 'toy.model.ts');
export const toyProgram = () => compileModel(TEXT, 'toy.model.ts');
