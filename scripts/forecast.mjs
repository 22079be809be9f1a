/** `npm run --silent forecast -- COMMAND …`: the CLI, built first where stale. Only the CLI writes to stdout. */
import { ensure } from './lib/stages.mjs';

await ensure(['node'], { log: (line) => process.stderr.write(`${line}\n`) });
/** @type {typeof import('../src/cli/main.ts')} */
const { main } = await import(new URL('../build/node/cli.js', import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
