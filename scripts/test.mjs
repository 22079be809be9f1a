/**
 * `npm test`: core, types, lint, unit tests, browser tests. Every step runs even when one before it failed, so that one
 * run tells all; the last line is the sum: `N passed, N failed[, N skipped]`. A step that fails without failing tests of
 * its own counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, requireChromium } from './lib/chromium.mjs';
import { BUILD, ROOT } from './lib/project.mjs';
import { ensure } from './lib/stages.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const REPORTS = join(BUILD, 'test');
/** assembly/ is checked by its own compiler when the core is built. */
const TYPE_PROJECTS = ['.', 'src/app', 'src/workers', 'src/cli', 'scripts', 'tests'];

/**
 * @param {string} name of a command in node_modules/.bin
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {boolean} whether it succeeded
 */
function tool(name, args, env = {}) {
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin', name), args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** @param {string} path @returns {any} null when a runner died before it wrote its report */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {boolean} ok @returns {Count} of a step that holds no tests */
const gate = (ok) => ({ passed: 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param {boolean} ok @param {Count} count @returns {Count} a runner that failed never counts as clean */
const witnessed = (ok, count) => (ok || count.failed > 0 ? count : { ...count, failed: 1 });

/** @returns {Promise<Count>} */
async function buildCore() {
  await ensure(['core', 'node'], { log: console.log });
  return gate(true);
}

/** @returns {Count} */
function types() {
  const broken = TYPE_PROJECTS.filter((project) => !tool('tsc', ['--noEmit', '-p', project]));
  if (broken.length > 0) console.log(`type errors in: ${broken.join(', ')}`);
  return { passed: 0, failed: broken.length, skipped: 0 };
}

/** @returns {Count} */
function unit() {
  const path = join(REPORTS, 'vitest.json');
  // The WebGPU tests run in Chromium; without it they are skipped, unless REQUIRE_WEBGPU makes that a failure.
  const chromium = process.env['REQUIRE_WEBGPU'] === '1' ? requireChromium() : findChromium();
  const ok = tool(
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`],
    chromium === null ? {} : { CHROMIUM_PATH: chromium },
  );
  const report = readReport(path);
  return witnessed(ok && report !== null, {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** @returns {Promise<Count>} */
async function browser() {
  const chromium = requireChromium();
  await ensure(['page'], { log: console.log });
  const path = join(REPORTS, 'playwright.json');
  const ok = tool('playwright', ['test', '--reporter=list,json'], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: path,
  });
  const stats = readReport(path)?.stats;
  return witnessed(ok && stats !== undefined, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected ?? 0,
    skipped: stats?.skipped ?? 0,
  });
}

/** @type {readonly (readonly [string, () => Count | Promise<Count>])[]} */
const STEPS = [
  ['build', buildCore],
  ['types', types],
  ['lint', () => gate(tool('biome', ['check', '--error-on-warnings', '.']))],
  ['unit, property and conformance tests', unit],
  ['browser tests', browser],
];

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const summary = [];
for (const [name, step] of STEPS) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  /** @type {Count} */
  let count;
  try {
    count = await step();
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    count = gate(false);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${count.failed === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  console.log(summary.at(-1));
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
