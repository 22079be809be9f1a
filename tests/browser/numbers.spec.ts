/** Every number stands beside what it is of: the right name, measure, date, assumptions and threshold. */
import type { Page } from '@playwright/test';
import { expect, median, numberIn, openQuick, scenarioRow, settle, test } from './page.ts';

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

test('changed assumptions leave their mark wherever a figure stands', async ({ page }) => {
  await openQuick(page);
  const before = await numberIn(median(page));
  await expect(page.locator('.answer')).toContainText('Under these assumptions and Status quo');
  await expect(page.locator('.chart-note')).toHaveCount(0);
  await page.getByRole('link', { name: 'Criticisms' }).click();
  await page.locator('.criticism').first().getByRole('radio').last().check();
  await page.getByRole('link', { name: 'Assumptions' }).click();
  const field = page.locator('#input-lagToday').getByRole('textbox', { name: /p50$/ });
  await field.fill('6');
  await field.press('Enter');
  await settle(page);

  const mark = page.locator('.answer').getByRole('link', { name: '2 changed assumptions' });
  await expect(page.locator('.answer')).toContainText('Under 2 changed assumptions and Status quo');
  await expect(page.locator('.answer-own')).toHaveText(` (${before.toFixed(1)} with the model’s own)`);
  await expect(page.locator('.places')).toContainText(/Assumptions 1 changed/);
  await expect(page.locator('.places')).toContainText(/Criticisms 1 changed/);
  await page.getByRole('link', { name: 'Forecast' }).click();
  await expect(page.locator('figure.chart .chart-note')).toHaveCount(await page.locator('figure.chart').count());
  await expect(page.locator('.chart-note').first()).toContainText('Under 2 changed assumptions: ');
  await page.getByRole('link', { name: 'Why' }).click();
  await expect(page.locator('.why-panel .chart-note').first()).toContainText('Under 2 changed assumptions: ');

  await mark.click();
  const list = page.locator('.changed-list');
  await expect(list).toBeFocused();
  await expect(list.locator('.chip')).toHaveCount(2);
  await list.getByRole('button', { name: 'resets 1 input and 1 criticism' }).click();
  await settle(page);
  await expect(page.locator('.answer')).toContainText('Under these assumptions and Status quo');
  await expect(page.locator('.answer-own')).toHaveCount(0);
  await expect(page.locator('.places')).not.toContainText('changed');
});

test('what resets says what it resets', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('radio', { name: 'Act now', exact: true }).check();
  await page
    .locator('.levers')
    .getByRole('button', { name: /^reset \d+ levers$/ })
    .click();
  await expect(page.locator('.levers').getByRole('button', { name: 'all at the status quo' })).toBeDisabled();
});

test('a copy is neither larger nor smaller: larger, equal and smaller are three numbers', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  await page.getByRole('button', { name: 'Change scenario Status quo' }).click();
  await page.getByRole('button', { name: 'duplicate' }).click();
  await settle(page);
  await expect(scenarioRow(page, 'Status quo, copy').locator('td').nth(4)).toHaveText('0 · 100 · 0');
  await expect(page.getByRole('heading', { name: /^Status quo, copy: .* equal in 100 %$/ })).toBeVisible();
  await expect(page.locator('.pairs')).toContainText('Larger with Status quo, copy in 0 and equal in 40 of these 40');
  const act = await scenarioRow(page, 'Act now').locator('td').nth(4).textContent();
  expect(act?.split(' · ')).toHaveLength(3);
});

test('past the end of the clock a chance is at most what was not reached, and fields and charts end there', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  const field = page.getByRole('textbox', { name: 'Threshold in months' });
  await field.fill('60');
  await field.press('Enter');
  await expect(page.locator('.answer')).not.toContainText('at most');
  // Mid-2030 is 54 months before the end.
  await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2030.5');
  await expect(page.locator('.answer')).toContainText(/in at most \d+ % of futures/);
  await expect(scenarioRow(page, 'Act now').locator('td').nth(2)).toContainText('at most');
  await expect(page.locator('figure.chart h3').first()).toContainText('in at most');
  const handle = page.getByRole('slider', { name: 'Threshold' });
  await expect(handle).toHaveAttribute('aria-valuemax', '54');
  await field.fill('90');
  await field.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '54' })).toBeVisible();
  await field.fill('54');
  await field.press('Enter');
  await expect(page.locator('.answer')).not.toContainText('at most');
});

test('the sampling error is in the table on demand, and in no sentence', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  await expect(page.locator('.answer')).not.toContainText('±');
  const cell = scenarioRow(page, 'Act now').locator('td').first();
  await expect(cell).toHaveText(/^\d+\.\d$/);
  await page.getByRole('button', { name: 'Standard errors' }).click();
  await expect(cell).toHaveText(/^\d+\.\d{2,} ± 0\.0\d+$/);
  await expect(page.locator('.ledger')).toContainText('Typical change');
  await expect(page.getByRole('heading', { name: /^Act now: typical change \+\d/ })).toBeVisible();
});

test('the threshold is dragged by its flag, again and again, and its bounds are those of the axis', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  const handle = page.getByRole('slider', { name: 'Threshold' });
  const flag = handle.locator('.threshold-grip');
  for (const by of [60, -90, 45]) {
    const before = Number(await handle.getAttribute('aria-valuenow'));
    const box = (await flag.boundingBox())!;
    const [x, y] = [box.x + box.width / 2 + 8, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by, y, { steps: 6 });
    await page.mouse.up();
    const after = Number(await handle.getAttribute('aria-valuenow'));
    expect(Math.sign(after - before)).toBe(Math.sign(by));
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  }
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('capabilityGap');
  await expect.poll(async () => Number(await handle.getAttribute('aria-valuemax'))).toBeLessThan(6);
  const plot = (await page.locator('.charts-main .u-over').first().boundingBox())!;
  const at = (await flag.boundingBox())!;
  const [low, high, now] = await Promise.all(
    ['aria-valuemin', 'aria-valuemax', 'aria-valuenow'].map(async (name) => Number(await handle.getAttribute(name))),
  );
  const expected = plot.x + ((now! - low!) / (high! - low!)) * plot.width;
  expect(Math.abs(at.x + at.width / 2 - expected)).toBeLessThan(2);
});

test('a policy is described where its levers are, in the same height for every policy', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  const note = page.locator('.levers-note');
  const slider = page.getByRole('slider', { name: 'Security of US labs' });
  await page.getByRole('radio', { name: 'Act now', exact: true }).check();
  await expect(note).toContainText('Licensed exports end');
  // From the note down: the column itself scrolls to what has the focus.
  const below = async () => (await slider.boundingBox())!.y - (await note.boundingBox())!.y;
  const before = await below();
  await slider.press('ArrowRight');
  await expect(note).toContainText(/^Your own policy, against the status quo: Legal chip exports to China .* → 0 %/);
  expect(await below()).toBeCloseTo(before, 0);
});
