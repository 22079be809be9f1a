import { describe, expect, it } from 'vitest';
import { costOfDelay } from '../../src/analysis/delay.ts';
import { fleetOf } from '../../src/analysis/engine.ts';
import { MEDIAN } from '../../src/analysis/statistic.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { TOY_HASH, TOY_META, toySimulate } from '../engine/toy.ts';
import { baseOf, normal, runnerOf } from './support.ts';

const base = {
  meta: TOY_META,
  engine: fleetOf([runnerOf(createReferenceEngine(TOY_META, toySimulate), TOY_META)]),
  request: defaultRequest(TOY_META, TOY_HASH, { scenarios: [{ id: 'still' }, { preset: 'strong' }] }),
};
const target = { outcome: 'total', date: 2028, statistic: MEDIAN } as const;

describe('the cost of delay', () => {
  it('is nothing for a policy that changes nothing, and rises with the wait for one that does', async () => {
    const { curves, switch: id } = await costOfDelay(base, { target, starts: [2026.25, 2026.5, 2027], samples: 1024 });
    expect(id).toBe('start');
    const [still, strong] = curves;
    expect(still!.points.map(({ loss, lossP50, lossP95 }) => [loss.value, lossP50.value, lossP95.value])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const losses = strong!.points.map(({ loss }) => loss.value!);
    expect(losses[0]).toBe(0);
    expect(losses[1]).toBeGreaterThan(0.02);
    expect(losses[2]).toBeGreaterThan(losses[1]!);
    expect(strong!.perYear.value).toBeCloseTo(losses[2]! / 0.75, 10);
    expect(strong!.points.map(({ yearsLater }) => yearsLater)).toEqual([0, 0.25, 0.75]);
  });

  it('shows the loss in single futures, from a lucky to an unlucky one', async () => {
    const { curves } = await costOfDelay(base, { target, starts: [2026.25, 2027], samples: 2048 });
    const { lossP5, lossP50, lossP95, lossMean } = curves[1]!.points[1]!;
    expect(lossP5.value).toBeLessThan(lossP50.value!);
    expect(lossP50.value).toBeLessThan(lossP95.value!);
    expect(lossMean.se).toBeGreaterThan(0);
    // The model is linear in growth, so the mean loss of futures is the loss of the mean.
    const mean = { ...target, statistic: { kind: 'mean' } } as const;
    const other = await costOfDelay(base, { target: mean, starts: [2026.25, 2027], samples: 2048 });
    expect(other.curves[1]!.points[1]!.loss.value).toBeCloseTo(lossMean.value!, 1);
  });

  it('is a ratio where the outcome is on a log scale', async () => {
    const ratio = { ...target, outcome: 'ratio' };
    const { curves } = await costOfDelay(base, { target: ratio, starts: [2026.25, 2027], samples: 1024 });
    const [first, later] = curves[1]!.points;
    expect(first!.lossP50.value).toBe(1);
    expect(later!.lossP50.value).toBeGreaterThan(1);
  });

  it('needs a policy start that can be moved', async () => {
    const fixed = baseOf({ inputs: { a: normal(0, 1) }, y: ({ a = 0 }) => a });
    await expect(costOfDelay(fixed, { target: { ...target, outcome: 'y', date: 1 } })).rejects.toThrow(
      'give it a switch',
    );
    await expect(costOfDelay(base, { target, starts: [2030, 2031] })).rejects.toThrow('not within 2026.25 to 2027');
  });
});
