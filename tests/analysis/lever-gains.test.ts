import { describe, expect, it } from 'vitest';
import { gainRequest, leverGains } from '../../src/analysis/lever-gains.ts';
import type { Target } from '../../src/analysis/statistic.ts';
import type { OutcomeMeta } from '../../src/language/definition.ts';
import { baseOf, normal } from './support.ts';

const target: Target = { outcome: 'y', date: 1, statistic: { kind: 'quantile', p: 0.5 } };

async function gainsAt(levers: Readonly<Record<string, number>>, outcome: Partial<OutcomeMeta> = {}) {
  const { engine, meta, request } = baseOf(
    {
      inputs: { x: normal(0, 2) },
      levers: ['up', 'down', 'idle'],
      outcome,
      y: ({ x = 0 }, lever) => x + 2 * (lever['up'] ?? 0) - 3 * (lever['down'] ?? 0),
    },
    { scenarios: [{ levers }] },
  );
  const [scenario] = request.scenarios;
  const asked = gainRequest(request, meta, scenario!, target, 2048);
  expect(asked.scenarios).toHaveLength(7);
  return leverGains(await engine.run(asked), meta, scenario!, target);
}

describe('the gain of each lever', () => {
  it('is that of its better end from where it stands, and nothing where it stands best', async () => {
    const [up, down, idle] = await gainsAt({ up: 0.5, down: 1 });
    expect([up!.value, down!.value, idle!.value]).toEqual([1, 0, 0]);
    // Bins are 1/64 wide.
    expect(up!.change.value).toBeCloseTo(1, 1);
    expect(down!.change.value).toBeCloseTo(3, 1);
    expect(idle!.change.value).toBe(0);
    const [best] = await gainsAt({ up: 1 });
    expect(best).toMatchObject({ value: 1, change: { value: 0 } });
  });

  it('goes the other way where lower is better', async () => {
    const [up, down] = await gainsAt({ up: 0.5, down: 0.5 }, { better: 'lower' });
    expect([up!.value, down!.value]).toEqual([0, 1]);
    expect(down!.change.value).toBeCloseTo(-1.5, 1);
  });
});
