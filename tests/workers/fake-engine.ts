/**
 * An engine whose tally tells which blocks were counted, how often: slot b of the counts holds the samples of block b.
 * And workers around it that die or fall silent on command.
 */
import { expose } from 'comlink';
import { BLOCK, piecesOfBlocks, type Sampling, type Share } from '../../src/engine/blocks.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { BlockRange, ForecastRequest, Tally, TallyLayout } from '../../src/engine/types.ts';
import type { HostedEngine } from '../../src/workers/host.ts';
import type { WorkerLike } from '../../src/workers/protocol.ts';
import { createService } from '../../src/workers/service.ts';

export function fakeRequest(blocks: number, replicates = 1): ForecastRequest {
  return {
    schema: 1,
    model: { id: 'fake', hash: '0' },
    sampler: 'philox',
    seed: 1,
    samples: blocks * BLOCK,
    replicates,
    scenarios: [],
    paired: false,
    inputs: {},
    correlations: null,
    outcomes: [],
    direction: null,
    cuts: {},
  };
}

const layoutOf = (request: ForecastRequest): TallyLayout => ({
  histograms: [],
  stride: request.samples / BLOCK,
  scenarioCount: 1,
  setCount: 1,
  coarsening: 1,
  coarseStride: 0,
  replicates: 1,
});

/** Every block of 0..count counted once. */
export const onceEach = (count: number): number[] => Array.from({ length: count }, () => BLOCK);

const samplesOf = (request: Sampling, range: BlockRange, share: Share): number =>
  piecesOfBlocks(request, range, share).reduce((sum, { count }) => sum + count, 0);

/** @param onBlock called before each block is counted; may throw */
export function fakeEngine(onBlock: (block: number) => void = () => undefined): HostedEngine {
  return {
    open: (request) => ({
      *pieces(range, share): Generator<void, Tally> {
        const tally = createTally(layoutOf(request));
        for (let block = range.from; block < range.to; block++) {
          onBlock(block);
          tally.counts[block] = samplesOf(request, { from: block, to: block + 1 }, share);
          yield;
        }
        tally.samples = samplesOf(request, range, share);
        return tally;
      },
      evaluate: () => ({ seriesNames: [], inputs: [Float64Array.of(request.samples)], outcomes: [], series: [] }),
      columns: ({ from, to }) => ({
        samples: to - from,
        outcomes: Float32Array.of(from),
        inputs: new Float32Array(0),
      }),
    }),
  };
}

export interface MortalWorker extends WorkerLike {
  /** Dies as a real worker does: no more answers, and a report. */
  die(): void;
  /** Stops answering without a word. */
  fallSilent(): void;
  readonly terminated: () => boolean;
}

export function mortalWorker(engine: HostedEngine): MortalWorker {
  const { port1, port2 } = new MessageChannel();
  expose(
    createService(() => engine),
    port2,
  );
  let report: (reason: string) => void = () => undefined;
  let terminated = false;
  const silence = (): void => {
    port1.close();
    port2.close();
  };
  return {
    endpoint: port1,
    onDeath(callback) {
      report = callback;
    },
    die() {
      silence();
      report('killed by the test');
    },
    fallSilent: silence,
    terminate() {
      terminated = true;
      silence();
    },
    terminated: () => terminated,
  };
}
