/**
 * Model text → kernel → WASM for the built-in model, and the direction of its Sobol' points, when imported: Vite's module
 * runner, which runs this file at build time, closes as soon as the import is done.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileKernel } from '../src/cli/compile.ts';
import { emitAssemblyScript } from '../src/emit/assemblyscript.ts';
import { emitWgsl } from '../src/emit/wgsl.ts';
import { pilotDirection } from '../src/engine/direction.ts';
import { pilotCuts } from '../src/engine/pilot-cuts.ts';
import { createWasmEngine } from '../src/engine/wasm/engine.ts';
import { compileModel } from '../src/language/compile-model.ts';
import { ROOT } from './lib/project.mjs';

interface LeadCore {
  readonly wasm: Uint8Array;
  /** KernelInfo, `direction` (src/engine/direction.ts) and `cuts` (src/engine/pilot-cuts.ts), as JSON. */
  readonly json: string;
  /** AssemblyScript text, kept for reading. */
  readonly kernel: string;
  /** GpuKernel, as JSON. */
  readonly gpu: string;
  /** ModelMeta, as JSON: what the page needs of the model at once, without its equations and the checks of its text. */
  readonly meta: string;
}

const MODEL = 'src/model/lead.ts';

/** @throws ModelTextError when the text is not a model; what the compiler says when the kernel does not compile */
async function compileLead(): Promise<LeadCore> {
  const compiled = compileModel(await readFile(join(ROOT, MODEL), 'utf8'), MODEL);
  for (const warning of compiled.warnings) console.warn(`${MODEL}: ${warning}`);
  const { text, info } = emitAssemblyScript(compiled);
  const wasm = await compileKernel(text);
  const engine = createWasmEngine(await WebAssembly.compile(new Uint8Array(wasm)), compiled.meta, info);
  const direction = await pilotDirection(engine, compiled.meta, info.hash);
  const cuts = await pilotCuts(engine, compiled.meta, info.hash);
  return {
    wasm,
    json: `${JSON.stringify({ ...info, direction, cuts }, null, 2)}\n`,
    kernel: text,
    gpu: `${JSON.stringify(emitWgsl(compiled), null, 2)}\n`,
    meta: `${JSON.stringify(compiled.meta, null, 2)}\n`,
  };
}

export const lead: LeadCore = await compileLead();
