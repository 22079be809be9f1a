import { describe, expect, it } from 'vitest';
import { leverPath, planRun, reflectionTo, sobolDimensions, stepOfDate } from '../../src/engine/plan.ts';
import type { InputMeta, LeverMeta } from '../../src/language/definition.ts';
import { draftToy } from './counts.ts';
import { LEAD_META, planLead } from './lead.ts';
import { TOY_META } from './toy.ts';

const plan = planRun(TOY_META, draftToy({ scenarios: [{}, { preset: 'strong', switches: { start: 2027 } }] }));

describe('lever paths', () => {
  const clock = { start: 2026, end: 2028, step: 0.25, steps: 8 };
  const lever = { statusQuo: 0.2, deadTime: 0.5, timeConstant: 0.5 } as LeverMeta;

  it('keep the status quo until policy start and dead time are over, then approach the target', () => {
    const path = leverPath(clock, lever, 1, 2026.25);
    expect(path.length).toBe(9);
    // Elapsed time is 0 at step 3 (2026.75): still the status quo; then 1 - exp(-0.25 k / 0.5).
    expect([...path.slice(0, 4)]).toEqual([0.2, 0.2, 0.2, 0.2]);
    expect(path[4]).toBeCloseTo(0.2 + 0.8 * (1 - Math.exp(-0.5)), 14);
    expect(path[8]).toBeCloseTo(0.2 + 0.8 * (1 - Math.exp(-2.5)), 14);
  });

  it('jump where the time constant is zero', () => {
    const path = leverPath(clock, { ...lever, timeConstant: 0 }, 1, 2026);
    expect([...path]).toEqual([0.2, 0.2, 0.2, 1, 1, 1, 1, 1, 1]);
  });

  it('of scenarios lie one after the other, and start where a switch says', () => {
    const states = TOY_META.clock.steps + 1;
    expect(plan.leverPaths.length).toBe(2 * states);
    expect([...plan.leverPaths.subarray(0, states)]).toEqual(Array(states).fill(0.25));
    const strong = plan.leverPaths.subarray(states);
    // Start 2027 and dead time 0.5: step 6 is the last at the status quo.
    expect([...strong.slice(0, 7)]).toEqual(Array(7).fill(0.25));
    expect(strong[7]).toBeCloseTo(0.25 + 0.75 * (1 - Math.exp(-0.25)), 14);
  });
});

const abcd = (...importance: string[]) => ({
  inputs: ['a', 'b', 'c', 'd'].map((id) => ({ id }) as InputMeta),
  importance,
});

describe('the plan', () => {
  it('gives the first dimensions to the inputs named as important', () => {
    expect([...sobolDimensions(abcd('c', 'a'))]).toEqual([1, 2, 0, 3]);
    // With a direction its main input is first, and those not named follow by their share in it.
    expect([...sobolDimensions(abcd('c', 'a'), [0, -0.8, 0, 0.6])]).toEqual([2, 0, 1, 3]);
    expect([...sobolDimensions(abcd(), [0.1, 0.2, -0.9, 0.4])]).toEqual([3, 2, 0, 1]);
    expect([...plan.dimensions]).toEqual([1, 0, 2, 3, 4]);
    const lead = planLead({}).dimensions;
    expect([...lead].sort((a, b) => a - b)).toEqual(LEAD_META.inputs.map((_, i) => i));
    expect(lead[LEAD_META.inputs.findIndex(({ id }) => id === 'unmodelledDrift')]).toBe(0);
  });

  it('splits the seed into words', () => {
    expect(planRun(TOY_META, draftToy({ seed: 2 ** 52 + 7 })).seed).toEqual([7, 2 ** 20]);
  });

  it('lays the correlation factor out by rows, diagonal last', () => {
    expect([...plan.rowStarts]).toEqual([0, 1, 3, 4, 5, 6]);
    expect([...plan.columns]).toEqual([0, 0, 1, 2, 3, 4]);
    expect([...plan.coefficients]).toEqual([1, 0.6, 0.8, 1, 1, 1]);
  });

  it('of the lead model has the coefficients of its specification: 72, and of nine later inputs their own and one pair', () => {
    expect(planLead({}).coefficients.length).toBe(72 + 9 + 1);
  });

  it('says where correlations had to be repaired', () => {
    const contradictory = draftToy({
      correlations: [
        ['level', 'growth', 0.9],
        ['growth', 'share', 0.9],
        ['level', 'share', -0.9],
      ],
    });
    expect(planRun(TOY_META, contradictory).warnings.join()).toContain('correlations contradict each other');
    expect(plan.warnings).toEqual([]);
  });

  it('records the union of dates, each outcome at its own', () => {
    expect([...plan.dateSteps]).toEqual([0, 4, 8]);
    expect(plan.recorded).toEqual([
      { outcome: 0, dates: [0, 1, 2] },
      { outcome: 1, dates: [0, 2] },
      { outcome: 2, dates: [0, 1, 2] },
      { outcome: 3, dates: [2] },
    ]);
    expect(plan.sources.length).toBe(plan.layout.histograms.length);
  });

  it('refuses a date between states', () => {
    expect(() => stepOfDate(TOY_META.clock, 2026.1)).toThrow('2026.1 is not a state of the clock');
    expect(stepOfDate(LEAD_META.clock, 2028.5)).toBe(24);
  });
});

describe('the reflection', () => {
  it.each([-1, 1])(
    'sends the first axis to the direction or its opposite (%d), the longer way, and keeps lengths',
    (sign) => {
      const direction = [0.48, -0.6 * sign, 0.64];
      // Of any length: rounded to three decimals, say.
      const v = reflectionTo(
        direction.map((x) => x * 1.001),
        1,
      )!;
      const reflect = (z: readonly number[]) => {
        const dot = z.reduce((sum, x, i) => sum + x * v[i]!, 0);
        return z.map((x, i) => x - 2 * dot * v[i]!);
      };
      expect(Math.abs(v[1]!)).toBeGreaterThan(Math.SQRT1_2);
      reflect([0, 1, 0]).forEach((x, i) => {
        expect(x).toBeCloseTo(sign * direction[i]!, 14);
      });
      expect(Math.hypot(...reflect([1, 2, -3]))).toBeCloseTo(Math.hypot(1, 2, 3), 13);
    },
  );

  it('is none where the axis is the direction already', () => {
    expect(reflectionTo([0, 1, 0], 1)).toBeNull();
  });
});
