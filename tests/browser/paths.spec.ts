/** The analyst's paths through the page. */
import { chance, expect, median, numberIn, open, openQuick, phase, scenarioRow, settle, test } from './page.ts';

test('the first answer stands in a sentence, with the range it is uncertain in and no sampling error', async ({
  page,
}) => {
  await open(page);
  await expect(page.locator('.answer')).toContainText(
    /Under these assumptions and Status quo.*, China’s labs reach the .*mid-2028.* US frontier after 1\d\.\d months, 90\s% between \d/,
  );
  await settle(page);
  await expect(phase(page)).toHaveText('done');
});

test('the three presets are forecast in one run, and order as the policies do', async ({ page }) => {
  await open(page);
  const medians = await Promise.all(
    ['Inaction', 'Status quo', 'Act now'].map((name) => numberIn(scenarioRow(page, name).locator('td').first())),
  );
  expect(medians).toEqual([...medians].sort((a, b) => a - b));
});

test('picking a scenario changes the sentence, not the run', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('radio', { name: 'Act now', exact: true }).check();
  await expect(page.locator('.answer-scenario')).toHaveText('Act now');
  await expect(phase(page)).toHaveText('done');
});

test('dragging a lever makes a policy of one’s own and answers it', async ({ page }) => {
  await openQuick(page);
  const slider = page.getByRole('slider', { name: 'Control of remote access to chips abroad' });
  const box = (await slider.boundingBox())!;
  await page.mouse.move(box.x + 0.15 * box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.9 * box.width, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(page.locator('.answer-scenario')).toHaveText('Your policy');
  await settle(page);
  const own = await numberIn(scenarioRow(page, 'Your policy').locator('td').first());
  expect(own).toBeGreaterThan(await numberIn(scenarioRow(page, 'Status quo').locator('td').first()));
  // One drag is one step.
  await page.getByRole('button', { name: 'undo' }).click();
  await expect(page.getByRole('radio', { name: 'Your policy' })).toHaveCount(0);
});

test('a number typed is taken; one out of range is refused in words', async ({ page }) => {
  await open(page);
  const field = page.getByRole('textbox', { name: 'Security of US labs, exact value' });
  await field.fill('0.8');
  await field.press('Enter');
  await expect(page.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.8');
  await field.fill('7');
  await field.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'outside 0 to 1' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Security of US labs' })).toHaveValue('0.8');
});

test('named settings, reset and undo lead where they say', async ({ page }) => {
  await open(page);
  const lever = page.locator('.lever').filter({ hasText: 'Measures against distillation' });
  await lever.getByRole('button', { name: 'high', exact: true }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.9');
  await lever.getByRole('button', { name: /^Reset/ }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.25');
  await page.getByRole('button', { name: 'undo' }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.9');
  await page.getByRole('button', { name: 'redo' }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.25');
});

test('replaying the last change flips between before and after', async ({ page }) => {
  await open(page);
  const lever = page.locator('.lever').filter({ hasText: 'Enforcement against smuggling' });
  await lever.getByRole('button', { name: 'high', exact: true }).click();
  await page.getByRole('button', { name: 'replay last change' }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.3');
  await page.getByRole('button', { name: 'showing before' }).click();
  await expect(lever.getByRole('slider')).toHaveValue('0.9');
});

test('the threshold answers at once, dragged or typed, and runs nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  const at12 = await numberIn(chance(page));
  const handle = page.getByRole('slider', { name: 'Threshold' });
  const box = (await handle.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 80, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  expect(await numberIn(chance(page))).toBeGreaterThan(at12);
  await expect(phase(page)).toHaveText('done');
  await page.getByRole('textbox', { name: /^Threshold/ }).fill('24');
  await page.getByRole('textbox', { name: /^Threshold/ }).press('Enter');
  expect(await numberIn(chance(page))).toBeLessThan(at12);
});

test('another date and another measure are answered from the same counts', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2026.5');
  await page.getByRole('combobox', { name: 'Measure' }).selectOption('backwardLag');
  await expect(phase(page)).toHaveText('done');
  // By construction the lag of today is the input, whatever the policy.
  await expect(median(page)).toHaveText(/^7\.5 months/);
});

test('scenarios are duplicated, renamed, hidden, made baseline and deleted', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Change scenario Act now' }).click();
  await page.getByRole('button', { name: 'duplicate' }).click();
  await expect(page.getByRole('radio', { name: 'Act now, copy' })).toBeChecked();
  await page.getByRole('button', { name: 'Change scenario Act now', exact: true }).click();
  await page.getByRole('button', { name: 'Change scenario Act now, copy' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Tight');
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'Tight' })).toBeChecked();
  await page.getByRole('button', { name: 'make baseline' }).click();
  await expect(scenarioRow(page, 'Tight')).toContainText('baseline');
  await page.getByRole('button', { name: 'delete' }).click();
  await expect(page.getByRole('radio', { name: 'Tight' })).toHaveCount(0);
});

test('an assumption edited in place changes the answer and is marked until reset', async ({ page }) => {
  await openQuick(page, './#assumptions');
  const before = await numberIn(median(page));
  const row = page.locator('#input-lagToday');
  const field = row.getByRole('textbox', { name: /p95$/ });
  await field.fill('5');
  await field.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'not above' })).toBeVisible();
  await field.press('Escape');
  await field.fill('30');
  await field.press('Enter');
  await expect(row).toHaveClass(/changed/);
  await settle(page);
  const wide = await page.locator('.answer').textContent();
  await row.getByRole('button', { name: /^Reset/ }).click();
  await settle(page);
  expect(await page.locator('.answer').textContent()).not.toBe(wide);
  expect(await numberIn(median(page))).toBe(before);
});

test('a criticism taken at its word moves every scenario', async ({ page }) => {
  await openQuick(page, './#criticisms');
  const before = await numberIn(scenarioRow(page, 'Act now').locator('td').first());
  await page.locator('#computeWeight').getByText('compute matters less').click();
  await settle(page);
  expect(await numberIn(scenarioRow(page, 'Act now').locator('td').first())).toBeLessThan(before);
});

test('contradicting correlations are repaired, and the page says so', async ({ page }) => {
  await open(page, './#correlations');
  for (const [a, b, rho] of [
    ['lagToday', 'usStock', '0.95'],
    ['lagToday', 'domesticStock', '0.95'],
    ['usStock', 'domesticStock', '-0.95'],
  ] as const) {
    await page.getByLabel('First input of the pair').selectOption(a);
    await page.getByLabel('Second input of the pair').selectOption(b);
    const field = page.getByRole('textbox', { name: 'Correlation', exact: true });
    await field.fill(rho);
    await field.press('Enter');
  }
  await expect(page.getByText('the correlations contradict each other')).toBeVisible();
});

test('a name in the model text leads to its row', async ({ page }) => {
  await open(page, './#model');
  await page.getByRole('radio', { name: 'Equations' }).check();
  await page.getByRole('link', { name: 'inputs.lagToday' }).first().click();
  await expect(page.locator('#input-lagToday')).toBeInViewport();
  await expect(page.getByText('Published estimates cluster')).toBeVisible();
});

test('a run is paused, resumed and stopped, and keeps what it has', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.getByRole('button', { name: '8.39 million' }).click();
  await expect(page.locator('.run-line')).toContainText(/\d+ (s|min) left/);
  await page.getByRole('button', { name: 'pause' }).click();
  await expect(phase(page)).toHaveText('paused');
  const held = await page.getByRole('progressbar').getAttribute('aria-valuenow');
  await page.getByRole('button', { name: 'resume' }).click();
  await expect(phase(page)).toHaveText('sampling');
  await page.getByRole('button', { name: 'stop' }).click();
  await expect(phase(page)).toHaveText('stopped');
  expect(Number(await page.getByRole('progressbar').getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(
    Number(held),
  );
  await expect(median(page)).toBeVisible();
});

test('a run with the same seed gives the same answer', async ({ page }) => {
  await openQuick(page);
  const first = await page.locator('.answer').textContent();
  await page.getByRole('button', { name: 'run again' }).click();
  await settle(page);
  expect(await page.locator('.answer').textContent()).toBe(first);
});

test('a chart is downloaded as CSV and SVG, and its table says the same', async ({ page }) => {
  await openQuick(page);
  const chart = page.locator('figure.chart').first();
  await chart.getByText('Table and downloads').click();
  await expect(chart.getByRole('rowheader', { name: 'Act now' })).toBeVisible();
  for (const kind of ['CSV', 'SVG', 'PNG']) {
    const download = page.waitForEvent('download');
    await chart.getByRole('button', { name: kind }).click();
    expect((await download).suggestedFilename()).toMatch(
      new RegExp(`^headway-forwardLead-2028.5-dots\\.${kind.toLowerCase()}$`),
    );
  }
});
