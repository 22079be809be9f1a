/**
 * A pool of engines in workers behind ForecastPool. Free of its host: what a worker is comes in as `spawn`. One run at a
 * time, the latest wins; evaluations go ahead of its blocks. A worker that dies is replaced and what it had in hand is
 * handed out again.
 */
import type { EngineKind, ForecastRequest } from '../engine/types.ts';
import { EngineFailure, PoolError, SupersededError } from './errors.ts';
import type { Reply, WorkerLike } from './protocol.ts';
import { createRun, type Run } from './run.ts';
import type { Job } from './schedule.ts';
import { createSlot, type Slot, WorkerDied } from './slot.ts';
import type { ForecastPool, RunOptions, RunResult } from './types.ts';

export interface PoolOptions<Source> {
  readonly spawn: () => WorkerLike;
  /** Number of workers, at least 1. */
  readonly size: number;
  /** What every worker makes its engine from; posted, so cloneable. */
  readonly source: Source;
  readonly engine: EngineKind;
  /** A worker with work in hand that has been silent for this long counts as dead. */
  readonly stallMs?: number;
  /** Milliseconds from any origin. */
  readonly now?: () => number;
}

/** Two jobs per worker: the next one waits in the worker while the host merges, draws or sleeps. */
const JOBS_PER_WORKER = 2;
/** Deaths in a row, without an answer from any worker, beyond one per worker, after which work is given up. */
const SPARE_DEATHS = 2;
/** A block of the f64 reference with 64 scenarios takes under a minute; a stalled worker is rare and only costs time. */
const STALL_MS = 120_000;

/** Work for any one worker, ahead of blocks. */
interface Task {
  /** Asks a worker; settles the task where it answers. Rejects where the worker does not. */
  readonly ask: (slot: Slot) => Promise<void>;
  readonly reject: (error: unknown) => void;
}

/** @throws RangeError when `size` is not a positive integer; what `spawn` throws */
export function createPool<Source>(options: PoolOptions<Source>): ForecastPool {
  const { spawn, size, source, engine, stallMs = STALL_MS, now = () => performance.now() } = options;
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`a pool of ${size} workers: give a whole number from 1`);
  const slots: Slot[] = [];
  const tasks: Task[] = [];
  let active: Run | null = null;
  let runCount = 0;
  let replaced = 0;
  let deathsInARow = 0;
  let paused = false;
  let disposed = false;

  function addSlot(): void {
    const slot = createSlot(spawn(), source, stallMs, (reason) => {
      slots.splice(slots.indexOf(slot), 1);
      replaced += 1;
      deathsInARow += 1;
      // The open calls fail first, in their own microtasks, and give their work back; then it is handed out again.
      setTimeout(() => recover(reason), 0);
    });
    slots.push(slot);
  }

  /** After a death. An idle pool is left short: a worker that dies at its start would be started for ever. */
  function recover(reason: string): void {
    if (deathsInARow > size + SPARE_DEATHS) {
      failAll(new PoolError(`${deathsInARow} workers died in a row: ${reason}`));
      deathsInARow = 0;
    }
    if (active !== null || tasks.length > 0) work();
  }

  /** Brings the pool to its size and hands out what there is to do. */
  function work(): void {
    if (disposed) return;
    try {
      while (slots.length < size) addSlot();
    } catch (error) {
      if (slots.length === 0) failAll(new PoolError(`no worker can be started: ${String(error)}`));
    }
    pump();
  }

  function failAll(error: PoolError): void {
    active?.fail(error);
    for (const task of tasks.splice(0)) task.reject(error);
  }

  /** Hands work out to every worker that has room, one job a worker at a time. */
  function pump(): void {
    for (let room = 0; room < JOBS_PER_WORKER; room++) {
      for (const slot of [...slots].filter((candidate) => candidate.pending() <= room)) {
        const task = tasks.shift();
        if (task !== undefined) askOf(slot, task);
        else {
          const job = paused ? null : (active?.next() ?? null);
          if (active === null || job === null) return;
          runOn(slot, active, job);
        }
      }
    }
  }

  function runOn(slot: Slot, run: Run, job: Job): void {
    slot.runBlocks({ run: run.id, request: run.request, range: { from: job.from, to: job.to }, share: job.share }).then(
      (reply) => {
        deathsInARow = 0;
        if (!reply.ok) run.fail(failureOf(reply));
        else if (reply.value !== null) run.take(job, reply.value);
        pump();
      },
      (error: unknown) => {
        if (error instanceof WorkerDied) run.lost(job, error.message);
        else run.fail(error);
      },
    );
  }

  function askOf(slot: Slot, task: Task): void {
    task.ask(slot).then(
      () => {
        deathsInARow = 0;
        pump();
      },
      (error: unknown) => {
        if (error instanceof WorkerDied && !disposed) tasks.unshift(task);
        else task.reject(disposed ? new PoolError('the pool was disposed') : error);
      },
    );
  }

  function start(request: ForecastRequest, runOptions: RunOptions): Promise<RunResult> {
    if (disposed) throw new PoolError('the pool was disposed');
    runOptions.signal?.throwIfAborted();
    const id = ++runCount;
    const { run, result } = createRun(request, runOptions, {
      id,
      engine,
      workers: size,
      workersReplaced: () => replaced,
      now,
      onEnd: () => {
        // Jobs still in hand are worthless now: whatever ended the run, workers drop them at the next piece.
        for (const slot of slots) slot.supersede(id + 1);
        if (active?.id === id) active = null;
      },
    });
    active?.fail(new SupersededError());
    active = run;
    work();
    return result;
  }

  /** Hands a question to whichever worker is free first. */
  function give<T>(question: (slot: Slot) => Promise<Reply<T>>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (disposed) throw new PoolError('the pool was disposed');
      const ask = async (slot: Slot): Promise<void> => {
        const reply = await question(slot);
        if (reply.ok) resolve(reply.value);
        else reject(failureOf(reply));
      };
      tasks.push({ ask, reject });
      work();
    });
  }

  while (slots.length < size) addSlot();

  return {
    run: async (request, runOptions = {}) => start(request, runOptions),
    evaluate: (request, selection, trace) => give((slot) => slot.evaluate(request, selection, trace)),
    columns: (request, jobs) => give((slot) => slot.columns(request, jobs)),
    pause() {
      paused = true;
    },
    resume() {
      if (!paused) return;
      paused = false;
      pump();
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      const error = new PoolError('the pool was disposed');
      failAll(error);
      for (const slot of slots.splice(0)) slot.kill(error.message);
    },
  };
}

const failureOf = (reply: Extract<Reply<unknown>, { ok: false }>): EngineFailure =>
  new EngineFailure(reply.kind, reply.message);
