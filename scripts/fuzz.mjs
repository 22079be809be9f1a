/**
 * `npm run fuzz`: the random tests in whole. `npm test` runs a seeded slice of those of the language, which take minutes,
 * and all of those of links.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './lib/project.mjs';
import { ensure } from './lib/stages.mjs';

const TESTS = [
  'tests/language/fuzz',
  'tests/language/equivalence',
  'tests/share/hostile',
  'tests/share/forged',
  'tests/share/claims',
  'tests/share/heap',
];

await ensure(['core', 'node'], { log: console.log });
const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', ...TESTS], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, FUZZ: 'whole' },
});
process.exitCode = status ?? 1;
