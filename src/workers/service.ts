/**
 * The inside of a worker: one engine, one thing at a time. Between the pieces of a job it lets waiting messages in, so
 * that a superseded job ends within a few milliseconds. What an engine throws goes back as data.
 */
import { transfer } from 'comlink';
import type { Columns } from '../engine/columns.ts';
import type { ForecastRequest, Tally } from '../engine/types.ts';
import type { LateTally } from '../engine/webgpu/session.ts';
import type { HostedEngine, HostedSession } from './host.ts';
import type { BlocksDone, BlocksJob, Reply, WorkerService } from './protocol.ts';

/** @param makeEngine called once, with what the pool posted */
export function createService<Source>(
  makeEngine: (source: Source) => Promise<HostedEngine> | HostedEngine,
): WorkerService<Source> {
  let engine: Promise<HostedEngine> = Promise.reject(new Error('a worker was given work before its engine'));
  engine.catch(() => undefined);
  let newest = 0;
  let opened: { readonly run: number; readonly session: HostedSession } | null = null;
  /** The end of the work before: the engine has one memory, so jobs and evaluations follow each other. */
  let last: Promise<unknown> = Promise.resolve();
  /** The last tally that an engine still owes; its session must not be closed before. */
  let owed: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: (engine: HostedEngine) => Promise<T> | T): Promise<Reply<T>> {
    const result = replyOf(last.then(async () => work(await engine)));
    last = result;
    return result;
  }

  async function sessionOf(host: HostedEngine, job: BlocksJob): Promise<HostedSession> {
    if (opened?.run === job.run) return opened.session;
    const session = await reopen(host, job.request);
    opened = { run: job.run, session };
    return session;
  }

  async function reopen(host: HostedEngine, request: ForecastRequest): Promise<HostedSession> {
    opened = null;
    await owed;
    return host.open(request);
  }

  async function runPieces(host: HostedEngine, job: BlocksJob): Promise<BlocksDone | LateBlocks | null> {
    let milliseconds = 0;
    let pieces: ReturnType<HostedSession['pieces']> | null = null;
    const breath = createBreath();
    try {
      for (;;) {
        await breath.take();
        if (job.run < newest) return null;
        const start = performance.now();
        const session = await sessionOf(host, job);
        pieces ??= session.pieces(job.range, job.share);
        const { done, value } = await pieces.next();
        milliseconds += performance.now() - start;
        if (done) return 'tally' in value ? late(value, session) : { tally: value, milliseconds };
      }
    } finally {
      breath.close();
    }
  }

  /** The rest of a job whose engine works on by itself, in turn with what it still owes. */
  function late({ tally }: LateTally, session: HostedSession): LateBlocks {
    const start = performance.now();
    const before = owed.then(() => performance.now());
    const done = tally.then(async (value): Promise<BlocksDone> => {
      // The time since the job before was done: two overlap, and only one of them counts.
      const milliseconds = performance.now() - Math.max(start, await before);
      return { tally: value, milliseconds, ...(session.handover && { handover: session.handover() }) };
    });
    owed = done.catch(() => undefined);
    return { done };
  }

  return {
    async load(source) {
      engine = Promise.resolve().then(() => makeEngine(source));
      await engine;
    },
    async supersede(run) {
      newest = Math.max(newest, run);
    },
    async runBlocks(job) {
      const turn = await inTurn((host) => runPieces(host, job));
      if (!turn.ok || turn.value === null) return turn as Reply<null>;
      const reply = 'done' in turn.value ? await replyOf(turn.value.done) : { ok: true as const, value: turn.value };
      return reply.ok ? transfer(reply, buffersOf(reply.value.tally)) : reply;
    },
    evaluate: (request, selection, trace) =>
      inTurn(async (host) => (await reopen(host, request)).evaluate(selection, trace)),
    async columns(request, jobs) {
      const reply = await inTurn(async (host) => {
        const session = await reopen(host, request);
        const results: Columns[] = [];
        for (const job of jobs) results.push(await session.columns(job));
        return results;
      });
      if (!reply.ok) return reply;
      return transfer(
        reply,
        reply.value.flatMap(({ outcomes, inputs }) => [outcomes.buffer, inputs.buffer]),
      );
    },
  };
}

/** A job that is given but not done. */
interface LateBlocks {
  readonly done: Promise<BlocksDone>;
}

const replyOf = <T>(work: Promise<T>): Promise<Reply<T>> =>
  work.then((value): Reply<T> => ({ ok: true, value }), failure);

/** Lets messages that wait be handled: a message to oneself comes after them, and unlike a timer is never delayed. */
function createBreath(): { take(): Promise<void>; close(): void } {
  // One channel for a whole job: making one costs ten times what a message does.
  const { port1, port2 } = new MessageChannel();
  let breathed: () => void = () => undefined;
  port1.onmessage = () => breathed();
  return {
    take: () =>
      new Promise((resolve) => {
        breathed = resolve;
        port2.postMessage(null);
      }),
    close: () => port1.close(),
  };
}

const buffersOf = (tally: Tally): Transferable[] => [
  tally.counts.buffer as ArrayBuffer,
  tally.replicateCounts.buffer as ArrayBuffer,
  tally.sums.buffer as ArrayBuffer,
  tally.replicateSamples.buffer as ArrayBuffer,
];

function failure(error: unknown): { ok: false; kind: string; message: string } {
  return error instanceof Error
    ? { ok: false, kind: error.name, message: error.message }
    : { ok: false, kind: 'Error', message: String(error) };
}
