/** Stage `core`: see scripts/core.ts, which is TypeScript and so runs through Vite's module runner. */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { alias, BUILD, ROOT } from './project.mjs';
import { writeAtomically } from './stale.mjs';

/** @typedef {typeof import('../core.ts')} Core */

export async function buildCore() {
  const { module } = await runnerImport(join(ROOT, 'scripts/core.ts'), {
    root: ROOT,
    configFile: false,
    resolve: { alias },
    logLevel: 'warn',
  });
  const { lead, core } = /** @type {Core} */ (module);
  const { wasm, json, kernel, gpu, meta, evidence, flow } = lead;
  writeAtomically(join(ROOT, 'assembly/generated/kernel.ts'), kernel);
  writeAtomically(join(BUILD, 'lead.json'), json);
  writeAtomically(join(BUILD, 'lead.gpu.json'), gpu);
  writeAtomically(join(BUILD, 'lead.meta.json'), meta);
  writeAtomically(join(BUILD, 'lead.evidence.json'), evidence);
  writeAtomically(join(BUILD, 'lead.flow.json'), flow);
  writeAtomically(join(BUILD, 'lead.wasm'), wasm);
  writeAtomically(join(BUILD, 'core.wasm'), core);
}
