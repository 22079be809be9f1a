/** Assumptions edited in place: every family of distributions, what it refuses, and what it leaves behind. */
import type { Locator, Page } from '@playwright/test';
import { expect, open, openQuick, settle, test } from './page.ts';

const row = (page: Page, id: string): Locator => page.locator(`#input-${id}`);
const refusal = (page: Page, words: string | RegExp): Locator => page.getByRole('alert').filter({ hasText: words });

async function type(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press('Enter');
}

/** By family: a number to type, what the family says to it, and one it takes. */
const EDITS = [
  ['normal', /p50$/, '30', 'p95 11 is not above p50 30', '8'],
  ['lognormal', /p5$/, '-1', 'p5 -1 is outside the range of lognormal', '5'],
  ['uniform', /max$/, '1', 'max 1 is not above min', '14'],
  ['triangular', /mode$/, '99', 'mode 99 is outside', '8'],
  ['pert', /min$/, '40', 'is not above min 40', '2'],
  ['beta', /alpha$/, '0', 'alpha 0 is outside', '3'],
  ['quantiles', /, 50 %$/, '50', 'is below 50', '8'],
  ['metalog', /p5$/, '99', 'is not above p5 99', '5'],
  ['jqpd', /p95$/, '1', 'p95 1 is not above p50', '14'],
] as const;

test('every family is edited in place, refuses what it cannot be in words, and moves the answer', async ({ page }) => {
  await openQuick(page, './#assumptions');
  const lag = row(page, 'lagToday');
  for (const [family, name, wrong, words, right] of EDITS) {
    await lag.getByRole('combobox').selectOption(family);
    const field = lag.getByRole('textbox', { name });
    await type(field, wrong);
    await expect(refusal(page, words), family).toBeVisible();
    await field.press('Escape');
    await settle(page);
    const before = await page.locator('.answer').textContent();
    await type(field, right);
    await expect(refusal(page, words), family).toHaveCount(0);
    await expect(lag, family).toHaveClass(/changed/);
    await expect(field, family).toHaveValue(right);
    await settle(page);
    expect(await page.locator('.answer').textContent(), family).not.toBe(before);
  }
  await lag.getByRole('button', { name: /^Reset/ }).click();
  await expect(lag).not.toHaveClass(/changed/);
});

test('points of a table of quantiles are moved, added and taken away', async ({ page }) => {
  await open(page, './#assumptions');
  const stock = row(page, 'usStock');
  await stock.getByRole('combobox').selectOption('quantiles');
  const chances = stock.getByRole('textbox', { name: /chance below/ });
  await expect(chances).toHaveCount(3);
  await stock.getByRole('button', { name: 'add a point' }).click();
  await expect(chances).toHaveCount(4);
  await expect(chances.nth(1)).toHaveValue('27.5');
  await type(chances.nth(1), '60');
  await expect(refusal(page, 'is not above')).toBeVisible();
  await type(chances.nth(1), '25');
  await expect(chances.nth(1)).toHaveValue('25');
  await stock.getByRole('button', { name: 'Remove the point at 25 %' }).click();
  await expect(chances).toHaveCount(3);
  await stock.getByRole('button', { name: 'Remove the point at 5 %' }).click();
  // Two are the least there can be.
  await expect(stock.getByRole('button', { name: /^Remove the point/ }).first()).toBeDisabled();
});

test('an input becomes a few values with their chances, each typed, and one more', async ({ page }) => {
  await open(page, './#assumptions');
  const stock = row(page, 'usStock');
  await stock.getByRole('combobox').selectOption('discrete');
  const chances = stock.getByRole('textbox', { name: /chance of value/ });
  await expect(chances).toHaveCount(3);
  await expect(chances.nth(1)).toHaveValue('63');
  await type(chances.nth(1), '50');
  await expect(chances.nth(1)).toHaveValue('50');
  await stock.getByRole('button', { name: 'add a value' }).click();
  await expect(chances).toHaveCount(4);
  await stock.getByRole('button', { name: 'Remove value 4' }).click();
  await expect(chances).toHaveCount(3);
  await stock.getByRole('combobox').selectOption('gamma');
  await expect(stock.getByRole('textbox', { name: /, shape$/ })).toBeVisible();
});

test('observed values, parts of a mixture and limits are typed, refused in words and taken away', async ({ page }) => {
  await open(page, './#assumptions');
  const stock = row(page, 'usStock');
  const family = stock.getByRole('combobox', { name: /^Family/ });
  await family.selectOption('data');
  const values = stock.getByRole('textbox', { name: /observed values/ });
  await values.fill('20 30 many');
  await values.blur();
  await expect(refusal(page, '"many" is not a number')).toBeVisible();
  await values.fill('20, 30, 45');
  await values.blur();
  await expect(values).toHaveValue('20 30 45');
  await family.selectOption('mixture');
  const weights = stock.getByRole('textbox', { name: /weight$/ });
  await type(weights.first(), '0');
  await expect(refusal(page, 'weight 0 is not above 0')).toBeVisible();
  await type(weights.first(), '2');
  await stock.getByRole('button', { name: 'add a part' }).click();
  await expect(weights).toHaveCount(2);
  await family.selectOption('normal');
  await stock
    .getByRole('button', { name: /chip stock/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Limit .* to a range/ }).click();
  const lower = stock.getByRole('textbox', { name: /lower limit$/ });
  await type(lower, '999');
  await expect(refusal(page, '999 is not below')).toBeVisible();
  await type(lower, '21');
  await expect(lower).toHaveValue('21');
  await stock.getByRole('button', { name: /^Remove the limits/ }).click();
  await expect(lower).toHaveCount(0);
});

test('a family that cannot hold the numbers is refused in words, and nothing changes', async ({ page }) => {
  await open(page, './#assumptions');
  await row(page, 'usStock').getByRole('combobox').selectOption('logitnormal');
  await expect(refusal(page, 'cannot be logit-normal')).toBeVisible();
  await expect(row(page, 'usStock')).not.toHaveClass(/changed/);
});

test('rows are found by group, by grade, by word, and by having been changed', async ({ page }) => {
  await open(page, './#assumptions');
  const rows = page.locator('.inputs tbody tr[id]');
  const all = await rows.count();
  await page.getByLabel('Grade').selectOption('measured');
  await expect(rows.first().locator('.grade')).toHaveText('measured');
  const measured = await rows.count();
  expect(measured).toBeLessThan(all);
  await page.getByLabel('Grade').selectOption('all');
  await page.getByLabel('Group').selectOption('US compute');
  await expect(page.locator('.inputs .group-head')).toHaveCount(1);
  await page.getByLabel('Group').selectOption('all');
  await page.getByLabel('Search', { exact: true }).fill('smuggled');
  await expect(row(page, 'smuggledStock')).toBeVisible();
  expect(await rows.count()).toBeLessThan(all);
  await page.getByLabel('Search', { exact: true }).fill('');
  await type(row(page, 'lagToday').getByRole('textbox', { name: /p50$/ }), '8');
  await page.getByLabel('changed only').check();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'reset 1 changed input' }).click();
  await expect(page.getByText('No input matches these filters.')).toBeVisible();
});

test('a row opens on its evidence, its sources and its dissent', async ({ page }) => {
  await open(page, './#assumptions');
  await row(page, 'lagToday')
    .getByRole('button', { name: /^Chinese lag/ })
    .click();
  const evidence = page.locator('.evidence');
  await expect(evidence).toContainText('Dissent.');
  await expect(evidence.getByRole('listitem').first()).toContainText('Epoch AI');
});
