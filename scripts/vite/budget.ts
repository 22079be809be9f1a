/** The page's weight, held by the build: a first load beyond the budget is a failed build. */
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export interface Budget {
  /** Compressed bytes of the entry script, its static imports and the worker scripts that the page starts at once. */
  readonly scriptGzip: number;
  /** Names of worker scripts that are started later, and only where there is something for them. */
  readonly lateWorkers: RegExp;
  /** Compressed bytes of all that and of the charts of the first screen, which are fetched while the first answer is computed. */
  readonly screenGzip: number;
  /** Bytes of the WASM files of the first load together. */
  readonly wasm: number;
  /** Names of WASM files that other pages load. */
  readonly lateWasm: RegExp;
}

type Bundle = Rolldown.OutputBundle;

/** The entry of the page, as vite.config.ts names it. */
const PAGE = 'index';
/** What it asks for at once, to draw the first answer. */
const CHARTS = /\/panels\/forecast-page\.tsx$/;

/**
 * The entry and all it imports statically: what the browser must have before the page works.
 * @param charts whether those of the first screen count too
 */
function firstLoadScripts(bundle: Bundle, lateWorkers: RegExp, charts: boolean): string[] {
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
    if (charts && file.type === 'chunk' && CHARTS.test(file.facadeModuleId ?? '')) visit(name);
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
        const weigh = (charts: boolean): number =>
          firstLoadScripts(bundle, limit.lateWorkers, charts).reduce((sum, name) => {
            const file = bundle[name];
            return file === undefined ? sum : sum + gzipSync(contentOf(file)).byteLength;
          }, 0);
        const [script, screen] = [weigh(false), weigh(true)];
        let wasm = 0;
        for (const [name, file] of Object.entries(bundle)) {
          if (name.endsWith('.wasm') && !limit.lateWasm.test(name)) wasm += Buffer.byteLength(contentOf(file));
        }
        this.info(
          `first load: ${kilobytes(script)} of script (gzip), ${kilobytes(screen)} with the first charts, ${kilobytes(wasm)} of WASM`,
        );
        if (script > limit.scriptGzip) {
          this.error(
            `first-load script is ${kilobytes(script)} compressed, budget ${kilobytes(limit.scriptGzip)}: load something lazily`,
          );
        }
        if (screen > limit.screenGzip) {
          this.error(`with the first charts it is ${kilobytes(screen)}, budget ${kilobytes(limit.screenGzip)}`);
        }
        if (wasm > limit.wasm) this.error(`WASM is ${kilobytes(wasm)}, budget ${kilobytes(limit.wasm)}`);
      },
    },
  };
}
