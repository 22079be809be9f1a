import { input, lever, model, outcome, preset, quarters, toggle } from 'headway';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ModelDefinition } from '../../src/language/builders.ts';
import { DefinitionError } from '../../src/language/errors.ts';

const toy = model({
  title: 'Toy',
  clock: { start: 2026, end: 2028, step: 0.25 },
  policyStart: 'start',
  inputs: {
    growth: input({ family: 'normal', p5: 1, p50: 2, p95: 3 }),
    share: input({ family: 'beta', alpha: 2, beta: 3 }),
  },
  levers: { control: lever({ min: 0, max: 1, statusQuo: 0.5 }) },
  switches: { start: toggle({ default: 2026, options: [['now', 2026]] }) },
  correlations: [['growth', 'share', 0.5]],
  outcomes: { level: outcome({ range: [0, 10], at: quarters(2026, 2028) }) },
  presets: { tight: preset({ levers: { control: 1 } }) },
  importance: ['share'],
  simulate({ clock, inputs, levers, statusQuo, switches, series, record }) {
    const level = series('level');
    for (let k = 0; k <= clock.steps; k++) {
      level[k] = (inputs.growth + inputs.share) * (levers.control[k] ?? statusQuo.control) + switches.start;
    }
    record('level', (date) => level[date.step] ?? 0);
    // @ts-expect-error an input that is not declared
    void inputs.growht;
    // @ts-expect-error a lever that is not declared
    void levers.growth;
    // @ts-expect-error a switch that is not declared
    void switches.control;
    // @ts-expect-error an input cannot be set
    inputs.growth = 1;
    // @ts-expect-error an outcome that is not declared (never called: `record` is the caller's)
    (): void => record('lead', () => 0);
  },
});

describe('model', () => {
  test('gives checked metadata and the equations', () => {
    expect(toy.meta.inputs.map(({ id }) => id)).toEqual(['growth', 'share']);
    expect(toy.warnings).toEqual([]);
    const recorded = new Map<string, number>();
    toy.simulate({
      clock: toy.meta.clock,
      inputs: { growth: 2, share: 0.5 },
      levers: { control: Array.from({ length: 9 }, () => 0.5) },
      statusQuo: { control: 0.5 },
      switches: { start: 2026 },
      series: (_name, length = 9) =>
        Object.assign(
          Array.from({ length }, () => 0),
          { stepYears: 0.25 },
        ),
      record: (id, value) => recorded.set(id, value({ step: 4, time: 1 })),
    });
    expect([...recorded]).toEqual([['level', 2027.25]]);
  });

  test('throws where the text is at fault', () => {
    const wrong = () =>
      model({
        title: 'Wrong',
        inputs: { growth: input({ family: 'normal', p5: 2, p50: 1, p95: 3 }) },
        outcomes: { level: outcome({ range: [0, 10] }) },
        simulate() {},
      });
    expect(wrong).toThrow(DefinitionError);
    expect(wrong).toThrow('inputs.growth.p50: p50 1 is not above p5 2');
  });

  test('knows its ids as types', () => {
    expectTypeOf(toy).toEqualTypeOf<ModelDefinition<'growth' | 'share', 'control', 'start', 'level'>>();
    expectTypeOf(toy).toExtend<ModelDefinition>();
  });

  test('a misspelt declaration is a compile-time error', () => {
    // @ts-expect-error q59 is not a field
    input({ family: 'normal', p5: 1, p50: 2, p95: 3, q59: 4 } as const satisfies Parameters<typeof input>[0]);
    // @ts-expect-error a uniform has no median
    expect(input({ family: 'uniform', p50: 2 })).toEqual({ family: 'uniform', p50: 2 });
    // @ts-expect-error an unknown family
    expect(input({ family: 'gaussian', p5: 1, p50: 2, p95: 3 }).family).toBe('gaussian');
    // @ts-expect-error a lever needs its status quo
    expect(lever({ min: 0, max: 1 })).toEqual({ min: 0, max: 1 });
  });
});

describe('quarters', () => {
  test('are the dates of a period, exactly', () => {
    expect(quarters(2026.5, 2027.5)).toEqual([2026.5, 2026.75, 2027, 2027.25, 2027.5]);
    expect(quarters(2027, 2027)).toEqual([2027]);
  });

  test.each([
    [2026.1, 2027, 'dates on quarters'],
    [2027, 2026, 'must not be after'],
    [0, 1000, 'more than 1000 dates'],
    [Number.NaN, 2027, 'dates on quarters'],
  ])('quarters(%d, %d) is refused', (from, to, message) => {
    expect(() => quarters(from, to)).toThrow(message);
  });
});
