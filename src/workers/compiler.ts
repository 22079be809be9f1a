/** A worker that makes kernels of model texts, from the page's side: one text at a time, each within a time. */
import { type Remote, wrap } from 'comlink';
import type { BuildReply, CompileService } from './compile-text.ts';

export interface Compiler {
  /** Rejects where the worker dies, or takes longer than it may; the next text gets a new worker. */
  build(text: string): Promise<BuildReply>;
}

/** A text that takes longer is given up. */
const LONGEST_BUILD_MS = 10_000;

/**
 * @param spawn starts a worker of workbench-worker.ts
 * @param load bytes of build/core.wasm, asked for once
 */
export function createCompiler(spawn: () => Worker, load: () => Promise<ArrayBuffer>): Compiler {
  // One proxy a worker, kept as long: Comlink ends the other side when a proxy is collected.
  let open: { readonly worker: Worker; readonly service: Remote<CompileService> } | null = null;
  let core: Promise<ArrayBuffer> | null = null;
  return {
    async build(text) {
      core ??= load();
      const bytes = await core.catch((error: unknown) => {
        // Perhaps there is a network the next time.
        core = null;
        throw error;
      });
      if (open === null) {
        const worker = spawn();
        open = { worker, service: wrap<CompileService>(worker) };
        // Never awaited: what goes wrong here shows in the answer to the text that follows.
        open.service.load(bytes).catch(() => undefined);
      }
      const own = open;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const failed = new Promise<never>((_, reject) => {
        const end = (reason: string): void => {
          own.worker.terminate();
          if (open === own) open = null;
          reject(new Error(reason));
        };
        timer = setTimeout(() => end('this text takes too long to build, and was given up'), LONGEST_BUILD_MS);
        own.worker.onerror = (event) => end(`the compiler failed (${event.message || 'no reason given'})`);
      });
      try {
        return await Promise.race([own.service.build(text), failed]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
