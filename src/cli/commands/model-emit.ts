/** `model emit`: the kernel generated from a model text, to read. */
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { compileFile } from '../model.ts';
import { print } from '../terminal.ts';

export const modelEmit: Command = {
  name: 'model emit',
  operands: 'FILE',
  summary: 'prints the kernel generated from a model text',
  options: { target: { value: 'assemblyscript|wgsl', help: 'what to generate (default: assemblyscript)' } },
  async run(args) {
    const [file, ...rest] = args.positionals;
    if (file === undefined || rest.length > 0) throw new UsageError('model emit takes one FILE');
    const target = args.get('target') ?? 'assemblyscript';
    if (target !== 'assemblyscript' && target !== 'wgsl')
      throw new UsageError(`unknown target "${target}" (known: assemblyscript, wgsl)`);
    const compiled = await compileFile(file);
    if (target === 'wgsl') {
      const { emitWgsl, wgslText } = await import('../../emit/wgsl.ts');
      await print(wgslText(emitWgsl(compiled)));
    } else {
      const { emitAssemblyScript } = await import('../../emit/assemblyscript.ts');
      await print(emitAssemblyScript(compiled).text);
    }
    return EXIT.done;
  },
};
