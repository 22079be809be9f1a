/**
 * `npm run bench -- c`: the model's steps and outcomes (without draws and tallies) as the kernel runs them, against the same
 * operations as C with 128-bit vectors, by clang and gcc where they are found. One thread, processor time, in turns.
 */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { emitAssemblyScript } from '../src/emit/assemblyscript.ts';
import { defaultRequest } from '../src/engine/draft.ts';
import { planRun } from '../src/engine/plan.ts';
import { CONSTANT, type KernelExports } from '../src/engine/wasm/abi.ts';
import { loadPlan } from '../src/engine/wasm/load-plan.ts';
import { compileModel } from '../src/language/compile-model.ts';
import type { KernelInfo } from '../src/language/kernel-info.ts';
import { translateToC } from './c/translate.ts';
import { type Contestant, measure } from './lib/measure.ts';

const ROUNDS = 15;
const CALLS = 2000;
const WASM = 'WASM kernel';

interface Compiler {
  readonly name: string;
  readonly command: string;
  readonly flags: readonly string[];
}

const EXACT = ['-O3', '-ffp-contract=off', '-Wno-unused-parameter'];
const COMPILERS: readonly Compiler[] = ['clang', 'gcc'].flatMap((command) => [
  { name: `C, ${command} -O3 -msse4.1`, command, flags: [...EXACT, '-msse4.1'] },
  {
    name: `C, ${command} -O3 -mavx2 (128-bit)`,
    command,
    flags: [...EXACT, '-mavx2', '-mno-fma', '-fno-tree-vectorize'],
  },
]);

export async function bench(root: string): Promise<void> {
  const text = readFileSync(join(root, 'src/model/lead.ts'), 'utf8');
  const model = compileModel(text, 'lead.ts');
  const info: KernelInfo = JSON.parse(readFileSync(join(root, 'build/lead.json'), 'utf8'));
  const instance = await WebAssembly.instantiate(
    await WebAssembly.compile(readFileSync(join(root, 'build/lead.wasm'))),
  );
  const kernel = instance.exports as unknown as KernelExports;
  const request = defaultRequest(model.meta, info.hash, { scenarios: [{ preset: 'act-now' }], samples: 4096 });
  const plan = planRun(model.meta, request);
  const loaded = loadPlan(kernel, info, plan);
  kernel.draw(0, 0);
  kernel.transform();
  const { lanes } = loaded;

  const folder = join(root, 'build/bench/c');
  mkdirSync(folder, { recursive: true });
  const state = join(folder, 'state.bin');
  const dates = plan.dateSteps.length;
  const bytes = (address: number, length: number) => new Uint8Array(kernel.memory.buffer, address, length);
  const tapes = new Uint32Array(kernel.memory.buffer, kernel.planAddress() + 60, 1)[0] ?? 0;
  const dateSteps = new Uint32Array(kernel.memory.buffer, kernel.planAddress() + 56, 1)[0] ?? 0;
  const sizes = [kernel.tapeLength(dates) * 4, dates * 4, model.meta.inputs.length * lanes * 4];
  const outcomes = model.meta.outcomes.length * dates * lanes * 4;
  const series = kernel.constant(CONSTANT.seriesRows) * lanes * 4;
  const head = Int32Array.of(...sizes, outcomes, series, dates);
  writeFileSync(
    state,
    Buffer.concat([
      new Uint8Array(head.buffer),
      bytes(tapes, sizes[0] ?? 0),
      bytes(dateSteps, sizes[1] ?? 0),
      bytes(loaded.inputValues, sizes[2] ?? 0),
    ]),
  );

  const translated = translateToC(emitAssemblyScript(model).text);
  if (translated.lanes !== lanes) throw new Error(`the kernel has ${lanes} lanes, its C form ${translated.lanes}`);
  const source = join(folder, 'kernel.c');
  writeFileSync(source, translated.text);
  const contestants: Contestant[] = [
    { name: WASM, run: async () => ({ samples: lanes * CALLS, seconds: simulateTimes(kernel) }) },
  ];
  const programs: ChildProcessWithoutNullStreams[] = [];
  const sums = new Map<string, number>();
  for (const compiler of COMPILERS) {
    const program = build(compiler, root, source, folder);
    if (typeof program === 'string') {
      console.log(`${compiler.name}: skipped: ${program}`);
      continue;
    }
    const child = spawn(program.path, [state]);
    programs.push(child);
    contestants.push({ name: compiler.name, run: asking(child, lanes, (sum) => sums.set(compiler.name, sum)) });
  }
  try {
    const rates = await measure(contestants, ROUNDS);
    const wasm = rates.get(WASM)?.median ?? Number.NaN;
    console.log(
      `\nSteps and outcomes of one sample, one thread; processor time, median of ${ROUNDS} rounds in turns\n`,
    );
    console.log(`${''.padEnd(36)}${'samples/s'.padStart(12)}${'WASM / this'.padStart(14)}`);
    for (const [name, { median }] of rates)
      console.log(
        `${name.padEnd(36)}${Math.round(median).toString().padStart(12)}${(wasm / median).toFixed(2).padStart(14)}`,
      );
    check(kernel, loaded.outcomeValues, outcomes, sums);
  } finally {
    for (const program of programs) program.kill();
  }
}

function simulateTimes(kernel: KernelExports): number {
  const start = process.cpuUsage();
  for (let call = 0; call < CALLS; call++) kernel.simulate(0);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function build(compiler: Compiler, root: string, source: string, folder: string): { path: string } | string {
  const path = join(folder, compiler.name.replace(/\W+/g, '-'));
  const done = spawnSync(
    compiler.command,
    [...compiler.flags, '-I', join(root, 'bench/c'), '-o', path, source, '-lm'],
    { encoding: 'utf8' },
  );
  if (done.error !== undefined) return `${compiler.command} not found`;
  return done.status === 0 ? { path } : (done.stderr.split('\n')[0] ?? 'it does not compile');
}

function asking(child: ChildProcessWithoutNullStreams, lanes: number, note: (sum: number) => void): Contestant['run'] {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    child.stdin.write(`${CALLS}\n`);
    const answer = await lines.next();
    const [seconds = Number.NaN, sum = Number.NaN] = String(answer.value).split(' ').map(Number);
    note(sum);
    return { samples: lanes * CALLS, seconds };
  };
}

/** The programs must have computed the same: sums of all outcomes agree to f32 rounding. */
function check(kernel: KernelExports, address: number, bytes: number, sums: ReadonlyMap<string, number>): void {
  const own = new Float32Array(kernel.memory.buffer, address, bytes / 4).reduce((sum, value) => sum + value, 0);
  for (const [name, sum] of sums) {
    if (!(Math.abs(sum - own) <= 1e-5 * Math.abs(own)))
      console.log(`${name} computed something else: ${sum} against ${own}`);
  }
}
