/** `npm run --silent forecast -- COMMAND …`: the CLI, built first where stale. Only the CLI writes to stdout. */
import { ensure } from './lib/stages.mjs';

try {
  await ensure(['node'], { log: (line) => process.stderr.write(`${line}\n`) });
  /** @type {typeof import('../src/cli/main.ts')} */
  const { main } = await import(new URL('../build/node/cli.js', import.meta.url).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
