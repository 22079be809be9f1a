/** An engine of engine/ as the service in a worker uses it: requests become plans here. */
import type { Share } from '../engine/blocks.ts';
import { type Columns, type ColumnsJob, evaluateColumns } from '../engine/columns.ts';
import type { CpuEngine, CpuSession } from '../engine/cpu-session.ts';
import type { MaybePromise } from '../engine/engine.ts';
import { planRun } from '../engine/plan.ts';
import type { BlockRange, EngineKind, Evaluation, ForecastRequest, Tally } from '../engine/types.ts';
import type { LateTally } from '../engine/webgpu/session.ts';
import type { ModelMeta } from '../language/definition.ts';
import type { SampleSelection } from './types.ts';

/** Makes ready for one request at a time: opening the next ends the one before. */
export interface HostedEngine {
  open(request: ForecastRequest): MaybePromise<HostedSession>;
}

export interface HostedSession {
  /**
   * Runs blocks piece by piece, a few milliseconds each; returns their tally, or the promise of it where the engine works
   * on by itself and takes the next job meanwhile. Abandoning it is fine. With a `share`, of its replicates; engines that
   * have a pool of one worker are only ever given whole blocks.
   */
  pieces(range: BlockRange, share: Share): AsyncGenerator<void, Tally | LateTally> | Generator<void, Tally>;
  evaluate(selection: SampleSelection, trace: boolean): MaybePromise<Evaluation>;
  columns(job: ColumnsJob): MaybePromise<Columns>;
  /** Where an engine can hand over to another: whose counts these are, and why it did. */
  handover?(): Handover;
}

export interface Handover {
  readonly engine: EngineKind;
  readonly reason: string | null;
}

export function hostEngine(engine: CpuEngine, meta: ModelMeta): HostedEngine {
  return { open: (request) => hostSession(engine.open(planRun(meta, request))) };
}

function hostSession(session: CpuSession): HostedSession {
  return {
    pieces: (range, share) => session.pieces(range, share),
    evaluate: (selection, trace) =>
      selection.kind === 'indices'
        ? session.evaluateIndices(selection.indices, trace)
        : session.evaluateNormals(selection.rows, trace),
    columns: (job) => evaluateColumns(session, job),
  };
}
