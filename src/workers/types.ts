/** The worker boundary: what the page, the CLI and the analyses ask of a pool of engines. */
import type { Columns, ColumnsJob } from '../engine/columns.ts';
import type { BlockRange, EngineKind, Evaluation, ForecastRequest, Tally } from '../engine/types.ts';

export interface Progress {
  readonly samplesDone: number;
  readonly samplesTotal: number;
  readonly seconds: number;
  readonly samplesPerSecond: number;
  /** Workers replaced after they died, so far. */
  readonly workersReplaced: number;
}

export interface RunOptions {
  /** Called with the merged tally so far: after the first small block, then at most 60 times a second. The tally is only valid during the call. */
  readonly onProgress?: (tally: Tally, progress: Progress) => void;
  /** Aborting ends the run between blocks; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Only these blocks (default: all of the request's). */
  readonly blocks?: BlockRange;
  /** Resolves early, on a block boundary fixed by the schedule (not by timing), once this returns true for the tally so far. */
  readonly enough?: (tally: Tally) => boolean;
}

export interface RunResult {
  readonly tally: Tally;
  readonly engine: EngineKind;
  /** Why another engine than the pool's ran some or all of it. */
  readonly handover?: string;
  readonly progress: Progress;
}

export type SampleSelection =
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  /** Rows of independent standard normals in input order. */
  | { readonly kind: 'normals'; readonly rows: readonly Float64Array[] };

/** A pool of engines behind one interface; the same on worker threads of Node and Web Workers of the page. */
export interface ForecastPool {
  run(request: ForecastRequest, options?: RunOptions): Promise<RunResult>;
  evaluate(request: ForecastRequest, selection: SampleSelection, trace: boolean): Promise<Evaluation>;
  /** Hands out no further blocks until `resume`; those in hand are finished and counted. */
  pause(): void;
  resume(): void;
  /** Scalar outcomes in bulk, one result per job; calls made at once are spread over the workers. See engine/columns.ts. */
  columns(request: ForecastRequest, jobs: readonly ColumnsJob[]): Promise<readonly Columns[]>;
  dispose(): void;
}
