/** WebGPU in the terminal, where the package "webgpu" is not installed, and the kernel to read. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/project.mjs';
import { ensure } from '../../scripts/lib/stages.mjs';
import { emitWgsl, wgslText } from '../../src/emit/wgsl.ts';
import { compileModel } from '../../src/language/compile-model.ts';
import { forecast } from '../cli/forecast.ts';

beforeAll(() => ensure(['node']));

describe('the command line', () => {
  it.skipIf(existsSync(join(ROOT, 'node_modules/webgpu')))(
    'says in one line what --engine webgpu needs, and prints nothing',
    async () => {
      const { code, stdout, stderr } = await forecast(['run', '--engine', 'webgpu', '--samples', '4096']);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        /^--engine webgpu: the optional package "webgpu" is not installed; npm install --no-save webgpu adds it\n$/,
      );
    },
  );

  it('prints the WGSL of a model', async () => {
    const file = 'examples/two-curves.ts';
    const { code, stdout } = await forecast(['model', 'emit', '--target', 'wgsl', file]);
    expect(code).toBe(0);
    const text = readFileSync(join(ROOT, file), 'utf8');
    expect(stdout.trimEnd()).toBe(wgslText(emitWgsl(compileModel(text, file))).trimEnd());
  });
});
