/**
 * What an engine is: something that draws samples of a plan, simulates every scenario on them and counts. The reference
 * defines the results; the others conform (tests/engine/conformance.ts runs one suite on all). Calls may be asynchronous,
 * since a GPU's are; `await` serves both.
 */
import type { Columns, ColumnsJob } from './columns.ts';
import type { Plan } from './plan.ts';
import type { BlockRange, EngineKind, Evaluation, Tally } from './types.ts';

export type MaybePromise<T> = T | Promise<T>;

export interface Engine {
  readonly kind: EngineKind;
  /**
   * Gets ready for one run. Throws EngineError where the engine cannot hold it, or where a policy setting makes an index
   * of the model leave its series. An engine has one session at a time: opening the next ends the one before.
   */
  open(plan: Plan): MaybePromise<EngineSession>;
}

export interface EngineSession {
  readonly plan: Plan;
  /**
   * Counts of the samples of the blocks [from, to): a new tally, the same whatever was run before. Wide ranges are cheaper
   * per sample. Throws RangeError for blocks the run does not have.
   */
  runBlocks(range: BlockRange): MaybePromise<Tally>;
  /** Inputs and outcomes for rows of independent standard normals in input order (before reflection and correlation). */
  evaluateNormals(rows: readonly ArrayLike<number>[], trace: boolean): MaybePromise<Evaluation>;
  /** Inputs and outcomes of the samples with these indices: exactly those that `runBlocks` counts. */
  evaluateIndices(indices: readonly number[], trace: boolean): MaybePromise<Evaluation>;
  /** Independent standard normals of these samples, in input order, one row per index. */
  normalsOf(indices: readonly number[]): MaybePromise<Float64Array[]>;
  /** Scalar outcomes in bulk (columns.ts), where the engine has a faster way than row by row; ask through `evaluateColumns`. */
  columns?(job: ColumnsJob): MaybePromise<Columns>;
  /** Frees what the session holds. */
  close(): void;
}
