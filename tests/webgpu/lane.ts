/**
 * WebGPU engines in a headless Chromium with its software adapter, as engines of this process: what is tested is the real
 * engine in a real browser; the tests are those of every engine. Without an adapter the tests are skipped with the reason,
 * or, with REQUIRE_WEBGPU=1, fail.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { alias, ROOT } from '../../scripts/lib/project.mjs';
import type { Engine, EngineSession } from '../../src/engine/engine.ts';
import { planRun } from '../../src/engine/plan.ts';
import type { Evaluation, ForecastRequest, Tally } from '../../src/engine/types.ts';
import type { ModelMeta } from '../../src/language/definition.ts';
import type { Calls, MakeOptions, PageModel } from './page/main.ts';
import { decode, encode } from './wire.ts';

export type EvaluationSelection =
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | { readonly kind: 'normals'; readonly rows: readonly ArrayLike<number>[] };

type Result<K extends keyof Calls> = Awaited<ReturnType<Calls[K]>>;

export interface Lane {
  readonly adapter: string;
  call<K extends keyof Calls>(name: K, ...args: Parameters<Calls[K]>): Promise<Result<K>>;
  /** An engine of the page. */
  engine(model: PageModel, options?: MakeOptions): Promise<RemoteEngine>;
  close(): Promise<void>;
}

export interface RemoteEngine extends Engine {
  readonly id: number;
  open(plan: { readonly meta: ModelMeta; readonly request: ForecastRequest }): Promise<EngineSession>;
}

const FLAGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
const ADDRESS = 'http://localhost/';

/** The lane, or null where it is registered as skipped (or as a failure) with the reason. Call at the top of a file. */
export async function openLane(): Promise<Lane | null> {
  const lane = await tryLane();
  if (typeof lane !== 'string') return lane;
  if (process.env['REQUIRE_WEBGPU'] === '1') it('finds WebGPU (REQUIRE_WEBGPU=1)', () => expect.fail(lane));
  else it.skip(`WebGPU: ${lane}`, () => undefined);
  return null;
}

async function tryLane(): Promise<Lane | string> {
  const executablePath = findChromium();
  if (executablePath === null) return 'no Chromium is installed';
  const browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await openPage(browser);
  const faults: Error[] = [];
  page.on('pageerror', (error) => faults.push(error));
  const call: Lane['call'] = async (name, ...args) => {
    const [fault] = faults;
    if (fault !== undefined) throw fault;
    const reply = decode(await page.evaluate(([to, text]) => window.headway(to, text), [name, encode(args)] as const));
    const { value, error } = reply as { value: never; error?: { kind: string; message: string } };
    if (error !== undefined) throw Object.assign(new Error(error.message), { name: error.kind });
    return value;
  };
  const adapter = await call('adapter');
  if ('reason' in adapter) {
    await browser.close();
    return adapter.reason;
  }
  return {
    adapter: adapter.name,
    call,
    engine: async (model, options = {}) => remoteEngine(call, await call('make', model, options), options),
    close: () => browser.close(),
  };
}

async function openPage(browser: Browser): Promise<Page> {
  const files = await bundle();
  const page = await browser.newPage();
  await page.route(`${ADDRESS}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    const body = files.get(name);
    if (name === '')
      return route.fulfill({ contentType: 'text/html', body: '<script type="module" src="main.js"></script>' });
    return body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: name.endsWith('.js') ? 'text/javascript' : 'application/wasm', body });
  });
  await page.goto(ADDRESS);
  await page.waitForFunction(() => 'headway' in window);
  return page;
}

/** The page's scripts by name. */
async function bundle(): Promise<ReadonlyMap<string, string | Buffer>> {
  const built = (await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    publicDir: false,
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: {
        input: new URL('./page/main.ts', import.meta.url).pathname,
        output: { entryFileNames: 'main.js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(
    built.output.map((file) => [
      file.fileName,
      file.type === 'chunk' ? file.code : typeof file.source === 'string' ? file.source : Buffer.from(file.source),
    ]),
  );
}

function remoteEngine(call: Lane['call'], id: number, { fault }: MakeOptions): RemoteEngine {
  /** The result, if it is a GPU's: WASM would pass every test of this lane. */
  const byGpu = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    const { fallback } = await call('state', id);
    if (fallback !== null && fault === undefined) throw new Error(`WASM took over: ${fallback}`);
    return result;
  };
  return {
    kind: 'webgpu',
    id,
    async open(plan) {
      await byGpu(call('open', id, plan.request));
      return {
        plan: planRun(plan.meta, plan.request),
        runBlocks: (range): Promise<Tally> => byGpu(call('runBlocks', id, range)),
        evaluateNormals: (rows, trace): Promise<Evaluation> =>
          byGpu(call('evaluate', id, { kind: 'normals', rows }, trace)),
        evaluateIndices: (indices, trace): Promise<Evaluation> =>
          byGpu(call('evaluate', id, { kind: 'indices', indices }, trace)),
        normalsOf: (indices) => byGpu(call('normalsOf', id, indices)),
        columns: (job) => byGpu(call('columns', id, job)),
        close: () => void call('close', id),
      };
    },
  };
}
