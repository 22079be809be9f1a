/** The first screen answers: which lever first, what a policy is, what a change did, under which view of the world. */
import { expect, median, numberIn, open, openQuick, scenarioRow, settle, test } from './page.ts';

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
  await expect(page.locator('.lever-by')).toHaveCount(3);
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

test('what a change did stands in a line of its own, with a ghost, and is flipped; nothing below it moves', async ({
  page,
}) => {
  const line = page.locator('.change-line');
  await open(page);
  await expect(line).toContainText('Start anywhere');
  await openQuick(page);
  const table = page.locator('.ledger thead');
  const place = (await table.boundingBox())!.y;
  const slider = page.getByRole('slider', { name: 'Control of remote access to chips abroad' });
  await slider.focus();
  await page.keyboard.press('End');
  await settle(page);
  await expect(line).toContainText(/abroad to 1: \+1\.0 months, at least 12 in 39 → 47 % of futures replay/);
  expect((await table.boundingBox())!.y).toBeCloseTo(place, 0);
  const chart = page.locator('figure.chart').first().getByRole('img');
  await expect(chart).toHaveAttribute('aria-label', /Pale: before the last change/);
  const after = await median(page).textContent();
  await line.getByRole('button', { name: 'replay' }).click();
  await expect(median(page)).not.toHaveText(after ?? '');
  await line.getByRole('button', { name: 'show it after' }).click();
  await expect(median(page)).toHaveText(after ?? '');
  await expect(line).toContainText('39 → 47 %');
  await page.getByRole('combobox', { name: 'Policy of the answer' }).selectOption('Act now');
  await expect(line).toHaveText('');
  await page.reload();
  await expect(median(page)).toBeVisible();
  await expect(line).not.toContainText('Start anywhere');
});

test('when the median passes the threshold is said for every policy, and follows threshold and measure', async ({
  page,
}) => {
  await openQuick(page);
  const words = page.locator('.over-dates');
  // The median of the status quo comes to 12.0 between two dates: which of them is first is within the sampling error.
  await expect(words).toContainText(
    /^The median forward lead is at least 12 months: under Status quo first in (January|April) 2030; under Act now first in January 2028; under Inaction not by mid-2030\.$/,
  );
  await page.getByRole('textbox', { name: 'Threshold in months' }).fill('6');
  await page.keyboard.press('Enter');
  await expect(words).toContainText(
    'at least 6 months: under Status quo and Act now already in mid-2026; under Inaction',
  );
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('Capability gap');
  await expect(words).toContainText('The median capability gap is at least');
});

test('three steps begin where asked, move the charts, have addresses, and are left for good', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: 'Three short steps' }).click();
  const steps = page.getByRole('region', { name: 'Three steps to begin' });
  await expect(steps).toContainText('Forward lead. Months from the date until China');
  await steps.getByRole('link', { name: '2. What is expected' }).click();
  await expect(steps).toContainText(/half of the simulated futures have more than 10\.\d months/);
  await steps.getByRole('link', { name: '3. What changes it' }).click();
  await expect(page.locator('.answer-scenario')).toHaveText('Act now');
  await expect(steps).toContainText('Act now to 13.5 months, against 10.6 under Status quo and 5.6 under Inaction');
  await expect(page).toHaveURL(/step-3/);
  await steps.getByRole('link', { name: 'done' }).click();
  await expect(steps).toHaveCount(0);
  await page.reload();
  await expect(median(page)).toBeVisible();
  await expect(page.locator('.change-line')).toHaveText('');
});

test('the picture of the model leads to rows and lines, and shows shares of the variance', async ({ page }) => {
  await openQuick(page, './#model');
  const picture = page.getByRole('region', { name: 'The picture of the model' });
  await expect(picture.getByRole('link')).toHaveCount(38);
  await picture.getByRole('link', { name: /^Equation, remote/ }).click();
  await expect(page.locator('.code-line')).toBeInViewport();
  const line = Number(/model\/(\d+)/.exec(page.url())?.[1]);
  expect(line).toBeGreaterThan(1000);
  await page.getByRole('radio', { name: 'Picture' }).check();
  await page.getByRole('checkbox', { name: /shares of the variance/ }).check();
  await expect(picture.getByRole('link', { name: /^Assumptions, Shocks: .*% of the variance$/ })).toBeVisible();
  await picture.getByRole('link', { name: /^Assumptions, Today/ }).click();
  await expect(page.getByRole('heading', { name: 'What is assumed' })).toBeVisible();
});

test('a range is typed into an assumption, and families changed there and back lose nothing', async ({ page }) => {
  await openQuick(page, './#assumptions/lagToday');
  const row = page.locator('#input-lagToday');
  const values = () =>
    row.locator('.number-field input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const family = row.getByRole('combobox');
  const first = row.locator('.number-field input').first();
  await first.fill('5 to 12');
  await first.press('Enter');
  expect(await values()).toEqual(['5', '7.5', '12']);
  for (const name of ['Triangular', 'Uniform', 'Normal, two-piece', 'Gamma'])
    await family.selectOption({ label: name });
  await expect(
    page.getByRole('alert').filter({ hasText: 'Gamma cannot have the 5, 50 and 95 % points 5 / 7.5 / 12' }),
  ).toBeVisible();
  await family.selectOption({ label: 'Lognormal, two-piece' });
  expect(await values()).toEqual(['5', '7.5', '12']);
  await first.fill('7.5 ± 2');
  await first.press('Enter');
  expect(await values()).toEqual(['5.5', '7.5', '9.5']);
});
