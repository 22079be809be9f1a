/** Links that ask for too much: the page stays in hand. How long its thread was held is read from the browser's own list. */
import type { Page } from '@playwright/test';
import { encodeLink } from '../../src/share/link.ts';
import { LEAD, plain } from '../share/forecasts.ts';
import { expect, open, settle, test } from './page.ts';

/** Measured at 60 to 140 ms for each of these links on two cores; a busy machine is slower, a hang is twenty seconds. */
const HELD_MS = 2000;

/** Notes the longest that the page's thread was held at a stretch; gives what reads it. */
async function watch(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const state = { longest: 0 };
    Object.assign(globalThis, { held: state });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { held: { longest: number } }).held.longest);
}

const LINKS = {
  'inputs so wide that nothing lies where outcomes are counted':
    'v=1&usGrowthNow=uniform:-1e30,1e30&usStock=uniform:0,1e30&n=16384',
  'a threshold beyond all numbers that charts can hold': `${encodeLink(
    plain({ view: { outcome: 'forwardLead', date: 2028.5, threshold: 1e308, page: {}, levers: [] } }),
    LEAD,
  )}`,
} as const;

for (const [what, link] of Object.entries(LINKS)) {
  test(`${what}: the page answers, and charts are there`, async ({ page }) => {
    const held = await watch(page);
    await open(page, `./#${link}`);
    await settle(page);
    await expect(page.locator('figure.chart').first()).toBeVisible();
    expect(await held()).toBeLessThan(HELD_MS);
  });
}

test('a threshold far from the outcome is brought to the end of what is counted, and that is said', async ({
  page,
}) => {
  await open(page, `./#${LINKS['a threshold beyond all numbers that charts can hold']}`);
  await expect(page.locator('.received')).toContainText('The threshold is 1e+308, and forwardLead is counted from');
  await expect(page.getByRole('textbox', { name: 'Threshold in months' })).toHaveValue('104');
});
