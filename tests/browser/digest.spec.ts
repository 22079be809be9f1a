/** The same request has the same digest in Chromium and in Node, for any number of workers and any order of blocks. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import { alias, BUILD, ROOT } from '../../scripts/lib/project.mjs';
import type { RunDocument } from '../../src/cli/document.ts';
import type { ForecastRequest } from '../../src/engine/types.ts';

const outDir = join(BUILD, 'test/digest');
let server: PreviewServer;

test.beforeAll(async () => {
  const root = join(ROOT, 'tests/browser/digest');
  const shared = { root, configFile: false, base: './', logLevel: 'warn', resolve: { alias } } as const;
  await build({
    ...shared,
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  });
  server = await preview({ ...shared, build: { outDir }, preview: { port: 4374 } });
});

test.afterAll(() => server.close());

/** The same function as in digest/main.ts, as the test sees it. */
declare const digest: (request: ForecastRequest, size: number, shuffled: boolean) => Promise<string>;

for (const sampler of ['sobol', 'philox']) {
  test(`the digest of a run is that of Node, ${sampler}`, async ({ page }) => {
    const options = [
      '--preset',
      'status-quo',
      '--preset',
      'act-now',
      '--samples',
      '40960',
      '--sampler',
      sampler,
      '--json',
    ];
    const script = join(ROOT, 'scripts/forecast.mjs');
    const maxBuffer = 2 ** 26;
    const node: RunDocument = JSON.parse(
      execFileSync(process.execPath, [script, 'run', ...options], { encoding: 'utf8', maxBuffer }),
    );
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    for (const [size, shuffled] of [
      [1, false],
      [2, false],
      [5, false],
      [2, true],
    ] as const) {
      const found = await page.evaluate(([request, ...how]) => digest(request, ...how), [
        node.request,
        size,
        shuffled,
      ] as const);
      expect(found, `${size} workers${shuffled ? ', shuffled blocks' : ''}`).toBe(node.digest);
    }
  });
}
