/**
 * Drives the pool for the page. Latest wins, but never at the cost of an answer: while a preview is out, newer requests
 * wait for it and only the newest is then run, so a drag shows every answer the machine can give. Then the full run
 * refines. Nothing here blocks: all work is in workers, and the page is told at most once a frame.
 */
import { computed, effect, signal } from '@preact/signals';
import { canonicalJson } from '../engine/canonical.ts';
import { sameLayout } from '../engine/layout.ts';
import { criticalValue95, quantileOf } from '../engine/statistics.ts';
import { createTally } from '../engine/tally.ts';
import type { EngineKind, ForecastRequest, Tally } from '../engine/types.ts';
import type { Goal } from '../share/forecast.ts';
import type { ForecastPool, Progress } from '../workers/types.ts';
import { painted } from './painted.ts';
import { previewRequest } from './preview.ts';
import { createCache } from './result-cache.ts';
import { type Forecast, levelOf, NO_FORECAST, type Snapshot } from './results.ts';
import { document as edited, request } from './state/store.ts';
import { date, outcomeId } from './state/view.ts';
import { type Subject, subjectOf } from './subject.ts';

export type Phase = 'starting' | 'running' | 'paused' | 'stopped' | 'done' | 'failed';

export interface RunState {
  readonly phase: Phase;
  readonly progress: Progress | null;
  /** What went wrong, in words; null when nothing did. */
  readonly failure: string | null;
}

export const forecast = signal<Forecast>(NO_FORECAST);
export const runState = signal<RunState>({ phase: 'starting', progress: null, failure: null });
/** The engine of the last run that came to its end; null before the first. */
export const engineUsed = signal<EngineKind | null>(null);
/** Whether the figures shown will change no more by themselves. */
export const settled = computed(() => !['starting', 'running'].includes(runState.value.phase));

/** A median after so many samples, with what it is a median of. */
export interface Convergence {
  readonly of: Subject;
  readonly samples: number;
  readonly estimate: number;
  readonly halfWidth95: number;
}
export const convergence = signal<readonly Convergence[]>([]);

/** While a run refines, figures are redrawn at most this often: workers need the cores. First answers are never held back. */
const REFINE_MS = 100;

/** Ends a run that the page no longer wants; told apart from failures by identity. */
const SUPERSEDED = Symbol('superseded');
const STOPPED = Symbol('stopped');

interface Active {
  readonly controller: AbortController;
  readonly key: string;
  /** Whether its first answer has come. */
  answered: boolean;
}

export interface Driver {
  pause(): void;
  resume(): void;
  stop(): void;
  /** Runs the present request again from its first block. */
  again(): void;
  dispose(): void;
}

/**
 * Starts to follow the document: every change of the request is run.
 * @param shown resolves when what was told last is on screen: until then a full run does not take the cores from drawing
 */
