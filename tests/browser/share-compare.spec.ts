/** Two links compared, the printed brief, and the Share room for everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, numberIn, open, settle, test } from './page.ts';

const OWN = './#v=1&labSecurity=0.9&n=16384';
const OTHER = '#v=1&labSecurity=0.9&antiDistillation=0.9&lagToday=3,5,8&weightTheft=0&n=16384';

/** Opens every disclosure of the room. */
async function openAll(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Share, save and cite this forecast' })).toBeVisible();
  for (const summary of await page.locator('.share details > summary').all()) await summary.click();
}

test('a second link is compared: what differs, and its parts of the difference', async ({ page }) => {
  await open(page, OWN);
  await settle(page);
  await page.getByRole('link', { name: 'Share' }).click();
  await page.locator('.disagreement summary').click();
  await page.getByRole('textbox', { name: 'The other link' }).fill(OTHER);
  const rows = page.locator('.disagreement tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: 'distillation' }).first()).toContainText('0.25');
  await expect(page.locator('.disagreement .why-phase')).toHaveText('Computed', { timeout: 60_000 });
  const parts = await rows.locator('td:last-child').allTextContents();
  const number = (text: string): number => Number.parseFloat(text.replace('−', '-'));
  const sum = parts.map(number).reduce((total, part) => total + part, 0);
  const total = await page.locator('.disagreement b').last().textContent();
  // Each part is rounded to a digit that its error earns.
  expect(Math.abs(sum - number(total ?? ''))).toBeLessThan(0.2);
  // A shorter lag today is what matters most here.
  await expect(rows.first()).toContainText(/lag/i);
});

test('a second link that is the same, or none at all, says so', async ({ page }) => {
  await open(page, OWN);
  await page.getByRole('link', { name: 'Share' }).click();
  await page.locator('.disagreement summary').click();
  const field = page.getByRole('textbox', { name: 'The other link' });
  await field.fill(OWN);
  await expect(page.locator('.disagreement')).toContainText('Both are the same');
  await field.fill('no link');
  await expect(page.locator('.disagreement').getByRole('alert')).toContainText('not a link to a forecast');
});

test('the brief is what is printed, with question, answer, what matters, changes, limits and link', async ({
  page,
}) => {
  await open(page, OWN);
  await settle(page);
  const median = await numberIn(page.locator('.answer strong').first());
  await page.getByRole('link', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a one-page brief' }).click();
  const brief = page.locator('.brief');
  for (const part of ['Question', 'Answer', 'What matters most', 'Changed from the model', 'Limits', 'Check it']) {
    await expect(brief.locator('h4').filter({ hasText: part })).toBeVisible();
  }
  await expect(brief.locator('ol li')).toHaveCount(6, { timeout: 60_000 });
  await expect(brief).toContainText('Security of US labs: 0.2 → 0.9');
  await expect(brief.locator('tbody tr').last()).toContainText(String(median));
  await expect(brief.locator('.brief-link')).toContainText('#v=1&');
  await page.emulateMedia({ media: 'print' });
  await expect(brief).toBeVisible();
  for (const other of ['.masthead', '.side', '.run-bar', '.headline', '#link-title', '.brief-tools']) {
    await expect(page.locator(other).first()).toBeHidden();
  }
  const pages = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
  expect(pages).toBe(1);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the Share room and a received link have no accessibility faults (${scheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, `${OWN}&labSecurty=1`);
    await settle(page);
    await page.getByRole('link', { name: 'Share' }).click();
    await openAll(page);
    await page.getByRole('textbox', { name: 'The other link' }).fill(OTHER);
    await page.getByRole('button', { name: 'Make a one-page brief' }).click();
    await expect(page.locator('.brief ol li')).toHaveCount(6, { timeout: 60_000 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
    expect(faults).toEqual([]);
  });
}

test('the Share room fits 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, OWN);
  await page.getByRole('link', { name: 'Share' }).click();
  await openAll(page);
  await page.getByRole('textbox', { name: 'The other link' }).fill(OTHER);
  await page.getByRole('button', { name: 'Make a one-page brief' }).click();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
});
