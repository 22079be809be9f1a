/** The Why area: each question answered, adopted from, stopped, and open to everyone. */
import type { Page } from '@playwright/test';
import { expect, open, test } from './page.ts';

const work = (page: Page) => page.locator('.why-phase');

async function ask(page: Page, question: string): Promise<void> {
  await open(page, `./#why/${question}`);
  await expect(page.getByRole('tabpanel')).toBeVisible({ timeout: 30_000 });
}

async function computed(page: Page): Promise<void> {
  await expect(work(page)).toHaveText('Computed', { timeout: 60_000 });
}

const value = async (page: Page, lever: string) =>
  Number(await page.getByRole('slider', { name: lever, exact: true }).inputValue());

test('a sweep draws every policy and a point of it is adopted by keys', async ({ page }) => {
  await ask(page, 'sweep');
  await page.getByRole('combobox', { name: 'What moves' }).selectOption({ label: 'Security of US labs' });
  await page.getByRole('radio', { name: '1,024' }).check();
  await computed(page);
  await expect(page.locator('figure.chart h3')).toHaveText(
    /^Security of US labs from 0 to 1: the median forward lead would change by \+\d\.\d+ ± 0\.\d+ months under Status quo$/,
  );
  const picker = page.getByRole('slider', { name: /point of the curve/ });
  await picker.focus();
  await page.keyboard.press('End');
  await expect(picker).toHaveAttribute('aria-valuetext', /^1: Status quo \d+\.\d ± 0\.\d months, Act now/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer-scenario')).toHaveText('Your policy');
  expect(await value(page, 'Security of US labs')).toBe(1);
});

test('a click on a curve adopts the point under it', async ({ page }) => {
  await ask(page, 'sweep');
  await page.getByRole('combobox', { name: 'What moves' }).selectOption({ label: 'Enforcement against smuggling' });
  await page.getByRole('radio', { name: '1,024' }).check();
  await computed(page);
  const box = (await page.locator('.picker').boundingBox())!;
  await page.mouse.click(box.x + 0.8 * box.width, box.y + 0.5 * box.height);
  expect(await value(page, 'Enforcement against smuggling')).toBeCloseTo(0.8, 6);
});

test('an assumption is swept through its quantiles and cannot be adopted', async ({ page }) => {
  await ask(page, 'sweep');
  await page.getByRole('radio', { name: '1,024' }).check();
  await page
    .getByRole('combobox', { name: 'What moves' })
    .selectOption({ label: 'Chinese lag behind the US frontier, mid-2026' });
  await computed(page);
  await expect(page.locator('figure.chart h3')).toContainText(
    /^Chinese lag behind the US frontier.* would change by \+/,
  );
  await expect(page.getByRole('button', { name: /^adopt/ })).toHaveCount(0);
});
