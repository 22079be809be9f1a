/** Kernels joined with the core that the build made, called with inputs given outright. */
import { readFileSync } from 'node:fs';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { type KernelExports, PLAN } from '../../src/engine/wasm/abi.ts';
import { KernelMemory } from '../../src/engine/wasm/memory.ts';
import type { CompiledModel } from '../../src/language/compile-model.ts';
import { createLinker, type LinkKernel } from '../../src/link/link.ts';
import type { KernelPolicy, Kernels } from '../emit/kernels.ts';

export const core = (): Uint8Array => readFileSync(new URL('../../build/core.wasm', import.meta.url));

/** Of a kernel's text, with that core. */
export const linkKernel: LinkKernel = createLinker(core());

const LANES = 8;

/** As `compileKernels` of tests/emit, one module for each model. */
export function linkKernels(models: readonly CompiledModel[]): Kernels {
  const kernels = models.map((model) => instance(linkKernel(emitAssemblyScript(model).text)));

  function prepare(index: number, { levers, switches, dateSteps }: KernelPolicy) {
    const kernel = kernels[index]!;
    kernel.reset();
    const memory = new KernelMemory(kernel);
    const dates = dateSteps.length;
    const length = kernel.tapeLength(dates);
    const words = {
      scenarioCount: 1,
      dateCount: dates,
      leverPaths: memory.put(Float64Array.from(levers.flat())),
      switches: memory.put(Float64Array.from(switches)),
      dateSteps: memory.put(Int32Array.from(dateSteps)),
      tapes: memory.allocate(Math.max(length, 1) * 4),
    };
    const set = (name: keyof typeof PLAN, value: number) => memory.setWord(kernel.planAddress() + PLAN[name], value);
    for (const [name, value] of Object.entries(words)) set(name as keyof typeof words, value);
    return { kernel, memory, set, code: kernel.prepare(), tape: words.tapes, length };
  }

  return {
    tape(index, policy) {
      const { code, memory, tape, length } = prepare(index, policy);
      return { code, values: memory.f32(tape, length).slice() as Float32Array<ArrayBuffer> };
    },
    run(index, policy, samples) {
      const { kernel, memory, set, code } = prepare(index, policy);
      const dates = policy.dateSteps.length;
      const { meta, optimised } = models[index]!;
      const rows = optimised.series.reduce((sum, series) => sum + series.length, 0);
      const room = (count: number) => memory.allocate(Math.max(count, 1) * LANES * 4);
      const inputs = room(meta.inputs.length);
      const values = room(meta.outcomes.length * dates);
      const series = room(rows);
      set('inputValues', inputs);
      set('outcomeValues', values);
      set('seriesValues', series);
      // What another scenario or sample may have left behind.
      memory.f32(series, rows * LANES).fill(1e20);
      const outcomes: number[][][] = [];
      for (let first = 0; code === 0 && first < samples.length; first += LANES) {
        const row = memory.f32(inputs, meta.inputs.length * LANES);
        for (let lane = 0; lane < LANES; lane++)
          samples[Math.min(first + lane, samples.length - 1)]!.forEach((value, input) => {
            row[input * LANES + lane] = value;
          });
        kernel.simulate(0);
        const found = memory.f32(values, meta.outcomes.length * dates * LANES);
        for (let lane = 0; lane < LANES && first + lane < samples.length; lane++)
          outcomes.push(
            meta.outcomes.map((_, outcome) =>
              policy.dateSteps.map((_, date) => found[(outcome * dates + date) * LANES + lane]!),
            ),
          );
      }
      return { code, outcomes };
    },
  };
}

function instance(bytes: Uint8Array<ArrayBuffer>): KernelExports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as unknown as KernelExports;
}
