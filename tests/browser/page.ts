/** What every browser test does: opens the page, waits for an answer, and notes what the console complains of. */
import { test as base, expect, type Page } from '@playwright/test';

export { expect };

/** The rooms of the analyst; Why and Share have tests of their own. */
export const ROOMS = ['forecast', 'assumptions', 'criticisms', 'correlations', 'model', 'limits'];

/** Fails a test on any console error or uncaught exception. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        // Chromium's own remark on a machine without a GPU, which the page says in its own words.
        if (message.text() === 'No available adapters.') return;
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export const median = (page: Page) => page.locator('.answer strong').first();
export const chance = (page: Page) => page.locator('.answer strong').nth(1);
export const phase = (page: Page) => page.locator('.run-phase');
/** Rooms other than the forecast fold the table. */
export const scenarioRow = (page: Page, name: string) =>
  page.locator('.ledger tbody tr').filter({ has: page.getByRole('radio', { name, exact: true, includeHidden: true }) });

/** Opens the page and waits for its first answer. */
export async function open(page: Page, address = './'): Promise<void> {
  await page.goto(address);
  await expect(median(page)).toBeVisible({ timeout: 30_000 });
}

/** As `open`, with so few samples that runs end at once, and waits for the end of one. */
export async function openQuick(page: Page, address = './'): Promise<void> {
  await open(page, address);
  const sampling = page.getByRole('button', { name: 'sampling' });
  await sampling.click();
  await page.getByRole('button', { name: '16,384' }).click();
  await sampling.click();
  await settle(page);
}

export async function settle(page: Page): Promise<void> {
  await expect(phase(page)).toHaveText('done', { timeout: 60_000 });
}

/** The number at the start of an element's text. */
export async function numberIn(locator: ReturnType<typeof median>): Promise<number> {
  return Number.parseFloat(((await locator.textContent()) ?? '').replace('−', '-'));
}
