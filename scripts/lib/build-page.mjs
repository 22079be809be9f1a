/** Stage `page`: the site in dist/, by vite.config.ts. */
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

export async function buildPage() {
  // The core is built by Vite's module runner, which leaves `development` here: a page built after it would be a debug build.
  process.env['NODE_ENV'] = 'production';
  await build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
}
