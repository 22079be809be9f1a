/** Every number stands beside what it is of: the right name, measure, date, assumptions and threshold. */
import type { Page } from '@playwright/test';
import { expect, median, numberIn, openQuick, settle, test } from './page.ts';

const convergence = (page: Page) => page.locator('.sampling figure.chart h3');

test('the convergence view is of the median on screen, or says to run again', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.getByRole('button', { name: 'run again' }).first().click();
  await settle(page);
  await expect(convergence(page)).toContainText('the median forward lead of Status quo at mid-2028 is 10.');
  // Medians of every scenario were noted, at the date and in the measure of the run.
  await page.getByRole('radio', { name: 'Act now', exact: true }).check();
  const shown = await numberIn(median(page));
  await expect(convergence(page)).toContainText('the median forward lead of Act now at mid-2028 is');
  const said = /is (\d+\.\d+) months/.exec((await convergence(page).textContent()) ?? '')?.[1];
  expect(Number(said)).toBeCloseTo(shown, 0);
  await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2030.5');
  await expect(convergence(page)).toHaveCount(0);
  await expect(page.locator('.sampling')).toContainText('median forward lead of Act now at mid-2030');
  await page.locator('.sampling').getByRole('button', { name: 'run again' }).click();
  await settle(page);
  await expect(convergence(page)).toContainText('the median forward lead of Act now at mid-2030 is');
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('capabilityGap');
  await expect(convergence(page)).toHaveCount(0);
});

test('the error at the foot has the name of the scenario it is of', async ({ page }) => {
  await openQuick(page);
  await expect(page.locator('.run-line')).toContainText(/Status quo: median ±0\.\d+ months/);
  await page.getByRole('radio', { name: 'Act now', exact: true }).check();
  await expect(page.locator('.run-line')).toContainText(/Act now: median ±0\.\d+ months/);
});
