/** Kernels joined with the core: the same bits as AssemblyScript's compiler makes of both, and nothing but whole modules. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileKernel } from '../../src/cli/compile.ts';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { defaultRequest } from '../../src/engine/draft.ts';
import { planRun } from '../../src/engine/plan.ts';
import { createWasmEngine } from '../../src/engine/wasm/engine.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { readModule } from '../../src/link/module.ts';
import { compileKernels, type Kernels } from '../emit/kernels.ts';
import { modelOf, NAMES } from '../language/operation-cases.ts';
import { randomModel } from '../language/random-model.ts';
import { chooser, compiled, inputsOf, settingOf } from '../language/random-runs.ts';
import { core, linkKernel, linkKernels } from './linked.ts';

const LEAD = 'src/model/lead.ts';

describe('random models, and one of every operation', () => {
  const seeds = Array.from({ length: 24 }, (_, i) => 5001 + i);
  const models = [...seeds.flatMap((seed) => compiled(randomModel(chooser(seed))) ?? []), ...NAMES.map(modelOf)];
  let compiledWhole: Kernels;
  beforeAll(async () => {
    compiledWhole = await compileKernels(models);
  });

  test('have the bits that AssemblyScript gives them', () => {
    expect(models.length).toBeGreaterThan(60);
    const joined = linkKernels(models);
    for (const [index, { meta }] of models.entries()) {
      const choose = chooser(-index);
      for (let run = 0; run < 3; run++) {
        const drawn = settingOf(choose);
        const switches = meta.switches.map(({ options }) => options[choose(options.length)]!.value);
        const levers = meta.levers.map(() => Array.from({ length: meta.clock.steps + 1 }, () => choose(9) / 8));
        const setting = {
          dateSteps: drawn.dateSteps.map((step) => Math.min(step, meta.clock.steps)),
          switches,
          levers,
        };
        const samples = Array.from({ length: 11 }, () => meta.inputs.map((_, i) => inputsOf(choose)[i % 3]!));
        expect(joined.run(index, setting, samples)).toEqual(compiledWhole.run(index, setting, samples));
      }
    }
  });
});

test('the built-in model counts alike', async () => {
  const model = compileModel(readFileSync(LEAD, 'utf8'), LEAD);
  const { text, info } = emitAssemblyScript(model);
  const scenarios = [{ preset: 'status-quo' }, { preset: 'act-now' }];
  const request = defaultRequest(model.meta, info.hash, { scenarios, samples: 4096 });
  const [whole, joined] = await Promise.all(
    [compileKernel(text), linkKernel(text)].map(async (bytes) => {
      const module = await WebAssembly.compile(new Uint8Array(await bytes));
      expect(WebAssembly.Module.imports(module)).toEqual([]);
      const session = createWasmEngine(module, model.meta, info).open(planRun(model.meta, request));
      return session.runBlocks({ from: 0, to: 1 });
    }),
  );
  expect(joined).toEqual(whole);
});

describe('what cannot be joined', () => {
  const text = emitAssemblyScript(compileModel(readFileSync('examples/ishigami.ts', 'utf8'), 'ishigami.ts')).text;

  test.each([
    ['export function prepare', 'export function prepared', 'the kernel has no prepare'],
    ['f32x4.mul(', 'f32x4.multiply(', 'the core has no function f32x4.multiply'],
    ['return 0;', 'while (true) {} return 0;', 'a kernel cannot hold a WhileStatement'],
    ['return 0;', 'fetch("http://example.org"); return 0;', 'a kernel cannot call fetch for what it does'],
    ['export const INPUTS: i32 = 3;', '', 'the kernel has no INPUTS'],
    ['export const INPUTS: i32 = 3;', 'export const INPUTS: i32 = 0.5;', 'a constant of a kernel is a whole number'],
    ['let t = tape;', 'let t = tape; let u: v128 = tape;', 'a kernel has i32 where v128 is wanted'],
    ['return 0;', 'return missing;', 'a kernel has nothing called missing'],
  ])('%s as %s', (from, to, message) => {
    expect(text).toContain(from);
    expect(() => linkKernel(text.replace(from, to))).toThrow(message);
  });

  test('a core that is cut off, or none', () => {
    expect(() => readModule(Uint8Array.of(1, 2, 3))).toThrow('no WebAssembly module');
    expect(() => readModule(core().subarray(0, 5000))).toThrow('the module ends too soon');
  });

  test('more memory than a module may have', () => {
    const large = text.replace(/memory\.data\(\d+, 16\)/, 'memory.data(999999999, 16)');
    expect(() => linkKernel(large)).toThrow('the kernel needs too much memory');
  });
});
