/** The Why area: each question answered, adopted from, stopped, and open to everyone. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, settle, test } from './page.ts';

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

test('a map is refined to the end, answers another statistic without a run, and a point of it is adopted', async ({
  page,
}) => {
  await ask(page, 'map');
  await page.getByRole('radio', { name: '1,024' }).check();
  await expect(page.locator('.why-work')).toContainText(/\d+ of 441 points/);
  await computed(page);
  await expect(page.locator('figure.chart h3')).toContainText(/the median forward lead would lie between .* ± /);
  await page.getByRole('combobox', { name: 'Statistic' }).selectOption('atLeast');
  await expect(page.locator('figure.chart h3')).toContainText(/the chance that the forward lead is at least 12 months/);
  await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2030');
  await page.getByRole('textbox', { name: 'Level of the line, %' }).fill('45');
  await page.getByRole('textbox', { name: 'Level of the line, %' }).press('Enter');
  await expect(work(page)).toHaveText('Computed');
  await page.getByText('Table and downloads').click();
  await expect(page.locator('.twin tbody tr')).toHaveCount(21);
  await expect(page.locator('.twin tbody td').first()).toHaveText(/^\d+\.\d ± \d\.\d$/);

  const map = page.getByRole('application');
  await map.focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page.locator('.why-reading')).toContainText(/smuggling 0\.4.*abroad 0\.2/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer-scenario')).toHaveText('Your policy');
  expect(await value(page, 'Enforcement against smuggling')).toBeCloseTo(0.4, 6);
  expect(await value(page, 'Control of remote access to chips abroad')).toBeCloseTo(0.2, 6);
  // Where the two levers of the map stand changes nothing on it.
  await expect(work(page)).toHaveText('Computed');
});

test('the tornado ranks levers, criticisms and assumptions, and can show one kind', async ({ page }) => {
  await ask(page, 'matters');
  await page.getByRole('radio', { name: '1,024' }).check();
  await computed(page);
  await expect(page.locator('figure.chart h3')).toContainText(
    /would move the median forward lead most, by \d+\.\d+ ± \d\.\d+ months/,
  );
  await page.getByText('Table and downloads').click();
  await expect(page.locator('.twin tbody tr')).toHaveCount(84);
  await page.getByRole('radio', { name: 'Levers', exact: true }).check();
  await expect(page.locator('.twin tbody tr')).toHaveCount(13);
});

test('indices show their intervals from the first on, and computing stops when told', async ({ page }) => {
  await ask(page, 'matters');
  await page.getByRole('radio', { name: 'All at once, by group' }).check();
  await expect(page.locator('figure.chart h3')).toContainText(/\d %? ?\(−?\d+(\.\d)? to \d+(\.\d)?\)/, {
    timeout: 30_000,
  });
  const stop = page.getByRole('button', { name: 'stop', exact: true }).first();
  await stop.click();
  await expect(work(page)).toHaveText(/^Stopped/);
  await page.getByRole('radio', { name: 'All at once, by assumption' }).check();
  await expect(page.locator('figure.chart h3')).toContainText(/would account for \d+.*%/, { timeout: 30_000 });
});

test('the room opens again at the question it was left at', async ({ page }) => {
  await ask(page, 'delay');
  await page.getByRole('link', { name: 'Forecast', exact: true }).click();
  await expect(page.getByRole('tabpanel')).toHaveCount(0);
  await page.getByRole('link', { name: 'Why', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'What does waiting cost?' })).toHaveAttribute('aria-selected', 'true');
});

test('the parts of a difference sum to it, whichever two policies are compared', async ({ page }) => {
  await ask(page, 'attribution');
  await page.getByRole('combobox', { name: 'To', exact: true }).selectOption({ label: 'Inaction' });
  await computed(page);
  await page.getByText('Table and downloads').click();
  const parts = await page.locator('.twin tbody tr td:nth-of-type(1)').allTextContents();
  const numbers = parts.map((text) => Number.parseFloat(text.replace('−', '-')));
  const whole = numbers.pop() ?? Number.NaN;
  expect(whole).toBeLessThan(-4);
  // Each part is rounded to a hundredth.
  expect(numbers.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 0.9);
});

test('leaving and coming back keeps what was computed; tabs are worked by keys', async ({ page }) => {
  await ask(page, 'sweep');
  await computed(page);
  const tab = page.getByRole('tab', { name: 'What if a lever moves?' });
  await tab.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('tab', { name: 'Which policy mix?' })).toBeFocused();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#why\/map$/);
  await page.goBack();
  await expect(work(page)).toHaveText('Computed', { timeout: 1000 });
});

test('a moved lever is answered before the analysis goes on, which is then asked anew', async ({ page }) => {
  await ask(page, 'matters');
  await expect(work(page)).toHaveText(/^Computing/);
  const before = await page.locator('.answer strong').first().textContent();
  const slider = page.getByRole('slider', { name: 'Controls on chip-making equipment and HBM' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.answer-scenario')).toHaveText('Your policy');
  await expect(page.locator('.answer strong').first()).not.toHaveText(before ?? '');
  await expect(work(page)).toHaveText(/^Computing/, { timeout: 10_000 });
});

test('what is worth finding out depends on what levers cost', async ({ page }) => {
  await ask(page, 'information');
  await computed(page);
  await expect(page.locator('figure.chart h3')).toContainText(/worth most: \d\.\d+ ± \d\.\d+ points/);
  await expect(page.locator('.why-table')).toContainText(/Act now best now/);
  await page.getByText(/^What levers cost/).click();
  const every = page.getByRole('textbox', { name: /^Every lever/ });
  await every.fill('0');
  await every.press('Enter');
  await computed(page);
  // Act now is better in nearly every future: with nothing to pay, hardly anything found out could change the choice.
  await expect(page.locator('figure.chart h3')).toHaveText(/worth most: 0\.0\d|^Act now would be the choice whatever/);
});

test('brushed futures are explained by ranked shifts and a rule with its coverage and density', async ({ page }) => {
  await ask(page, 'futures');
  await computed(page);
  await expect(page.locator('.why-rule')).toContainText(/A short rule: .*(above|below|between)/);
  await expect(page.getByText(/coverage.*density.*against \d+ % of all futures/)).toBeVisible();
  const share = await page.locator('figure.chart h3').first().textContent();
  const to = page.getByRole('slider', { name: 'Range of the forward lead, to' });
  await to.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'To, months' })).toHaveValue('6.5');
  await expect(page.locator('figure.chart h3').first()).not.toHaveText(share ?? '');
  await page.keyboard.press('End');
  await page.getByRole('textbox', { name: 'From, months' }).fill('12');
  await page.getByRole('textbox', { name: 'From, months' }).press('Enter');
  await computed(page);
  await expect(page.locator('figure.chart h3').first()).toHaveText(/have a forward lead of at least 12 months$/);
});

test('a range is dragged by its end, and whole', async ({ page }) => {
  await ask(page, 'futures');
  await computed(page);
  const box = (await page.locator('.brush').boundingBox())!;
  const end = (await page.locator('.brush-end-1').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(end.x + end.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2 + 0.2 * box.width, y, { steps: 5 });
  await page.mouse.up();
  const to = Number(await page.getByRole('textbox', { name: 'To, months' }).inputValue());
  expect(to).toBeGreaterThan(9);
  await page.getByRole('textbox', { name: 'From, months' }).fill('6');
  await page.getByRole('textbox', { name: 'From, months' }).press('Enter');
  const left = (await page.locator('.brush-end-0').boundingBox())!;
  const middle = left.x + left.width / 2 + 40;
  await page.mouse.move(middle, y);
  await page.mouse.down();
  await page.mouse.move(middle + 60, y, { steps: 5 });
  await page.mouse.up();
  expect(Number(await page.getByRole('textbox', { name: 'From, months' }).inputValue())).toBeGreaterThan(6);
  expect(Number(await page.getByRole('textbox', { name: 'To, months' }).inputValue())).toBeGreaterThan(to);
});

test('an assumption is brushed, and the outcome follows', async ({ page }) => {
  await ask(page, 'futures');
  await page.getByRole('radio', { name: 'Futures by an assumption' }).check();
  await page
    .getByRole('combobox', { name: 'Assumption' })
    .selectOption({ label: 'Chinese lag behind the US frontier, mid-2026' });
  await computed(page);
  const title = page.locator('figure.chart h3').nth(1);
  await expect(title).toHaveText(/^The median forward lead would then be (\d+\.\d) ± .* against (\d+\.\d) ±/);
  const [, then, all] = /be (\d+\.\d).*against (\d+\.\d)/.exec((await title.textContent()) ?? '') ?? [];
  expect(Number(then)).toBeLessThan(Number(all) - 1);
});

test('what it would take is answered and adopted; what cannot be reached is said', async ({ page }) => {
  await ask(page, 'inverse');
  const chance = page.getByRole('textbox', { name: 'Chance wanted, percent' });
  await chance.fill('45');
  await chance.press('Enter');
  await computed(page);
  await expect(page.locator('figure.chart h3')).toHaveText(/45 % chance .* would take \d\.\d+ ± \d\.\d+ lever ranges/);
  await expect(page.locator('.why-reading')).toContainText(/The chance would be 4[45]\.\d ± /);
  await page.getByRole('button', { name: /^adopt/ }).click();
  await expect(page.locator('.answer-scenario')).toHaveText('Your policy');
  await settle(page);
  expect(await page.locator('.answer strong').nth(1).textContent()).toMatch(/^4[456] %/);

  await page.getByRole('combobox', { name: 'Policy of the answer' }).selectOption('Status quo');
  await chance.fill('99');
  await chance.press('Enter');
  await computed(page);
  await expect(page.locator('figure.chart h3')).toHaveText(
    /^No movement of these levers reaches .* the highest is \d+/,
  );
  // Every lever that helps is moved, and none of the other side's.
  await expect(page.locator('.why-reading')).not.toContainText(/licensed chips|consolidation/);
  await page.getByText('which may move').click();
  await expect(page.getByRole('checkbox', { name: 'Security of US labs may move' })).toBeChecked();
  await expect(
    page.getByRole('checkbox', { name: 'National consolidation of Chinese AI compute may move' }),
  ).not.toBeChecked();
});

test('waiting costs months by the year, and a start is adopted', async ({ page }) => {
  await ask(page, 'delay');
  await computed(page);
  await expect(page.locator('figure.chart h3')).toHaveText(
    /^Each year of waiting with Act now would cost \d\.\d+ ± \d\.\d+ months of the median forward lead$/,
  );
  const picker = page.getByRole('slider', { name: 'Start of the policy' });
  await picker.focus();
  await page.keyboard.press('End');
  await expect(picker).toHaveAttribute('aria-valuetext', /^October 2028: a loss of \+\d/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now, changed');
  await expect(page.getByRole('combobox', { name: 'Levers move from' })).toHaveValue('2028.75');
});

const QUESTIONS = ['sweep', 'map', 'matters', 'attribution', 'information', 'futures', 'inverse', 'delay'];

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

for (const question of QUESTIONS) {
  test(`${question} has no accessibility faults, light and dark, and fits 360 pixels`, async ({ page }) => {
    await ask(page, question);
    await expect(page.locator('.why-panel figure.chart').first()).toBeVisible({ timeout: 60_000 });
    await page.locator('.why-method summary').last().click();
    expect(await faults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBe(0);
  });
}
