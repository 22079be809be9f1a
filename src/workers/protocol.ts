/** What a pool and its workers say to each other, over Comlink: plain data both ways, errors included. */
import type { Endpoint } from 'comlink';
import type { Share } from '../engine/blocks.ts';
import type { Columns, ColumnsJob } from '../engine/columns.ts';
import type { BlockRange, Evaluation, ForecastRequest, Tally } from '../engine/types.ts';
import type { Handover } from './host.ts';
import type { SampleSelection } from './types.ts';

/** An answer that survives structured cloning, which an Error's class does not. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly kind: string; readonly message: string };

/** Consecutive blocks of a run, or a share of them. `run` numbers the pool's runs; a higher number makes lower ones stale. */
export interface BlocksJob {
  readonly run: number;
  readonly request: ForecastRequest;
  readonly range: BlockRange;
  readonly share: Share;
}

export interface BlocksDone {
  readonly tally: Tally;
  /** Time the work took, without waiting. */
  readonly milliseconds: number;
  /** Whose counts the worker's session has given so far, where that may not be the pool's engine. */
  readonly handover?: Handover;
}

/** The inside of a worker. `Source` is what its engine is made from; it is posted, so it must be cloneable. */
export interface WorkerService<Source> {
  /** Makes the engine; must be the first call. A failure shows in the answers to the calls after it. */
  load(source: Source): Promise<void>;
  /** Runs below `run` are stale: their jobs end at the next piece, with null. */
  supersede(run: number): Promise<void>;
  runBlocks(job: BlocksJob): Promise<Reply<BlocksDone | null>>;
  evaluate(request: ForecastRequest, selection: SampleSelection, trace: boolean): Promise<Reply<Evaluation>>;
  columns(request: ForecastRequest, jobs: readonly ColumnsJob[]): Promise<Reply<readonly Columns[]>>;
}

/** A worker as the pool sees it, whatever the host: a Web Worker, a worker thread, or a service in the same thread. */
export interface WorkerLike {
  readonly endpoint: Endpoint;
  /** Calls `report` when the worker can no longer answer. Comlink's promises would wait for ever. */
  onDeath(report: (reason: string) => void): void;
  terminate(): void;
}
