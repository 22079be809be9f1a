/** The samplers against each other on the lead model, and what its draws must not depend on. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestDraft } from '../../src/engine/draft.ts';
import { pairedSet } from '../../src/engine/histogram.ts';
import {
  criticalValue95,
  type Estimate,
  meanOf,
  observe,
  probabilityAtLeast,
  quantileOf,
} from '../../src/engine/statistics.ts';
import type { Tally } from '../../src/engine/types.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { LEAD_META, leadKernel, planLead } from './lead.ts';

/** Of no meaning: any will do. */
const DIRECTION = Array.from({ length: LEAD_META.inputs.length }, (_, i) => (i === 42 ? 0.8 : i === 0 ? -0.6 : 0));
const SAMPLERS: readonly (readonly [name: string, draft: RequestDraft])[] = [
  ['philox', { sampler: 'philox' }],
  ['sobol', { sampler: 'sobol' }],
  ['sobol, turned', { sampler: 'sobol', direction: DIRECTION }],
];

let engine: ReturnType<typeof createWasmEngine>;
beforeAll(async () => {
  const { module, meta, info } = await leadKernel();
  engine = createWasmEngine(module, meta, info);
});

describe('the samplers', () => {
  const SAMPLES = 2 ** 16;
  const scenarios = [{ preset: 'status-quo' }, { preset: 'act-now' }];
  const outcomes = ['forwardLead', 'backwardLag', 'computeRatio'].map((id) => ({ id, dates: [2028.5] }));

  it('agree on every estimate within four joint standard errors', () => {
    const tallies = SAMPLERS.map(([, draft]) => {
      const plan = planLead({ ...draft, scenarios, outcomes, samples: SAMPLES });
      return engine.open(plan).runBlocks({ from: 0, to: SAMPLES / 4096 });
    });
    const estimates = (tally: Tally): Estimate[] =>
      [0, 1, pairedSet(tally.layout, 1)].flatMap((set) =>
        outcomes.flatMap(({ id }) => {
          const observed = observe(tally, set, id, 2028.5);
          const quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantileOf(observed, p));
          return [meanOf(observed), probabilityAtLeast(observed, 12), ...quantiles];
        }),
      );
    // 126 comparisons: by chance one in 125 such sets would exceed four errors, one in three would exceed three.
    const [philox = [], ...others] = tallies.map(estimates);
    // Student's t for the errors that come from 16 randomisations.
    const widened = criticalValue95(16) / criticalValue95(1);
    for (const found of others) {
      found.forEach(({ value, se }, i) => {
        const plain = philox[i]!;
        const joint = Math.hypot(se! * widened, plain.se!);
        expect(Math.abs(value! - plain.value!)).toBeLessThanOrEqual(4 * joint);
      });
    }
  });
});

describe.each(SAMPLERS)('%s draws', (_name, draft) => {
  const draws = (wish: RequestDraft, indices: readonly number[]) =>
    engine.open(planLead({ ...draft, ...wish })).evaluateIndices(indices, false).inputs;
  const INDICES = [0, 1, 63, 64, 1023, 1024, 4095, 4096, 4097, 12_345, 65_535];

  it('are the same bits for any number of samples, scenarios, outcomes and dates', () => {
    const one = draws({ samples: 65_536 }, INDICES);
    const scenarios = [{ preset: 'act-now' }, { preset: 'inaction' }, {}];
    const outcomes = [{ id: 'computeRatio', dates: [2030.5] }];
    expect(draws({ samples: 2 ** 24, scenarios, outcomes }, INDICES)).toEqual(one);
  });

  it('are the same bits in any order and alone', () => {
    const backwards = draws({ samples: 65_536 }, [...INDICES].reverse());
    INDICES.forEach((index, i) => {
      expect(draws({ samples: 65_536 }, [index])[0]).toEqual(backwards[INDICES.length - 1 - i]);
    });
  });
});
