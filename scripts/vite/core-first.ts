/** In development: builds the WASM core before the first page, and again when the model, language or core changes. */
import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from '../lib/project.mjs';
import { ensure, STAGES } from '../lib/stages.mjs';

export function coreFirst(): Plugin {
  const build = (): Promise<void> => ensure(['core'], { log: console.log });
  return {
    name: 'headway:core-first',
    apply: 'serve',
    async configureServer(server) {
      await build();
      server.watcher.add(STAGES['core']?.inputs.map((path) => `${ROOT}/${path}`) ?? []);
      server.watcher.on('change', (file) => {
        const path = relative(ROOT, file);
        if (!STAGES['core']?.inputs.some((input) => path.startsWith(input)) || STAGES['core'].ignore(path)) return;
        build().catch((error: unknown) => server.config.logger.error(String(error)));
      });
    },
  };
}
