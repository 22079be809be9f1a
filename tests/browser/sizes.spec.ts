/** From 360 pixels to 4K: what fits, what can be hit, what stays sharp, and that nothing covers anything. */
import { expect, open, ROOMS, test } from './page.ts';

test('every room fits 360 pixels without sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const room of ROOMS) {
    await open(page, `./#${room}`);
    await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, room).toBe(0);
  }
});

test('eight scenarios with long names fit 360 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  const tools = page.getByRole('button', { name: /^Change scenario/ });
  await tools.nth(1).click();
  for (let copy = 0; copy < 5; copy += 1) await page.getByRole('button', { name: 'duplicate' }).click();
  await expect(tools).toHaveCount(8);
  await tools.nth(1).click();
  await tools.nth(7).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Everything that allies have agreed on, and 123456789012345678');
  await name.press('Enter');
  await expect(page.getByRole('radio', { name: /^Everything/ })).toBeVisible();
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBe(0);
  await page.getByRole('button', { name: 'duplicate' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'as many as can be told apart' })).toBeVisible();
});

for (const width of [360, 1440, 3840]) {
  test(`named settings stand by their values and cover no other at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: Math.round(Math.max(width * 0.5625, 740)) });
    await open(page);
    const toggle = page.getByRole('button', { name: /^Policy levers/ });
    if (await toggle.isVisible()) await toggle.click();
    await page.locator('.lever-more summary').click();
    const levers = await page.locator('.lever').evaluateAll((rows) =>
      rows.map((row) => {
        const bands = row.querySelector('.bands')!.getBoundingClientRect();
        const slider = row.querySelector<HTMLInputElement>('.slider input')!;
        const track = slider.getBoundingClientRect();
        return {
          labels: [...row.querySelectorAll('.bands button')].map((label) => label.getBoundingClientRect().toJSON()),
          ties: [...row.querySelectorAll('.band-ties line')].map((tie) => bands.left + Number(tie.getAttribute('x1'))),
          row: row.getBoundingClientRect().toJSON(),
          track: { left: track.left, right: track.right },
        };
      }),
    );
    for (const { labels, ties, row, track } of levers) {
      expect(labels.length).toBeGreaterThan(3);
      for (const [k, label] of labels.entries()) {
        expect(label.left).toBeGreaterThanOrEqual(row.left - 6);
        expect(label.right).toBeLessThanOrEqual(row.right + 6);
        // A rounding of the layout may share half a pixel.
        if (k > 0) expect(label.left).toBeGreaterThanOrEqual(labels[k - 1].right - 1);
        expect(ties[k]).toBeGreaterThanOrEqual(track.left);
        expect(ties[k]).toBeLessThanOrEqual(track.right);
      }
    }
  });
}

test('nothing to hit is smaller than 24 pixels, but in a sentence or with room around it', async ({ page }) => {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const room of ROOMS) {
      await open(page, `./#${room}`);
      await expect(page.locator('.muted', { hasText: 'is loading' })).toHaveCount(0);
      const small = await page.evaluate(() => {
        // WCAG 2.5.8 excepts links in text, and what is drawn by the browser and not resized.
        const inText = '.answer *, .prose a, .code a, .criticism a, .change-line *, .masthead h1 a';
        const native = 'input[type=radio], input[type=checkbox]';
        return [...document.querySelectorAll('button, a, select, input, summary, [role=slider]')]
          .filter((one) => !one.matches(inText) && !one.matches(native) && one.checkVisibility())
          .map((one) => ({ box: one.getBoundingClientRect(), what: one.outerHTML.slice(0, 90) }))
          .filter(({ box }) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
          .map(({ box, what }) => `${box.width.toFixed(0)} × ${box.height.toFixed(0)}: ${what}`);
      });
      expect(small, `${room} at ${width}`).toEqual([]);
    }
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

test.describe('on a screen of double density', () => {
  test.use({ deviceScaleFactor: 2 });
  test('charts have two pixels for each of the page', async ({ page }) => {
    await open(page);
    const densities = await page
      .locator('canvas')
      .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).width / one.clientWidth));
    expect(densities.length).toBeGreaterThan(1);
    for (const density of densities) expect(density).toBeCloseTo(2, 1);
  });
});

test('charts follow the width of the window', async ({ page }) => {
  await page.setViewportSize({ width: 1400, height: 900 });
  await open(page);
  const width = () =>
    page
      .locator('canvas')
      .first()
      .evaluate((canvas) => canvas.clientWidth);
  const wide = await width();
  await page.setViewportSize({ width: 1300, height: 900 });
  await expect.poll(width).toBeLessThan(wide);
});
