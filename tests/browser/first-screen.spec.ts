/** The first screen answers: which lever first, what a policy is, what a change did, under which view of the world. */
import { expect, median, numberIn, openQuick, scenarioRow, settle, test } from './page.ts';

const gain = (page: Parameters<typeof median>[0], lever: string) =>
  page
    .locator('.lever')
    .filter({ has: page.getByRole('slider', { name: lever, exact: true }) })
    .locator('.lever-gain');

test('beside each lever stands what its better end would add, and that is what it adds', async ({ page }) => {
  await openQuick(page);
  const bar = gain(page, 'Control of remote access to chips abroad');
  await expect(bar).toContainText(/^\+\d\.\d at 1/);
  const said = Number.parseFloat((await bar.textContent()) ?? '');
  const before = await numberIn(median(page));
  await bar.click();
  await settle(page);
  await expect(bar).toHaveText('at its best');
  // Both medians are rounded to a tenth, and so is the gain.
  expect(Math.abs((await numberIn(median(page))) - before - said)).toBeLessThanOrEqual(0.16);
  await expect(page.locator('.lever-by')).toHaveCount(2);
});

test('the policy is chosen where it stands in the sentence, and its levers are listed', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('combobox', { name: 'Policy of the answer' }).selectOption('Act now');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now');
  await expect(scenarioRow(page, 'Act now').getByRole('radio')).toBeChecked();
  const about = page.locator('.levers-note');
  await expect(about).toContainText('Licensed exports end');
  await expect(about).toContainText('Legal chip exports to China 1.5 % → 0 %, Enforcement against smuggling 0.3 → 0.9');
});

test('a worldview is taken under any policy, named in the sentence, explained, and taken back', async ({ page }) => {
  await openQuick(page);
  const own = await median(page).textContent();
  await page.getByRole('combobox', { name: 'Worldview' }).selectOption('The sceptic’s');
  await settle(page);
  await expect(page.locator('.answer')).toContainText('Under 2 changed assumptions (the sceptic’s) and');
  await expect(median(page)).not.toHaveText(own ?? '');
  await page.getByRole('combobox', { name: 'Policy of the answer' }).selectOption('Act now');
  await expect(page.locator('.answer')).toContainText('(the sceptic’s)');
  await page.getByRole('link', { name: 'what they change' }).click();
  const card = page.locator('.worldviews .changed');
  await expect(card).toContainText('Weight of compute in capability: full weight → compute matters less. Data, talent');
  await card.getByRole('button').click();
  await expect(page.locator('.answer')).toContainText('Under these assumptions');
  await page
    .getByRole('button', { name: 'Undo', exact: false })
    .or(page.getByRole('button', { name: 'undo' }))
    .first()
    .click();
  await expect(page.locator('.answer')).toContainText('(the sceptic’s)');
});
