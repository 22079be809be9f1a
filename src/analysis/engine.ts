/**
 * What an analysis asks of an engine, and how several engines serve one analysis. A `ForecastPool` is a `Runner` as it
 * stands. Nothing here knows of workers, WASM or the page.
 *
 * A pool runs one request at a time and the latest wins, so an analysis needs pools of its own; and a small request is one
 * block, which one worker runs. `fleetOf` several pools of one worker each keeps all cores busy with small requests.
 */
import type { Columns, ColumnsJob } from '../engine/columns.ts';
import type { ForecastRequest, Tally } from '../engine/types.ts';
import type { ModelMeta } from '../language/definition.ts';

/** Runs one request at a time. Structurally a part of ForecastPool. */
export interface Runner {
  run(request: ForecastRequest, options?: { readonly signal?: AbortSignal }): Promise<{ readonly tally: Tally }>;
  columns(request: ForecastRequest, jobs: readonly ColumnsJob[]): Promise<readonly Columns[]>;
}

/** Runs up to `width` requests at a time; more wait. */
export interface AnalysisEngine {
  readonly width: number;
  run(request: ForecastRequest, signal?: AbortSignal): Promise<Tally>;
  columns(request: ForecastRequest, jobs: readonly ColumnsJob[], signal?: AbortSignal): Promise<readonly Columns[]>;
}

/** What every analysis starts from. */
export interface AnalysisBase {
  readonly engine: AnalysisEngine;
  readonly meta: ModelMeta;
  /** The forecast under study: its scenarios, seed, inputs and correlations are those of the analysis. From `parseRequest`. */
  readonly request: ForecastRequest;
  /** Aborting rejects the analysis with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Runners as one engine: each call goes to the next one that is free. Throws RangeError for none. */
export function fleetOf(runners: readonly Runner[]): AnalysisEngine {
  if (runners.length === 0) throw new RangeError('a fleet of no engines: give at least one');
  const free = [...runners];
  const waiting: ((runner: Runner) => void)[] = [];

  async function use<T>(work: (runner: Runner) => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    const runner = free.pop() ?? (await new Promise<Runner>((resolve) => waiting.push(resolve)));
    try {
      signal?.throwIfAborted();
      return await work(runner);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(runner);
      else next(runner);
    }
  }

  return {
    width: runners.length,
    run: (request, signal) =>
      use(async (runner) => (await runner.run(request, signal === undefined ? {} : { signal })).tally, signal),
    columns: (request, jobs, signal) =>
      use(async (runner) => {
        const result = await runner.columns(request, jobs);
        signal?.throwIfAborted();
        return result;
      }, signal),
  };
}

/**
 * Does `work` for each item, at most `width` at a time, in order of start. The first failure rejects and starts no more.
 */
export async function eachOf<T>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  async function lane(): Promise<void> {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        await work(items[index] as T, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}

/** Lets the host handle its events, then goes on; throws the reason of an aborted signal. For long work between calls. */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal?.throwIfAborted();
}
