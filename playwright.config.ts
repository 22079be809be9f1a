import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/lib/chromium.mjs';

const PORT = 4373;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  // Machines that run the tests may be busy with other things.
  expect: { timeout: 15_000 },
  // A test that passes only the second time is told as flaky.
  retries: 1,
  // One at a time: the page takes every core for its forecasts.
  workers: 1,
  use: {
    baseURL: `http://localhost:${PORT}/`,
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: `node scripts/start.mjs --strict --port ${PORT}`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
