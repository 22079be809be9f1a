/** One run in a pool: its schedule, its merged tally, its progress reports and its end. Knows nothing of workers. */
import { blockCount, samplesInBlocks } from '../engine/blocks.ts';
import { addTally } from '../engine/tally.ts';
import type { BlockRange, EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import { PoolError } from './errors.ts';
import type { Handover } from './host.ts';
import { mergeAll, mergeUntil } from './merge.ts';
import type { BlocksDone } from './protocol.ts';
import { createSchedule, type Job } from './schedule.ts';
import type { Progress, RunOptions, RunResult } from './types.ts';

/** Progress is reported at most this often: one frame of a 60 Hz display. */
const REPORT_MS = 1000 / 60;
/** A job that costs this many workers their lives is not handed out again. */
const MAX_DEATHS_PER_JOB = 3;

export interface Run {
  readonly id: number;
  readonly request: ForecastRequest;
  /** The next job to hand out, or null when there is none (at present, or at all). */
  next(): Job | null;
  /** Takes the answer to a job; repeated answers change nothing. */
  take(job: Job, done: BlocksDone): void;
  /** Takes back a job whose worker died. */
  lost(job: Job, reason: string): void;
  /** Ends the run with an error, if it has not ended. */
  fail(error: unknown): void;
}

export interface RunContext {
  readonly id: number;
  readonly engine: EngineKind;
  readonly workers: number;
  readonly workersReplaced: () => number;
  readonly now: () => number;
  /** Called once when the run has ended, before its promise settles. */
  readonly onEnd: () => void;
}

/**
 * Starts the bookkeeping of a run; its signal must not be aborted yet.
 * @returns the run, and the promise of its result
 * @throws RangeError when the blocks asked for are not blocks of the request
 */
export function createRun(
  request: ForecastRequest,
  options: RunOptions,
  context: RunContext,
): { run: Run; result: Promise<RunResult> } {
  const range: BlockRange = options.blocks ?? { from: 0, to: blockCount(request) };
  const samplesTotal = samplesInBlocks(request, range);
  const merge = options.enough === undefined ? mergeAll() : mergeUntil(range, options.enough);
  const firstShares = Math.min(context.workers, request.replicates);
  const schedule = createSchedule({ range, workers: context.workers, firstShares, boundaryAfter: merge.boundaryAfter });
  const opening = createOpening(firstShares);
  const deaths = new Map<number, number>();
  const handovers: Handover[] = [];
  const started = context.now();
  const { promise, resolve, reject } = deferred<RunResult>();
  let ended = false;
  let lastReport = Number.NEGATIVE_INFINITY;
  let reportTimer: ReturnType<typeof setTimeout> | undefined;

  const abort = (): void => end(() => reject(options.signal?.reason));

  function end(settle: () => void): void {
    if (ended) return;
    ended = true;
    clearTimeout(reportTimer);
    options.signal?.removeEventListener('abort', abort);
    context.onEnd();
    settle();
  }

  /** The engine of the result: the pool's, unless every count is that of the engine it handed over to. */
  function ranOn(): Pick<RunResult, 'engine' | 'handover'> {
    const reason = handovers.find((handover) => handover.reason !== null)?.reason ?? null;
    const own = handovers.length === 0 || handovers.some(({ engine }) => engine === context.engine);
    return {
      engine: own ? context.engine : (handovers[0]?.engine ?? context.engine),
      ...(reason === null ? {} : { handover: reason }),
    };
  }

  function progress(): Progress {
    const seconds = (context.now() - started) / 1000;
    const samplesDone = merge.samples();
    return {
      samplesDone,
      samplesTotal,
      seconds,
      samplesPerSecond: seconds > 0 ? samplesDone / seconds : 0,
      workersReplaced: context.workersReplaced(),
    };
  }

  function report(): void {
    reportTimer = undefined;
    const tally = merge.current();
    if (ended || tally === null) return;
    lastReport = context.now();
    guard(() => options.onProgress?.(tally, progress()));
  }

  function reportSoon(): void {
    if (options.onProgress === undefined || reportTimer !== undefined) return;
    const wait = lastReport + REPORT_MS - context.now();
    if (wait <= 0) report();
    else reportTimer = setTimeout(report, wait);
  }

  /** What the caller's callbacks throw ends the run: nothing else could tell the caller. */
  function guard(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      end(() => reject(error));
    }
  }

  const run: Run = {
    id: context.id,
    request,
    next: () => (ended ? null : schedule.next()),
    take(job, done) {
      if (ended || !schedule.complete(job.id, done.milliseconds)) return;
      const whole = job.share.of === 1 ? done.tally : opening(done.tally);
      if (whole !== null) guard(() => merge.add(job, whole));
      if (done.handover !== undefined) handovers.push(done.handover);
      const tally = merge.current();
      if (tally !== null && (merge.stopped() || schedule.finished())) {
        end(() => resolve({ tally, ...ranOn(), progress: progress() }));
      } else reportSoon();
    },
    lost(job, reason) {
      schedule.fail(job.id);
      const count = (deaths.get(job.from) ?? 0) + 1;
      deaths.set(job.from, count);
      if (count >= MAX_DEATHS_PER_JOB)
        run.fail(new PoolError(`${count} workers died on blocks from ${job.from}: ${reason}`));
    },
    fail: (error) => end(() => reject(error)),
  };

  options.signal?.addEventListener('abort', abort);
  return { run, result: promise };
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (reason: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Sums up the shares of a block; null until the last of them. Half a block is no answer: its replicates are uneven. */
function createOpening(shares: number): (tally: Tally) => Tally | null {
  let sum: Tally | null = null;
  let missing = shares;
  return (tally) => {
    if (sum === null) sum = tally;
    else addTally(sum, tally);
    missing -= 1;
    return missing === 0 ? sum : null;
  };
}
