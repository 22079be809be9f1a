/**
 * One analysis of the Why area: computed when it is looked at, shown as it grows, ended when it is no longer wanted. A
 * result belongs to a key, which holds all that it depends on; the last result stays in sight until the next one comes.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { AnalysisBase, AnalysisEngine } from '../../../analysis/engine.ts';
import type { Change } from '../../../share/changes.ts';
import { assumed } from '../../entries.ts';
import { analysisEngine } from './engine.ts';

export interface Work<T> {
  readonly phase: 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
  /** Perhaps partial; of the setting with the key `of`. */
  readonly result: T | null;
  readonly of: string | null;
  /** Share of the work done, where it is known. */
  readonly share: number | null;
  readonly failure: string | null;
}

export type Report<T> = (partial: T | null, share: number | null) => void;
export type Job<T> = (base: Pick<AnalysisBase, 'engine' | 'signal'>, report: Report<T>) => Promise<T>;

export interface Analysis<T> {
  readonly work: ReadonlySignal<Work<T>>;
  /** Computes, unless the result at hand is of this key or the key was stopped by hand. */
  ask(key: string, job: Job<T>): void;
  /** Ends the work, by hand: it goes on only with `again`. */
  stop(): void;
  again(): void;
  /** Ends the work because something else is looked at. */
  leave(): void;
}

/** Partial results are shown at most this often: workers need the cores. */
const SHOW_MS = 120;
/** A setting must stand for this long before it is computed: a drag is not a question. */
const STILL_MS = 350;

const ENDED = Symbol('no longer wanted');
const NOTHING: Work<never> = { phase: 'waiting', result: null, of: null, share: null, failure: null };

/** @param engineOf where the engine comes from; each piece of work asks anew */
export function createAnalysis<T>(engineOf: () => Promise<AnalysisEngine> = analysisEngine): Analysis<T> {
  const work = signal<Work<T>>(NOTHING);
  let controller: AbortController | null = null;
  let asked: { readonly key: string; readonly job: Job<T> } | null = null;

  const set = (change: Partial<Work<T>>): void => {
    work.value = { ...work.peek(), ...change };
  };

  function end(): void {
    controller?.abort(ENDED);
    controller = null;
  }

  function begin(key: string, job: Job<T>): void {
    end();
    const mine = new AbortController();
    controller = mine;
    set({ phase: 'running', share: null, failure: null });
    let shownAt = Number.NEGATIVE_INFINITY;
    const report: Report<T> = (partial, share) => {
      const now = performance.now();
      if (controller !== mine || now - shownAt < SHOW_MS) return;
      shownAt = now;
      set(partial === null ? { share } : { result: partial, of: key, share });
    };
    engineOf()
      .then((engine) => job({ engine, signal: mine.signal }, report))
      .then(
        (result) => {
          if (controller === mine) set({ phase: 'done', result, of: key, share: 1 });
        },
        (error: unknown) => {
          if (controller !== mine) return;
          set({ phase: 'failed', failure: error instanceof Error ? error.message : String(error) });
        },
      );
  }

  return {
    work,
    ask(key, job) {
      const { phase, of } = work.peek();
      const known = asked?.key === key && (phase === 'running' || phase === 'stopped' || phase === 'failed');
      if (known || (phase === 'done' && of === key)) return;
      asked = { key, job };
      begin(key, job);
    },
    stop() {
      end();
      set({ phase: 'stopped' });
    },
    again() {
      if (asked) begin(asked.key, asked.job);
    },
    leave() {
      end();
      if (work.peek().phase !== 'running') return;
      asked = null;
      set({ phase: 'waiting' });
    },
  };
}

/** What recent keys assume. A key holds the request, so it has one ledger. */
const ledgers = new Map<string, readonly Change[]>();
const MOST_LEDGERS = 64;

function noteLedger(key: string): void {
  if (ledgers.has(key)) return;
  const [oldest] = ledgers.keys();
  if (ledgers.size >= MOST_LEDGERS && oldest !== undefined) ledgers.delete(oldest);
  ledgers.set(key, assumed.peek());
}

/** The changed assumptions under which the result of a key was computed. */
export const ledgerOf = (key: string | null): readonly Change[] => (key === null ? undefined : ledgers.get(key)) ?? [];

/** Asks for an analysis while it is looked at: at once when it is opened, and when a changed setting has come to rest. */
export function useAnalysis<T>(analysis: Analysis<T>, key: string, job: Job<T>): Work<T> {
  const opened = useRef(false);
  noteLedger(key);
  // Before the first painting: an answer that takes a tenth of a second should not wait for a frame.
  useLayoutEffect(() => {
    // What runs is of another setting now.
    if (opened.current) analysis.leave();
    const timer = setTimeout(() => analysis.ask(key, job), opened.current ? STILL_MS : 0);
    opened.current = true;
    return () => clearTimeout(timer);
    // The key holds all that the job depends on.
  }, [analysis, key]);
  useEffect(() => () => analysis.leave(), [analysis]);
  return analysis.work.value;
}
