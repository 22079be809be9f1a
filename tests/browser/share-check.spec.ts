/** The check of a received link: one at a time, ended by stop, dismiss and the next link; a long one is not begun unasked. */
import type { Page } from '@playwright/test';
import { encodeLink } from '../../src/share/link.ts';
import { ENGINE_VERSION } from '../../src/share/versions.ts';
import { LEAD, plain } from '../share/forecasts.ts';
import { expect, open, test } from './page.ts';

/** A link that claims a result of so many samples, falsely. */
function claiming(samples: number, seed = 1): string {
  const { sampling } = plain();
  const claim = { digest: '00'.repeat(32), samples, engine: 'wasm', engineVersion: ENGINE_VERSION, figures: null };
  return encodeLink(plain({ sampling: { ...sampling, samples, seed }, claim: { ...claim, engine: 'wasm' } }), LEAD);
}

const ENDLESS = claiming(4_294_963_200);
/** Some seconds of work. */
const LONG = 2 ** 22;

/** Counts workers that live; gives what reads the count, and the number of one pool. */
async function countWorkers(page: Page): Promise<{ alive: () => Promise<number>; pool: () => Promise<number> }> {
  await page.addInitScript(() => {
    const Original = window.Worker;
    const living = new Set<Worker>();
    Object.assign(globalThis, { living });
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        living.add(this);
      }
      override terminate(): void {
        living.delete(this);
        super.terminate();
      }
    };
  });
  return {
    alive: () => page.evaluate(() => (globalThis as unknown as { living: Set<Worker> }).living.size),
    pool: () => page.evaluate(() => Math.min(navigator.hardwareConcurrency, 16)),
  };
}

const received = (page: Page) => page.locator('.received');
const checkNow = (page: Page) => received(page).getByRole('button', { name: 'Check it' });
const stopCheck = (page: Page) => received(page).getByRole('button', { name: 'stop the check' });

test('a check of billions of samples is offered with its duration, and ended by stop, dismiss and the next link', async ({
  page,
}) => {
  const workers = await countWorkers(page);
  await open(page, `./#${ENDLESS}`);
  const pool = await workers.pool();
  await expect(received(page)).toContainText(/of 4\.29 billion samples, .* takes about [\d.]+ (min|hours) here/);
  await expect(page.locator('.run-line')).toContainText('8.39 million samples');
  expect(await workers.alive()).toBe(pool);

  await checkNow(page).click();
  await expect(stopCheck(page)).toBeVisible();
  await expect.poll(workers.alive).toBe(2 * pool);
  await stopCheck(page).click();
  await expect(received(page)).toContainText('The check was stopped');
  await expect.poll(workers.alive).toBe(pool);

  await received(page).getByRole('button', { name: 'check it again' }).click();
  await expect.poll(workers.alive).toBe(2 * pool);
  await page.evaluate((hash) => location.assign(`#${hash}`), claiming(4_294_963_200, 2));
  await expect(checkNow(page)).toBeVisible();
  await expect.poll(workers.alive).toBe(pool);

  await checkNow(page).click();
  await expect.poll(workers.alive).toBe(2 * pool);
  await received(page).getByRole('button', { name: 'dismiss' }).click();
  await expect(received(page)).toHaveCount(0);
  await expect.poll(workers.alive).toBe(pool);
});

test('stopping the run that a check waits for stops the check, and starts no other', async ({ page }) => {
  const workers = await countWorkers(page);
  await open(page, `./#${claiming(LONG)}`);
  const pool = await workers.pool();
  await expect(stopCheck(page)).toBeVisible();
  await page.locator('.run-buttons').getByRole('button', { name: 'stop' }).click();
  await expect(received(page)).toContainText('The check was stopped');
  await page.waitForTimeout(1000);
  expect(await workers.alive()).toBe(pool);
});
