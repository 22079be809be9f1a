/** The page's weight, held by the build: a first load beyond the budget is a failed build. */
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface Budget {
  /** Compressed bytes of the entry script, its static imports and the worker scripts that the page starts at once. */
  readonly scriptGzip: number;
  /** Names of worker scripts that are started later, and only where there is something for them. */
  readonly lateWorkers: RegExp;
  /** Bytes of every WASM file together. */
  readonly wasm: number;
}

type Bundle = Rolldown.OutputBundle;

/** The entry of the page, as vite.config.ts names it. */
const PAGE = 'index';

/** The entry and all it imports statically: what the browser must have before the page works. */
function firstLoadScripts(bundle: Bundle, lateWorkers: RegExp): string[] {
  const names = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (names.has(name) || chunk?.type !== 'chunk') return;
    names.add(name);
    chunk.imports.forEach(visit);
  };
  for (const [name, file] of Object.entries(bundle)) {
    // Other entries are for other pages: this one never loads them.
    if (file.type === 'chunk' && file.isEntry && file.name === PAGE) visit(name);
    // Workers come out as assets.
    if (file.type === 'asset' && name.endsWith('.js') && !lateWorkers.test(name)) names.add(name);
  }
  return [...names];
}

const contentOf = (file: Bundle[string]): string | Uint8Array => (file.type === 'chunk' ? file.code : file.source);

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

export function budget(limit: Budget): Plugin {
  return {
    name: 'headway:budget',
    apply: 'build',
    configResolved({ isProduction }) {
      if (!isProduction) throw new Error('this would be a debug build: NODE_ENV must be "production" or unset');
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        let script = 0;
        for (const name of firstLoadScripts(bundle, limit.lateWorkers)) {
          const file = bundle[name];
          if (file !== undefined) script += gzipSync(contentOf(file)).byteLength;
        }
        let wasm = 0;
        for (const [name, file] of Object.entries(bundle)) {
          if (name.endsWith('.wasm')) wasm += Buffer.byteLength(contentOf(file));
        }
        this.info(`first load: ${kilobytes(script)} of script (gzip), ${kilobytes(wasm)} of WASM`);
        if (script > limit.scriptGzip) {
          this.error(
            `first-load script is ${kilobytes(script)} compressed, budget ${kilobytes(limit.scriptGzip)}: load something lazily`,
          );
        }
        if (wasm > limit.wasm) this.error(`WASM is ${kilobytes(wasm)}, budget ${kilobytes(limit.wasm)}`);
      },
    },
  };
}
