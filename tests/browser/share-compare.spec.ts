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

/** Pages that printing on A4 takes, with the margins of the style sheet. */
async function pagesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
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
  expect(await pagesOf(page)).toBe(1);
});

test('the brief of a forecast with many changes and a long note is one page too, and says what it leaves out', async ({
  page,
}) => {
  const levers = ['labSecurity', 'antiDistillation', 'usBuildOut', 'smugglingEnforcement', 'rndAccessControl'];
  const inputs = ['lagToday=4,7,12', 'unmodelledDrift=-0.1,0,0.1', 'usGrowthNow=0.3,0.4,0.5', 'shiftTime=2,5,9'];
  const criticisms = [
    'weightTheft=0',
    'computeWeight=0.5',
    'selfReliance=0',
    'researchFeedback=0',
    'imitationStrength=0.5',
  ];
  const more = [
    'usStock=15,20,26',
    'domesticGrowth=0.2,0.3,0.4',
    'softwareProgress=0.3,0.4,0.5',
    'theftHazard=0.01,0.03,0.1',
  ];
  const parts = [...levers.map((id) => `${id}=0.7`), ...inputs, ...criticisms, ...more];
  await open(page, `./#v=1&${parts.join('&')}&n=16384`);
  await settle(page);
  await page.getByRole('link', { name: 'Share' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Why this forecast was made, in many words. '.repeat(11));
  await page.getByRole('button', { name: 'Make a one-page brief' }).click();
  await expect(page.locator('.brief ol li')).toHaveCount(6, { timeout: 60_000 });
  await expect(page.locator('.brief ul li').last()).toHaveText(/^and \d+ more, all in the link below$/);
  await page.emulateMedia({ media: 'print' });
  expect(await pagesOf(page)).toBe(1);
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
