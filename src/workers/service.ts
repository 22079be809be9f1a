/**
 * The inside of a worker: one engine, one thing at a time. Between the pieces of a job it lets waiting messages in, so
 * that a superseded job ends within a few milliseconds. What an engine throws goes back as data.
 */
import { transfer } from 'comlink';
import type { Columns } from '../engine/columns.ts';
import type { Tally } from '../engine/types.ts';
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

  function inTurn<T>(work: (engine: HostedEngine) => Promise<T> | T): Promise<Reply<T>> {
    const result = last.then(async () => work(await engine)).then((value): Reply<T> => ({ ok: true, value }), failure);
    last = result;
    return result;
  }

  async function sessionOf(host: HostedEngine, job: BlocksJob): Promise<HostedSession> {
    if (opened?.run === job.run) return opened.session;
    opened = null;
    const session = await host.open(job.request);
    opened = { run: job.run, session };
    return session;
  }

  async function runPieces(host: HostedEngine, job: BlocksJob): Promise<BlocksDone | null> {
    let milliseconds = 0;
    let pieces: ReturnType<HostedSession['pieces']> | null = null;
    for (;;) {
      await breathe();
      if (job.run < newest) return null;
      const start = performance.now();
      pieces ??= (await sessionOf(host, job)).pieces(job.range);
      const { done, value } = await pieces.next();
      milliseconds += performance.now() - start;
      if (done) return { tally: value, milliseconds };
    }
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
      const reply = await inTurn((host) => runPieces(host, job));
      return reply.ok && reply.value !== null ? transfer(reply, buffersOf(reply.value.tally)) : reply;
    },
    evaluate: (request, selection, trace) =>
      inTurn(async (host) => {
        opened = null;
        return (await host.open(request)).evaluate(selection, trace);
      }),
    async columns(request, jobs) {
      const reply = await inTurn(async (host) => {
        opened = null;
        const session = await host.open(request);
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

/** Lets messages that wait be handled: a message to oneself comes after them, and unlike a timer is never delayed. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const buffersOf = (tally: Tally): Transferable[] => [
  tally.counts.buffer as ArrayBuffer,
  tally.replicateCounts.buffer as ArrayBuffer,
  tally.replicateSamples.buffer as ArrayBuffer,
];

function failure(error: unknown): { ok: false; kind: string; message: string } {
  return error instanceof Error
    ? { ok: false, kind: error.name, message: error.message }
    : { ok: false, kind: 'Error', message: String(error) };
}
