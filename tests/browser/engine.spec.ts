/** The choice of engine on the page, on a browser whose only adapter is software. */
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { expect, openQuick, phase, settle, test } from './page.ts';

const executablePath = findChromium();

test.use({
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
});

test('the page says which engine ran and why, and runs WebGPU where it is asked for', async ({ page }) => {
  test.setTimeout(180_000);
  await openQuick(page);
  await expect(page.locator('.run-line')).toContainText('exact, WASM SIMD');
  await page.getByRole('button', { name: 'sampling' }).click();
  await expect(page.locator('.sampling')).toContainText('is software and slower than WASM; WASM runs the forecast.');

  await page.getByRole('radio', { name: 'WebGPU' }).check();
  await expect(page.locator('.sampling')).toContainText('WebGPU was chosen.', { timeout: 60_000 });
  const samples = page.getByRole('textbox', { name: 'Samples', exact: true });
  await samples.fill('4096');
  await samples.press('Enter');
  await expect(page.locator('.run-line')).toContainText('± tolerance, WebGPU', { timeout: 120_000 });
  await settle(page);

  await page.getByRole('radio', { name: 'WASM', exact: true }).check();
  await page.getByRole('button', { name: 'run again' }).click();
  await expect(phase(page)).toHaveText('done');
  await expect(page.locator('.run-line')).toContainText('exact, WASM SIMD');
});

test('a GPU that is lost is said in words, and WASM gives the forecast', async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const Original = window.Worker;
    const gpuWorkers: Worker[] = [];
    let lost = false;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        if (lost && options?.name === 'headway-webgpu') throw new Error('the device is gone');
        super(url, options);
        if (options?.name === 'headway-webgpu') gpuWorkers.push(this);
      }
    };
    addEventListener('test:lose-gpu', () => {
      lost = true;
      for (const worker of gpuWorkers) worker.dispatchEvent(new ErrorEvent('error', { message: 'the device is gone' }));
    });
  });
  await openQuick(page);
  const words = await page.locator('.answer').textContent();
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.getByRole('radio', { name: 'WebGPU' }).check();
  await expect(page.locator('.sampling')).toContainText('WebGPU was chosen.', { timeout: 60_000 });
  await page.evaluate(() => dispatchEvent(new Event('test:lose-gpu')));
  await page.getByRole('button', { name: 'run again' }).click();
  await settle(page);
  await expect(page.getByRole('alert').filter({ hasText: 'The graphics processor stopped working' })).toContainText(
    'WASM runs the forecast',
  );
  await expect(page.locator('.run-line')).toContainText('exact, WASM SIMD');
  expect(await page.locator('.answer').textContent()).toBe(words);
});
