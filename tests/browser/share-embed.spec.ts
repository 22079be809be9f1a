/** A forecast in another page: the example, from a static host, as its readers see it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { FrameLocator, Page } from '@playwright/test';
import { ROOT } from '../../scripts/lib/project.mjs';
import { expect, numberIn, test } from './page.ts';
import { type StaticHost, serve } from './share-server.ts';

const DIST = join(ROOT, 'dist');
const EXAMPLE = readFileSync(join(ROOT, 'examples/embed/index.html'), 'utf8');

let host: StaticHost;
test.beforeAll(async () => {
  host = await serve(DIST, '/report/headway/', { '/report/': EXAMPLE });
});
test.afterAll(() => host.close());

const report = (): string => new URL('../', host.address).href;
const frameOf = (page: Page): FrameLocator => page.frameLocator('headway-forecast iframe');
const setLink = (page: Page, link: string): Promise<void> =>
  page.locator('headway-forecast').evaluate((element, text) => element.setAttribute('link', text), link);

test('the example shows the answer of its link, and no more than a compact view', async ({ page }) => {
  await page.goto(report());
  const frame = frameOf(page);
  await expect(frame.locator('.answer strong').first()).toBeVisible({ timeout: 30_000 });
  await expect(frame.locator('figure.chart')).toHaveCount(1);
  await expect(frame.getByRole('slider', { name: /Security/ })).toHaveCount(0);
  await expect(frame.locator('header, .ledger, .run-bar')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('headway-forecast').analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target)}`)).toEqual([]);
});

test('the frame is as high as what it shows, on a wide page and a narrow one', async ({ page }) => {
  for (const width of [1200, 380]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(report());
    const content = frameOf(page).locator('main.embed');
    await expect(frameOf(page).locator('figure.chart')).toBeVisible({ timeout: 30_000 });
    const heights = async (): Promise<number> => {
      const outer = (await page.locator('headway-forecast iframe').boundingBox())?.height ?? 0;
      const inner = (await content.boundingBox())?.height ?? 0;
      return Math.abs(outer - inner);
    };
    await expect.poll(heights).toBeLessThanOrEqual(1);
    const over = await content.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
});

test('another link shows another forecast; its levers answer in the frame', async ({ page, browser }) => {
  const author = await (await browser.newContext()).newPage();
  await author.goto(`${host.address}#v=1&labSecurity=0.9&n=16384`);
  await author.getByRole('link', { name: 'Share' }).click();
  await author.locator('.embed-part summary').click();
  await author.getByRole('checkbox', { name: 'Security of US labs' }).check();
  const field = author.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/digest=/, { timeout: 30_000 });
  const link = await field.inputValue();
  await author.context().close();

  await page.goto(report());
  const frame = frameOf(page);
  await expect(frame.locator('.answer strong').first()).toBeVisible({ timeout: 30_000 });
  await setLink(page, link);
  await expect(frame.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.9');
  await expect(frame.locator('.verdict')).toContainText('Reproduced exactly', { timeout: 30_000 });
  const before = await numberIn(frame.locator('.answer strong').first());
  await frame.getByRole('slider', { name: 'Security of US labs' }).focus();
  await page.keyboard.press('Home');
  await expect.poll(() => numberIn(frame.locator('.answer strong').first())).not.toBe(before);
});

test('nothing but a Headway page is ever shown in the frame', async ({ page }) => {
  await page.goto(report());
  for (const [attribute, value] of [
    ['src', 'javascript:alert(1)'],
    ['src', 'data:text/html,hello'],
    ['link', 'javascript:alert(1)#x'],
    ['link', 'https://example.org/elsewhere#v=1'],
  ] as const) {
    await page
      .locator('headway-forecast')
      .evaluate((element, pair) => element.setAttribute(...pair), [attribute, value] as const);
    const shown = await page.locator('headway-forecast iframe').getAttribute('src');
    expect(shown?.startsWith(`${host.address}?embed#`), `${attribute} ${value}: ${shown}`).toBe(true);
  }
});

test('heights from elsewhere, and absurd ones, are not taken', async ({ page }) => {
  await page.goto(report());
  const frame = page.locator('headway-forecast iframe');
  await expect(frameOf(page).locator('figure.chart')).toBeVisible({ timeout: 30_000 });
  const before = await frame.evaluate((element) => (element as HTMLIFrameElement).style.height);
  await page.evaluate(() => postMessage({ type: 'headway:height', height: 3999 }, '*'));
  await page.waitForTimeout(200);
  expect(await frame.evaluate((element) => (element as HTMLIFrameElement).style.height)).toBe(before);
});

test('the element is one small file', () => {
  const script = readFileSync(join(DIST, 'headway-forecast.js'), 'utf8');
  expect(script).not.toMatch(/\bimport\s*["'{*]/);
  expect(gzipSync(script).byteLength).toBeLessThan(2000);
});
