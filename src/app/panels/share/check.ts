/** Runs a received forecast again, as it was sent, and compares. */
import { effect } from '@preact/signals';
import { canonicalJson } from '../../../engine/canonical.ts';
import type { EngineKind, ForecastRequest, Tally } from '../../../engine/types.ts';
import { claimedRequest } from '../../../share/forecast.ts';
import type { OpenedLink } from '../../../share/link.ts';
import { verify } from '../../../share/verify.ts';
import { coreCount, startPools } from '../../pool.ts';
import { runState } from '../../run.ts';
import { type Check, received } from '../../state/telling.ts';
import { finished, linkModel } from './present.ts';

interface Ran {
  readonly tally: Tally;
  readonly engine: EngineKind;
}

/** Checks the link that was received. Says so in `received`, unless another link has come meanwhile. */
export async function check(opened: OpenedLink): Promise<void> {
  const { forecast, otherModel } = opened;
  const { claim } = forecast;
  const report = (state: Check): void => {
    const now = received.peek();
    if (now?.opened === opened) received.value = { ...now, check: state };
  };
  if (claim === null) {
    report({ phase: 'none' });
    return;
  }
  report({ phase: 'running' });
  try {
    const request = claimedRequest(forecast, linkModel);
    const { tally, engine } = await ranHere(request, received.peek()?.adopted ?? false);
    report({ phase: 'done', verdict: verify(forecast, claim, { request, tally, engine }, otherModel) });
  } catch (error) {
    report({ phase: 'failed', failure: error instanceof Error ? error.message : String(error) });
  }
}

/** The page's own run where it is of the same request, else a run of its own. */
async function ranHere(request: ForecastRequest, adopted: boolean): Promise<Ran> {
  const own = adopted ? await ownRun() : null;
  if (own !== null && canonicalJson(own.asked) === canonicalJson(request)) return own;
  const { pools } = await startPools(1, coreCount());
  const [pool] = pools;
  if (pool === undefined) throw new Error('no engine could be started');
  try {
    return await pool.run(request);
  } finally {
    for (const one of pools) one.dispose();
  }
}

/** The run on screen once it has ended; null where it ends without a result. */
function ownRun(): Promise<(Ran & { readonly asked: ForecastRequest }) | null> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    let settled = false;
    const settle = (ran: (Ran & { readonly asked: ForecastRequest }) | null): void => {
      settled = true;
      stop?.();
      resolve(ran);
    };
    stop = effect(() => {
      if (settled) return;
      const done = finished.value;
      const { phase } = runState.value;
      if (done !== null) {
        const { tally, engine, request } = done;
        settle({ tally, engine: engine ?? 'wasm', asked: { ...request, samples: tally.samples } });
      } else if (phase === 'failed' || phase === 'stopped') settle(null);
    });
    if (settled) stop();
  });
}
