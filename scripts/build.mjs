/** `npm run build [-- STAGE…] [--force]`: builds the named stages (default: all) where stale. */
import { ensure, STAGES } from './lib/stages.mjs';

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
try {
  await ensure(names.length > 0 ? names : Object.keys(STAGES), { log: console.log, force: args.includes('--force') });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
