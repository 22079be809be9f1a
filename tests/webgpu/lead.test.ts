/** The lead model on the GPU: sample by sample against the reference, and quantiles against WASM on the same draws. */
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineSession } from '../../src/engine/engine.ts';
import { quantile } from '../../src/engine/estimates.ts';
import { pooledView } from '../../src/engine/histogram.ts';
import type { Plan } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import type { Evaluation } from '../../src/engine/types.ts';
import golden from '../data/golden.json' with { type: 'json' };
import fronts from '../data/golden_fronts.json' with { type: 'json' };
import {
  GOLDEN_NORMALS,
  LEAD_META,
  leadSimulate,
  PRESETS,
  planGolden,
  planLead,
  SWITCH_SETTINGS,
} from '../engine/lead.ts';
import { openLane } from './lane.ts';
import { leadModel } from './models.ts';

const { f32Accept } = golden.metadata.tolerances;

/** Accepted difference of an outcome: golden.json's for single precision. Ratios are compared by their logarithm. */
const ACCEPT: Readonly<Record<string, { readonly tolerance: number; readonly scale: (value: number) => number }>> = {
  forwardLead: { tolerance: f32Accept.forwardLeadMonths, scale: Number },
  backwardLag: { tolerance: f32Accept.backwardLagMonths, scale: Number },
  capabilityGap: { tolerance: f32Accept.capabilityOom, scale: Number },
  computeRatio: { tolerance: f32Accept.log10ComputeRatio, scale: Math.log10 },
  effectiveComputeRatio: { tolerance: f32Accept.log10ComputeRatio, scale: Math.log10 },
  deploymentLead: { tolerance: fronts.tolerances.f32Accept.deploymentLeadMonths, scale: Number },
  usStackShare: { tolerance: fronts.tolerances.f32Accept.usStackShare, scale: Number },
};

interface Comparison {
  readonly values: number;
  /** Samples with an outcome beyond its tolerance. */
  readonly outside: number;
  /** Largest difference by outcome. */
  readonly largest: Readonly<Record<string, number>>;
}

function compare(plan: Plan, found: Evaluation, expected: Evaluation): Comparison {
  const largest: Record<string, number> = {};
  let values = 0;
  let outside = 0;
  expected.outcomes.forEach((scenarios, row) => {
    let bad = false;
    scenarios.forEach((outcomes, s) => {
      outcomes.forEach((dates, o) => {
        const id = plan.request.outcomes[o]?.id ?? '';
        const accept = ACCEPT[id];
        if (accept === undefined) expect.fail(`no tolerance for ${id}`);
        dates.forEach((value, d) => {
          const got = found.outcomes[row]?.[s]?.[o]?.[d] ?? Number.NaN;
          const difference = Object.is(got, value) ? 0 : Math.abs(accept.scale(got) - accept.scale(value));
          if (difference <= accept.tolerance) largest[id] = Math.max(largest[id] ?? 0, difference);
          else bad = true;
          values++;
        });
      });
    });
    if (bad) outside++;
  });
  return { values, outside, largest };
}

const lane = await openLane();
if (lane !== null) {
  afterAll(() => lane.close());
  const engine = await lane.engine(await leadModel());
  const reference = createReferenceEngine(LEAD_META, leadSimulate);

  describe('the lead model on the GPU', () => {
    it.each(SWITCH_SETTINGS)('meets the golden rows within single precision, %s', async (setting) => {
      const plan = planGolden(setting);
      const found = await (await engine.open(plan)).evaluateNormals(GOLDEN_NORMALS, false);
      const { values, outside } = compare(plan, found, reference.open(plan).evaluateNormals(GOLDEN_NORMALS, false));
      expect(values).toBe(48 * 3 * LEAD_META.outcomes.length * 17);
      expect(outside).toBe(0);
    });

    it('agrees with the reference sample by sample', async () => {
      const plan = planLead({ scenarios: PRESETS.map((preset) => ({ preset })), samples: 2 ** 20 });
      const indices = Array.from({ length: 2048 }, (_, i) => 511 * i);
      const found = await (await engine.open(plan)).evaluateIndices(indices, false);
      // One in 10^5 may lie outside (docs/webgpu.md has the large run); of these 2048 none does.
      expect(compare(plan, found, reference.open(plan).evaluateIndices(indices, false)).outside).toBe(0);
    });

    it('gives the quantiles of WASM on the same draws to 0.02 months', async () => {
      const plan = planLead({
        scenarios: PRESETS.map((preset) => ({ preset })),
        outcomes: [
          { id: 'forwardLead', dates: [2028.5, 2030.5] },
          { id: 'backwardLag', dates: [2028.5] },
        ],
        samples: 2 ** 15,
      });
      const session: EngineSession = await engine.open(plan);
      const range = { from: 0, to: 8 };
      const found = await session.runBlocks(range);
      const expected = await lane.call('wasmBlocks', await leadModel(), plan.request, range);
      expect(found.samples).toBe(2 ** 15);
      for (const histogram of found.layout.histograms) {
        for (let set = 0; set < found.layout.setCount; set++) {
          for (const p of [0.05, 0.25, 0.5, 0.75, 0.95]) {
            const [a, b] = [found, expected].map((tally) => quantile(pooledView(tally, set, histogram), p).value);
            expect(Math.abs((a ?? Number.NaN) - (b ?? Number.NaN))).toBeLessThanOrEqual(0.02);
          }
        }
      }
    });
  });
}
