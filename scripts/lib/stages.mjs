/**
 * The stages of the build, in order of need: `core` (model text → kernel → WASM), `node` (the CLI and its worker
 * thread, bundled), `page` (the site). Vite and the compilers are loaded only when something is stale.
 */
import { inspect, writeRecord } from './stale.mjs';

/** Folders that hold what the model language, its emitters and the WASM core are made of. */
const CORE_INPUTS = [
  'assembly',
  'src/language',
  'src/emit',
  'src/model',
  // Where the first Sobol' dimension points is found by a run of the engine.
  'src/engine',
  'src/cli/compile.ts',
  'scripts/core.ts',
  'scripts/lib/build-core.mjs',
  'package-lock.json',
];

/** @param {string} path */
const isGenerated = (path) => path === 'assembly/generated' || path.endsWith('tsconfig.json');

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {readonly string[]} needs stages built before
 * @property {readonly string[]} inputs files and folders, relative to the root
 * @property {(path: string) => boolean} ignore
 * @property {readonly string[]} outputs
 * @property {() => Promise<void>} build
 */

/** @type {Readonly<Record<string, Stage>>} */
export const STAGES = {
  core: {
    name: 'core',
    needs: [],
    inputs: CORE_INPUTS,
    ignore: isGenerated,
    outputs: [
      'build/lead.wasm',
      'build/core.wasm',
      'build/lead.json',
      'build/lead.meta.json',
      'build/lead.evidence.json',
      'build/lead.gpu.json',
      'assembly/generated/kernel.ts',
    ],
    build: async () => (await import('./build-core.mjs')).buildCore(),
  },
  node: {
    name: 'node',
    needs: ['core'],
    inputs: ['src', 'scripts/lib/build-node.mjs', 'package-lock.json'],
    ignore: (path) => path === 'src/app' || isGenerated(path),
    outputs: ['build/node/cli.js', 'build/node/worker.js'],
    build: async () => (await import('./build-node.mjs')).buildNode(),
  },
  page: {
    name: 'page',
    needs: ['core'],
    inputs: [
      'src',
      'index.html',
      'workbench.html',
      'examples',
      'public',
      'vite.config.ts',
      'scripts/vite',
      'scripts/lib/build-page.mjs',
      'build/lead.wasm',
      'build/core.wasm',
      'build/lead.json',
      'build/lead.meta.json',
      'build/lead.evidence.json',
      'build/lead.gpu.json',
      'package-lock.json',
    ],
    ignore: (path) => path === 'src/cli' || isGenerated(path),
    outputs: ['dist/index.html', 'dist/workbench.html'],
    build: async () => (await import('./build-page.mjs')).buildPage(),
  },
};

/**
 * Builds the named stages and what they need, where stale.
 * @param {readonly string[]} names
 * @param {{ log?: (line: string) => void, force?: boolean }} [options] `force`: also what is fresh
 * @throws what the compilers throw; the stage then counts as stale still
 */
export async function ensure(names, options = {}) {
  const { log = () => {}, force = false } = options;
  const done = new Set();
  /** @param {string} name */
  const visit = async (name) => {
    const stage = STAGES[name];
    if (stage === undefined) throw new Error(`unknown stage "${name}" (one of: ${Object.keys(STAGES).join(', ')})`);
    if (done.has(name)) return;
    done.add(name);
    for (const need of stage.needs) await visit(need);
    const { fresh, snapshot } = inspect(stage);
    if (fresh && !force) return;
    const start = performance.now();
    await stage.build();
    writeRecord(name, snapshot);
    log(`built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  };
  for (const name of names) await visit(name);
}
