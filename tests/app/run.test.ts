import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAsked, levels } from '../../src/app/entries.ts';
import { model } from '../../src/app/model.ts';
import { convergence, type Driver, drive, forecast, runState } from '../../src/app/run.ts';
import { setSwitch } from '../../src/app/state/assumptions.ts';
import { initialDocument } from '../../src/app/state/document.ts';
import { startHistory } from '../../src/app/state/history.ts';
import { moveLevers } from '../../src/app/state/scenarios.ts';
import { change, history, request, undoStep } from '../../src/app/state/store.ts';
import { date, outcomeId } from '../../src/app/state/view.ts';
import { subjectOf } from '../../src/app/subject.ts';
import { tallyLayout } from '../../src/engine/layout.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { ForecastRequest, Tally } from '../../src/engine/types.ts';
import type { ForecastPool, RunOptions, RunResult } from '../../src/workers/types.ts';

interface Asked {
  readonly request: ForecastRequest;
  readonly options: RunOptions;
  /** Answers the whole run. */
  readonly answer: () => Promise<void>;
  readonly progress: () => Promise<void>;
  readonly fail: (error: unknown) => Promise<void>;
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const then = (act: () => void): Promise<void> => {
  act();
  return settled();
};

/** Counts with all samples in one bin of each histogram, so that they have medians. */
const tallyOf = (asked: ForecastRequest): Tally => {
  const tally = createTally(tallyLayout(model.meta, asked));
  const { layout } = tally;
  tally.samples = asked.samples;
  for (let set = 0; set < layout.setCount; set += 1) {
    for (const { offset, bins, coarseOffset, coarseBins } of layout.histograms) {
      tally.counts[set * layout.stride + offset + Math.floor(bins / 2)] = asked.samples;
      for (let one = 0; one < layout.replicates; one += 1) {
        const from = (one * layout.setCount + set) * layout.coarseStride + coarseOffset;
        tally.replicateCounts[from + Math.floor(coarseBins / 2)] = asked.samples / layout.replicates;
      }
    }
  }
  return tally;
};

/** A pool whose answers come when the test says so. */
function scripted(): { pool: ForecastPool; asked: Asked[]; calls: string[] } {
  const asked: Asked[] = [];
  const calls: string[] = [];
  const run = (of: ForecastRequest, options: RunOptions = {}): Promise<RunResult> =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      const progress = {
        samplesDone: of.samples,
        samplesTotal: of.samples,
        seconds: 1,
        samplesPerSecond: 1,
        workersReplaced: 0,
      };
      asked.push({
        request: of,
        options,
        answer: () => then(() => resolve({ tally: tallyOf(of), engine: 'wasm', progress })),
        progress: () => then(() => options.onProgress?.(tallyOf(of), progress)),
        fail: (error) => then(() => reject(error)),
      });
    });
  const pool = {
    run,
    evaluate: () => Promise.reject(new Error('not asked here')),
    columns: () => Promise.reject(new Error('not asked here')),
    pause: () => void calls.push('pause'),
    resume: () => void calls.push('resume'),
    dispose: () => undefined,
  } as unknown as ForecastPool;
  return { pool, asked, calls };
}

const entry = model.meta.switches.find(({ id }) => id === 'computeWeight')!;
const lever = model.meta.levers[1]!;
const drag = (to: number): void =>
  change('drag', (doc) => moveLevers(doc, model.meta, { [lever.id]: to }), `lever:${lever.id}`);
const positionOf = (of: ForecastRequest): number | undefined => of.scenarios.at(-1)?.levers[lever.id];

