/**
 * `npm run bench -- webgpu [--node] [--software] [--most 30] [--seconds 20]`: samples per second of the WebGPU engine at 2^20
 * … 2^30 samples, for 1 and 16 scenarios; time by stage; ratios to WASM and, where nvcc and a GPU are found, to the
 * hand-written CUDA program of bench/cuda. In Chromium, or with --node in Node by the npm package "webgpu" (Dawn).
 * CHROMIUM_FLAGS adds flags for the browser's way to the GPU.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadGpu } from '../src/cli/webgpu.ts';
import { defaultRequest } from '../src/engine/draft.ts';
import { planRun } from '../src/engine/plan.ts';
import lead from '../src/model/lead.ts';
import { buildCuda, cudaOnGpu } from './lib/cuda.ts';
import { type BenchOptions, type BenchResult, type BenchRow, measureWebGpu } from './webgpu/measure.ts';
import type { BenchFiles } from './webgpu/page.ts';

const SCENARIOS = [1, 16] as const;
const LEAST = 20;

/** Libraries found when run, never bundled. */
const load = <T>(name: string): Promise<T> => import(/* @vite-ignore */ name) as Promise<T>;

export async function bench(root: string, args: readonly string[]): Promise<void> {
  const numberOf = (flag: string, otherwise: number): number =>
    args.includes(flag) ? Number(args[args.indexOf(flag) + 1]) : otherwise;
  const most = numberOf('--most', 30);
  const options: BenchOptions = {
    scenarios: SCENARIOS,
    least: Math.min(LEAST, most),
    most,
    seconds: numberOf('--seconds', 20),
  };
  const wasm = readFileSync(join(root, 'build/lead.wasm'));
  const files: BenchFiles = {
    info: JSON.parse(readFileSync(join(root, 'build/lead.json'), 'utf8')),
    kernel: JSON.parse(readFileSync(join(root, 'build/lead.gpu.json'), 'utf8')),
    wasm: wasm.toString('base64'),
  };
  console.log(`${'scenarios'.padEnd(12)}${'samples'.padEnd(10)}${'seconds'.padStart(10)}${'samples/s'.padStart(14)}`);
  const result = args.includes('--node')
    ? await inNode(files, wasm, options)
    : await inChromium(root, files, options, args.includes('--software'));
  summarise(result, cudaRates(root, files, result));
}

function printRow({ scenarios, log2Samples, seconds, samplesPerSecond }: BenchRow): void {
  const columns = [String(scenarios).padEnd(12), `2^${log2Samples}`.padEnd(10), seconds.toFixed(3).padStart(10)];
  console.log(`${columns.join('')}${samplesPerSecond.toPrecision(4).padStart(14)}`);
}

async function inNode({ info, kernel }: BenchFiles, wasm: Uint8Array, options: BenchOptions): Promise<BenchResult> {
  const module = await WebAssembly.compile(new Uint8Array(wasm));
  return measureWebGpu(await loadGpu(), { meta: lead.meta, info, kernel, module }, options, printRow);
}

async function inChromium(
  root: string,
  files: BenchFiles,
  options: BenchOptions,
  software: boolean,
): Promise<BenchResult> {
  const { findChromium } = await load<{ findChromium(): string | null }>(join(root, 'scripts/lib/chromium.mjs'));
  const { alias } = await load<{ alias: Record<string, string> }>(join(root, 'scripts/lib/project.mjs'));
  const { chromium } = await load<typeof import('@playwright/test')>('@playwright/test');
  const { build } = await load<typeof import('vite')>('vite');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    publicDir: false,
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(root, 'bench/webgpu/page.ts'), output: { entryFileNames: 'main.js' } },
    },
  });
  const chunks = 'output' in built ? built.output : [];
  const script = chunks.find((file) => file.fileName === 'main.js');
  if (script?.type !== 'chunk') throw new Error('the page of the bench was not built');
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--enable-unsafe-webgpu',
      ...(software
        ? ['--use-webgpu-adapter=swiftshader']
        : ['--ignore-gpu-blocklist', '--enable-features=Vulkan', '--use-angle=vulkan']),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(process.env['CHROMIUM_FLAGS']?.split(/\s+/).filter((flag) => flag !== '') ?? []),
    ],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    await page.exposeFunction('report', printRow);
    await page.route('http://localhost/**', (route) =>
      route.request().url().endsWith('main.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script.code })
        : route.fulfill({ contentType: 'text/html', body: '<script type="module" src="main.js"></script>' }),
    );
    await page.goto('http://localhost/');
    await page.waitForFunction('"bench" in window');
    const call = `(${JSON.stringify([files, options])})`;
    return (await page.evaluate(`window.bench(...${call})`)) as BenchResult;
  } finally {
    await browser.close();
  }
}

/** Samples per second of the CUDA program by number of scenarios, at the largest size measured; or why there are none. */
function cudaRates(root: string, { info }: BenchFiles, { rows }: BenchResult): ReadonlyMap<number, number> | string {
  const rates = new Map<number, number>();
  for (const scenarios of SCENARIOS) {
    const largest = Math.max(...rows.filter((row) => row.scenarios === scenarios).map((row) => row.log2Samples));
    const presets = lead.meta.presets;
    const request = defaultRequest(lead.meta, info.hash, {
      paired: false,
      samples: 2 ** 20,
      scenarios: Array.from({ length: scenarios }, (_, i) => ({
        id: `s${i}`,
        preset: presets[i % presets.length]?.id ?? '',
      })),
    });
    const program = buildCuda(root, planRun(lead.meta, request));
    if (typeof program === 'string') return program;
    const times = cudaOnGpu(program, largest, 3);
    if (typeof times === 'string') return times;
    rates.set(scenarios, 2 ** largest / times.seconds);
  }
  return rates;
}

function summarise({ adapter, rows, stages, wasm }: BenchResult, cuda: ReadonlyMap<number, number> | string): void {
  console.log(`\n${adapter}`);
  for (const { scenarios, nanoseconds } of stages) {
    if (nanoseconds === null) {
      console.log(`${scenarios} scenarios: no timestamps on this device`);
      continue;
    }
    const total = nanoseconds.draw + nanoseconds.simulate + nanoseconds.tally;
    const share = (value: number): string => `${value.toPrecision(3)} ns (${((100 * value) / total).toFixed(0)} %)`;
    console.log(
      `${scenarios} scenarios, a sample: draws ${share(nanoseconds.draw)}, model ${share(nanoseconds.simulate)}, tallies ${share(nanoseconds.tally)}`,
    );
  }
  for (const scenarios of SCENARIOS) {
    const best = Math.max(...rows.filter((row) => row.scenarios === scenarios).map((row) => row.samplesPerSecond));
    if (scenarios === 1) {
      console.log(
        `against two WASM workers (twice one thread, ${Math.round(wasm)} samples/s): ${(best / (2 * wasm)).toPrecision(3)} ×`,
      );
    }
    if (typeof cuda !== 'string') {
      console.log(`against CUDA, ${scenarios} scenarios: ${(best / (cuda.get(scenarios) ?? Number.NaN)).toFixed(2)}`);
    }
  }
  if (typeof cuda === 'string') console.log(`against CUDA: skipped: ${cuda}`);
}
