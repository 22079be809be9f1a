/**
 * The workbench's state. Data runs one way: text, then the model that was built of it, then a run of that model. The last
 * answer stays until the next one comes, and says which text it belongs to.
 */
import { computed, effect, signal } from '@preact/signals';
import coreUrl from '../../../build/core.wasm?url';
import { defaultRequest, type ScenarioDraft } from '../../engine/draft.ts';
import type { ForecastRequest, Tally } from '../../engine/types.ts';
import { spawnBrowserWorker, spawnCompiler } from '../../workers/browser.ts';
import type { BuiltModel, Fault } from '../../workers/compile-text.ts';
import { createCompiler } from '../../workers/compiler.ts';
import { createPool } from '../../workers/pool.ts';
import type { ForecastPool, Progress } from '../../workers/types.ts';
import { coreCount } from '../cores.ts';

/** A model, and the text it was built of. */
export interface Built extends BuiltModel {
  readonly text: string;
}

export interface Answer {
  readonly built: Built;
  readonly request: ForecastRequest;
  readonly tally: Tally;
  readonly progress: Progress;
  readonly complete: boolean;
}

/** What is in the editor. */
export const text = signal('');
export const samples = signal(2 ** 20);
export const built = signal<Built | null>(null);
/** What is wrong with the text as it stands; null while it is right, or not yet looked at. */
export const fault = signal<Fault | null>(null);
export const answer = signal<Answer | null>(null);
/** Why there is no answer, where that is not the text's fault. */
export const trouble = signal<string | null>(null);
export const compiling = signal(false);
export const running = signal(false);
/** Whether the answer on screen is of the text on screen. */
export const current = computed(() => answer.value !== null && answer.value.built.text === text.value);

/** Typing must rest for this long before a text is built. */
const REST_MS = 120;
/** Answers on the way are drawn this often at most. */
const FRAME_MS = 100;
const MOST_WORKERS = 8;

const compiler = createCompiler(spawnCompiler, async () => {
  const response = await fetch(coreUrl);
  if (!response.ok) throw new Error(`the core could not be loaded: ${response.status}`);
  return response.arrayBuffer();
});
let pool: ForecastPool | null = null;
let stopRun = new AbortController();

/** Follows the text until the returned function is called. */
export function followText(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let next: string | null = null;

  async function take(source: string): Promise<void> {
    if (busy) {
      next = source;
      return;
    }
    busy = true;
    compiling.value = true;
    try {
      const reply = await compiler.build(source);
      trouble.value = null;
      fault.value = reply.ok ? null : reply.fault;
      if (reply.ok) built.value = { ...reply.built, text: source };
    } catch (error) {
      trouble.value = error instanceof Error ? error.message : String(error);
    }
    busy = false;
    const waiting = next;
    next = null;
    if (waiting !== null && waiting !== source) void take(waiting);
    else compiling.value = false;
  }

  const stop = effect(() => {
    const source = text.value;
    clearTimeout(timer);
    if (source.trim() === '') return;
    // A text that was built needs no second time.
    if (source === built.peek()?.text) {
      fault.value = null;
      return;
    }
    timer = setTimeout(() => void take(source), built.peek() === null ? 0 : REST_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** The policies that are compared: the model's presets, or its status quo. */
function policies({ meta }: Built): ScenarioDraft[] {
  return meta.presets.length === 0 ? [{}] : meta.presets.slice(0, 8).map(({ id }) => ({ preset: id }));
}

export function requestOf(model: Built, count: number): ForecastRequest {
  const { meta, info, direction, cuts } = model;
  return defaultRequest(meta, info.hash, { scenarios: policies(model), samples: count, direction, cuts });
}

/** Runs what was built, and again when the number of samples changes. Follows until the returned function is called. */
export function followModel(): () => void {
  let kept: Built | null = null;
  const stop = effect(() => {
    const [model, count] = [built.value, samples.value];
    stopRun.abort();
    if (model === null) return;
    if (model !== kept || pool === null) {
      pool?.dispose();
      const size = coreCount(MOST_WORKERS);
      const { module, meta, info } = model;
      pool = createPool({ spawn: spawnBrowserWorker, size, source: { module, meta, info }, engine: 'wasm' });
      kept = model;
    }
    void run(pool, model, requestOf(model, count));
  });
  return () => {
    stop();
    stopRun.abort();
    pool?.dispose();
    pool = null;
  };
}

export const stop = (): void => stopRun.abort();

async function run(on: ForecastPool, model: Built, request: ForecastRequest): Promise<void> {
  const own = new AbortController();
  stopRun = own;
  running.value = true;
  let shown = Number.NEGATIVE_INFINITY;
  const show = (tally: Tally, progress: Progress, complete: boolean): void => {
    answer.value = { built: model, request, tally, progress, complete };
  };
  try {
    const { tally, progress } = await on.run(request, {
      signal: own.signal,
      onProgress(part, progress) {
        const now = performance.now();
        if (now - shown < FRAME_MS) return;
        shown = now;
        // A tally on its way is only good during this call.
        show(structuredClone(part), progress, false);
      },
    });
    show(tally, progress, true);
    trouble.value = null;
  } catch (error) {
    if (!own.signal.aborted) trouble.value = error instanceof Error ? error.message : String(error);
  } finally {
    if (stopRun === own) running.value = false;
  }
}
