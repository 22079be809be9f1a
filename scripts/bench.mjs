/** `npm run bench [-- NAME [ARGUMENTS]]`: runs a benchmark of bench/, bundled as the CLI is (default: engines). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleForNode } from './lib/build-node.mjs';
import { BUILD, ROOT } from './lib/project.mjs';
import { ensure } from './lib/stages.mjs';

const [name = 'engines', ...rest] = process.argv.slice(2);
const entry = join(ROOT, 'bench', `${name}.ts`);
if (!/^[\w-]+$/.test(name) || !existsSync(entry)) {
  const names = readdirSync(join(ROOT, 'bench')).flatMap((file) => (file.endsWith('.ts') ? [file.slice(0, -3)] : []));
  console.error(`no benchmark "${name}" (known: ${names.join(', ')})`);
  process.exitCode = 2;
} else {
  await ensure(['node'], { log: console.log });
  await bundleForNode({ [name]: entry }, join(BUILD, 'bench'));
  const { bench } = await import(pathToFileURL(join(BUILD, 'bench', `${name}.js`)).href);
  await bench(ROOT, rest);
}
