/**
 * What the analyses of the built-in model cost against what is to be reached: on as many workers as there are cores, without a
 * page, and the policy map once more on the built page in the system's Chromium. Each row is the median of several rounds. On a
 * machine that does other work too, look at the processor time: divided by the cores, it is what the work takes where they are free.
 *
 * `npm run bench -- analysis [--rounds 5] [--no-page]`
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { attribute } from '../src/analysis/attribution.ts';
import { type AnalysisBase, fleetOf } from '../src/analysis/engine.ts';
import { policyMap } from '../src/analysis/policy-map.ts';
import { sensitivity } from '../src/analysis/sensitivity.ts';
import { defaultRequest } from '../src/engine/draft.ts';
import lead from '../src/model/lead.ts';
import { spawnNodeWorker } from '../src/workers/node/spawn.ts';
import { createPool } from '../src/workers/pool.ts';
import type { WasmSource } from '../src/workers/wasm-source.ts';
import { withBrowser } from './lib/browser.ts';

const PORT = 4381;
const OUTCOME = 'forwardLead';
const DATE = 2028.5;
/** The levers of the page's first map. */
const [ACROSS, UP] = ['smugglingEnforcement', 'remoteAccessControl'];

interface Row {
  readonly what: string;
  readonly unit: string;
  readonly reach: string;
}

const MAP_FIRST: Row = { what: 'map, 21 x 21 points x 4,096: first picture', unit: 'ms', reach: '300' };
const MAP_WHOLE: Row = { what: 'map, whole', unit: 's', reach: '6' };
const INDICES: Row = { what: 'all total indices to a 95 % half-width', unit: 's', reach: '15' };
const HALF_WIDTH: Row = { what: '  half-width reached', unit: '', reach: '0.02' };
const ATTRIBUTION: Row = { what: 'attribution of act now, all subsets', unit: 's', reach: '5' };
const PAGE_FIRST: Row = { what: 'page: first picture of the map', unit: 'ms', reach: '300' };
const PAGE_WHOLE: Row = { what: 'page: whole map', unit: 's', reach: '6' };

interface Measured {
  readonly value: number;
  /** Processor seconds of all threads over cores; null where they are not this process's. */
  readonly processor: number | null;
}

type Found = Map<Row, Measured[]>;

function add(found: Found, row: Row, value: number, processor: number | null = null): void {
  found.set(row, [...(found.get(row) ?? []), { value, processor }]);
}

/** Starts a watch: seconds since, and processor seconds of this process over cores. */
function watch(): () => readonly [seconds: number, processor: number] {
  const start = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return [(performance.now() - start) / 1000, (user + system) / 1e6 / availableParallelism()];
  };
}

/** @param root of the project, whose core and node stages are built */
export async function bench(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '5' }, 'no-page': { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds);
  const found: Found = new Map();
  await inWorkers(root, rounds, found);
  if (!values['no-page']) {
    await withBrowser(root, PORT, async (browser, address) => {
      for (let round = 0; round < rounds; round++) await onPage(browser, address, found);
    });
  }
  print(found, rounds);
}

async function inWorkers(root: string, rounds: number, found: Found): Promise<void> {
  const info: WasmSource['info'] = JSON.parse(await readFile(join(root, 'build/lead.json'), 'utf8'));
  const source: WasmSource = {
    module: await WebAssembly.compile(await readFile(join(root, 'build/lead.wasm'))),
    meta: lead.meta,
    info,
  };
  const script = pathToFileURL(join(root, 'build/node/worker.js'));
  const pools = Array.from({ length: availableParallelism() }, () =>
    createPool({ size: 1, source, engine: 'wasm', spawn: () => spawnNodeWorker(script) }),
  );
  const base = (...presets: string[]): AnalysisBase => ({
    engine: fleetOf(pools),
    meta: lead.meta,
    request: defaultRequest(lead.meta, info.hash, { scenarios: presets.map((preset) => ({ preset })), paired: false }),
  });
  try {
    // Before the first round workers start and kernels warm up.
    await map(base('status-quo'), new Map());
    for (let round = 0; round < rounds; round++) {
      await map(base('status-quo'), found);
      await indices(base('status-quo'), found);
      await parts(base('status-quo', 'act-now'), found);
    }
  } finally {
    for (const pool of pools) pool.dispose();
  }
}

