/** The text of generated kernels: readable, reproducible, and nothing in it but what the emitter means. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileKernel } from '../../src/cli/compile.ts';
import { emitAssemblyScript } from '../../src/emit/assemblyscript.ts';
import { compileModel } from '../../src/language/compile-model.ts';

const emit = (text: string, fileName = 'small.model.ts') => emitAssemblyScript(compileModel(text, fileName));

const SMALL = `import { crossingTime, exp, input, lever, max, model, outcome } from 'headway';
export default model({
  title: 'Small',
  clock: { start: 2026, end: 2030, step: 1 },
  inputs: { growth: input({ family: 'normal', p5: 1, p50: 2, p95: 3 }) },
  levers: { control: lever({ min: 0, max: 1, statusQuo: 0.5 }) },
  outcomes: { years: outcome({ range: [-16, 16], at: [2026, 2028] }) },
  simulate({ clock, inputs, levers, series, record }) {
    const level = series('level');
    let now = 0;
    for (let k = 0; k <= clock.steps; k++) {
      level[k] = now;
      now += max(inputs.growth * (1 - levers.control[k]), 0);
    }
    record('years', (date) => crossingTime(level, exp(inputs.growth)) - date.time);
  },
});
`;

describe('a small kernel', () => {
  test('reads like the model it comes from', () => {
    const body = emit(SMALL).text.split('\n').slice(1).join('\n');
    expect(body).toMatchInlineSnapshot(`
      "import { exp2Called } from './math/called';
      import { crossing } from './crossing';

      export const INPUTS: i32 = 1;
      export const LEVERS: i32 = 1;
      export const SWITCHES: i32 = 0;
      export const OUTCOMES: i32 = 1;
      export const STEPS: i32 = 4;
      export const SERIES_ROWS: i32 = 5;
      export const VECTORS: i32 = 2;

      // Memory of the sampler (random/sobol.ts), and the end of the kernel’s own where that lies behind the core’s.
      export const SOBOL_STATES: usize = memory.data(32, 16);
      export const SOBOL_SEEDS: usize = memory.data(4, 16);
      export const SOBOL_STEPS: usize = memory.data(128, 16);
      export const KERNEL_END: usize = 0;

      const POOL: usize = memory.data<f32>([0.0, 0.0, 0.0, 0.0, 1.4426950408889634, 1.4426950408889634, 1.4426950408889634, 1.4426950408889634, 1.0, 1.0, 1.0, 1.0, Infinity, Infinity, Infinity, Infinity], 16);

      /** f32 entries of one scenario’s tape. */
      export function tapeLength(dateCount: i32): i32 {
        return 5 + 1 * dateCount;
      }

      /** Uniform work of one scenario, f64: fills its tape. Returns 0, or the code of the first bad index or loop bound. */
      export function prepare(levers: usize, switches: usize, dateSteps: usize, dateCount: i32, tape: usize): i32 {
        let t = tape;
        // 11: for (let k = 0; k <= clock.steps; k++) {
        for (let k_5: f64 = 0.0; k_5 < 5.0; k_5 += 1.0) {
          // 12: level[k] = now;
          // 13: now += max(inputs.growth * (1 - levers.control[k]), 0);
          const control_8: f64 = load<f64>(levers + (usize(k_5) << 3), 0);
          const v_9: f64 = (1.0 - control_8);
          store<f32>(t, f32(v_9), 0);
          t += 4;
        }
        for (let d = 0; d < dateCount; d++) {
          const step_14: f64 = f64(load<i32>(dateSteps + (usize(d) << 2)));
          const time_15: f64 = step_14 * 1.0;
          store<f32>(t, f32(time_15), 0);
          t += 4;
        }
        return 0;
      }

      /** 8 samples of one scenario, 2 f32x4 vectors side by side. */
      export function simulate(tape: usize, dateSteps: usize, dateCount: i32, inputs: usize, outcomes: usize, series: usize): void {
        let t = tape;
        const growth_7a: v128 = v128.load(inputs, 0);
        const growth_7b: v128 = v128.load(inputs, 16);
        // 11: for (let k = 0; k <= clock.steps; k++) {
        let now_6a: v128 = v128.load(POOL, 0);
        let now_6b: v128 = v128.load(POOL, 0);
        for (let k_5i: i32 = 0, k_5iEnd: i32 = 5; k_5i < k_5iEnd; k_5i++) {
          // 12: level[k] = now;
          v128.store(series + usize(k_5i) * 32, now_6a, 0);
          v128.store(series + usize(k_5i) * 32, now_6b, 16);
          const v_9: v128 = v128.load32_splat(t, 0);
          // 13: now += max(inputs.growth * (1 - levers.control[k]), 0);
          const v_10a: v128 = f32x4.mul(growth_7a, v_9);
          const v_10b: v128 = f32x4.mul(growth_7b, v_9);
          const v_11a: v128 = f32x4.pmax(v_10a, v128.load(POOL, 0));
          const v_11b: v128 = f32x4.pmax(v_10b, v128.load(POOL, 0));
          const now_12a: v128 = f32x4.add(now_6a, v_11a);
          const now_12b: v128 = f32x4.add(now_6b, v_11b);
          now_6a = now_12a;
          now_6b = now_12b;
          t += 4;
        }
        // 15: record('years', (date) => crossingTime(level, exp(inputs.growth)) - date.time);
        const v_17a: v128 = f32x4.mul(v128.load(POOL, 16), growth_7a);
        const v_17b: v128 = f32x4.mul(v128.load(POOL, 16), growth_7b);
        const v_18a: v128 = exp2Called(v_17a);
        const v_18b: v128 = exp2Called(v_17b);
        let y = outcomes;
        for (let d = 0; d < dateCount; d++) {
          const step_14i: i32 = load<i32>(dateSteps + (usize(d) << 2));
          const time_15: v128 = v128.load32_splat(t, 0);
          const v_20a: v128 = crossing(series + 0, 32, 5, v_18a, v128.load(POOL, 48), v128.load(POOL, 32));
          const v_20b: v128 = crossing(series + 16, 32, 5, v_18b, v128.load(POOL, 48), v128.load(POOL, 32));
          const v_21a: v128 = f32x4.sub(v_20a, time_15);
          const v_21b: v128 = f32x4.sub(v_20b, time_15);
          v128.store(y, v_21a, 0);
          v128.store(y, v_21b, 16);
          t += 4;
          y += 32;
        }
      }
      "
    `);
  });

  test('is the same, byte for byte, whenever it is emitted', () => {
    expect(emit(SMALL)).toEqual(emit(SMALL));
    expect(emit(SMALL.replaceAll('\n', '\r\n')).text).toBe(emit(SMALL).text);
  });

  test('says which text it was made from', () => {
    const { hash } = compileModel(SMALL, 'small.model.ts');
    const [first] = emit(SMALL).text.split('\n');
    expect(first).toBe(
      `// Generated by Headway from small.model.ts (SHA-256 ${hash}). Do not edit: change the model text and build again.`,
    );
    expect(emit(SMALL).info).toEqual({ hash, series: [{ name: 'level', length: 5 }], indexSites: expect.any(Array) });
  });
});

