/** The built folder on any static host: from a sub-path, without a network, under its own content policy, updated on request. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../scripts/lib/project.mjs';
import { expect, median, open, settle, test } from './page.ts';
import { type StaticHost, serve } from './share-server.ts';

const DIST = join(ROOT, 'dist');
const SUBPATH = '/reports/2026/headway/';

let host: StaticHost;

/** A copy that may be changed. */
function copyOfBuild(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headway-dist-'));
  cpSync(DIST, folder, { recursive: true });
  return folder;
}

/** Waits until every file is kept. */
async function keptOffline(page: Page): Promise<void> {
  const state = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state);
  await expect.poll(state, { timeout: 30_000 }).toBe('activated');
}

test.describe('on a static host', () => {
  test.beforeEach(async () => {
    host = await serve(copyOfBuild(), SUBPATH);
  });
  test.afterEach(() => host.close());

  test('the page works from a sub-path, in every room', async ({ page }) => {
    for (const room of ['forecast', 'assumptions', 'model', 'share', 'limits']) {
      await open(page, `${host.address}#${room}`);
      await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
      await expect(page.getByText('could not be loaded')).toHaveCount(0);
    }
    await settle(page);
  });

  test('with the network cut after the first load, the page, its rooms and links still open', async ({
    page,
    context,
  }) => {
    await open(page, host.address);
    await settle(page);
    await keptOffline(page);
    await host.close();
    await context.setOffline(true);
    await page.goto('about:blank');
    await open(page, `${host.address}#v=1&labSecurity=0.9&n=16384`);
    await expect(page.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.9');
    await settle(page);
    await page.getByRole('link', { name: 'Assumptions' }).click();
    await expect(page.locator('#input-lagToday')).toBeVisible();
    await page.getByRole('link', { name: 'Model text' }).click();
    await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
    await expect(page.getByText('could not be loaded')).toHaveCount(0);
  });

  test('the manifest is whole: name, start, icons that are there', async ({ page }) => {
    await page.goto(host.address);
    const manifest = await page.evaluate(async () => {
      const { href } = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!;
      const found = await (await fetch(href)).json();
      const icons = await Promise.all(
        found.icons.map(async ({ src }: { src: string }) => (await fetch(new URL(src, href))).status),
      );
      return { ...found, base: href, icons };
    });
    expect(manifest).toMatchObject({ short_name: 'Headway', display: 'standalone', icons: [200, 200, 200] });
    expect(new URL(manifest.start_url, manifest.base).href).toBe(host.address);
  });
});

test('a new version is said when no run is going on, and loaded when asked, with the forecast', async ({ page }) => {
  const folder = copyOfBuild();
  host = await serve(folder, SUBPATH);
  await open(page, `${host.address}#v=1&labSecurity=0.9&n=16384`);
  await settle(page);
  await keptOffline(page);
  const notice = page.getByText('A new version of this page is ready');
  await expect(notice).toHaveCount(0);

  const worker = join(folder, 'sw.js');
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// another version`);
  await page.reload();
  await expect(median(page)).toBeVisible({ timeout: 30_000 });
  await settle(page);
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'load it' }).click()]);
  await expect(median(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.9');
  await expect(notice).toHaveCount(0);
  await host.close();
});

test('the content policy allows the page’s own files and nothing else, and no room breaks it', async ({ page }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(globalThis, { broken });
    document.addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  const broken = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken);
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  for (const room of ['forecast', 'why', 'assumptions', 'criticisms', 'correlations', 'model', 'share', 'limits']) {
    await page.goto(`./#${room}`);
    await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
  }
  await page.goto('./#forecast');
  await page.locator('figure.chart').first().getByText('Table and downloads').click();
  await page.getByRole('button', { name: 'sampling' }).click();
  await settle(page);
  expect(await broken()).toEqual([]);
});

test('under the policy neither eval nor injected scripts nor remote requests work', async ({ page }) => {
  // A page of its own: what is tried here shows in the console, as it should.
  const plain = await page.context().newPage();
  await plain.goto('./');
  const tried = await plain.evaluate(async () => {
    const attempt = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'worked';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // Outside of the debugger's own call, which may use eval.
    const later = (work: () => unknown): Promise<string> =>
      new Promise((resolve) => setTimeout(() => attempt(work).then(resolve)));
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.head.append(script);
    return {
      // biome-ignore lint/security/noGlobalEval: that it fails is the point
      eval: await later(() => globalThis.eval('1')),
      maker: await later(() => new Function('return 1')()),
      fetch: await later(() => fetch('https://example.org/')),
      injected: 'injected' in globalThis,
      wasm: await later(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    };
  });
  expect(tried).toEqual({ eval: 'EvalError', maker: 'EvalError', fetch: 'TypeError', injected: false, wasm: 'worked' });
  await plain.close();
});
