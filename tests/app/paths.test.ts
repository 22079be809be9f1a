import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { model } from '../../src/app/model.ts';
import { followFutures, futures, futuresFailure, pathsOf } from '../../src/app/paths.ts';
import { forecast } from '../../src/app/run.ts';
import { initialDocument } from '../../src/app/state/document.ts';
import { toRequest } from '../../src/app/state/request.ts';
import { outcomeId } from '../../src/app/state/view.ts';
import { tallyLayout } from '../../src/engine/layout.ts';
import { createTally } from '../../src/engine/tally.ts';
import type { Evaluation, ForecastRequest } from '../../src/engine/types.ts';
import type { ForecastPool } from '../../src/workers/types.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const base = toRequest(initialDocument(model.meta), model.meta, model.hash);
const progress = { samplesDone: 0, samplesTotal: 0, seconds: 0, samplesPerSecond: 0, workersReplaced: 0 };

function show(request: ForecastRequest): void {
  const tally = createTally(tallyLayout(model.meta, request));
  forecast.value = { preview: null, full: { request, tally, progress, engine: null, complete: false } };
}

describe('single futures', () => {
  let asked: { request: ForecastRequest; resolve: (evaluation: Evaluation) => void; reject: (error: Error) => void }[];
  let stop: () => void;

  beforeEach(() => {
    asked = [];
    futures.value = null;
    forecast.value = { preview: null, full: null };
    outcomeId.value = 'forwardLead';
    const evaluate = (request: ForecastRequest): Promise<Evaluation> =>
      new Promise((resolve, reject) => asked.push({ request, resolve, reject }));
    stop = followFutures({ evaluate } as unknown as ForecastPool);
  });
  afterEach(() => stop());

  const answer: Evaluation = { seriesNames: [], inputs: [], outcomes: [[[new Float64Array([1, 2])]]], series: [] };

  it('are asked for only once a forecast has its first answer', () => {
    expect(asked).toEqual([]);
    show(base);
    expect(asked).toHaveLength(1);
  });

  it('are not asked for again while a run merely refines', async () => {
    show(base);
    asked[0]?.resolve(answer);
    await settled();
    show({ ...base, samples: 1_000_000 });
    expect(asked).toHaveLength(1);
  });

  it('while one question is out, only the newest waits', async () => {
    show(base);
    for (const seed of [2, 3, 4]) show({ ...base, seed });
    expect(asked).toHaveLength(1);
    asked[0]?.resolve(answer);
    await settled();
    expect(asked.map(({ request }) => request.seed)).toEqual([base.seed, 4]);
  });

  it('are those of the scenario and outcome asked, and none where there are none', async () => {
    show(base);
    asked[0]?.resolve(answer);
    await settled();
    expect(pathsOf(futures.value, base.scenarios[0]?.id ?? '', 'forwardLead')).toEqual([[1, 2]]);
    expect(pathsOf(futures.value, 'nobody', 'forwardLead')).toBeNull();
  });

  it('a failure is kept in words and the next question still asked', async () => {
    show(base);
    asked[0]?.reject(new Error('no worker can be started'));
    await settled();
    expect(futuresFailure.value).toBe('no worker can be started');
    show({ ...base, seed: 2 });
    expect(asked).toHaveLength(2);
  });
});
