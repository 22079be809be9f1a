/** Everyone: assistive technology, keyboard alone, dark, first visits and long ones. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, median, open, openQuick, ROOMS, settle, test } from './page.ts';

async function faults(page: Page): Promise<string[]> {
  // As high as its content: what lies half under the bar at the foot is reached by scrolling, and no fault.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1280, height: Math.max(height + 200, 720) });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

for (const scheme of ['light', 'dark'] as const) {
  for (const room of ROOMS) {
    test(`${room} has no accessibility faults (${scheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, `./#${room}`);
      await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
      expect(await faults(page)).toEqual([]);
    });
  }
}

for (const scheme of ['light', 'dark'] as const) {
  test(`the view for other pages has no accessibility faults (${scheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('./?embed');
    await expect(page.locator('.embed figure.chart')).toBeVisible({ timeout: 30_000 });
    expect(await faults(page)).toEqual([]);
  });
}

test('open panels have no accessibility faults', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('button', { name: 'Enforcement against smuggling', exact: true }).click();
  await page.getByRole('button', { name: 'Change scenario Act now' }).click();
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.locator('figure.chart').first().getByText('Table and downloads').click();
  expect(await faults(page)).toEqual([]);
});

test('with the keyboard alone: skip to the answer, choose, move, undo, ask for the keys', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to the answer' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();

  await page.keyboard.press(']');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now');

  const slider = page.getByRole('slider', { name: 'US compute build-out' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now, changed');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('.answer-scenario')).toHaveText('Act now, changed');

  const threshold = page.getByRole('slider', { name: 'Threshold' });
  await threshold.focus();
  await page.keyboard.press('ArrowRight');
  await expect(threshold).toHaveAttribute('aria-valuenow', '12.5');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('every stop of the tab key shows where it is', async ({ page }) => {
  await openQuick(page);
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return null;
      // A radio that is drawn as a word shows its focus on the word.
      const shown = at.matches('.choice input, .styles input') ? at.closest('label') : at;
      const style = shown ? getComputedStyle(shown) : null;
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
        ? null
        : at.outerHTML.slice(0, 120);
    });
    expect(hidden).toBeNull();
  }
});

test('what has the focus is not under the bar at the foot, and using the bar does not move the page', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 620 });
  await open(page, './#assumptions');
  await page.getByLabel('Group').focus();
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab');
    const covered = await page.evaluate(() => {
      const at = document.activeElement;
      const bar = document.querySelector('.run-bar');
      if (!at || !bar || bar.contains(at)) return null;
      return at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1
        ? at.outerHTML.slice(0, 120)
        : null;
    });
    expect(covered).toBeNull();
  }
  const scrolled = () => page.evaluate(() => scrollY);
  const before = await scrolled();
  expect(before).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'sampling' }).click();
  expect(await scrolled()).toBe(before);
});

test('the live region says the result once it has settled, in one sentence', async ({ page }) => {
  await openQuick(page);
  await expect(page.locator('[role=status]')).toHaveText(
    /^Status quo: median 10\.\d months.*at least 12 in \d+ % of futures\.$/,
  );
});

test('the theme follows the system and can be chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await ground();
  await page.getByRole('button', { name: /^Colours/ }).click();
  expect(await ground()).not.toBe(dark);
  await page.reload();
  await expect(median(page)).toBeVisible();
  expect(await ground()).not.toBe(dark);
});

test('two hundred runs leave memory as twenty did', async ({ page, context }) => {
  test.setTimeout(300_000);
  await open(page);
  await page.getByRole('button', { name: 'sampling' }).click();
  const samples = page.getByRole('textbox', { name: 'Samples', exact: true });
  await samples.fill('4096');
  await samples.press('Enter');
  await settle(page);
  const session = await context.newCDPSession(page);
  const mebibytes = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + backingStorageSize) / 2 ** 20;
  };
  /** Runs again and again, each time to the end. */
  const rerun = (count: number): Promise<void> =>
    page.evaluate(async (times) => {
      const again = [...document.querySelectorAll('button')].find((button) => button.textContent === 'run again');
      const phaseNow = document.querySelector('.run-phase');
      for (let run = 0; run < times; run += 1) {
        await new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            if (phaseNow?.textContent !== 'done') return;
            observer.disconnect();
            resolve();
          });
          observer.observe(phaseNow as Element, { childList: true, characterData: true, subtree: true });
          again?.click();
        });
      }
    }, count);
  await rerun(20);
  const early = await mebibytes();
  await rerun(180);
  // The counts of such a run are several MiB: kept by every tenth run, they would show.
  expect(await mebibytes()).toBeLessThan(early + 20);
});
