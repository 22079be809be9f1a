/**
 * Which engine runs forecasts: WASM, WebGPU, or whichever is best here. Free of its host: pools come in ready or as
 * functions. A forecast never waits for a GPU to be found, and never fails for want of one: until WebGPU has been checked,
 * and whenever it fails, WASM runs it. Single samples and columns are always WASM's: they are few, and exact.
 */
import type { EngineKind, ForecastRequest } from '../engine/types.ts';
import { SupersededError } from './errors.ts';
import type { ForecastPool, RunOptions, RunResult } from './types.ts';

export type EngineChoice = 'auto' | 'wasm' | 'webgpu';

/** Which engine runs the next forecast, and why it is not the other. */
export interface Standing {
  readonly choice: EngineChoice;
  readonly engine: EngineKind;
  /** The GPU in use, or that could be. Empty while it is not known. */
  readonly adapter: string;
  /** One sentence for users. */
  readonly reason: string;
}

export interface ChosenPool extends ForecastPool {
  standing(): Standing;
  /** Changes the choice for the runs that follow. */
  choose(choice: EngineChoice): void;
}

export interface ChoiceOptions {
  readonly wasm: ForecastPool;
  /**
   * A pool on WebGPU and the name of its adapter, after its self-check. `software`: also where the adapter is software.
   * Rejects with a sentence that says why there is none.
   */
  readonly openWebGpu: (software: boolean) => Promise<{ readonly pool: ForecastPool; readonly adapter: string }>;
  readonly choice: EngineChoice;
  /** Told of every change. */
  readonly onStanding?: (standing: Standing) => void;
}

/** What is known of WebGPU here. */
type Gpu =
  | { readonly state: 'unknown' }
  | { readonly state: 'opening' }
  | { readonly state: 'ready'; readonly pool: ForecastPool; readonly adapter: string }
  | { readonly state: 'unusable'; readonly reason: string };

export function createChosenPool({ wasm, openWebGpu, choice: first, onStanding }: ChoiceOptions): ChosenPool {
  let choice = first;
  let gpu: Gpu = { state: 'unknown' };
  /** Of the GPU that is known or being opened. */
  let software = false;
  let opening: Promise<void> = Promise.resolve();
  let active: { readonly pool: ForecastPool; readonly controller: AbortController } | null = null;
  let disposed = false;

  function standing(): Standing {
    if (choice === 'wasm') {
      return {
        choice,
        engine: 'wasm',
        adapter: adapterOf(gpu),
        reason: 'WASM was chosen: the same counts on every machine.',
      };
    }
    switch (gpu.state) {
      case 'ready':
        return {
          choice,
          engine: 'webgpu',
          adapter: gpu.adapter,
          reason: `${choice === 'auto' ? 'This GPU agrees with WASM on the first block' : 'WebGPU was chosen'}.`,
        };
      case 'unusable':
        return { choice, engine: 'wasm', adapter: '', reason: `${upperFirst(gpu.reason)}; WASM runs the forecast.` };
      case 'unknown':
      case 'opening':
        return {
          choice,
          engine: 'wasm',
          adapter: '',
          reason: 'WASM runs the forecast while the GPU is being checked.',
        };
      default:
        return gpu satisfies never;
    }
  }

  function become(next: Gpu): void {
    gpu = next;
    onStanding?.(standing());
  }

  /** Looks for a GPU if the choice asks for one and nobody has. */
  function look(): Promise<void> {
    // A software adapter is no good to 'auto', but may be what someone asks for.
    const again = gpu.state === 'unusable' && choice === 'webgpu' && !software;
    if (choice === 'wasm' || disposed || !(gpu.state === 'unknown' || again)) return opening;
    software = choice === 'webgpu';
    become({ state: 'opening' });
    opening = openWebGpu(software).then(
      ({ pool, adapter }) => {
        if (disposed) pool.dispose();
        else become({ state: 'ready', pool, adapter });
      },
      (error: unknown) => become({ state: 'unusable', reason: wordsOf(error) }),
    );
    return opening;
  }

  async function run(request: ForecastRequest, options: RunOptions = {}): Promise<RunResult> {
    if (choice === 'webgpu') await look();
    options.signal?.throwIfAborted();
    if (choice !== 'wasm' && gpu.state === 'ready') {
      const { pool } = gpu;
      try {
        return await runOn(pool, request, options);
      } catch (error) {
        if (!isEngineFault(error)) throw error;
        // Where WASM fails too, the fault is in the request, not in the GPU.
        const result = await runOn(wasm, request, options);
        if (gpu.state === 'ready' && gpu.pool === pool) become({ state: 'unusable', reason: wordsOf(error) });
        pool.dispose();
        return result;
      }
    }
    try {
      return await runOn(wasm, request, options);
    } finally {
      // Not before: the first forecast has the machine to itself.
      look();
    }
  }

  /** The latest run wins, also over one in the other pool. */
  async function runOn(pool: ForecastPool, request: ForecastRequest, options: RunOptions): Promise<RunResult> {
    if (active !== null && active.pool !== pool) active.controller.abort(new SupersededError());
    const { signal } = options;
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    const mine = { pool, controller };
    active = mine;
    try {
      return await pool.run(request, { ...options, signal: controller.signal });
    } finally {
      signal?.removeEventListener('abort', abort);
      if (active === mine) active = null;
    }
  }

  return {
    run,
    standing,
    choose(next) {
      choice = next;
      onStanding?.(standing());
      look();
    },
    evaluate: (request, selection, trace) => wasm.evaluate(request, selection, trace),
    columns: (request, jobs) => wasm.columns(request, jobs),
    pause() {
      wasm.pause();
      if (gpu.state === 'ready') gpu.pool.pause();
    },
    resume() {
      wasm.resume();
      if (gpu.state === 'ready') gpu.pool.resume();
    },
    dispose() {
      disposed = true;
      wasm.dispose();
      if (gpu.state === 'ready') gpu.pool.dispose();
    },
  };
}

const adapterOf = (gpu: Gpu): string => (gpu.state === 'ready' ? gpu.adapter : '');

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Faults of the engine or its worker, as against a run that was superseded or aborted, or a request that is wrong. */
function isEngineFault(error: unknown): boolean {
  return error instanceof Error && (error.name === 'PoolError' || error.name === 'EngineFailure');
}
