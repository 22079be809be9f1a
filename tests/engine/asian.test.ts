/**
 * Asian options: the price on the geometric average has a closed form (Kemna and Vorst 1990), and the variance of both prices
 * shows what the order of the draws of a path is worth.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { pointOf } from '../../src/engine/blocks.ts';
import type { CpuEngine } from '../../src/engine/cpu-session.ts';
import { defaultRequest, type RequestDraft } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createReferenceEngine } from '../../src/engine/reference/engine.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { type CompiledModel, compileModel } from '../../src/language/compile-model.ts';
import { interpreter } from '../../src/language/interpret.ts';
import { normalCdf } from '../../src/language/portable.ts';
import { linkKernel } from '../link/linked.ts';

const FIXINGS = 64;
const TEXT = readFileSync(new URL('../../examples/asian-option.ts', import.meta.url), 'utf8');
/** The same with an input for each shock: Sobol' dimensions in the order of time. */
const PLAIN = TEXT.replace(/ {4}shock: input\((\{.*?\})\),/s, (_, body: string) =>
  Array.from({ length: FIXINGS }, (_, k) => `    s${k}: input(${body.replace(/\s*count: 'steps',/, '')}),`).join('\n'),
)
  .replace(
    'let growth = 0;',
    `const shock = series('shock', ${FIXINGS});\n${Array.from(
      { length: FIXINGS },
      (_, k) => `    shock[${k}] = inputs.s${k};`,
    ).join('\n')}\n    let growth = 0;`,
  )
  .replace('inputs.shock[k]', 'shock[k]')
  .replace('{ clock, inputs, record }', '{ clock, inputs, series, record }');

async function wasm(model: CompiledModel): Promise<CpuEngine> {
  const { text, info } = emitAssemblyScript(model);
  return createWasmEngine(await WebAssembly.compile(linkKernel(text)), model.meta, info);
}
const reference = async ({ meta, exact }: CompiledModel): Promise<CpuEngine> =>
  createReferenceEngine(meta, interpreter(exact, meta));

/** Discounted expected payoff on the geometric average of prices at k / n, k = 1..n: a lognormal. */
function geometricPrice(): number {
  const [n, spot, strike, rate, volatility] = [FIXINGS, 100, 100, 0.05, 0.3];
  const mean = ((rate - volatility ** 2 / 2) * (n + 1)) / (2 * n);
  const variance = (volatility ** 2 * (n + 1) * (2 * n + 1)) / (6 * n * n);
  const d = (Math.log(spot / strike) + mean) / Math.sqrt(variance);
  const exercised = spot * Math.exp(mean + variance / 2) * normalCdf(d + Math.sqrt(variance));
  return Math.exp(-rate) * (exercised - strike * normalCdf(d));
}

/** Means of both prices by randomisation (by 64 of the samples for Philox). */
async function means(engine: CpuEngine, model: CompiledModel, draft: RequestDraft): Promise<number[][]> {
  const plan = planRun(model.meta, defaultRequest(model.meta, model.hash, draft));
  const { samples, replicates } = plan.request;
  const { outcomes } = engine.open(plan).evaluateIndices(
    Array.from({ length: samples }, (_, i) => i),
    false,
  );
  const groups = Math.max(replicates, 32);
  const sums = Array.from({ length: groups }, () => [0, 0]);
  outcomes.forEach(([scenario], i) => {
    const group = replicates > 1 ? pointOf(i, replicates).replicate : i % groups;
    scenario!.forEach(([value = Number.NaN], o) => {
      sums[group]![o] = sums[group]![o]! + value / (samples / groups);
    });
  });
  return [0, 1].map((o) => sums.map((one) => one[o]!));
}

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const mean = average(values);
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
};

const model = compileModel(TEXT, 'asian-option.ts');
const SOBOL: RequestDraft = { sampler: 'sobol', replicates: 32, samples: 16_384 };
const PHILOX: RequestDraft = { sampler: 'philox', samples: 16_384 };

describe('the price on the geometric average', () => {
  it.each([
    ['reference', reference, SOBOL],
    ['reference', reference, PHILOX],
    ['wasm', wasm, SOBOL],
    ['wasm', wasm, PHILOX],
  ] as const)('is that of its closed form on %s, whatever the sampler', async (_, engine, draft) => {
    const [, geometric] = await means(await engine(model), model, draft);
    const error = Math.sqrt(variance(geometric!) / geometric!.length);
    expect(Math.abs(average(geometric!) - geometricPrice())).toBeLessThan(4 * error);
    expect(error).toBeLessThan(draft.sampler === 'sobol' ? 0.006 : 0.15);
  });
});

describe('the order of draws', () => {
  it('takes most from the variance where it serves paths', async () => {
    const plain = compileModel(PLAIN, 'plain.ts');
    const [random, byTime, byBridge] = await Promise.all([
      means(await wasm(model), model, PHILOX),
      means(await wasm(plain), plain, SOBOL),
      means(await wasm(model), model, SOBOL),
    ]);
    const ratios = [0, 1].map((o) => {
      const [a, b, c] = [random, byTime, byBridge].map((one) => variance(one[o]!));
      return { random: a! / c!, byTime: b! / c! };
    });
    // Measured: 238 and 275, 10 and 12; each variance of 32 is good to a quarter.
    for (const { random: ofRandom, byTime: ofTime } of ratios) {
      expect(ofRandom).toBeGreaterThan(100);
      expect(ofTime).toBeGreaterThan(4);
    }
  });
});
