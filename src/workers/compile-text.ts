/**
 * From a model text to all that a run of it needs, without a host: checked, emitted, joined with the core, and tried by the
 * two pilots that a request starts from. Runs in a worker of the page, so that typing never waits.
 */
import { emitAssemblyScript } from '../emit/assemblyscript.ts';
import { pilotDirection } from '../engine/direction.ts';
import { pilotCuts } from '../engine/pilot-cuts.ts';
import type { ForecastRequest } from '../engine/types.ts';
import { createWasmEngine } from '../engine/wasm/engine.ts';
import { compileModel } from '../language/compile-model.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { KernelInfo } from '../language/kernel-info.ts';
import { ModelTextError } from '../language/source.ts';
import type { LinkKernel } from '../link/link.ts';

/** What is wrong with a text, and where. */
export interface Fault {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  readonly problem: string;
  /** What to write instead, a sentence. */
  readonly remedy: string;
}

/** A model that runs. */
export interface BuiltModel {
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  readonly module: WebAssembly.Module;
  readonly direction: readonly number[] | null;
  readonly cuts: ForecastRequest['cuts'];
  readonly warnings: readonly string[];
  /** Milliseconds from text to module, and of the pilots after it. */
  readonly compiling: number;
  readonly pilots: number;
}

export type BuildReply =
  | { readonly ok: true; readonly built: BuiltModel }
  | { readonly ok: false; readonly fault: Fault };

/** The other side of workbench-worker.ts. */
export interface CompileService {
  /** Takes the bytes of build/core.wasm; must be the first call. */
  load(core: ArrayBuffer): Promise<void>;
  build(text: string): Promise<BuildReply>;
}

/** What is not a fault of the text is thrown. */
export async function buildText(text: string, link: LinkKernel): Promise<BuildReply> {
  const start = performance.now();
  try {
    const compiled = compileModel(text, 'model.ts');
    const kernel = emitAssemblyScript(compiled);
    const module = await WebAssembly.compile(link(kernel.text));
    const joined = performance.now();
    const { meta, warnings } = compiled;
    const { info } = kernel;
    const engine = createWasmEngine(module, meta, info);
    const direction = await pilotDirection(engine, meta, info.hash);
    const cuts = await pilotCuts(engine, meta, info.hash);
    const pilots = performance.now() - joined;
    return { ok: true, built: { meta, info, module, direction, cuts, warnings, compiling: joined - start, pilots } };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

/** An error that the text is to blame for. A model may also ask for more memory than there is, or index past its end. */
function faultOf(error: unknown): Fault {
  if (error instanceof ModelTextError) {
    const { line, column, problem, remedy } = error;
    return { line, column, problem, remedy };
  }
  if (!(error instanceof Error) || !['EngineError', 'RequestError', 'RangeError'].includes(error.name)) throw error;
  const place = /^line (\d+), column (\d+): /.exec(error.message);
  return {
    line: Number(place?.[1] ?? 1),
    column: Number(place?.[2] ?? 1),
    problem: error.message.slice(place?.[0].length ?? 0),
    remedy: '',
  };
}
