import { describe, expect, it } from 'vitest';
import { pairedSlotOf, slotOf } from '../../src/engine/count.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { Simulate } from '../../src/engine/reference/simulate.ts';
import type { HistogramLayout } from '../../src/engine/types.ts';
import { draftToy } from './counts.ts';
import { LEAD_META } from './lead.ts';
import { TOY_META, toySimulate } from './toy.ts';

const plan = planRun(TOY_META, draftToy({ outcomes: [{ id: 'total', dates: [2027] }] }));
const run = (simulate: Simulate) =>
  createReferenceEngine(TOY_META, simulate)
    .open(plan)
    .evaluateNormals([[0, 0, 0, 0, 0]], false);

describe('the reference engine', () => {
  it('refuses a model that writes beyond the end of a series', () => {
    expect(() =>
      run(({ series, record }) => {
        series('short', 3)[3] = 1;
        record('total', () => 0);
      }),
    ).toThrow('model "toy" wrote beyond the 3 elements of series "short"');
  });

  it('shows a value read beyond the end of a series as not a number', () => {
    const { outcomes } = run(({ series, record }) => {
      const short = series('short', 3);
      record('total', () => 1 + (short[3] as number));
    });
    expect(outcomes[0]?.[0]?.[0]?.[0]).toBeNaN();
  });

  it('refuses a model that forgets an outcome', () => {
    expect(() => run(() => undefined)).toThrow('model "toy" recorded 0 of the 1 outcomes asked for');
  });

  it('refuses a plan of another model', () => {
    expect(() => createReferenceEngine(LEAD_META, toySimulate).open(plan)).toThrow('runs model "lead"');
  });

  it('gives the model its dates as steps and years since the start', () => {
    const dates: unknown[] = [];
    run(({ record }) =>
      record('total', (date) => {
        dates.push(date);
        return 0;
      }),
    );
    expect(dates).toEqual([{ step: 4, time: 1 }]);
  });
});

describe('slots', () => {
  const linear = { bins: 32, low: -1, binsPerUnit: 16, log10: false, horizon: 36, pairedLow: -1 } as HistogramLayout;
  const open = { ...linear, horizon: Number.POSITIVE_INFINITY };
  const log = { ...open, log10: true };

  it.each<[string, HistogramLayout, number, number]>([
    ['the lowest edge is in the first bin', linear, -1, 1],
    ['below it is under', linear, -1.001, 0],
    ['an inner edge belongs to the bin above', linear, 0, 17],
    ['the highest edge is in the last bin', linear, 1, 32],
    ['infinity with a horizon is censored', linear, Number.POSITIVE_INFINITY, 34],
    ['infinity without one is invalid', open, Number.POSITIVE_INFINITY, 35],
    ['minus infinity is invalid', linear, Number.NEGATIVE_INFINITY, 35],
    ['NaN is invalid', linear, Number.NaN, 35],
    ['lg 1 is 0', log, 1, 17],
    ['lg 0 is under', log, 0, 0],
    ['a negative number, which has no lg, lies under', log, -1, 0],
  ])('%s', (_name, histogram, value, slot) => {
    expect(slotOf(histogram, value)).toBe(slot);
  });

  it('of differences put the horizon for infinity, and are never censored', () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect(pairedSlotOf(linear, 0.5, 0.25)).toBe(1 + 20);
    expect(pairedSlotOf(linear, infinity, 35.75)).toBe(1 + 20);
    expect(pairedSlotOf(linear, infinity, infinity)).toBe(1 + 16);
    expect(pairedSlotOf(linear, 0, infinity)).toBe(0);
    expect(pairedSlotOf(open, infinity, 0)).toBe(35);
    expect(pairedSlotOf(linear, Number.NaN, 0)).toBe(35);
    expect(pairedSlotOf(log, 0, 1)).toBe(35);
  });
});
