/**
 * Sessions of engines that run on the calling thread: everything is at hand when a call returns, and a range of blocks can
 * be run a little at a time, so that a worker can look at its messages in between.
 */
import { type Share, UNIT } from './blocks.ts';
import type { Engine, EngineSession } from './engine.ts';
import type { Plan } from './plan.ts';
import type { BlockRange, Evaluation, Tally } from './types.ts';

export interface CpuEngine extends Engine {
  open(plan: Plan): CpuSession;
}

export interface CpuSession extends EngineSession {
  /**
   * `runBlocks` in small steps: each `next` simulates for a few milliseconds; the last returns the tally. One may be
   * abandoned at any time; starting another (or any other call of the session) ends it. With a `share`, of its replicates.
   */
  pieces(range: BlockRange, share?: Share): Generator<void, Tally>;
  runBlocks(range: BlockRange): Tally;
  evaluateNormals(rows: readonly ArrayLike<number>[], trace: boolean): Evaluation;
  evaluateIndices(indices: readonly number[], trace: boolean): Evaluation;
  normalsOf(indices: readonly number[]): Float64Array[];
}

/** Simulations of one step: some three milliseconds of the fast engine. */
const STEP_SIMULATIONS = 512;

/** Points of one step, whole units: fewer with more scenarios, so that a step takes a few milliseconds all the same. */
export function pointsPerStep(scenarios: number): number {
  return Math.max(Math.floor(STEP_SIMULATIONS / scenarios / UNIT), 1) * UNIT;
}

/** Runs a generator to its end. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
