/**
 * Stage `node`: the CLI and its worker thread as two bundles with shared chunks. What is heavy and seldom needed stays
 * outside (the AssemblyScript compiler, optional WebGPU) or in lazily imported chunks, since the start of the CLI is
 * part of every forecast's time.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { alias, BUILD, ROOT } from './project.mjs';

export async function buildNode() {
  const target = join(BUILD, 'node');
  const fresh = join(BUILD, `node.${process.pid}`);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    publicDir: false,
    ssr: { target: 'node', noExternal: true, external: ['assemblyscript', 'assemblyscript/asc', 'vite', 'webgpu'] },
    build: {
      ssr: true,
      outDir: fresh,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: { cli: join(ROOT, 'src/cli/main.ts'), worker: join(ROOT, 'src/workers/node/worker.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  // A CLI that runs beside this build has its files open or loaded; the folder changes hands in one step.
  const old = join(BUILD, `node.old.${process.pid}`);
  mkdirSync(BUILD, { recursive: true });
  rmSync(old, { recursive: true, force: true });
  try {
    renameSync(target, old);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
