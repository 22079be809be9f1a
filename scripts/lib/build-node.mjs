/**
 * Stage `node`: the CLI and its worker thread as two bundles with shared chunks. What is heavy and seldom needed stays
 * outside (the AssemblyScript compiler, optional WebGPU) or in lazily imported chunks, since the start of the CLI is
 * part of every forecast's time.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { alias, BUILD, ROOT } from './project.mjs';

export async function buildNode() {
  await bundleForNode(
    { cli: join(ROOT, 'src/cli/main.ts'), worker: join(ROOT, 'src/workers/node/worker.ts') },
    join(BUILD, 'node'),
  );
}

/**
 * Bundles TypeScript entries for Node, everything included but the compilers.
 * @param {Readonly<Record<string, string>>} input entry files by the name of their bundle
 * @param {string} target folder, replaced whole
 */
export async function bundleForNode(input, target) {
  const fresh = `${target}.${process.pid}`;
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
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
    },
  });
  replaceFolder(fresh, target);
}

/**
 * Puts `fresh` in the place of `target` in one step: a CLI that starts beside this build finds the old folder or the new
 * one. Another build may do the same at the same time; the last one stays.
 * @param {string} fresh
 * @param {string} target
 */
function replaceFolder(fresh, target) {
  const old = `${fresh}.old`;
  for (;;) {
    rmSync(old, { recursive: true, force: true });
    tolerating('ENOENT', () => renameSync(target, old));
    if (tolerating('ENOTEMPTY', () => renameSync(fresh, target))) break;
  }
  rmSync(old, { recursive: true, force: true });
}

/** @param {string} code @param {() => void} action @returns {boolean} false when it failed with `code` */
function tolerating(code, action) {
  try {
    action();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== code) throw error;
    return false;
  }
}
