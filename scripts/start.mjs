/** `npm start [-- --dev] [--port N]`: builds what is stale and serves the page. */
import { parseArgs } from 'node:util';
import { ROOT } from './lib/project.mjs';
import { ensure } from './lib/stages.mjs';

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    port: { type: 'string', default: '4173' },
    strict: { type: 'boolean', default: false },
  },
});
const address = { port: Number(values.port), strictPort: values.strict };

/** @param {{ resolvedUrls: { local: string[] } | null }} server */
const announce = (server) =>
  console.log(`Headway is at ${server.resolvedUrls?.local[0] ?? `http://localhost:${values.port}/`}`);

if (values.dev) {
  const { createServer } = await import('vite');
  const server = await createServer({ root: ROOT, server: address });
  await server.listen();
  announce(server);
} else {
  await ensure(['page'], { log: console.log });
  const { preview } = await import('vite');
  announce(await preview({ root: ROOT, preview: address }));
}
