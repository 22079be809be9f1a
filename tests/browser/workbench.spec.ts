/** The workbench in a real browser: write, break, mend, step, share and open, whatever the text. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './page.ts';

const MODEL = (scale: number) => `import { input, model, outcome } from 'headway';
export default model({
  id: 'length',
  title: 'A length',
  inputs: {
    a: input({
      unit: 'm', family: 'uniform', min: 0,
      max: ${scale},
    }),
  },
  outcomes: { y: outcome({ label: 'Length', unit: 'm', range: [0, 64] }) },
  simulate({ inputs, record }) {
    record('y', () => 2 * inputs.a);
  },
});
`;

const editor = (page: Page) => page.getByRole('textbox', { name: 'Model text' });
const sentence = (page: Page) => page.locator('.bench-sentence');
const status = (page: Page) => page.locator('.bench-status');
const done = (page: Page) => expect(status(page)).toContainText(/1,048,576 of 1,048,576/, { timeout: 30_000 });

async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press('ControlOrMeta+v');
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a model is written, broken, mended, stepped and answered at every turn', async ({ page }) => {
  await page.goto('./workbench.html');
  await done(page);
  await write(page, MODEL(8));
  await expect(sentence(page)).toContainText('has a median of 8.0 m');
  await done(page);

  await write(page, MODEL(8).replace('inputs.a)', 'inputs.b)'));
  await expect(page.locator('.bench-faults')).toContainText('Line 13');
  await expect(status(page)).toContainText('of an earlier text');
  await expect(sentence(page)).toContainText('has a median of 8.0 m');
  await page.getByRole('button', { name: 'Line 13' }).click();
  await expect(editor(page)).toBeFocused();

  await write(page, MODEL(10));
  await expect(page.locator('.bench-faults')).toHaveCount(0);
  await expect(sentence(page)).toContainText('has a median of 10.0 m');

  // To the number after max.
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < 7; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+Alt+ArrowUp');
  await expect(sentence(page)).toContainText('has a median of 20 m');
});

test('the built-in model answers as it does on its own page, and as a link elsewhere', async ({ page, context }) => {
  await page.goto('./workbench.html#model=lead');
  await expect(sentence(page)).toContainText('has a median of 10.6 months', { timeout: 30_000 });
  await expect(page.getByLabel('Outcome', { exact: true })).toHaveValue('forwardLead');
  await expect(page.getByLabel('Date', { exact: true })).toHaveValue('2028.5');

  await page.getByLabel('Start from', { exact: true }).selectOption({ label: 'A project with a risk' });
  await expect(page.getByLabel('Outcome', { exact: true })).toHaveValue('weeks');
  await done(page);
  const said = await sentence(page).textContent();
  await page.getByRole('button', { name: 'copy a link' }).click();
  await expect(page.locator('.bench-notice')).toContainText('holds the whole text');
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator('.bench-notice')).toContainText('Headway does not vouch for it');
  await done(other);
  expect(await sentence(other).textContent()).toBe(said);
  await other.close();

  const cut = await context.newPage();
  await cut.goto(link.slice(0, -40));
  await expect(cut.locator('.bench-notice')).toContainText('ask for the whole link again');
  await expect(sentence(cut)).toBeVisible({ timeout: 30_000 });
});

test('a picture taken from the workbench says which model it is of', async ({ page }) => {
  await page.goto('./workbench.html#model=project-risk');
  await done(page);
  await page.getByText('Table and downloads').click();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'SVG', exact: true }).click(),
  ]);
  const svg = readFileSync(await saved.path(), 'utf8');
  expect(svg).toContain('Model project-risk');
  expect(svg).not.toContain('Model lead');
});

test('what is typed is there after a reload; a hostile text says what is wrong', async ({ page }) => {
  await page.goto('./workbench.html');
  await done(page);
  await write(page, MODEL(4));
  await expect(sentence(page)).toContainText('has a median of 4.0 m');
  await page.reload();
  await expect(sentence(page)).toContainText('has a median of 4.0 m', { timeout: 30_000 });

  await write(
    page,
    MODEL(4).replace("record('y'", "let x = 0; for (let k = 0; k < 1e9; k++) x += inputs.a; record('y'"),
  );
  await expect(page.locator('.bench-faults')).toContainText('Line 13');
  await write(page, '<img src=x onerror=alert(1)>');
  await expect(page.locator('.bench-faults')).toContainText('Line 1');
  await expect(page.locator('.bench img')).toHaveCount(0);
});

for (const [scheme, width] of [
  ['light', 1280],
  ['dark', 360],
] as const) {
  test(`the workbench has no accessibility faults (${scheme}, ${width} px)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('./workbench.html#model=project-risk');
    await expect(sentence(page)).toBeVisible({ timeout: 30_000 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
