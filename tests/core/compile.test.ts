/** What compileKernel promises of a module and of its errors. */
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileKernel } from '../../src/cli/compile.ts';
import { kernelText } from './kernel.ts';

const text = kernelText({ inputs: 3, vectors: 1 });
const root = new URL('../..', import.meta.url).pathname;

describe('compileKernel', () => {
  it('gives a module that needs nothing from the host', async () => {
    const module = await WebAssembly.compile((await compileKernel(text)).slice().buffer);
    expect(WebAssembly.Module.imports(module)).toEqual([]);
    expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'memory',
        'allocate',
        'reset',
        'planAddress',
        'constant',
        'tapeLength',
        'prepare',
        'draw',
        'drawBits',
        'transform',
        'simulate',
        'run',
      ]),
    );
  });

  it('says what the compiler says of a kernel that does not compile', async () => {
    const broken = text.replace('exp2(v128.load', 'exp3(v128.load');
    await expect(compileKernel(broken)).rejects.toThrow(/the kernel does not compile: .*Cannot find name 'exp3'/s);
  });

  it('refuses a kernel that calls the host', async () => {
    const calling = text
      .replace(
        'export const INPUTS',
        '// @ts-ignore: decorator\n@external("env", "now") declare function now(): f64;\nexport const INPUTS',
      )
      .replace('return 0;', 'return i32(now());');
    await expect(compileKernel(calling)).rejects.toThrow('the kernel imports env.now: it may call only');
  });

  it('refuses a number of vectors that is no power of two', async () => {
    await expect(compileKernel(text.replace('VECTORS: i32 = 1', 'VECTORS: i32 = 3'))).rejects.toThrow(
      'VECTORS must be 1, 2 or 4',
    );
  });

  it('is reproducible', async () => {
    expect(await compileKernel(text, { cache: false })).toEqual(await compileKernel(text, { cache: false }));
  });
});

describe('the cache', () => {
  const made: string[] = [];
  afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

  it('gives back what was compiled from the same texts, and compiles when they differ', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'headway-'));
    made.push(folder);
    await symlink(join(root, 'assembly'), join(folder, 'assembly'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const first = await compileKernel(text, { root: folder });
    const [name = ''] = await readdir(join(folder, 'build/cache'));
    expect(name).toMatch(/^[0-9a-f]{64}\.wasm$/);
    // A mark shows that the second call read the file.
    await writeFile(join(folder, 'build/cache', name), Uint8Array.of(1, 2, 3));
    expect(Array.from(await compileKernel(text, { root: folder }))).toEqual([1, 2, 3]);
    expect((await compileKernel(`${text}\n`, { root: folder })).length).toBe(first.length);
    expect(await readdir(join(folder, 'build/cache'))).toHaveLength(2);
  });
});
