/** The built page in the system's Chromium, for what is measured there. */
import { join } from 'node:path';
import type { Browser } from '@playwright/test';

/** Libraries of the page's tests: found when run, never bundled. */
const load = <T>(name: string): Promise<T> => import(/* @vite-ignore */ name) as Promise<T>;

/**
 * Builds what is stale, serves the page, and gives a browser and its address to `work`.
 * @param root of the project
 */
export async function withBrowser(
  root: string,
  port: number,
  work: (browser: Browser, address: string) => Promise<void>,
): Promise<void> {
  const stages = await load<{ ensure(names: string[], options: object): Promise<void> }>(
    join(root, 'scripts/lib/stages.mjs'),
  );
  await stages.ensure(['page'], { log: console.log });
  const { findChromium } = await load<{ findChromium(): string | null }>(join(root, 'scripts/lib/chromium.mjs'));
  const { chromium } = await load<typeof import('@playwright/test')>('@playwright/test');
  const { preview } = await load<typeof import('vite')>('vite');
  const server = await preview({ root, preview: { port, strictPort: true }, logLevel: 'warn' });
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await work(browser, `http://localhost:${port}/`);
  } finally {
    await browser.close();
    await server.close();
  }
}
