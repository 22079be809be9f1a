/** The models of these tests, as a page needs them. */
import { readFileSync } from 'node:fs';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { emitWgsl } from '../../src/emit/wgsl.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { linkKernel } from '../link/linked.ts';
import type { PageModel } from './page/main.ts';

export async function pageModel(text: string, fileName: string): Promise<PageModel> {
  const compiled = compileModel(text, fileName);
  const { text: kernel, info } = emitAssemblyScript(compiled);
  const wasm = linkKernel(kernel);
  return { meta: compiled.meta, info, kernel: emitWgsl(compiled), wasm };
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

export const toyModel = () => pageModel(read('../engine/toy.model.ts'), 'toy.model.ts');
export const leadModel = () => pageModel(read('../../src/model/lead.ts'), 'lead.ts');
