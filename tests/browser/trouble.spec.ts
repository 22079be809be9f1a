/** Trouble from outside the page: storage that is broken, files and frames that lie, two tabs, a page brought back. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../../scripts/lib/project.mjs';
import { expect, median, open, settle, test } from './page.ts';
import { serve } from './share-server.ts';

const FEW = './#v=1&labSecurity=0.9&n=16384';

async function share(page: Page): Promise<void> {
  await open(page, FEW);
  await settle(page);
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(page.getByRole('heading', { name: 'Share, save and cite this forecast' })).toBeVisible();
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Save this forecast' }).click();
}

const names = (page: Page) => page.locator('.saved-name');

/** The page's database, made by something else before the page comes. */
async function database(page: Page, version: number, store: boolean, entries: readonly unknown[] = []): Promise<void> {
  // The forecast's room does not ask for it.
  await page.goto('./');
  await page.evaluate(
    ([number, made, values]) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open('headway', number);
        asked.onupgradeneeded = () => {
          if (!made) return;
          const forecasts = asked.result.createObjectStore('forecasts', { keyPath: 'id' });
          for (const value of values) forecasts.put(value);
        };
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          asked.result.close();
          resolve();
        };
      }),
    [version, store, entries] as const,
  );
  await page.goto('about:blank');
}

for (const [what, version, store] of [
  ['without its store', 1, false],
  ['of a newer page', 7, true],
] as const) {
  test(`a database ${what} is said in words, and nothing in it is touched`, async ({ page }) => {
    await database(page, version, store);
    await share(page);
    await expect(page.getByRole('alert').filter({ hasText: 'Nothing was deleted' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/digest=/);
    const found = await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.version));
    expect(found).toEqual([version]);
  });
}

test('entries that are no saved forecasts are passed over, and a hostile link among them is opened as any other', async ({
  page,
}) => {
  const entry = { name: '<img src=x onerror=alert(1)>', note: '', savedAt: '2026-01-01T00:00:00Z' };
  await database(page, 1, true, [
    { id: 'a', ...entry, link: 'v=1&usGrowthNow=uniform:-1e30,1e30&usStock=uniform:0,1e30&n=16384' },
    { id: 'b', ...entry, link: 7 },
    { id: 'c' },
    { id: 3, name: {}, note: [], link: null, savedAt: 0 },
  ]);
  await share(page);
  await expect(names(page)).toHaveText([entry.name]);
  await names(page).click();
  await expect(page.locator('.received .chip')).toHaveCount(2);
  await expect(page.locator('.saved-name img')).toHaveCount(0);
});

test('a file of saved forecasts adds, and takes the place of nothing', async ({ page }) => {
  await share(page);
  await save(page, 'Mine');
  await expect(names(page)).toHaveText(['Mine']);
  const id = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const asked = indexedDB.open('headway');
        asked.onsuccess = () => {
          const keys = asked.result.transaction('forecasts').objectStore('forecasts').getAllKeys();
          keys.onsuccess = () => {
            asked.result.close();
            resolve(String(keys.result[0]));
          };
        };
      }),
  );
  const entry = { id, note: '', link: 'v=1&labSecurity=0', savedAt: '2020-01-01T00:00:00Z' };
  const file = {
    headwayForecasts: 1,
    forecasts: [
      { ...entry, name: 'Theirs' },
      { ...entry, name: 'Theirs too' },
      ...Array.from({ length: 5000 }, () => ({ id: 'x' })),
    ],
  };
  const text = JSON.stringify(file).replace('"note"', '"__proto__":{"polluted":1},"note"');
  await page.getByLabel('File of saved forecasts').setInputFiles({
    name: 'f.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  const said = page.getByRole('status').filter({ hasText: '2 taken in.' });
  await expect(said).toContainText('Only the first 1000 of 5002 entries were read.');
  expect((await said.textContent())?.length).toBeLessThan(2500);
  await expect(names(page)).toHaveText(['Mine', 'Theirs', 'Theirs too']);
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
});

test('a worker that is killed in mid-run is replaced, and the counts are the same', async ({ page }) => {
  await page.addInitScript(() => {
    const made: Worker[] = [];
    Object.assign(globalThis, { made });
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        made.push(this);
      }
    };
  });
  await open(page, './#v=1&labSecurity=0.9&n=524288');
  await expect(page.locator('.run-phase')).toHaveText('sampling');
  // As browsers do for want of memory. One that says nothing is missed after two minutes (tests/workers).
  await page.evaluate(() => {
    const [first] = (globalThis as unknown as { made: Worker[] }).made;
    first?.terminate();
    first?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  });
  await expect(page.locator('.run-phase')).toHaveText('done', { timeout: 80_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'died and was replaced' })).toBeVisible();
  const words = await page.locator('.answer').textContent();
  await page.getByRole('button', { name: 'run again' }).click();
  await settle(page);
  expect(await page.locator('.answer').textContent()).toBe(words);
});

test('two tabs save at once, and both forecasts are kept', async ({ page, context }) => {
  const other = await context.newPage();
  await share(page);
  await share(other);
  await Promise.all([save(page, 'From the first'), save(other, 'From the second')]);
  for (const tab of [page, other]) await expect(names(tab).filter({ hasText: 'From the' }).first()).toBeVisible();
  await page.goto('about:blank');
  await open(page, './#share');
  await expect(names(page)).toHaveCount(2);
  await other.close();
});

test('a page left and brought back has its forecast, and answers', async ({ page }) => {
  await open(page, FEW);
  await settle(page);
  const lever = page.getByRole('slider', { name: 'Security of US labs' });
  await lever.focus();
  await page.keyboard.press('End');
  await settle(page);
  await expect(page).toHaveURL(/labSecurity=1&/);
  await page.goto('./workbench.html');
  await page.goBack();
  await expect(median(page)).toBeVisible({ timeout: 30_000 });
  await expect(lever).toHaveValue('1');
  await lever.focus();
  await page.keyboard.press('Home');
  await settle(page);
  await expect(page).toHaveURL(/labSecurity=0&/);
});

test('a frame of another origin moves neither the element around a forecast nor the forecast in it', async ({
  page,
}) => {
  const host = await serve(join(ROOT, 'dist'), '/headway/', {
    '/report/': `<!doctype html><title>r</title><script type="module" src="/headway/headway-forecast.js"></script>
<headway-forecast link="v=1&labSecurity=0.9&n=16384" src="/headway/"></headway-forecast><iframe id="evil"></iframe>`,
    '/evil/': `<!doctype html><title>e</title><script>
const tell = (to) => { try { to.postMessage({ type: 'headway:height', height: 3999 }, '*');
  to.postMessage({ link: 'v=1&labSecurity=0', type: 'headway:link' }, '*'); } catch {} };
setInterval(() => { tell(parent); for (let i = 0; i < parent.length; i += 1) tell(parent[i]); }, 50);
</script>`,
  });
  const report = new URL('/report/', host.address);
  await page.goto(report.href);
  const frame = page.frameLocator('headway-forecast iframe');
  await expect(frame.locator('.answer strong').first()).toBeVisible({ timeout: 30_000 });
  await expect(frame.locator('figure.chart')).toBeVisible();
  const foreign = new URL('/evil/', report);
  foreign.hostname = 'localhost';
  await page.locator('#evil').evaluate((element, src) => element.setAttribute('src', src), foreign.href);
  const answer = await frame.locator('.answer').textContent();
  await page.waitForTimeout(1000);
  expect(await frame.locator('.answer').textContent()).toBe(answer);
  expect((await page.locator('headway-forecast iframe').boundingBox())?.height).toBeLessThan(3000);
  await host.close();
});
