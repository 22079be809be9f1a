/** A walk through every control: after each, all figures on screen are those of what the page says they are of. */
import type { Page } from '@playwright/test';
import { setCorrelation, setInput, setSampling, setSwitch } from '../../src/app/state/assumptions.ts';
import { duplicate, moveLevers, select, setBaseline, setHidden } from '../../src/app/state/scenarios.ts';
import { type Asked, atFirst, type Expected, expectedOf, meta, openEngine, type Run } from './expected.ts';
import { expect, openQuick, scenarioRow, settle, test } from './page.ts';

let run: Run;
test.beforeAll(async () => {
  run = await openEngine();
});

interface Step {
  readonly name: string;
  readonly does: (page: Page) => Promise<void>;
  readonly asks: (asked: Asked) => Asked;
}

const doc =
  (reducer: (document: Asked['document']) => Asked['document']) =>
  (asked: Asked): Asked => ({ ...asked, document: reducer(asked.document) });

async function type(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label });
  await field.fill(text);
  await field.press('Enter');
}

const room = (page: Page, name: string) => page.locator('.places').getByRole('link', { name }).click();
const [firstSwitch] = meta.switches.filter(({ id }) => id !== meta.policyStart);
const lag = meta.inputs.find(({ id }) => id === 'lagToday');
const [pair] = meta.correlations;
if (!firstSwitch || !lag || !pair) throw new Error('the model has lost what the walk changes');

const STEPS: readonly Step[] = [
  {
    name: 'another scenario',
    does: (page) => page.getByRole('radio', { name: 'Act now', exact: true }).check(),
    asks: doc((now) => select(now, 'act-now')),
  },
  {
    name: 'another date',
    does: async (page) => {
      await page.getByRole('combobox', { name: 'Date of the answer' }).selectOption('2030.5');
    },
    asks: (now) => ({ ...now, date: 2030.5 }),
  },
  {
    name: 'another threshold',
    does: (page) => type(page, /^Threshold in/, '24'),
    asks: (now) => ({ ...now, threshold: 24 }),
  },
  {
    name: 'a lever',
    does: (page) => type(page, 'Security of US labs, exact value', '0.9'),
    asks: doc((now) => moveLevers(now, meta, { labSecurity: 0.9 })),
  },
  {
    name: 'a copy',
    does: async (page) => {
      await page.getByRole('button', { name: 'Change scenario Status quo' }).click();
      await page.getByRole('button', { name: 'duplicate' }).click();
      await page.getByRole('button', { name: 'Change scenario Status quo', exact: true }).click();
    },
    asks: doc((now) => duplicate(now, 'status-quo')),
  },
  {
    name: 'a criticism',
    does: async (page) => {
      await room(page, 'Criticisms');
      await page.locator('.criticism').first().getByRole('radio').last().check();
    },
    asks: doc((now) => setSwitch(now, meta, firstSwitch.id, firstSwitch.options.at(-1)?.value ?? 0)),
  },
  {
    name: 'an input',
    does: async (page) => {
      await room(page, 'Assumptions');
      const field = page.locator('#input-lagToday').getByRole('textbox', { name: /p50$/ });
      await field.fill('6');
      await field.press('Enter');
    },
    asks: doc((now) => setInput(now, lag, { ...lag.distribution, p50: 6 } as typeof lag.distribution)),
  },
  {
    name: 'a correlation',
    does: async (page) => {
      await room(page, 'Correlations');
      await page.getByRole('combobox', { name: 'First input of the pair' }).selectOption(pair.a);
      await page.getByRole('combobox', { name: 'Second input of the pair' }).selectOption(pair.b);
      await type(page, /^Correlation$/, '0.1');
    },
    asks: doc((now) => setCorrelation(now, meta, pair.a, pair.b, 0.1)),
  },
  {
    name: 'another baseline',
    does: async (page) => {
      await page.getByRole('button', { name: 'Change scenario Inaction' }).click();
      await page.getByRole('button', { name: 'make baseline' }).click();
      await page.getByRole('button', { name: 'Change scenario Inaction' }).click();
    },
    asks: doc((now) => setBaseline(now, 'inaction')),
  },
  {
    name: 'a scenario hidden',
    does: async (page) => {
      await page.getByRole('button', { name: 'Change scenario Act now', exact: true }).click();
      await page.getByRole('button', { name: 'hide' }).click();
      await page.getByRole('button', { name: 'Change scenario Act now', exact: true }).click();
    },
    asks: doc((now) => setHidden(now, 'act-now', true)),
  },
  {
    name: 'another measure',
    does: async (page) => {
      await room(page, 'Forecast');
      await page.getByRole('combobox', { name: 'Measure' }).selectOption('capabilityGap');
      await type(page, /^Threshold in/, '1');
    },
    asks: (now) => ({ ...now, outcome: 'capabilityGap', threshold: 1 }),
  },
  {
    name: 'another seed',
    does: async (page) => {
      await page.getByRole('button', { name: 'sampling', exact: true }).click();
      await type(page, 'Seed', '7');
    },
    asks: doc((now) => setSampling(now, { seed: 7 })),
  },
];

