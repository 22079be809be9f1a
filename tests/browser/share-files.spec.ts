/** Files and saved forecasts: what is written is what was computed; storage that fails is said in words. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ForecastDocument } from '../../src/share/exports/document.ts';
import type { SipmathLibrary } from '../../src/share/exports/sipmath.ts';
import { expect, open, settle, test } from './page.ts';

const FEW = './#v=1&labSecurity=0.9&n=16384';

async function share(page: Page, address = FEW): Promise<void> {
  await open(page, address);
  await settle(page);
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(page.getByRole('heading', { name: 'Share, save and cite this forecast' })).toBeVisible();
}

/** The text of the file that a click brings. */
async function fileOf(page: Page, button: string): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Without the browser's question for a place, which no test can answer. */
async function noPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
}

test('JSON and quantiles are those on screen, under the digest of the link', async ({ page }) => {
  await share(page);
  const json = await fileOf(page, 'Question and answer as JSON');
  const document = JSON.parse(json.text) as ForecastDocument;
  expect(json.name).toBe(`headway-${document.digest?.slice(0, 8)}.json`);
  expect(document.request.scenarios.map(({ id }) => id)).toEqual(['status-quo', 'policy']);
  expect(document.samples).toBe(16_384);
  expect(document.link).toBe(await page.getByRole('textbox', { name: 'Link' }).inputValue());
  const median = document.scenarios[1]?.outcomes['forwardLead']?.['2028.5']?.p50 ?? Number.NaN;
  await expect(page.locator('.answer strong').first()).toContainText(median.toFixed(1));
  const csv = await fileOf(page, 'Quantiles as CSV');
  expect(csv.text).toContain(`policy,,forwardLead,months,2028.5,`);
  expect(csv.text).toContain(`,${median},`);
});

test('a SIPmath library holds every outcome of every scenario, under the digest of the link', async ({ page }) => {
  await share(page);
  const { name, text } = await fileOf(page, 'Outcomes as SIPmath 3.0');
  const library = JSON.parse(text) as SipmathLibrary;
  expect(name).toMatch(/^headway-[0-9a-f]{8}\.sipmath\.json$/);
  expect(library.libraryType).toBe('SIPmath_3_0');
  expect(library.sips.map((sip) => sip.name)).toContain('policy.forwardLead@2028.5');
  expect(library.provenance).toContain(await page.getByRole('textbox', { name: 'Link' }).inputValue());
});

test('raw samples stream to a file while the page goes on', async ({ page }) => {
  await noPicker(page);
  await share(page);
  const rows = page.getByRole('textbox', { name: 'Rows' });
  await rows.fill('6000');
  await rows.press('Enter');
  const { text } = await fileOf(page, 'Samples as CSV');
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(6001);
  expect(lines[0]).toMatch(/^sample,lagToday,.*,status-quo\.forwardLead@2028\.5,policy\.forwardLead@2028\.5$/);
  expect(lines[6000]).toMatch(/^5999,/);
  await expect(page.getByRole('status').filter({ hasText: '6,000 samples written' })).toBeVisible();
});

test('a million rows can be stopped, and nothing is kept', async ({ page }) => {
  await noPicker(page);
  await share(page);
  const rows = page.getByRole('textbox', { name: 'Rows' });
  await rows.fill('1000000');
  await rows.press('Enter');
  await page.getByRole('button', { name: 'Samples as CSV' }).click();
  await expect(page.getByRole('progressbar', { name: 'Samples written' })).toBeVisible();
  await page.getByRole('button', { name: 'stop', exact: true }).last().scrollIntoViewIfNeeded();
  await page.locator('#samples-title ~ p').getByRole('button', { name: 'stop' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Stopped; nothing was kept.' })).toBeVisible();
});

test('a forecast is saved, found, opened, duplicated, deleted and brought back', async ({ page }) => {
  await share(page);
  const names = page.locator('.saved-name');
  for (const name of ['First', 'Second', 'Third one', 'Fourth']) {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('button', { name: 'Save this forecast' }).click();
    await expect(names.filter({ hasText: name })).toHaveCount(1);
  }
  await page.getByRole('button', { name: 'Duplicate First' }).click();
  await expect(names).toHaveCount(5);
  await page.getByRole('searchbox', { name: 'Search' }).fill('one third');
  await expect(names).toHaveText(['Third one']);
  await page.getByRole('searchbox', { name: 'Search' }).fill('');
  await page.getByRole('button', { name: 'Delete Second' }).click();
  await expect(names).toHaveCount(4);
  await page.getByRole('button', { name: 'bring it back' }).click();
  await expect(names).toHaveCount(5);

  await page.goto('about:blank');
  await open(page, './#share');
  await expect(page.getByRole('radio', { name: 'Your policy' })).toHaveCount(0);
  await names.filter({ hasText: 'Fourth' }).click();
  await expect(page.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.9');
  await expect(page.locator('.received .verdict')).toContainText('Reproduced exactly', { timeout: 30_000 });
});

test('all saved forecasts go into one file and come back from it, faulty ones left out in words', async ({ page }) => {
  await share(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kept');
  await page.getByRole('button', { name: 'Save this forecast' }).click();
  const { text } = await fileOf(page, 'export all as one file');
  await page.getByRole('button', { name: 'Delete Kept' }).click();
  await expect(page.locator('.saved-name')).toHaveCount(0);
  const file = JSON.parse(text) as { forecasts: { id: string; name: string; link: string }[] };
  file.forecasts.push({ ...file.forecasts[0]!, id: 'bad', name: 'Broken', link: 'v=9' });
  const take = (content: string) =>
    page.getByLabel('File of saved forecasts').setInputFiles({
      name: 'f.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
  await take(JSON.stringify(file));
  await expect(page.locator('.saved-name')).toHaveText(['Kept']);
  await expect(
    page.getByRole('status').filter({ hasText: '1 taken in. Entry 2, “Broken”, cannot be opened' }),
  ).toBeVisible();
  await take('{"a":1}');
  await expect(page.getByRole('status').filter({ hasText: 'does not hold saved forecasts' })).toBeVisible();
});

test('storage that is blocked or full is said in words, and the page goes on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await share(page);
  await expect(page.getByRole('alert').filter({ hasText: 'does not let the page store' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/digest=/);
});

test('full storage says what to do', async ({ page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await share(page);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('X');
  await page.getByRole('button', { name: 'Save this forecast' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'storage for this page is full' })).toBeVisible();
});

test('a citation names the digest and the link', async ({ page }) => {
  await share(page);
  await page.locator('.citation summary', { hasText: 'BibTeX' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await expect(page.locator('.citation pre').last()).toContainText(`\\url{${link}}`);
});