/** As on the page: counts of every date are kept. */
async function map(base: AnalysisBase, found: Found): Promise<void> {
  const passed = watch();
  let first: number | null = null;
  await policyMap(base, {
    x: { kind: 'lever', id: ACROSS ?? '' },
    y: { kind: 'lever', id: UP ?? '' },
    outcome: OUTCOME,
    dates: lead.meta.outcomes.find(({ id }) => id === OUTCOME)?.at ?? [],
    interest: () => ({ outcome: OUTCOME, date: DATE, statistic: { kind: 'quantile', p: 0.5 } }),
    onProgress: () => {
      first ??= 1000 * passed()[0];
    },
  });
  add(found, MAP_FIRST, first ?? Number.NaN);
  add(found, MAP_WHOLE, ...passed());
}

async function indices(base: AnalysisBase, found: Found): Promise<void> {
  const passed = watch();
  const { halfWidth } = await sensitivity(base, { measures: [{ outcome: OUTCOME, date: DATE, threshold: null }] });
  add(found, INDICES, ...passed());
  add(found, HALF_WIDTH, halfWidth);
}

async function parts(base: AnalysisBase, found: Found): Promise<void> {
  const passed = watch();
  await attribute(base, { target: { outcome: OUTCOME, date: DATE, statistic: { kind: 'quantile', p: 0.5 } } });
  add(found, ATTRIBUTION, ...passed());
}

/** What the bench uses of the page's own globals. */
interface Host {
  readonly document: { querySelector(selector: string): { readonly textContent: string } | null };
  readonly location: { hash: string };
}

/** From opening the question, on a page whose forecast has ended, to the first map drawn and to the last point. */
async function onPage(browser: Browser, address: string, found: Found): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${address}#why/sweep`);
  await page.locator('.run-phase', { hasText: 'done' }).waitFor({ timeout: 60_000 });
  await page.locator('.why-phase', { hasText: 'Computed' }).waitFor({ timeout: 60_000 });
  const [first, whole] = await page.evaluate(async () => {
    const { document, location } = globalThis as unknown as Host;
    const start = performance.now();
    const seen = (test: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (test()) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        look();
      });
    const drawn = (): boolean => document.querySelector('.chart-map canvas') !== null;
    location.hash = 'why/map';
    const picture = seen(drawn);
    const end = seen(() => drawn() && document.querySelector('.why-phase')?.textContent === 'Computed');
    return [await picture, await end] as const;
  });
  add(found, PAGE_FIRST, first);
  add(found, PAGE_WHOLE, whole / 1000);
  await page.close();
}

function print(found: Found, rounds: number): void {
  const [cpu] = cpus();
  console.log(`${lead.meta.title}: ${cpu?.model.trim()}, ${cpus().length} cores; median of ${rounds} rounds\n`);
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(46) : cell.padStart(12))).join('');
  console.log(line(['', 'median', 'lowest', 'highest', 'processor', 'to reach']));
  for (const [{ what, unit, reach }, values] of found) {
    const [middle, low, high] = spread(values.map(({ value }) => value));
    const [processor] = spread(values.flatMap((one) => one.processor ?? []));
    const words = (value: number): string => value.toFixed(unit === 'ms' ? 0 : unit === 's' ? 2 : 4);
    const name = unit === '' ? what : `${what}, ${unit}`;
    console.log(
      line([name, ...[middle, low, high].map(words), Number.isNaN(processor) ? '' : words(processor), reach]),
    );
  }
}

/** Median, lowest and highest. */
function spread(values: readonly number[]): readonly [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return [at(0.5), at(0), at(1)];
}
