/** Links in the page: made, opened, checked, taken back; hostile ones shown as text. */
import type { Page } from '@playwright/test';
import { joinParameters } from '../../src/share/fragment.ts';
import { expect, median, open, scenarioRow, settle, test } from './page.ts';

const received = (page: Page) => page.locator('.received');
const verdict = (page: Page) => page.locator('.received .verdict');
const chips = (page: Page) => page.locator('.received .chip');
const slider = (page: Page, name: string) => page.getByRole('slider', { name });

/** The address once it holds the finished forecast. */
async function finishedLink(page: Page): Promise<string> {
  await settle(page);
  await expect(page).toHaveURL(/#v=1&.*digest=.*&z=/);
  return page.url();
}

async function makePolicy(page: Page): Promise<string> {
  await open(page);
  await settle(page);
  await slider(page, 'Security of US labs').focus();
  await page.keyboard.press('End');
  return finishedLink(page);
}

test('a link opened elsewhere is run again and reproduces exactly', async ({ page, browser }) => {
  const link = await makePolicy(page);
  const answer = await page.locator('.answer').textContent();
  const other = await (await browser.newContext()).newPage();
  await open(other, link);
  await expect(verdict(other)).toContainText('Reproduced exactly ✓', { timeout: 30_000 });
  expect(await other.locator('.answer').textContent()).toBe(answer);
  await expect(other.locator('.answer-scenario')).toHaveText('Your policy');
  // The address stays as it was sent.
  expect(other.url()).toBe(link);
  await other.context().close();
});

test('what the sender changed is listed, and each change can be taken back and undone', async ({ page }) => {
  await open(page, './#v=1&labSecurity=0.9&antiDistillation=0.9&weightTheft=0&n=16384');
  await expect(chips(page)).toHaveCount(3);
  await expect(chips(page).first()).toContainText('Theft of US weights');
  await page.getByRole('button', { name: /^Take back: Security of US labs/ }).click();
  await expect(slider(page, 'Security of US labs')).toHaveValue('0.2');
  await expect(slider(page, 'Measures against distillation')).toHaveValue('0.9');
  await expect(page.locator('.received s')).toHaveCount(1);
  await page.getByRole('button', { name: 'undo' }).click();
  await expect(page.locator('.received s')).toHaveCount(0);
  await expect(slider(page, 'Security of US labs')).toHaveValue('0.9');
});

test('a link whose result is another’s is not reproduced, number by number', async ({ page, browser }) => {
  const link = await makePolicy(page);
  const forged = link.replace(/check=[0-9a-f]+&/, '').replace('seed=1&', 'seed=2&');
  const other = await (await browser.newContext()).newPage();
  await open(other, forged);
  await expect(verdict(other)).toContainText('Not reproduced', { timeout: 30_000 });
  await expect(verdict(other).locator('tbody tr')).toHaveCount(4 * 4);
  await other.context().close();
});

test('a damaged link says what was kept and what was lost', async ({ page, browser }) => {
  const link = await makePolicy(page);
  const other = await (await browser.newContext()).newPage();
  await open(other, link.slice(0, -40));
  await expect(received(other).getByRole('alert')).toContainText('not as it was made');
  await expect(received(other).getByRole('alert')).toContainText('are lost');
  await expect(slider(other, 'Security of US labs')).toHaveValue('1');
  await other.context().close();
});

test('a link of another version of the model waits until today’s figures were seen', async ({ page, browser }) => {
  const link = await makePolicy(page);
  const older = link.replace(/check=[0-9a-f]+&/, '').replace(/model=lead@[0-9a-f]{8}/, 'model=lead@00000000');
  const other = await (await browser.newContext()).newPage();
  await open(other, older);
  await expect(received(other)).toContainText('made with version 00000000 of the model');
  await expect(other.locator('.answer-scenario')).toHaveText('Status quo');
  // The counts are the same here, since only the name of the version was changed; so that name is false.
  await expect(verdict(other)).toContainText('what the link says of them is false', { timeout: 30_000 });
  await other.getByRole('button', { name: 'Open it with today’s model' }).click();
  await expect(other.locator('.answer-scenario')).toHaveText('Your policy');
  await other.context().close();
});

test('hostile titles, notes and names are text', async ({ page }) => {
  const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
  await open(page);
  await page.getByRole('button', { name: 'Change scenario Act now' }).click();
  const name = page.getByRole('region', { name: 'The answer' }).getByRole('textbox', { name: 'Name' });
  await name.fill('<b onclick=alert(1)>x</b>');
  await name.press('Enter');
  await page.getByRole('link', { name: 'Share', exact: true }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(evil.slice(0, 100));
  await page.getByRole('textbox', { name: 'Note' }).fill(evil);
  const link = await finishedLink(page);
  await page.goto('about:blank');
  await open(page, link);
  await expect(received(page).locator('h2')).toHaveText(evil.slice(0, 100));
  await expect(received(page).locator('.received-note')).toHaveText(evil);
  await expect(page.locator('.received img, .received script, .ledger b')).toHaveCount(0);
  expect(await page.title()).not.toBe('owned');
});

test('text that is no link at all leaves the forecast as the model has it, in words', async ({ page }) => {
  for (const hash of [
    'v=9',
    'v=1&model=other@12345678',
    joinParameters([
      ['v', '1'],
      ['z', 'AAAA'],
    ]),
  ]) {
    await page.goto('about:blank');
    await open(page, `./#${hash}`);
    await expect(received(page)).toContainText(/Nothing was opened|damaged/);
  }
});

test('back and forward undo and redo; the room is part of the address', async ({ page }) => {
  await open(page);
  await settle(page);
  const lever = slider(page, 'Security of US labs');
  await lever.focus();
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/labSecurity=1&/);
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/labSecurity=0&/);
  await page.goBack();
  await expect(lever).toHaveValue('1');
  await page.goForward();
  await expect(lever).toHaveValue('0');
  await page.goBack();
  await page.goBack();
  await expect(scenarioRow(page, 'Your policy')).toHaveCount(0);
  await page.goForward();
  await expect(lever).toHaveValue('1');
  await page.getByRole('link', { name: 'Assumptions' }).click();
  await expect(page.locator('#input-lagToday')).toBeVisible();
  await expect(page).toHaveURL(/#v=1&.*labSecurity=1&/);
  await page.reload();
  await expect(median(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('#input-lagToday')).toBeVisible();
  await expect(lever).toHaveValue('1');
});

test('an untouched page keeps the short address of its room', async ({ page }) => {
  await open(page, './#assumptions');
  await settle(page);
  await page.getByRole('link', { name: 'Criticisms' }).click();
  await expect(page.locator('.criticisms')).toBeVisible();
  await page.waitForTimeout(800);
  expect(new URL(page.url()).hash).toBe('#criticisms');
});

test('the Share room shows the link, its length, and copies it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, './#share');
  await settle(page);
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/digest=/);
  const text = await field.inputValue();
  await expect(page.locator('.share')).toContainText(`${text.length.toLocaleString('en')} characters`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});
