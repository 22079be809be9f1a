/** `model check`: is this text a model? */
import { elementCount } from '../../language/elements.ts';
import type { Command } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { compileFile } from '../model.ts';
import { print } from '../terminal.ts';

export const modelCheck: Command = {
  name: 'model check',
  operands: 'FILE',
  summary: 'checks a model text and says what is in it',
  options: {},
  async run({ positionals: [file, ...rest] }) {
    if (file === undefined || rest.length > 0) throw new UsageError('model check takes one FILE');
    const { meta, hash } = await compileFile(file);
    const draws = elementCount(meta);
    const counts = [
      [meta.inputs.length, draws === meta.inputs.length ? 'inputs' : `inputs (${draws} draws a sample)`],
      [meta.levers.length, 'levers'],
      [meta.switches.length, 'switches'],
      [meta.correlations.length, 'correlations'],
      [meta.outcomes.length, 'outcomes'],
      [meta.presets.length, 'presets'],
      [meta.worldviews.length, 'worldviews'],
      [meta.clock.steps, 'steps'],
    ] as const;
    await print(
      `${meta.title} (${[meta.id, meta.version].join(' ').trim()})\n${counts.map(([count, what]) => `${count} ${what}`).join(', ')}\nhash ${hash}`,
    );
    return EXIT.done;
  },
};
