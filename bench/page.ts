/**
 * The built page under load, in the system's Chromium: how long a moved lever waits for its first answer while ten
 * million samples run, how many frames are drawn during a drag, and whether memory stays flat over 200 runs. Figures are
 * of this machine; the trace of the drag is left in build/page-trace.json for chrome://tracing.
 */
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { withBrowser } from './lib/browser.ts';

const SAMPLES_BEHIND = '10000000';
const MOVES = 25;
const DRAG_MS = 4000;
const RERUNS = 200;
const PORT = 4379;

const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(p * sorted.length), sorted.length - 1)] ?? Number.NaN;
};

/** @param root of the project */
export function bench(root: string): Promise<void> {
  return withBrowser(root, PORT, (browser, address) => measure(browser, address, root));
}

async function measure(browser: Browser, address: string, root: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await observe(page);
  await page.goto(address);
  const first = await page.evaluate(() => (globalThis as unknown as Probe).benchFirst);
  console.log(`first forecast drawn ${first.toFixed(0)} ms after navigation`);

  await page.getByRole('button', { name: 'sampling' }).click();
  await page.getByRole('textbox', { name: 'Samples', exact: true }).fill(SAMPLES_BEHIND);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'sampling' }).click();

  const waits = await singleMoves(page);
  console.log(
    `lever to first answer drawn, ${MOVES} moves while ${Number(SAMPLES_BEHIND).toLocaleString('en')} samples run: ` +
      `median ${quantile(waits, 0.5).toFixed(0)} ms, 90 % within ${quantile(waits, 0.9).toFixed(0)} ms`,
  );

  await browser.startTracing(page, { path: join(root, 'build/page-trace.json') });
  const { frames, answers } = await drag(page);
  await browser.stopTracing();
  const seconds = DRAG_MS / 1000;
  console.log(`drag: ${(frames / seconds).toFixed(0)} frames/s, ${(answers / seconds).toFixed(0)} answers/s`);

  const session = await page.context().newCDPSession(page);
  const [early, late] = await memory(page, session);
  console.log(
    `memory after 20 and ${RERUNS} runs: ${early.toFixed(1)} and ${late.toFixed(1)} MiB of JavaScript heap and buffers`,
  );
}

/** What the bench keeps in the page, on its global object. */
interface Probe {
  /** Milliseconds from navigation to the frame that shows the first forecast. */
  benchFirst: Promise<number>;
  /** Times at which a frame showed a new first answer. */
  benchAnswers: number[];
  /** Times of input events. */
  benchInputs: number[];
}

/** Notes inputs, and the frame after each first answer: the page marks answers as user timings. */
async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    (globalThis as unknown as Probe).benchAnswers = [];
    (globalThis as unknown as Probe).benchInputs = [];
    (globalThis as unknown as Probe).benchFirst = new Promise((resolve) => {
      new PerformanceObserver((list) => {
        for (const { name } of list.getEntries()) {
          if (name !== 'headway:answer') continue;
          // After the frame that this answer is drawn in.
          requestAnimationFrame(() =>
            setTimeout(() => {
              (globalThis as unknown as Probe).benchAnswers.push(performance.now());
              resolve(performance.now());
            }),
          );
        }
      }).observe({ type: 'mark', buffered: true });
    });
    addEventListener('input', () => (globalThis as unknown as Probe).benchInputs.push(performance.now()), true);
  });
}

async function singleMoves(page: Page): Promise<number[]> {
  const slider = page.getByRole('slider', { name: 'Control of remote access to chips abroad' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(1000);
  const waits: number[] = [];
  for (let move = 0; move < MOVES; move += 1) {
    await page.evaluate(() => {
      (globalThis as unknown as Probe).benchAnswers = [];
      (globalThis as unknown as Probe).benchInputs = [];
    });
    await page.keyboard.press(move % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForFunction(() => (globalThis as unknown as Probe).benchAnswers.length > 0);
    waits.push(
      await page.evaluate(
        () =>
          ((globalThis as unknown as Probe).benchAnswers[0] ?? 0) -
          ((globalThis as unknown as Probe).benchInputs[0] ?? 0),
      ),
    );
    await page.waitForTimeout(250);
  }
  return waits;
}

async function drag(page: Page): Promise<{ frames: number; answers: number }> {
  const box = await page.getByRole('slider', { name: 'Enforcement against smuggling' }).boundingBox();
  if (!box) throw new Error('the lever to drag is not on the page');
  await page.evaluate(() => {
    (globalThis as unknown as Probe).benchAnswers = [];
  });
  const counting = page.evaluate(
    (duration) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        let frames = 0;
        const count = (now: number): void => {
          frames += 1;
          if (now - start < duration) requestAnimationFrame(count);
          else resolve(frames);
        };
        requestAnimationFrame(count);
      }),
    DRAG_MS,
  );
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  const start = performance.now();
  while (performance.now() - start < DRAG_MS - 100) {
    const turn = ((performance.now() - start) / DRAG_MS) * 4 * Math.PI;
    await page.mouse.move(box.x + box.width * (0.5 + 0.4 * Math.sin(turn)), box.y + box.height / 2);
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
  return {
    frames: await counting,
    answers: await page.evaluate(() => (globalThis as unknown as Probe).benchAnswers.length),
  };
}

/** MiB after 20 and after RERUNS short runs, garbage collected. */
async function memory(page: Page, session: CDPSession): Promise<[number, number]> {
  await page.getByRole('button', { name: 'sampling' }).click();
  await page.getByRole('button', { name: '16,384' }).click();
  const held = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + backingStorageSize) / 2 ** 20;
  };
  const done = page.locator('.run-phase', { hasText: 'done' });
  let early = Number.NaN;
  for (let run = 1; run <= RERUNS; run += 1) {
    await done.waitFor();
    if (run === 20) early = await held();
    await page.getByRole('button', { name: 'run again' }).click();
  }
  await done.waitFor();
  return [early, await held()];
}
