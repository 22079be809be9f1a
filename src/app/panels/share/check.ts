/**
 * Runs a received forecast again, as it was sent, and compares. One check at a time: it ends with its link (dismissed, or
 * followed by another), when the reader stops it, and when the reader stops the run that it waits for.
 */
import { effect } from '@preact/signals';
import { canonicalJson } from '../../../engine/canonical.ts';
import type { EngineKind, ForecastRequest, Tally } from '../../../engine/types.ts';
import { type Witness, witnessOf } from '../../../share/ending.ts';
import { claimedRequest } from '../../../share/forecast.ts';
import { MOST_UNASKED } from '../../../share/limits.ts';
import type { OpenedLink } from '../../../share/link.ts';
import { verify } from '../../../share/verify.ts';
import type { Progress } from '../../../workers/types.ts';
import { coreCount } from '../../cores.ts';
import { startPools } from '../../pool.ts';
import { runState } from '../../run.ts';
import { type Check, received } from '../../state/telling.ts';
import { finished, linkModel } from './present.ts';

/** How often a check says how far it is. */
const TELL_MS = 500;

interface Ran {
  readonly tally: Tally;
  readonly engine: EngineKind;
}

/** The check that is going on. */
let active: AbortController | null = null;

/** Ends the check that is going on, if any. */
export function endCheck(): void {
  active?.abort();
  active = null;
}

/** Checks the link that was received; a long check is offered, not begun. */
export function check(opened: OpenedLink): void {
  endCheck();
  const { claim } = opened.forecast;
  if (claim === null) report(opened, { phase: 'none' });
  else if (claim.samples > MOST_UNASKED) report(opened, { phase: 'asked', samples: claim.samples });
  else void run(opened);
}

/** The reader's wish to check the link now. */
export function checkNow(): void {
  const opened = received.peek()?.opened;
  if (opened) void run(opened);
}

/** The reader's wish to check it no longer. */
export function stopCheck(): void {
  endCheck();
  const opened = received.peek()?.opened;
  if (opened) report(opened, { phase: 'stopped' });
}

/** Says so in `received`, unless another link has come meanwhile. */
function report(opened: OpenedLink, state: Check): void {
  const now = received.peek();
  if (now?.opened === opened) received.value = { ...now, check: state };
}

async function run(opened: OpenedLink): Promise<void> {
  endCheck();
  const mine = new AbortController();
  active = mine;
  const { signal } = mine;
  const { forecast, otherModel, earlier } = opened;
  const madeWith = earlier === null ? null : { text: earlier, meta: linkModel.meta };
  const { claim } = forecast;
  if (claim === null) return;
  report(opened, { phase: 'running', progress: null });
  try {
    const request = claimedRequest(forecast, linkModel);
    const tell = (progress: Progress): void => report(opened, { phase: 'running', progress });
    const seen = witnessOf(forecast, request, claim.engine === 'wasm');
    const { tally, engine } = await ranHere(request, received.peek()?.adopted ?? false, seen, signal, tell);
    if (signal.aborted) return;
    report(opened, {
      phase: 'done',
      verdict: verify(forecast, claim, { request, tally, engine, seen }, otherModel, madeWith),
    });
  } catch (error) {
    if (!signal.aborted)
      report(opened, { phase: 'failed', failure: error instanceof Error ? error.message : String(error) });
  } finally {
    if (active === mine) active = null;
  }
}

/** The page's own run where it is of the same request, else a run of its own. */
async function ranHere(
  request: ForecastRequest,
  adopted: boolean,
  seen: Witness | null,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<Ran> {
  // The page itself runs no more than that for a link; and it does not watch where a run would have ended.
  const own = seen === null && adopted && request.samples <= MOST_UNASKED ? await ownRun(signal) : null;
  if (own !== null && canonicalJson(own.asked) === canonicalJson(request)) return own;
  signal.throwIfAborted();
  const { pools } = await startPools(1, coreCount());
  const [pool] = pools;
  if (pool === undefined) throw new Error('no engine could be started');
  try {
    signal.throwIfAborted();
    let toldAt = Number.NEGATIVE_INFINITY;
    return await pool.run(request, {
      signal,
      ...(seen === null ? {} : { enough: seen.enough }),
      onProgress(_tally, progress) {
        const now = performance.now();
        if (now - toldAt < TELL_MS) return;
        toldAt = now;
        tell(progress);
      },
    });
  } finally {
    for (const one of pools) one.dispose();
  }
}

/** The run on screen once it has ended; null where it ends without a result. Rejects when the check is ended. */
function ownRun(signal: AbortSignal): Promise<(Ran & { readonly asked: ForecastRequest }) | null> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | null = null;
    let settled = false;
    const settle = (end: () => void): void => {
      settled = true;
      stop?.();
      end();
    };
    signal.addEventListener('abort', () => settle(() => reject(signal.reason)));
    // A run that had been stopped before the link came says nothing of the link.
    let before = runState.peek().phase;
    stop = effect(() => {
      if (settled) return;
      const done = finished.value;
      const { phase } = runState.value;
      if (done !== null) {
        const { tally, engine, request } = done;
        settle(() => resolve({ tally, engine: engine ?? 'wasm', asked: { ...request, samples: tally.samples } }));
      } else if (phase === 'stopped' && before !== 'stopped') settle(stopCheck);
      else if (phase === 'failed' || phase === 'stopped') settle(() => resolve(null));
      before = phase;
    });
    if (settled) stop();
  });
}
