import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachOf, fleetOf, type Runner } from '../../src/analysis/engine.ts';
import { meanOfValues, quantileOfValues } from '../../src/analysis/futures.ts';
import { jackknife, spreadOf } from '../../src/analysis/replicates.ts';
import { combine, parseStatistic, type Sampled, statisticLabel } from '../../src/analysis/statistic.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { testRandom } from '../engine/counts.ts';
import { TOY_HASH, TOY_META } from '../engine/toy.ts';

const request = defaultRequest(TOY_META, TOY_HASH);

/** Counts the calls it has open; each ends after a turn of the event loop. */
function busyRunner(): Runner & { most: number } {
  let open = 0;
  const call = async <T>(value: T): Promise<T> => {
    open++;
    runner.most = Math.max(runner.most, open);
    await new Promise((resolve) => setTimeout(resolve, 1));
    open--;
    return value;
  };
  const runner = { most: 0, run: () => call({ tally: {} as never }), columns: () => call([]) };
  return runner;
}

describe('a fleet', () => {
  it('gives each engine one thing at a time, and all of them something to do', async () => {
    const runners = [busyRunner(), busyRunner()];
    const fleet = fleetOf(runners);
    await Promise.all(Array.from({ length: 9 }, (_, i) => (i % 2 ? fleet.run(request) : fleet.columns(request, []))));
    expect(fleet.width).toBe(2);
    expect(runners.map(({ most }) => most)).toEqual([1, 1]);
  });

  it('frees an engine whose call failed', async () => {
    const failing = { ...busyRunner(), run: () => Promise.reject(new Error('died')) };
    const fleet = fleetOf([failing]);
    await expect(fleet.run(request)).rejects.toThrow('died');
    await expect(fleet.columns(request, [])).resolves.toEqual([]);
  });

  it('does not start what was aborted while it waited', async () => {
    const fleet = fleetOf([busyRunner()]);
    const controller = new AbortController();
    const [first, second] = [fleet.columns(request, []), fleet.columns(request, [], controller.signal)];
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await expect(first).resolves.toEqual([]);
  });
});

it('work on many items runs so many at a time and stops at the first failure', async () => {
  const started: number[] = [];
  let open = 0;
  const items = Array.from({ length: 10 }, (_, i) => i);
  const work = eachOf(items, 3, async (item) => {
    started.push(item);
    expect(++open).toBeLessThanOrEqual(3);
    await Promise.resolve();
    open--;
    if (item === 4) throw new Error('four');
  });
  await expect(work).rejects.toThrow('four');
  expect(started.length).toBeLessThan(9);
});

describe('errors', () => {
  it('of a jackknifed average are the usual ones', () => {
    const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(values, (all) => {
        const { value, se } = jackknife(
          all.map((x) => Float64Array.of(1, x)),
          ([n = 0, sum = 0]) => sum / n,
        );
        expect(value).toBeCloseTo(all.reduce((s, x) => s + x, 0) / all.length, 9);
        expect(se).toBeCloseTo(spreadOf(all), 9);
      }),
    );
  });

  it('of a difference leave out what both sides share', () => {
    const shared = [3, -1, 4, 1];
    const of = (shift: number): Sampled => ({
      value: shift,
      replicates: shared.map((x) => x + shift),
      se: 1,
      resolution: 0,
    });
    expect(
      combine([
        [1, of(5)],
        [-1, of(2)],
      ]),
    ).toEqual({ value: 3, se: 0 });
    // With one randomisation nothing is known of what is shared.
    const alone = (shift: number): Sampled => ({ ...of(shift), replicates: [] });
    expect(
      combine([
        [1, alone(5)],
        [-1, alone(2)],
      ]).se,
    ).toBeCloseTo(Math.SQRT2, 12);
  });

  it('of quantiles and means of values cover the truth', () => {
    const random = testRandom(7);
    const [n, batches] = [1600, 16];
    const batch = Uint16Array.from({ length: n }, (_, i) => i % batches);
    let [quantiles, means] = [0, 0];
    for (let trial = 0; trial < 400; trial++) {
      const values = Float64Array.from({ length: n }, () => random() / 2 ** 32);
      const quantile = quantileOfValues(values, 0.2, { batch, batches });
      const mean = meanOfValues(values, { batch, batches });
      // Student's t with 15 degrees of freedom.
      if (Math.abs(quantile.value! - 0.2) < 2.1314 * quantile.se!) quantiles++;
      if (Math.abs(mean.value! - 0.5) < 2.1314 * mean.se!) means++;
    }
    // 95 % of 400, with three binomial errors of 1.1 % and one more for the density's own error.
    expect(quantiles / 400).toBeGreaterThan(0.91);
    expect(quantiles / 400).toBeLessThan(0.99);
    expect(means / 400).toBeGreaterThan(0.915);
    expect(means / 400).toBeLessThan(0.985);
  });
});

describe('a statistic', () => {
  it('is read as people type it', () => {
    expect(parseStatistic('p50')).toEqual({ kind: 'quantile', p: 0.5 });
    expect(parseStatistic('p2.5')).toEqual({ kind: 'quantile', p: 0.025 });
    expect(parseStatistic('atLeast-3.5')).toEqual({ kind: 'atLeast', threshold: -3.5 });
    expect(['mean', 'sd', 'median'].map((text) => statisticLabel(parseStatistic(text)))).toEqual([
      'mean',
      'standard deviation',
      'median',
    ]);
    for (const text of ['p0', 'p100', 'p', 'atLeast', 'mode', ''])
      expect(() => parseStatistic(text)).toThrow('unknown statistic');
  });
});