export function drive(pool: ForecastPool, shown: () => Promise<void> = painted): Driver {
  const cache = createCache();
  const keep = createSnapshots();
  let active: Active | null = null;
  let waiting: ForecastRequest | null = null;

  const outcomeShown = (): string => outcomeId.peek();

  function setRun(change: Partial<RunState>): void {
    runState.value = { ...runState.peek(), ...change };
  }

  function ask(next: ForecastRequest): void {
    if (active && !active.answered) {
      waiting = next;
      return;
    }
    waiting = null;
    const key = keyOf(next);
    const known = cache.get(key);
    if (known) {
      active?.controller.abort(SUPERSEDED);
      active = null;
      forecast.value = { preview: null, full: known };
      setRun({ phase: 'done', progress: known.progress, failure: null });
      return;
    }
    begin(next, key);
  }

  function begin(next: ForecastRequest, key: string): void {
    active?.controller.abort(SUPERSEDED);
    const mine: Active = { controller: new AbortController(), key, answered: false };
    active = mine;
    // A change made while a run is paused is a wish to see its answer.
    pool.resume();
    convergence.value = [];
    setRun({ phase: 'running', progress: null, failure: null });
    const previous = forecast.peek().full;
    // Where only shares are counted at other places, what is on screen stays until the whole answer is there.
    const recount =
      previous !== null && canonicalJson({ ...previous.request, cuts: {} }) === canonicalJson({ ...next, cuts: {} });
    const steps =
      previous === null || recount
        ? fullRun(next, mine, recount)
        : preview(next, previous, mine).then(() => fullRun(next, mine));
    steps.catch((error: unknown) => settle(mine, error));
  }

  function settle(mine: Active, error: unknown): void {
    if (active !== mine || error === SUPERSEDED) return;
    mine.answered = true;
    const failed = error !== STOPPED;
    setRun(failed ? { phase: 'failed', failure: wordsFor(error) } : { phase: 'stopped' });
    if (failed) takeWaiting();
  }

  /** The request that came while an answer was awaited, if any, supersedes what is running. */
  function takeWaiting(): boolean {
    const next = waiting;
    if (next === null) return false;
    waiting = null;
    ask(next);
    return true;
  }

  async function preview(next: ForecastRequest, previous: Snapshot, mine: Active): Promise<void> {
    const asked = previewRequest(next, previous.request, outcomeShown());
    const result = await pool.run(asked, { signal: mine.controller.signal });
    if (active !== mine) throw SUPERSEDED;
    markAnswered(mine);
    forecast.value = { preview: { request: asked, ...result, complete: false }, full: forecast.peek().full };
    if (takeWaiting()) throw SUPERSEDED;
    await shown();
    if (active !== mine) throw SUPERSEDED;
  }

  async function fullRun(next: ForecastRequest, mine: Active, quiet = false): Promise<void> {
    let shownAt = Number.NEGATIVE_INFINITY;
    const { sampling, selected } = edited.peek();
    const { precision } = sampling;
    // What is looked at when the run begins: where it ends must not depend on where the reader looks meanwhile.
    const goal: Goal = { scenario: selected, outcome: outcomeShown(), date: date.peek() };
    const result = await pool.run(next, {
      signal: mine.controller.signal,
      onProgress(tally, progress) {
        if (active !== mine) return;
        setRun({ progress });
        if (quiet) return;
        const now = performance.now();
        if (now - shownAt < REFINE_MS) return;
        shownAt = now;
        markAnswered(mine);
        const snapshot: Snapshot = { request: next, tally: keep(tally), progress, engine: null, complete: false };
        forecast.value = { preview: null, full: snapshot };
        trackConvergence(snapshot);
        takeWaiting();
      },
      ...(precision === null ? {} : { enough: (tally) => errorOf(next, tally, goal) <= precision }),
    });
    if (active !== mine) return;
    const snapshot: Snapshot = { request: next, ...result, complete: true, ...(precision === null ? {} : { goal }) };
    active = null;
    engineUsed.value = result.engine;
    cache.put(mine.key, snapshot);
    forecast.value = { preview: null, full: snapshot };
    trackConvergence(snapshot);
    setRun({ phase: 'done', progress: result.progress });
    takeWaiting();
  }

  /** Standard error of the goal's median, or infinity while the counts cannot tell. */
  function errorOf(of: ForecastRequest, tally: Tally, { scenario, outcome, date: at }: Goal): number {
    const snapshot: Snapshot = { request: of, tally, progress: NO_PROGRESS, engine: null, complete: false };
    const observed = levelOf({ preview: null, full: snapshot }, scenario, outcome, at);
    return (observed && quantileOf(observed, 0.5).se) ?? Number.POSITIVE_INFINITY;
  }

  /** Notes the medians on screen, of every scenario: which of them is looked at may change without a run. */
  function trackConvergence(snapshot: Snapshot): void {
    const [outcome, at] = [outcomeShown(), date.peek()];
    const width = criticalValue95(snapshot.request.replicates);
    const points = snapshot.request.scenarios.flatMap(({ id }): Convergence[] => {
      const of = subjectOf(snapshot.request, { scenario: id, outcome, date: at });
      const observed = levelOf({ preview: null, full: snapshot }, id, outcome, at);
      const { value, se } = observed ? quantileOf(observed, 0.5) : { value: null, se: null };
      if (of === null || value === null || se === null) return [];
      return [{ of, samples: snapshot.tally.samples, estimate: value, halfWidth95: se * width }];
    });
    convergence.value = [...convergence.peek(), ...points];
  }

  const unfollow = effect(() => ask(request.value));

  return {
    pause() {
      if (runState.peek().phase !== 'running') return;
      pool.pause();
      setRun({ phase: 'paused' });
    },
    resume() {
      if (runState.peek().phase !== 'paused') return;
      pool.resume();
      setRun({ phase: 'running' });
    },
    stop() {
      active?.controller.abort(STOPPED);
    },
    again() {
      cache.drop(keyOf(request.peek()));
      begin(request.peek(), keyOf(request.peek()));
    },
    dispose() {
      unfollow();
      active?.controller.abort(SUPERSEDED);
      active = null;
    },
  };
}

/** Notes a run's first answer, as a user timing for whoever measures the page. */
function markAnswered(run: Active): void {
  if (run.answered) return;
  run.answered = true;
  performance.clearMarks(ANSWER_MARK);
  performance.mark(ANSWER_MARK);
}

const ANSWER_MARK = 'headway:answer';

const NO_PROGRESS: Progress = { samplesDone: 0, samplesTotal: 0, seconds: 0, samplesPerSecond: 0, workersReplaced: 0 };

function keyOf(of: ForecastRequest): string {
  return JSON.stringify([of, edited.peek().sampling.precision]);
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Copies tallies that are only valid during a call, into two buffers used in turn: memory stays flat however long a run is. */
function createSnapshots(): (tally: Tally) => Tally {
  let pair: [Tally, Tally] | null = null;
  let turn = 0;
  return (tally) => {
    if (!pair || !sameLayout(pair[0].layout, tally.layout))
      pair = [createTally(tally.layout), createTally(tally.layout)];
    turn = 1 - turn;
    const target = turn === 0 ? pair[0] : pair[1];
    target.counts.set(tally.counts);
    target.replicateCounts.set(tally.replicateCounts);
    target.sums.set(tally.sums);
    target.replicateSamples.set(tally.replicateSamples);
    target.samples = tally.samples;
    return target;
  };
}
