/**
 * Model text → kernel → WASM for the built-in model, and the direction of its Sobol' points, when imported: Vite's module
 * runner, which runs this file at build time, closes as soon as the import is done.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileCore, compileKernel } from '../src/cli/compile.ts';
import { emitAssemblyScript } from '../src/emit/assemblyscript.ts';
import { coreEntry } from '../src/emit/core-entry.ts';
import { emitWgsl } from '../src/emit/wgsl.ts';
import { pilotDirection } from '../src/engine/direction.ts';
import { pilotCuts } from '../src/engine/pilot-cuts.ts';
import { createWasmEngine } from '../src/engine/wasm/engine.ts';
import { compileModel } from '../src/language/compile-model.ts';
import type { ModelMeta } from '../src/language/definition.ts';
import { dataFlow } from '../src/language/flow.ts';
import { ROOT } from './lib/project.mjs';

interface LeadCore {
  readonly wasm: Uint8Array;
  /** KernelInfo, `direction` (src/engine/direction.ts) and `cuts` (src/engine/pilot-cuts.ts), as JSON. */
  readonly json: string;
  /** AssemblyScript text, kept for reading. */
  readonly kernel: string;
  /** GpuKernel, as JSON. */
  readonly gpu: string;
  /**
   * ModelMeta, as JSON: what the page needs of the model at once, without its equations and the checks of its text, and
   * without its evidence and what critics say: of a lever, the first statement of how it works.
   */
  readonly meta: string;
  /** That: by input, lever, switch and worldview, and of each correlation, as JSON (src/app/panels/evidence.ts). */
  readonly evidence: string;
  /** Flow, as JSON: the picture of the model. */
  readonly flow: string;
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
    ...declarationsOf(compiled.meta),
    flow: `${JSON.stringify(dataFlow(compiled.exact, compiled.meta), null, 2)}\n`,
  };
}

function declarationsOf(meta: ModelMeta): Pick<LeadCore, 'meta' | 'evidence'> {
  const inputs = meta.inputs.map(({ rationale: _rationale, sources: _sources, dissent: _dissent, ...input }) => input);
  const switches = meta.switches.map(({ critics: _critics, effect: _effect, ...entry }) => entry);
  // The first screen has a line on each lever.
  const levers = meta.levers.map(({ sources: _sources, rationale, ...lever }) => {
    return { ...lever, rationale: rationale.split(/[.;](?:\s|$)/, 1)[0] ?? '' };
  });
  const worldviews = meta.worldviews.map(({ why: _why, ...worldview }) => worldview);
  const correlations = meta.correlations.map(({ why: _why, ...pair }) => pair);
  const evidence = {
    inputs: entries(meta.inputs, ({ rationale, sources, dissent }) => ({ rationale, sources, dissent })),
    levers: entries(meta.levers, ({ rationale, sources }) => ({ rationale, sources })),
    correlations: meta.correlations.map(({ why }) => why),
    switches: entries(meta.switches, ({ critics, effect }) => ({ critics, effect })),
    worldviews: entries(meta.worldviews, ({ why }) => why),
  };
  return {
    meta: `${JSON.stringify({ ...meta, inputs, levers, correlations, switches, worldviews }, null, 2)}\n`,
    evidence: `${JSON.stringify(evidence, null, 2)}\n`,
  };
}

const entries = <T extends { readonly id: string }>(list: readonly T[], of: (entry: T) => object): object =>
  Object.fromEntries(list.map((entry) => [entry.id, of(entry)]));

export const lead: LeadCore = await compileLead();

/** What kernels of other models are joined with (src/link). */
export const core: Uint8Array = await compileCore(coreEntry(), ROOT);
