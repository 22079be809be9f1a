/** What goes wrong is said where it happens, in words, with what to do; and the figures stay right or stay away. */
import { expect, median, open, openQuick, phase, scenarioRow, settle, test } from './page.ts';

test('without SIMD the page says so and forecasts on the reference engine', async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto('./');
  await expect(page.getByRole('alert').filter({ hasText: 'no WebAssembly SIMD' })).toBeVisible();
  await expect(median(page)).toBeVisible({ timeout: 60_000 });
  await expect(median(page)).toHaveText(/^1\d\.\d months/);
});

test('without workers the page says so and gives the same counts in its own thread', async ({ page, context }) => {
  await openQuick(page);
  const words = await page.locator('.answer').textContent();
  const rows = await scenarioRow(page, 'Act now').textContent();
  const alone = await context.newPage();
  await alone.addInitScript(() => {
    // @ts-expect-error a browser without workers
    delete window.Worker;
  });
  await openQuick(alone);
  await expect(alone.getByRole('alert').filter({ hasText: 'no background workers' })).toBeVisible();
  expect(await alone.locator('.answer').textContent()).toBe(words);
  expect(await scenarioRow(alone, 'Act now').textContent()).toBe(rows);
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

test('workers that always die end in a sentence, not in waiting', async ({ page }) => {
  await page.addInitScript(() => {
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'made to fail' })), 20);
      }
    };
  });
  await page.goto('./');
  await expect(phase(page)).toHaveText('failed', { timeout: 30_000 });
  await expect(page.getByRole('alert').filter({ hasText: 'The run failed: ' })).toContainText('made to fail');
});

test('a kernel that cannot be loaded is said in words', async ({ page, complaints }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./');
  await expect(page.getByRole('alert').first()).toContainText('answered 404');
  // The browser itself reports the missing file.
  complaints.length = 0;
});

test('a part of the page that cannot be loaded says so in its place; the rest goes on', async ({
  page,
  complaints,
}) => {
  await page.route('**/assets/limits-*.js', (route) => route.abort());
  await open(page, './#limits');
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toContainText('Reload the page');
  await page.getByRole('link', { name: 'Criticisms' }).click();
  await expect(page.getByRole('heading', { name: 'What critics dispute' })).toBeVisible();
  complaints.length = 0;
});

test('values that are not numbers are counted apart, and the page says how many and where to look', async ({
  page,
}) => {
  await openQuick(page, './#assumptions');
  const stock = page.locator('#input-usStock');
  // So many chips that single precision overflows in some futures.
  for (const [name, value] of [
    [/p95$/, '1e30'],
    [/p50$/, '1e20'],
  ] as const) {
    const field = stock.getByRole('textbox', { name });
    await field.fill(value);
    await field.press('Enter');
  }
  const alarm = page.getByRole('alert').filter({ hasText: 'values were not numbers' });
  await expect(alarm).toContainText('in none of the figures');
  await page.getByRole('button', { name: 'undo' }).click();
  await page.getByRole('button', { name: 'undo' }).click();
  await settle(page);
  await expect(alarm).toHaveCount(0);
});

test('a number too large for the kernels is refused where it is typed', async ({ page }) => {
  await open(page, './#assumptions');
  const field = page.locator('#input-usStock').getByRole('textbox', { name: /p95$/ });
  await field.fill('1e31');
  await field.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'is beyond 1e+30' })).toBeVisible();
  await expect(page.locator('#input-usStock')).not.toHaveClass(/changed/);
});

test('where nothing may be stored, everything but remembering works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  await open(page);
  await page.getByRole('button', { name: 'got it' }).click();
  await expect(page.getByText('Start anywhere:')).toHaveCount(0);
  await page.getByRole('button', { name: /^Colours/ }).click();
  await settle(page);
});
