/**
 * `npm run bench -- cuda [--most 28]`: the CUDA peer alone. Its code is first run on the CPU and compared with the WASM
 * kernel sample by sample, so that the peer of the WebGPU figures computes the same model; then on the GPU where there is one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRequest } from '../src/engine/draft.ts';
import { type Plan, planRun } from '../src/engine/plan.ts';
import { createWasmEngine } from '../src/engine/wasm/engine.ts';
import type { KernelInfo } from '../src/language/kernel-info.ts';
import lead from '../src/model/lead.ts';
import { buildCuda, type CudaProgram, cudaOnGpu, cudaOnHost } from './lib/cuda.ts';

const CHECKED = 1024;
/** Months; f32 with fast arithmetic. */
const TOLERANCE = 0.002;
/** Events on a step boundary may fall into the next month. */
const MOST_OUTSIDE = 1;

export async function bench(root: string, args: readonly string[]): Promise<void> {
  const most = Number(args[args.indexOf('--most') + 1] ?? 28);
  const { meta } = lead;
  const info: KernelInfo = JSON.parse(readFileSync(join(root, 'build/lead.json'), 'utf8'));
  const planOf = (scenarios: number): Plan =>
    planRun(
      meta,
      defaultRequest(meta, info.hash, {
        paired: false,
        samples: 2 ** 20,
        scenarios: Array.from({ length: scenarios }, (_, i) => ({
          id: `s${i}`,
          preset: meta.presets[i % meta.presets.length]?.id ?? '',
        })),
      }),
    );
  const module = await WebAssembly.compile(readFileSync(join(root, 'build/lead.wasm')));
  const plan = planOf(3);
  const program = buildCuda(root, plan);
  if (typeof program === 'string') {
    console.log(`CUDA: skipped: ${program}`);
    return;
  }
  check(program, plan, createWasmEngine(module, meta, info).open(plan));
  for (const scenarios of [1, 16]) {
    const built = buildCuda(root, planOf(scenarios));
    if (typeof built === 'string') throw new Error(built);
    for (let log2 = 20; log2 <= most; log2 += 2) {
      const times = cudaOnGpu(built, log2, 3);
      if (typeof times === 'string') {
        console.log(`CUDA on a GPU: skipped: ${times}`);
        return;
      }
      const rate = 2 ** log2 / times.seconds;
      console.log(
        `CUDA, ${scenarios} scenarios, 2^${log2}: ${rate.toExponential(3)} samples/s; draws and model ${times.simulateMs.toFixed(1)} ms, tally ${times.tallyMs.toFixed(1)} ms`,
      );
    }
  }
}

/** Throws where the program's outcomes are not those of the kernel. */
function check(
  program: CudaProgram,
  plan: Plan,
  session: ReturnType<ReturnType<typeof createWasmEngine>['open']>,
): void {
  const found = cudaOnHost(program, CHECKED);
  const { outcomes } = session.evaluateIndices(
    Array.from({ length: CHECKED }, (_, i) => i),
    false,
  );
  const dates = plan.dateSteps.length;
  let outside = 0;
  let largest = 0;
  outcomes.forEach((scenarios, sample) => {
    const differences = scenarios.flatMap((byOutcome, s) =>
      byOutcome.flatMap((values, o) =>
        Array.from(values, (value, d) => {
          const got = found[((s * plan.meta.outcomes.length + o) * dates + d) * CHECKED + sample] ?? Number.NaN;
          return Object.is(got, value) ? 0 : Math.abs(got - value) / Math.max(1, Math.abs(value) / 20);
        }),
      ),
    );
    const worst = Math.max(...differences);
    if (worst <= TOLERANCE) largest = Math.max(largest, worst);
    else outside++;
  });
  console.log(
    `CUDA's model on the CPU against the WASM kernel: ${outside} of ${CHECKED} samples differ by more than ${TOLERANCE}, the others by at most ${largest.toExponential(1)}`,
  );
  if (outside > MOST_OUTSIDE)
    throw new Error('the CUDA program computes another model: compare bench/cuda/lead.cuh with src/model/lead.ts');
}
