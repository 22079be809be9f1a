/**
 * Sessions of engines that run on the calling thread: everything is at hand when a call returns, and a range of blocks can
 * be run a little at a time, so that a worker can look at its messages in between.
 */
import type { Engine, EngineSession } from './engine.ts';
import type { Plan } from './plan.ts';
import type { BlockRange, Evaluation, Tally } from './types.ts';

export interface CpuEngine extends Engine {
  open(plan: Plan): CpuSession;
}

export interface CpuSession extends EngineSession {
  /**
   * `runBlocks` in small steps: each `next` simulates up to STEP_POINTS samples; the last returns the tally. One may be
   * abandoned at any time; starting another (or any other call of the session) ends it.
   */
  pieces(range: BlockRange): Generator<void, Tally>;
  runBlocks(range: BlockRange): Tally;
  evaluateNormals(rows: readonly ArrayLike<number>[], trace: boolean): Evaluation;
  evaluateIndices(indices: readonly number[], trace: boolean): Evaluation;
  normalsOf(indices: readonly number[]): Float64Array[];
}

/** Most points of one step: a few milliseconds of the fast engine. */
export const STEP_POINTS = 1024;

/** Runs a generator to its end. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