describe('the driver of the page', () => {
  let driver: Driver;
  let asked: Asked[];
  let calls: string[];

  beforeEach(() => {
    history.value = startHistory(initialDocument(model.meta));
    outcomeId.value = 'forwardLead';
    date.value = 2028.5;
    forecast.value = { preview: null, full: null };
    const made = scripted();
    ({ asked, calls } = made);
    driver = drive(made.pool, async () => undefined);
  });
  afterEach(() => driver.dispose());

  const finishFirst = async (): Promise<void> => {
    await asked[0]!.answer();
  };

  it('runs the whole request at first, without a preview', async () => {
    expect(asked.map((one) => one.request)).toEqual([request.value]);
    await finishFirst();
    expect(runState.value.phase).toBe('done');
    expect(forecast.value.full?.complete).toBe(true);
  });

  it('a change is answered by a preview of one block, then by the whole run', async () => {
    await finishFirst();
    drag(0.5);
    await settled();
    expect(asked[1]!.request.samples).toBe(4096);
    await asked[1]!.answer();
    expect(forecast.value.preview?.request).toEqual(asked[1]!.request);
    expect(asked[2]!.request).toEqual(request.value);
    await asked[2]!.answer();
    expect(forecast.value).toMatchObject({ preview: null, full: { complete: true } });
  });

  it('a drag faster than the machine is answered at every preview, by the newest position only', async () => {
    await finishFirst();
    drag(0.4);
    await settled();
    for (const position of [0.5, 0.6, 0.7]) drag(position);
    expect(asked).toHaveLength(2);
    await asked[1]!.answer();
    expect(positionOf(forecast.value.preview!.request)).toBe(0.4);
    expect(asked).toHaveLength(3);
    expect(positionOf(asked[2]!.request)).toBe(0.7);
  });

  it('an answer that comes after its request was superseded changes nothing', async () => {
    await finishFirst();
    drag(0.4);
    await asked[1]!.answer();
    const late = asked[2]!;
    drag(0.9);
    await late.progress();
    await late.answer();
    expect(forecast.value.full?.request.scenarios).toHaveLength(3);
  });

  it('a run that is superseded while it refines is aborted', async () => {
    await finishFirst();
    drag(0.4);
    await asked[1]!.answer();
    drag(0.9);
    expect(asked[2]!.options.signal?.aborted).toBe(true);
  });

  it('going back to what was run is answered without a run', async () => {
    await finishFirst();
    drag(0.4);
    await asked[1]!.answer();
    await asked[2]!.answer();
    undoStep();
    expect(asked).toHaveLength(3);
    expect(forecast.value.full?.request).toEqual(request.value);
    expect(runState.value.phase).toBe('done');
  });

  it('stopping keeps what the run has', async () => {
    await asked[0]!.progress();
    driver.stop();
    await settled();
    expect(runState.value.phase).toBe('stopped');
    expect(forecast.value.full?.tally.samples).toBe(request.value.samples);
  });

  it('a failure is said in words, and the next change runs again', async () => {
    await finishFirst();
    drag(0.4);
    await asked[1]!.fail(new Error('3 workers died'));
    expect(runState.value).toMatchObject({ phase: 'failed', failure: '3 workers died' });
    expect(forecast.value.full).not.toBeNull();
    drag(0.6);
    await settled();
    expect(asked).toHaveLength(3);
    expect(runState.value).toMatchObject({ phase: 'running', failure: null });
  });

  it('a median is noted with what it is of, for every scenario, so that another question finds only its own', async () => {
    await asked[0]!.progress();
    await finishFirst();
    const of = (scenario: string, at: number) =>
      subjectOf(request.value, { scenario, outcome: 'forwardLead', date: at })?.key;
    const keys = new Set(convergence.value.map((point) => point.of.key));
    expect(keys).toEqual(new Set(request.value.scenarios.map(({ id }) => of(id, 2028.5))));
    expect(keys).not.toContain(of(request.value.scenarios[0]!.id, 2030.5));
  });

  it('a figure of another question is kept while the answer is computed, and is none once nothing runs', async () => {
    const [first] = request.value.scenarios;
    await finishFirst();
    expect(levels.value).toHaveLength(3);
    change('an assumption', (doc) => setSwitch(doc, model.meta, entry.id, entry.options[1]!.value));
    await settled();
    expect(levels.value.map(({ of }) => isAsked(of))).toEqual([false, false, false]);
    await asked[1]!.fail(new Error('no memory'));
    expect(levels.value).toEqual([]);
    undoStep();
    expect(levels.value.find(({ scenario }) => scenario.id === first!.id)?.of.assumptions).toEqual([]);
  });

  it('a change during a pause resumes: it is a wish to see its answer', async () => {
    await asked[0]!.progress();
    driver.pause();
    expect(runState.value.phase).toBe('paused');
    drag(0.4);
    expect(calls.at(-1)).toBe('resume');
    expect(runState.value.phase).toBe('running');
  });
});