test('the kernel of the lead model compiles to a module without imports', async () => {
  const text = readFileSync(new URL('../../src/model/lead.ts', import.meta.url), 'utf8');
  const bytes = await compileKernel(emit(text, 'lead.ts').text);
  const module = await WebAssembly.compile(new Uint8Array(bytes));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['memory', 'allocate', 'prepare', 'simulate', 'run']),
  );
});

describe('hostile texts', () => {
  /** Code that would show if it came out of its comment or name. */
  const INJECTED = 'export function injected(): i32 { return 1; }';
  const SEPARATORS = ['\u2028', '\u2029', '\u0085', '\u000b', '\u000c', '\r', '\0'];

  /** Lines of code, without comments. */
  const code = (text: string) =>
    [...text]
      .map((character) => (SEPARATORS.includes(character) ? '\n' : character))
      .join('')
      .split('\n')
      .map((line) => line.replace(/\/\/.*$/, ''))
      .join('\n')
      .replace(/\/\*.*?\*\//gs, '');

  test.each(SEPARATORS.map((separator) => [JSON.stringify(separator), separator]))(
    'a line that ends its comment with %s',
    (_, separator) => {
      const line = `now += 1; // */ ${separator} /* */ ${INJECTED}`;
      const isLine = separator === '\r' || separator === '\u2028' || separator === '\u2029';
      // Where the separator ends the comment in TypeScript too, what follows must be a comment there.
      const text = SMALL.replace('level[k] = now;', `level[k] = now; ${isLine ? line.replace('/* */', '//') : line}`);
      const { text: kernel } = emit(text);
      expect(kernel).toContain('injected');
      expect(code(kernel)).not.toContain('injected');
      for (const each of SEPARATORS) expect(kernel).not.toContain(each);
    },
  );

  test('names of files and of variables', () => {
    const text = SMALL.replaceAll('now', 'ℵ')
      .replaceAll('level', 'constructor')
      .replace("series('constructor')", "series('load')");
    const { text: kernel } = emit(text, `x.ts\n${INJECTED}\n*/${INJECTED}`);
    expect(code(kernel)).not.toContain('injected');
    expect(code(kernel)).not.toContain('ℵ');
  });

  test('variables called like what the kernel itself uses', async () => {
    const names = [
      't',
      'y',
      'd',
      'tape',
      'series',
      'inputs',
      'outcomes',
      'POOL',
      'UNIFORM_SERIES',
      'f32x4',
      'v128',
      'load',
      'STEPS',
      'Math',
      'NaN',
      'prepare',
    ];
    const own = names.filter((name) => !['series', 'inputs'].includes(name));
    const lines = own.map(
      (name, i) =>
        `let ${name} = inputs.growth + ${i}; for (let k = 0; k < 9; k++) { ${name} = ${name} * levers.control[1]; }`,
    );
    const text = SMALL.replace('let now = 0;', `let now = 0; ${lines.join('\n')}`).replace(
      '- date.time',
      `- date.time + ${own.join(' + ')}`,
    );
    await expect(compileKernel(emit(text).text)).resolves.toBeInstanceOf(Uint8Array);
  });
});
