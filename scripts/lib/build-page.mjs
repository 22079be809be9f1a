/** Stage `page`: the site in dist/, by vite.config.ts. */
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './project.mjs';

export async function buildPage() {
  await build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
}