/** Every figure of the forecast room, each beside what it must be. */
async function compare(page: Page, expected: Expected): Promise<void> {
  await settle(page);
  const answer = page.locator('.answer');
  const changed = expected.changed === 0 ? 'these assumptions' : `${expected.changed} changed assumption`;
  await expect(answer).toContainText(`Under ${changed}`);
  await expect(page.locator('.answer-scenario')).toHaveText(expected.scenario);
  await expect(answer.locator('strong').first()).toHaveText(new RegExp(`^${expected.median} `));
  await expect(answer).toContainText(`90\u00a0% between ${expected.low} and ${expected.high};`);
  await expect(answer.locator('strong').nth(1)).toHaveText(expected.chance);
  if (expected.changed > 0) {
    await expect(page.locator('.answer-own')).toHaveText(` (${expected.own} with the model’s own)`);
  } else await expect(page.locator('.answer-own')).toHaveCount(0);
  for (const row of expected.rows) {
    const cells = scenarioRow(page, row.name).locator('td');
    const said = [row.median, row.range, row.chance, row.change, row.ways];
    await expect(cells).toHaveText([...said, '⋯']);
  }
  await expect(page.locator('.run-headline')).toContainText(`${expected.scenario}: ${expected.median}`);
  await page.locator('.places').getByRole('link', { name: 'Forecast' }).click();
  const titles = page.locator('.charts-main h3');
  await expect(titles.first()).toContainText(`in ${expected.chance} of futures`);
  await expect(titles.nth(1)).toContainText(expected.overTime);
  const row = expected.rows.find(({ name }) => name === expected.scenario);
  if (row && row.change !== 'baseline') {
    const compared = page.locator('[aria-labelledby=compare-title] h3').first();
    await expect(compared).toContainText(`${expected.scenario}: typical change`);
    await expect(compared).toContainText(row.change.replace('×', ''));
  }
  const notes = page.locator('figure.chart .chart-note');
  await expect(notes).toHaveCount(expected.changed === 0 ? 0 : await page.locator('figure.chart').count());
}

test('after every control all figures are of what stands beside them', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await openQuick(page);
  let asked = atFirst;
  await compare(page, expectedOf(asked, run));
  for (const step of STEPS) {
    await test.step(step.name, async () => {
      await step.does(page);
      asked = step.asks(asked);
      await compare(page, expectedOf(asked, run));
    });
  }
  // The convergence view is open since the last step; the brief is another room.
  const last = expectedOf(asked, run);
  await expect(page.locator('.sampling figure.chart h3')).toContainText(`of ${last.scenario} at mid-2030`);
  await page.locator('.places').getByRole('link', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Make a one-page brief' }).click();
  const brief = page.locator('.brief-answer');
  await expect(brief).toContainText(`${last.changed} changed assumptions and ${last.scenario}`);
  await expect(brief).toContainText(`90 % between ${last.low} and ${last.high}`);
  await expect(brief.locator('b').last()).toHaveText(last.chance);
});
