/**
 * A session that outlives its device: what a failed device had in hand is done again on a new one once, then on WASM. A job
 * counts only when its tally arrives, so nothing is counted twice or lost.
 */
import { evaluateColumns } from '../columns.ts';
import type { CpuSession } from '../cpu-session.ts';
import type { EngineSession } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Plan } from '../plan.ts';
import type { BlockRange, EngineKind, Tally } from '../types.ts';
import { DeviceFailure } from './device.ts';
import type { GpuSession, LateTally } from './session.ts';

export interface WebGpuSession extends EngineSession {
  /** As GpuSession.pieces; a device that fails later is dealt with within the promise of the tally. */
  pieces(range: BlockRange): AsyncGenerator<void, LateTally>;
  /** 'webgpu' as long as some counts of this session may be a GPU's. */
  ranOn(): EngineKind;
  /** Why WASM took over, or null. */
  fallback(): string | null;
  /** See GpuSession. Throws EngineError after WASM took over. */
  bitsOf(firstPoint: number, perReplicate: number): Promise<Uint32Array>;
}

type Inner =
  | { readonly on: 'webgpu'; readonly session: GpuSession }
  | { readonly on: 'wasm'; readonly session: CpuSession };

/** Devices that a session may use up before it goes on with WASM. */
const DEVICES = 2;

/**
 * @param openGpu opens the run on a device that works; it may throw, which counts as a device used up
 * @param openWasm opens it on WASM; what it throws is the caller's
 */
export async function recoveringSession(
  plan: Plan,
  openGpu: () => Promise<GpuSession>,
  openWasm: () => CpuSession,
): Promise<WebGpuSession> {
  let devices = 0;
  let reason = '';
  let countedByGpu = false;
  let closed = false;
  const retired = new Set<Inner>();
  /** A WASM session does one thing at a time. */
  let wasmTurn: Promise<unknown> = Promise.resolve();

  async function next(): Promise<Inner> {
    while (devices < DEVICES) {
      devices++;
      try {
        return { on: 'webgpu', session: await openGpu() };
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    return { on: 'wasm', session: openWasm() };
  }

  let current = next();
  let inner = await current;

  /** Exchanges a failed inner session, unless another job has done so already: all jobs on it fail. */
  function replace(failed: Inner, failure: DeviceFailure): void {
    if (retired.has(failed)) return;
    retired.add(failed);
    reason = failure.message;
    failed.session.close();
    const opened = next().then((fresh) => {
      inner = fresh;
      return fresh;
    });
    opened.catch(() => undefined);
    current = opened;
  }

  /** Does `work` until no device fails under it. */
  async function lasting<T>(work: (inner: Inner) => Promise<T>): Promise<T> {
    for (;;) {
      if (closed) throw new EngineError('this session is closed');
      const used = await current;
      try {
        return await work(used);
      } catch (error) {
        if (!(error instanceof DeviceFailure) || closed) throw error;
        replace(used, error);
      }
    }
  }

  function inTurn<T>(work: () => T): Promise<T> {
    const result = wasmTurn.then(work);
    wasmTurn = result.catch(() => undefined);
    return result;
  }

  const call = <T>(work: (session: EngineSession) => T | Promise<T>): Promise<T> =>
    lasting(async ({ on, session }) => (on === 'wasm' ? inTurn(() => work(session)) : work(session)));

  async function runBlocks(range: BlockRange): Promise<Tally> {
    return lasting(async ({ on, session }) => {
      if (on === 'wasm') return inTurn(() => session.runBlocks(range));
      const tally = await session.runBlocks(range);
      countedByGpu = true;
      return tally;
    });
  }

  async function finished(tally: Promise<Tally>, used: Inner, range: BlockRange): Promise<Tally> {
    try {
      const result = await tally;
      countedByGpu = true;
      return result;
    } catch (error) {
      if (!(error instanceof DeviceFailure) || closed) throw error;
      replace(used, error);
      return runBlocks(range);
    }
  }

  async function* pieces(range: BlockRange): AsyncGenerator<void, LateTally> {
    const used = await current;
    if (used.on === 'webgpu') {
      try {
        const { tally } = yield* used.session.pieces(range);
        return { tally: finished(tally, used, range) };
      } catch (error) {
        if (!(error instanceof DeviceFailure) || closed) throw error;
        replace(used, error);
        return { tally: runBlocks(range) };
      }
    }
    const steps = used.session.pieces(range);
    for (;;) {
      const { done, value } = await inTurn(() => steps.next());
      if (done) return { tally: Promise.resolve(value) };
      yield;
    }
  }

  return {
    plan,
    pieces,
    runBlocks,
    evaluateNormals: (rows, trace) => call((session) => session.evaluateNormals(rows, trace)),
    evaluateIndices: (indices, trace) => call((session) => session.evaluateIndices(indices, trace)),
    normalsOf: (indices) => call((session) => session.normalsOf(indices)),
    columns: (job) => call((session) => evaluateColumns(session, job)),
    bitsOf: (firstPoint, perReplicate) =>
      lasting(async (used) => {
        if (used.on === 'wasm') throw new EngineError(`the raw bits are those of WASM now: ${reason}`);
        return used.session.bitsOf(firstPoint, perReplicate);
      }),
    ranOn: () => (countedByGpu ? 'webgpu' : inner.on),
    fallback: () => (inner.on === 'wasm' ? reason : null),
    close() {
      closed = true;
      inner.session.close();
    },
  };
}
