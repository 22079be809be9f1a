import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/analysis/statistic.ts';
import { type Tornado, tornado } from '../../src/analysis/tornado.ts';
import { baseOf, normal, uniform } from './support.ts';

const target: Target = { outcome: 'y', date: 1, statistic: { kind: 'mean' } };
const base = baseOf({
  inputs: { big: normal(0, 2), hump: uniform(-1, 1), idle: uniform(0, 1) },
  levers: ['up', 'down', 'nothing'],
  switches: ['doubt'],
  y: ({ big = 0, hump = 0 }, lever, toggle) =>
    big + 4 * hump * hump + (lever['up'] ?? 0) - 3 * (lever['down'] ?? 0) + 8 * (toggle['doubt'] ?? 0),
});
const bar = ({ bars }: Tornado, id: string) => bars.find((one) => one.id === id)!;

describe('a tornado', () => {
  it('sorts by span, measured on the same draws', async () => {
    const result = await tornado(base, { target, samples: 2048 });
    expect(result.bars.map(({ id }) => id)).toEqual([
      'big',
      'hump',
      'down',
      'up',
      expect.anything(),
      expect.anything(),
    ]);
    expect(bar(result, 'up').span.value).toBeCloseTo(1, 10);
    expect(bar(result, 'down').low.value).toBeCloseTo(0, 10);
    expect(bar(result, 'down').high.value).toBeCloseTo(-3, 10);
    expect(bar(result, 'down').span.se).toBeLessThan(1e-6);
    const big = bar(result, 'big');
    expect(Math.abs(big.span.value! - 4 * 1.6449)).toBeLessThan(5 * big.span.se! + 1 / 64);
  });

  it('shows an effect that turns as such, and no effect as none', async () => {
    const result = await tornado(base, { target, samples: 2048 });
    expect(bar(result, 'hump').direction).toBe('mixed');
    // 4 (0.9^2 - 0): the ends alone would show no effect at all.
    expect(bar(result, 'hump').span.value).toBeCloseTo(4 * 0.81, 1);
    expect(bar(result, 'up').direction).toBe('up');
    expect(bar(result, 'down').direction).toBe('down');
    expect(bar(result, 'idle').direction).toBe('none');
    expect(bar(result, 'nothing').direction).toBe('none');
  });

  it('takes switches when asked, and reports bar by bar', async () => {
    const partial: Tornado[] = [];
    const result = await tornado(base, {
      target,
      samples: 1024,
      kinds: ['switch', 'lever'],
      onProgress: (one) => partial.push(one),
    });
    expect(result.bars.map(({ id }) => id).slice(0, 2)).toEqual(['doubt', 'down']);
    expect(partial.map(({ progress }) => progress.done)).toEqual([1, 2, 3, 4]);
    expect(result.progress).toEqual({ done: 4, total: 4 });
  });
});
