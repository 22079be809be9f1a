import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attribution, attribute } from '../../src/analysis/attribution.ts';
import { MEDIAN, type Target } from '../../src/analysis/statistic.ts';
import { baseOf, normal } from './support.ts';

const target: Target = { outcome: 'y', date: 1, statistic: { kind: 'mean' } };
const share = (statistic: Target['statistic']): Target => ({ ...target, statistic });
const part = ({ parts }: Attribution, id: string) => parts.find(({ factor }) => factor.id === id)!;
const sum = ({ parts }: Attribution) => parts.reduce((total, { effect }) => total + effect.value!, 0);

const base = baseOf(
  {
    inputs: { a: normal(0, 1), b: normal(0, 1) },
    levers: ['p', 'q', 'r', 'idle'],
    switches: ['doubt'],
    y: ({ a = 0, b = 0 }, { p = 0, q = 0, r = 0 }, { doubt = 0 }) => a + b + 4 * p * q + 2 * r + 6 * p * q * doubt,
  },
  { scenarios: [{}, { id: 'all', levers: { p: 1, q: 1, r: 1 }, switches: { doubt: 1 } }] },
);

describe('attribution of a difference', () => {
  it('gives each factor its Shapley value: an interaction is shared evenly by those in it', async () => {
    const result = await attribute(base, { target, samples: 1024 });
    expect(result.method).toBe('all subsets');
    expect(result.settings).toBe(16);
    expect(result.difference.value).toBeCloseTo(12, 10);
    expect(part(result, 'p').effect.value).toBeCloseTo(2 + 2, 10);
    expect(part(result, 'q').effect.value).toBeCloseTo(2 + 2, 10);
    expect(part(result, 'doubt').effect.value).toBeCloseTo(2, 10);
    expect(part(result, 'r').effect.value).toBeCloseTo(2, 10);
    expect(part(result, 'p').alone.value).toBeCloseTo(0, 10);
    expect(part(result, 'p').last.value).toBeCloseTo(10, 10);
    expect(result.parts.map(({ factor }) => factor.kind)).not.toContain('idle');
  });

  it.each([share(MEDIAN), share({ kind: 'atLeast', threshold: 3 }), share({ kind: 'deviation' })])(
    'sums to the paired difference for $statistic.kind',
    async (wanted) => {
      const result = await attribute(base, { target: wanted, samples: 1024 });
      // Rounding of sums of 32 terms of size 10.
      expect(sum(result)).toBeCloseTo(result.difference.value!, 10);
      expect(result.difference.value).toBeCloseTo(result.to.value! - result.from.value!, 12);
      expect(result.parts.every(({ effect }) => effect.se !== null && effect.se >= 0)).toBe(true);
    },
  );

  it('sums to the difference when orders are sampled, and its errors cover the exact parts', async () => {
    const wanted = share({ kind: 'atLeast', threshold: 3 });
    const exact = await attribute(base, { target: wanted, samples: 1024 });
    const sampled = await attribute(base, { target: wanted, samples: 1024, exactUpTo: 2, pairs: 32 });
    expect(sampled.method).toBe('sampled orders');
    expect(sum(sampled)).toBeCloseTo(exact.difference.value!, 10);
    for (const { factor, effect } of sampled.parts) {
      expect(Math.abs(effect.value! - part(exact, factor.id).effect.value!)).toBeLessThan(5 * effect.se! + 1e-9);
    }
  });

  it('holds for any multilinear model', async () => {
    const coefficients = fc.array(fc.integer({ min: -16, max: 16 }), { minLength: 8, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(coefficients, async (c) => {
        const worth = (p: number, q: number, r: number) =>
          c.reduce((total, one, s) => total + (one / 8) * (s & 1 ? p : 1) * (s & 2 ? q : 1) * (s & 4 ? r : 1), 0);
        const model = baseOf(
          {
            inputs: { a: normal(0, 1) },
            levers: ['p', 'q', 'r'],
            outcome: { bins: 1024 },
            y: ({ a = 0 }, { p = 0, q = 0, r = 0 }) => a + worth(p, q, r),
          },
          { scenarios: [{}, { id: 'all', levers: { p: 1, q: 1, r: 1 } }] },
        );
        const result = await attribute(model, { target, samples: 1024 });
        // A term of k factors gives each of them its k-th part.
        for (const [i, id] of ['p', 'q', 'r'].entries()) {
          const truth = c.reduce((total, one, s) => total + (s & (1 << i) ? one / 8 / [1, 1, 2, 3][bits(s)]! : 0), 0);
          expect(part(result, id).effect.value).toBeCloseTo(truth, 9);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('divides a disagreement among inputs and correlations too', async () => {
    const [from, to] = base.request.scenarios.map((scenario) => ({ scenario, inputs: {}, correlations: null }));
    const result = await attribute(base, {
      target: share({ kind: 'deviation' }),
      samples: 4096,
      from: from!,
      to: { ...from!, inputs: { a: normal(0, 2) }, correlations: [['a', 'b', 0.5]] },
    });
    expect(result.parts.map(({ factor }) => factor.id).sort()).toEqual(['a', 'correlations']);
    // sd: 1.414 with neither, sqrt(5) with the input, sqrt(3) with the correlation, sqrt(7) with both.
    const [none, input, both, correlation] = [2, 5, 7, 3].map(Math.sqrt) as [number, number, number, number];
    const truth = (input - none + both - correlation) / 2;
    const { value, se } = part(result, 'a').effect;
    expect(Math.abs(value! - truth)).toBeLessThan(5 * se! + 0.01);
    expect(sum(result)).toBeCloseTo(result.difference.value!, 10);
    expect(to).toBeDefined();
  });

  it('refuses two forecasts that do not differ, and one alone', async () => {
    const same = { ...base, request: { ...base.request, scenarios: [base.request.scenarios[0]!] } };
    await expect(attribute(same, { target })).rejects.toThrow('needs two scenarios');
    const side = { scenario: base.request.scenarios[0]!, inputs: {}, correlations: null };
    await expect(attribute(base, { target, from: side, to: side })).rejects.toThrow('do not differ');
  });
});

function bits(subset: number): number {
  return [1, 2, 4].filter((bit) => subset & bit).length;
}
