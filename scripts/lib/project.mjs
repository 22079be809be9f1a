/** Where things lie, and the one import alias: shared by every script and config file. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** What outputs of the build live in; never committed. */
export const BUILD = join(ROOT, 'build');

/** `import … from 'headway'` in a model text. */
export const alias = { headway: join(ROOT, 'src/language/index.ts') };
