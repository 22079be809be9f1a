/** Memory of hostile links: a thread with a small heap opens thousands of every kind, each as the page does. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { bundleForNode } from '../../scripts/lib/build-node.mjs';
import { SIZES } from '../fuzz-sizes.ts';
import { LEAD } from './forecasts.ts';
import { LINKS } from './fuzz.ts';
import type { HeapTask } from './heap-worker.ts';

/** Megabytes of heap for the reader, its model and a link: 30 hold it all, 20 do not hold the heaviest. */
const HEAP_MB = 40;

test('no link takes more memory than a small heap has', { timeout: 900_000 }, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'headway-heap-')), 'bundle');
  await bundleForNode({ worker: fileURLToPath(new URL('heap-worker.ts', import.meta.url)) }, folder);
  const worker = new Worker(join(folder, 'worker.js'), {
    workerData: { count: SIZES.links, links: LINKS, model: LEAD } satisfies HeapTask,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 8 },
  });
  const opened = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  expect(opened).toBeGreaterThanOrEqual(SIZES.links);
});
