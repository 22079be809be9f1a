/** Charts and scenarios under the hands of a reader: shapes, readings, spread, bounds, and what is listed. */
import type { Page } from '@playwright/test';
import { expect, open, openQuick, scenarioRow, settle, test } from './page.ts';

const charts = (page: Page) => page.locator('.charts-main figure.chart');
/** What the canvas shows, as a fingerprint. */
const picture = (page: Page, index: number): Promise<string> =>
  charts(page)
    .nth(index)
    .locator('canvas')
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

test('the distribution is shown as dots, as a histogram and as a chance of at least, each with its axis', async ({
  page,
}) => {
  await openQuick(page);
  const distribution = charts(page).first();
  const seen = new Set([await picture(page, 0)]);
  await expect(distribution).toContainText('each dot is 2 % of futures');
  for (const [name, axis] of [
    ['Histogram', 'share of futures per bin, %'],
    ['Chance of at least', 'share of futures at or above, %'],
  ] as const) {
    await page.getByRole('radio', { name }).check();
    await expect(distribution).toContainText(axis);
    await expect.poll(async () => seen.has(await picture(page, 0))).toBe(false);
    seen.add(await picture(page, 0));
    // The threshold is dragged in every shape.
    await page.getByRole('slider', { name: 'Threshold' }).press('ArrowRight');
  }
  await expect(page.getByRole('slider', { name: 'Threshold' })).toHaveAttribute('aria-valuenow', '13');
});

test('the pointer reads exact values off both charts', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  for (const [index, words] of [
    [0, /^at least \d+\.?\d* months/],
    [1, /^(mid|January|April|October).*: median, 90 % range/],
  ] as const) {
    const box = (await charts(page).nth(index).locator('canvas').boundingBox())!;
    await page.mouse.move(box.x + 0.6 * box.width, box.y + 0.5 * box.height);
    const readings = charts(page).nth(index).locator('.readings');
    await expect(readings).toContainText(words);
    await expect(readings.locator('.readings-row')).toHaveCount(3);
    await page.mouse.move(2, 2);
    await expect(readings).toHaveCount(0);
  }
});

test('the path over time shows single futures, or bands', async ({ page }) => {
  await openQuick(page);
  const paths = await picture(page, 1);
  await page.getByRole('radio', { name: 'Bands' }).check();
  await expect.poll(() => picture(page, 1)).not.toBe(paths);
});

test('what is not reached by the end of the clock is said as more than what is left of it', async ({ page }) => {
  await openQuick(page, './#assumptions');
  for (const [name, value] of [
    [/p95$/, '48'],
    [/p50$/, '30'],
    [/p5$/, '20'],
  ] as const) {
    const field = page.locator('#input-lagToday').getByRole('textbox', { name });
    await field.fill(value);
    await field.press('Enter');
  }
  await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2030.5');
  await settle(page);
  // Mid-2030 is four and a half years before the end.
  await expect(page.locator('.answer')).toContainText('and more than 54;');
  await expect(scenarioRow(page, 'Status quo')).toContainText('to > 54');
});

test('both leads are explained where the measure is chosen', async ({ page }) => {
  await open(page);
  await expect(page.locator('.measure')).toContainText('Looking forward from mid-2028:');
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('backwardLag');
  await expect(page.locator('.measure')).toContainText('Looking back from mid-2028:');
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('capabilityGap');
  await expect(page.locator('.measure')).toContainText('Months are not the gap');
});

test('scenarios are moved, coloured and hidden, and the baseline is chosen', async ({ page }) => {
  await openQuick(page);
  const names = () => page.locator('.ledger-name').allTextContents();
  expect(await names()).toEqual(['Status quo', 'Act now', 'Inaction']);
  await page.getByRole('button', { name: 'Change scenario Inaction' }).click();
  await page.getByRole('button', { name: 'move up' }).click();
  expect(await names()).toEqual(['Status quo', 'Inaction', 'Act now']);

  const before = await picture(page, 0);
  await page.getByRole('radio', { name: 'Line style 6' }).check();
  await expect.poll(() => picture(page, 0)).not.toBe(before);

  await page.getByRole('button', { name: 'make baseline' }).click();
  await settle(page);
  await expect(scenarioRow(page, 'Inaction')).toContainText('baseline');
  await expect(scenarioRow(page, 'Status quo')).toContainText('+');
  await page.getByRole('button', { name: 'Change scenario Inaction' }).click();

  await page.getByRole('button', { name: 'Change scenario Act now' }).click();
  await page.getByRole('button', { name: 'hide' }).click();
  await settle(page);
  await expect(scenarioRow(page, 'Act now').locator('td').first()).toHaveText('–');
});

test('one future at a time is stepped by hand, and counted', async ({ page }) => {
  await openQuick(page);
  const pairs = page.locator('.pairs');
  await expect(pairs).toContainText('Future 1 of 40');
  await pairs.getByRole('button', { name: 'Next future' }).click();
  await expect(pairs).toContainText('Future 2 of 40');
  await pairs.getByRole('button', { name: 'Previous future' }).click();
  await pairs.getByRole('button', { name: 'Previous future' }).click();
  await expect(pairs).toContainText('Future 40 of 40');
  await expect(pairs).toContainText(/Larger with Act now in \d+(, .*| and .*)? of these 40 futures\./);
  await pairs.getByRole('button', { name: 'play' }).click();
  await expect(pairs).not.toContainText('Future 40 of 40');
  await pairs.getByRole('button', { name: 'stop' }).click();
});
