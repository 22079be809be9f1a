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
