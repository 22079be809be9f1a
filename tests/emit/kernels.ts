/**
 * Kernels of many models in one WebAssembly module: the compiler takes seconds to start, a small kernel little more. They are
 * called as the core calls them, but one by one and on inputs given outright.
 */
import { compileKernel } from '../../src/cli/compile.ts';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import type { CompiledModel } from '../../src/language/compile-model.ts';

/** One policy and the dates to record at. */
export interface KernelPolicy {
  /** By lever, one value per state. */
  readonly levers: readonly (readonly number[])[];
  readonly switches: readonly number[];
  readonly dateSteps: readonly number[];
}

export interface KernelResult {
  /** 0, or the code of the first bad index. */
  readonly code: number;
  /** [sample][outcome][date]; empty where the code is not 0. */
  readonly outcomes: readonly (readonly (readonly number[])[])[];
}

export interface Kernels {
  /** The uniform work of model `index` under a policy: the code of the first bad index or 0, and the tape. */
  tape(index: number, policy: KernelPolicy): { readonly code: number; readonly values: Float32Array<ArrayBuffer> };
  /** Runs model `index` on samples, each with its inputs in order. */
  run(index: number, policy: KernelPolicy, samples: readonly (readonly number[])[]): KernelResult;
}

const VECTORS = 2;
const LANES = 4 * VECTORS;

export async function compileKernels(models: readonly CompiledModel[]): Promise<Kernels> {
  const files: Record<string, string> = { 'assembly/batch.ts': entry(models.length) };
  models.forEach((model, index) => {
    files[`assembly/k${index}.ts`] = emitAssemblyScript(model, VECTORS).text;
  });
  const bytes = await compileKernel('', { entry: 'assembly/batch.ts', files });
  const { instance } = await WebAssembly.instantiate(new Uint8Array(bytes), {});
  const call = instance.exports as Record<string, (...values: number[]) => number>;
  const memory = instance.exports.memory as WebAssembly.Memory;
  const at = (name: string, bytesWanted: number) => {
    const pointer = call.allocate!(Math.max(bytesWanted, 16));
    if (pointer === 0) throw new Error(`no memory for ${name}`);
    return pointer;
  };

  /** Writes a policy and does its uniform work. */
  function prepare(index: number, { levers, switches, dateSteps }: KernelPolicy) {
    call.release!();
    const dates = dateSteps.length;
    const states = models[index]!.meta.clock.steps + 1;
    const leversAt = at('levers', levers.length * states * 8);
    const switchesAt = at('switches', switches.length * 8);
    const datesAt = at('dates', dates * 4);
    const tapeLength = call[`tapeLength${index}`]!(dates);
    const tapeAt = at('tape', tapeLength * 4);
    for (const [lever, path] of levers.entries())
      new Float64Array(memory.buffer, leversAt + lever * states * 8, states).set(path);
    new Float64Array(memory.buffer, switchesAt, switches.length).set(switches);
    new Int32Array(memory.buffer, datesAt, dates).set(dateSteps);
    const code = call[`prepare${index}`]!(leversAt, switchesAt, datesAt, dates, tapeAt);
    return { code, datesAt, tapeAt, tapeLength };
  }

  return {
    tape(index, policy) {
      const { code, tapeAt, tapeLength } = prepare(index, policy);
      return { code, values: new Float32Array(memory.buffer, tapeAt, tapeLength).slice() };
    },
    run(index, policy, samples) {
      const { code, datesAt, tapeAt } = prepare(index, policy);
      const { dateSteps } = policy;
      const dates = dateSteps.length;
      const model = models[index]!;
      const { meta } = model;
      const rows = model.optimised.series.reduce((sum, { length }) => sum + length, 0);
      const inputsAt = at('inputs', meta.inputs.length * LANES * 4);
      const outcomesAt = at('outcomes', meta.outcomes.length * dates * LANES * 4);
      const seriesAt = at('series', rows * LANES * 4);
      // What another scenario or sample may have left behind.
      new Float32Array(memory.buffer, seriesAt, rows * LANES).fill(1e20);
      const outcomes: number[][][] = [];
      for (let first = 0; code === 0 && first < samples.length; first += LANES) {
        const inputs = new Float32Array(memory.buffer, inputsAt, meta.inputs.length * LANES);
        for (let lane = 0; lane < LANES; lane++) {
          const sample = samples[Math.min(first + lane, samples.length - 1)]!;
          sample.forEach((value, input) => {
            inputs[input * LANES + lane] = value;
          });
        }
        call[`simulate${index}`]!(tapeAt, datesAt, dates, inputsAt, outcomesAt, seriesAt);
        const values = new Float32Array(memory.buffer, outcomesAt, meta.outcomes.length * dates * LANES);
        for (let lane = 0; lane < LANES && first + lane < samples.length; lane++) {
          outcomes.push(
            meta.outcomes.map((_, outcome) => dateSteps.map((_, d) => values[(outcome * dates + d) * LANES + lane]!)),
          );
        }
      }
      return { code, outcomes };
    },
  };
}

/** A bump allocator over one arena, and the three functions of each kernel under numbered names. */
function entry(count: number): string {
  const indices = Array.from({ length: count }, (_, index) => index);
  return [
    ...indices.map((index) => `import * as k${index} from './k${index}';`),
    'const ARENA: usize = heap.alloc(16 << 20);',
    'let next: usize = ARENA;',
    'export function release(): void { next = ARENA; }',
    'export function allocate(bytes: i32): usize {',
    '  const here = next;',
    '  next += (usize(bytes) + 15) & ~usize(15);',
    '  return next > ARENA + (16 << 20) ? 0 : here;',
    '}',
    ...indices.flatMap((index) => [
      `export function tapeLength${index}(d: i32): i32 { return k${index}.tapeLength(d); }`,
      `export function prepare${index}(l: usize, s: usize, d: usize, n: i32, t: usize): i32 { return k${index}.prepare(l, s, d, n, t); }`,
      `export function simulate${index}(t: usize, d: usize, n: i32, i: usize, o: usize, s: usize): void { k${index}.simulate(t, d, n, i, o, s); }`,
    ]),
  ].join('\n');
}
