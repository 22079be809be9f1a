/** Measures the WebGPU engine in the host it runs in: a page or Node. */
import { blockCount } from '../../src/engine/blocks.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { type Plan, planRun } from '../../src/engine/plan.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { createWebGpuEngine } from '../../src/engine/webgpu/engine.ts';
import type { GpuKernel } from '../../src/engine/webgpu/kernel.ts';
import type { ModelMeta } from '../../src/language/definition.ts';
import type { KernelInfo } from '../../src/language/kernel-info.ts';

export interface BenchModel {
  readonly meta: ModelMeta;
  readonly info: KernelInfo;
  readonly kernel: GpuKernel;
  readonly module: WebAssembly.Module;
}

export interface BenchOptions {
  /** Numbers of scenarios to run. */
  readonly scenarios: readonly number[];
  /** Runs of 2^least, 2^(least + 2) … 2^most samples. */
  readonly least: number;
  readonly most: number;
  /** No larger run once one has taken so long. */
  readonly seconds: number;
}

export interface BenchRow {
  readonly scenarios: number;
  readonly log2Samples: number;
  readonly seconds: number;
  readonly samplesPerSecond: number;
}

export interface BenchStages {
  readonly scenarios: number;
  /** Nanoseconds per sample of the device, by timestamp queries; null where it has none. */
  readonly nanoseconds: { readonly draw: number; readonly simulate: number; readonly tally: number } | null;
}

export interface BenchResult {
  readonly adapter: string;
  readonly rows: readonly BenchRow[];
  readonly stages: readonly BenchStages[];
  /** Samples per second of the WASM engine on one thread of the same host, one scenario. */
  readonly wasm: number;
}

const WARM_UP = 18;
const WASM_SAMPLES = 2 ** 16;

/** @param report called with each row as it is measured */
export async function measureWebGpu(
  gpu: GPU | undefined,
  model: BenchModel,
  options: BenchOptions,
  report: (row: BenchRow) => void,
): Promise<BenchResult> {
  const { meta, info, kernel, module } = model;
  const planOf = (scenarios: number, log2: number): Plan =>
    planRun(
      meta,
      defaultRequest(meta, info.hash, {
        samples: 2 ** log2,
        paired: false,
        scenarios: Array.from({ length: scenarios }, (_, i) => ({
          id: `s${i}`,
          preset: meta.presets[i % meta.presets.length]?.id ?? '',
        })),
      }),
    );
  const rows: BenchRow[] = [];
  const stages: BenchStages[] = [];
  let adapter = '';
  for (const scenarios of options.scenarios) {
    const engine = await createWebGpuEngine({ gpu, kernel, module, meta, info, options: { software: true } });
    adapter = engine.adapter();
    const runOnce = async (log2Samples: number): Promise<BenchRow> => {
      const plan = planOf(scenarios, log2Samples);
      const session = await engine.open(plan);
      const start = performance.now();
      await session.runBlocks({ from: 0, to: blockCount(plan.request) });
      const seconds = (performance.now() - start) / 1000;
      const fallback = session.fallback();
      if (fallback !== null) throw new Error(`WASM took over: ${fallback}`);
      return { scenarios, log2Samples, seconds, samplesPerSecond: 2 ** log2Samples / seconds };
    };
    await runOnce(Math.min(WARM_UP, options.least));
    let large = options.least;
    for (let log2 = options.least; log2 <= options.most; log2 += 2) {
      const row = await runOnce(log2);
      rows.push(row);
      report(row);
      large = log2;
      if (row.seconds > options.seconds) break;
    }
    engine.dispose();
    stages.push(await stagesOf(gpu, model, planOf(scenarios, Math.min(large, 24))));
  }
  return { adapter, rows, stages, wasm: wasmRate(model, planOf(1, 20)) };
}

async function stagesOf(gpu: GPU | undefined, model: BenchModel, plan: Plan): Promise<BenchStages> {
  const scenarios = plan.request.scenarios.length;
  const engine = await createWebGpuEngine({ ...model, gpu, options: { software: true, profile: true } });
  try {
    const session = await engine.open(plan);
    const range = { from: 0, to: Math.max(1, Math.floor(blockCount(plan.request) / 4)) };
    // Batches grow to their size in the first run.
    await session.runBlocks(range);
    const before = engine.profile();
    if (before === null) return { scenarios, nanoseconds: null };
    const { draw, simulate, tally } = { ...before };
    const { samples } = await session.runBlocks(range);
    const after = engine.profile() ?? before;
    return {
      scenarios,
      nanoseconds: {
        draw: (after.draw - draw) / samples,
        simulate: (after.simulate - simulate) / samples,
        tally: (after.tally - tally) / samples,
      },
    };
  } finally {
    engine.dispose();
  }
}

function wasmRate({ module, meta, info }: BenchModel, plan: Plan): number {
  const session = createWasmEngine(module, meta, info).open(plan);
  session.runBlocks({ from: 0, to: 1 });
  const start = performance.now();
  session.runBlocks({ from: 1, to: 1 + WASM_SAMPLES / 4096 });
  return (1000 * WASM_SAMPLES) / (performance.now() - start);
}
