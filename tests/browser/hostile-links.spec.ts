/** Links that ask for too much: the page stays in hand. How long its thread was held is read from the browser's own list. */
import type { Page } from '@playwright/test';
import { encodeLink } from '../../src/share/link.ts';
import { full, LEAD, plain } from '../share/forecasts.ts';
import { forged, heavy, mutate, mutateJson, randomLink, seeded, takenApart, whole } from '../share/mutations.ts';
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
  // Each takes 15 ms to tabulate, and a link is read more than once.
  'every input changed to what is slow to tabulate, in the room that draws them all': encodeLink(
    plain({
      inputs: Object.fromEntries(
        LEAD.meta.inputs.map(({ id }, k) => [id, { family: 'beta', alpha: 3000 + k, beta: 9000, min: 0, max: 1 }]),
      ),
      view: { outcome: 'forwardLead', date: 2028.5, threshold: 12, page: { page: 'assumptions' }, levers: [] },
    }),
    LEAD,
  ),
} as const;

for (const [what, link] of Object.entries(LINKS)) {
  test(`${what}: the page answers, and charts are there`, async ({ page }) => {
    const held = await watch(page);
    await open(page, `./#${link}`);
    await settle(page);
    await expect(page.locator('figure.chart, .sparkline').first()).toBeVisible();
    expect(await held()).toBeLessThan(HELD_MS);
  });
}

/** Links of every kind of the corpus, seeded: a few here, more with FUZZ=whole. */
function sample(count: number): string[] {
  const sources = [encodeLink(plain(), LEAD), encodeLink(full(true), LEAD)] as const;
  const random = seeded(31);
  return Array.from({ length: count }, (_, i) => {
    const { parameters, payload } = takenApart(sources[whole(random, 2)] ?? sources[0]);
    if (i % 4 === 0) return `v=1&${randomLink(random)}`;
    if (i % 4 === 1) return mutate(random, sources[0], sources[1]);
    return i % 4 === 2 ? forged(parameters, mutateJson(random, payload)) : heavy(random, parameters, payload);
  });
}

test('a sample of hostile links: what each costs the page before it paints, in processor time', async ({ page }) => {
  test.setTimeout(600_000);
  const links = sample(process.env['FUZZ'] === 'whole' ? 400 : 12);
  await open(page, './#v=1');
  await settle(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const costs: { readonly cost: number; readonly link: string }[] = [];
  for (const link of links) {
    const before = await spent();
    await page.evaluate(async (hash) => {
      location.hash = hash;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, link);
    costs.push({ cost: (await spent()) - before, link });
  }
  const worst = costs.reduce((a, b) => (b.cost > a.cost ? b : a));
  test
    .info()
    .annotations.push({ type: 'worst, ms', description: `${worst.cost.toFixed(0)}: ${worst.link.slice(0, 200)}` });
  expect(worst.cost).toBeLessThan(HELD_MS);
  await open(page, './#v=1');
  await settle(page);
});

test('a threshold far from the outcome is brought to the end of what is counted, and that is said', async ({
  page,
}) => {
  await open(page, `./#${LINKS['a threshold beyond all numbers that charts can hold']}`);
  await expect(page.locator('.received')).toContainText('The threshold is 1e+308, and forwardLead is counted from');
  await expect(page.getByRole('textbox', { name: 'Threshold in months' })).toHaveValue('104');
});
