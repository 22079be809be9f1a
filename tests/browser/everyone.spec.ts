/** Everyone: assistive technology, keyboard alone, small and large screens, dark, reduced motion, missing features. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, median, open, openQuick, phase, settle, test } from './page.ts';

const ROOMS = ['forecast', 'assumptions', 'criticisms', 'correlations', 'model', 'limits'];

async function faults(page: Page): Promise<string[]> {
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

test('open panels have no accessibility faults', async ({ page }) => {
  await openQuick(page);
  await page.getByRole('button', { name: 'Enforcement against smuggling', exact: true }).click();
  await page.getByRole('button', { name: 'Change scenario Act now' }).click();
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.locator('figure.chart').first().getByText('Table and downloads').click();
  expect(await faults(page)).toEqual([]);
});

test('every room fits 360 pixels without sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const room of ROOMS) {
    await open(page, `./#${room}`);
    await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, room).toBe(0);
  }
});

test('at 360 pixels the headline stays in sight while a lever is moved', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  await page.getByRole('button', { name: /^Policy levers/ }).click();
  const slider = page.getByRole('slider', { name: 'Security of US labs' });
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  await page.keyboard.press('End');
  await expect(page.locator('.run-headline')).toBeInViewport();
  await expect(page.locator('.run-headline')).toContainText('Your policy');
});

test('at 4K charts stay sharp and the text grows', async ({ page }) => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  await open(page);
  const sizes = await page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    const font = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return { font, density: canvas ? canvas.width / canvas.clientWidth : 0 };
  });
  expect(sizes.font).toBeGreaterThan(22);
  expect(sizes.density).toBeCloseTo(await page.evaluate(() => devicePixelRatio), 1);
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

test('without SIMD the page says so and forecasts on the reference engine', async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto('./');
  await expect(page.getByRole('alert').filter({ hasText: 'no WebAssembly SIMD' })).toBeVisible();
  await expect(median(page)).toBeVisible({ timeout: 60_000 });
  await expect(median(page)).toHaveText(/^1\d\.\d months/);
});

test('a worker that dies is replaced, and the page says what that means', async ({ page }) => {
  await page.addInitScript(() => {
    const Original = window.Worker;
    let made = 0;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        made += 1;
        // The first worker fails after its first work.
        if (made === 1) setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'made to fail' })), 400);
      }
    };
  });
  await openQuick(page);
  await page.getByRole('button', { name: 'run again' }).click();
  await settle(page);
  await expect(page.getByRole('alert').filter({ hasText: 'died and was replaced' })).toBeVisible();
  await expect(phase(page)).toHaveText('done');
});

test('a kernel that cannot be loaded is said in words', async ({ page, complaints }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./');
  await expect(page.getByRole('alert').first()).toContainText('answered 404');
  // The browser itself reports the missing file.
  complaints.length = 0;
});
