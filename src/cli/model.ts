/** The model a command works on: the built-in one, ready-made, or one from a file, compiled on the spot. */
import { readFile } from 'node:fs/promises';
import { withThresholds } from '../engine/cuts.ts';
import type { ForecastRequest } from '../engine/types.ts';
import type { GpuKernel } from '../engine/webgpu/kernel.ts';
import type { CompiledModel } from '../language/compile-model.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { Simulate } from '../language/interpret.ts';
import type { KernelInfo } from '../language/kernel-info.ts';
import { ModelTextError } from '../language/source.ts';
import lead from '../model/lead.ts';
import { decodeModelText, holdsModelText } from '../share/model-link.ts';
import type { OptionSpecs } from './arguments.ts';
import { firstLine, UsageError } from './errors.ts';
import { note } from './terminal.ts';

export const MODEL_OPTIONS = {
  model: {
    value: 'FILE',
    help: 'a model text (docs/model-language.md), or a link of the workbench that carries one, in place of the built-in model',
  },
} as const satisfies OptionSpecs;

export interface LoadedModel {
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  /** What the first Sobol' dimension of its runs is turned to: see engine/direction.ts. */
  readonly direction: readonly number[] | null;
  /** Values at which its runs count shares apart: see engine/pilot-cuts.ts. */
  readonly cuts: ForecastRequest['cuts'];
  /** Compiled by the host's WebAssembly; the kernel of a foreign model is first joined with the core (src/link). */
  module(): Promise<WebAssembly.Module>;
  /** The WGSL of the model. */
  gpuKernel(): Promise<GpuKernel>;
  /** The f64 reference: the model itself where it is part of the program, else its interpretation. */
  simulate(): Promise<Simulate>;
}

/** The bundles of the CLI lie in build/node, beside what the build made of the model. */
const BUILD = new URL('../', import.meta.url);

/** @throws UsageError when the file cannot be read or is not a model */
export function loadModel(file: string | undefined): Promise<LoadedModel> {
  return file === undefined ? loadLead() : loadForeign(file);
}

async function loadLead(): Promise<LoadedModel> {
  const info: KernelInfo & Pick<LoadedModel, 'direction' | 'cuts'> = JSON.parse(
    await readFile(new URL('lead.json', BUILD), 'utf8'),
  );
  return {
    meta: lead.meta,
    info,
    direction: info.direction,
    cuts: info.cuts,
    module: async () => WebAssembly.compile(await readFile(new URL('lead.wasm', BUILD))),
    gpuKernel: async () => JSON.parse(await readFile(new URL('lead.gpu.json', BUILD), 'utf8')),
    simulate: async () => lead.simulate,
  };
}

async function loadForeign(file: string): Promise<LoadedModel> {
  const compiled = await compileFile(file).catch((error: unknown) => {
    throw error instanceof ModelTextError ? new UsageError(`${firstLine(error)} ${error.remedy}`.trim()) : error;
  });
  const { emitAssemblyScript } = await import('../emit/assemblyscript.ts');
  const { text, info } = emitAssemblyScript(compiled);
  const { meta } = compiled;
  const [{ createLinker }, { createWasmEngine }, { pilotDirection }, { pilotCuts }] = await Promise.all([
    import('../link/link.ts'),
    import('../engine/wasm/engine.ts'),
    import('../engine/direction.ts'),
    import('../engine/pilot-cuts.ts'),
  ]);
  const core = await readFile(new URL('core.wasm', BUILD));
  const module = await WebAssembly.compile(createLinker(core)(text));
  const engine = createWasmEngine(module, meta, info);
  return {
    meta,
    info,
    direction: await pilotDirection(engine, meta, info.hash),
    cuts: await pilotCuts(engine, meta, info.hash),
    module: async () => module,
    async gpuKernel() {
      const { emitWgsl } = await import('../emit/wgsl.ts');
      return emitWgsl(compiled);
    },
    async simulate() {
      const { interpreter } = await import('../language/interpret.ts');
      return interpreter(compiled.exact, compiled.meta);
    },
  };
}

/**
 * Reads and compiles a model text; its warnings go to stderr.
 * @throws UsageError when the file cannot be read; ModelTextError when its text is not a model
 */
export async function compileFile(file: string): Promise<CompiledModel> {
  const text = await modelText(file);
  const { compileModel } = await import('../language/compile-model.ts');
  const name = holdsModelText(file) ? 'link' : file;
  const compiled = compileModel(text, name);
  for (const warning of compiled.warnings) note(`${name}: ${warning}`);
  return compiled;
}

/** The text in a file, or in a link of the workbench. */
async function modelText(file: string): Promise<string> {
  if (!holdsModelText(file)) return readText(file, 'model');
  const opened = decodeModelText(file);
  if (!opened.ok) throw new UsageError(opened.problem);
  return opened.text;
}

/** Reads a file named on the command line. Throws UsageError in one line. */
export async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'it is a folder' : firstLine(error);
    throw new UsageError(`cannot read the ${what} "${file}": ${reason}`);
  }
}

/** The cuts of runs of a model, with those that `thresholds` need of every outcome, and others of one. */
export function cutsWith(
  { meta, cuts }: LoadedModel,
  thresholds: readonly number[],
  others: readonly { readonly outcome: string; readonly threshold: number }[] = [],
): ForecastRequest['cuts'] {
  return meta.outcomes.reduce((all, outcome) => {
    const own = others.filter((one) => one.outcome === outcome.id).map(({ threshold }) => threshold);
    return withThresholds(withThresholds(all, outcome, thresholds), outcome, own, []);
  }, cuts);
}
