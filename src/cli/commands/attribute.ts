/** `attribute`: which lever did it. */
import { type Attribution, attribute as runAttribution } from '../../analysis/attribution.ts';
import { ANALYSIS_OPTIONS, analyse, estimateText, TARGET_OPTION, targetId, targetOf } from '../analysis.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { scenariosOf } from '../scenarios.ts';
import { alignColumns } from '../table.ts';

export const attribute: Command = {
  name: 'attribute',
  operands: '',
  summary: 'divides the difference between two scenarios among the levers and switches that differ',
  options: { ...ANALYSIS_OPTIONS, ...TARGET_OPTION },
  run(args, signal) {
    const scenarios = scenariosOf(args.options);
    if (scenarios.length > 2) throw new UsageError('attribute compares two scenarios: give one or two --preset');
    // One scenario is compared with the model as it stands: status quo, default switches.
    const pair = scenarios.length === 1 ? [{ id: 'baseline' }, ...scenarios] : scenarios;
    const work = async ({ base, meta, samples, line }: Parameters<Parameters<typeof analyse>[2]>[0]) => {
      const target = targetOf(args, meta, 'mean');
      const result = await runAttribution(base, {
        target,
        ...samples,
        onProgress: ({ settingsDone, settingsTotal }) => line.update(`${settingsDone} of ${settingsTotal} settings`),
      });
      const [from, to] = base.request.scenarios.map(({ id }) => id);
      const document = { ...result, target: targetId(target), scenarios: { from, to } };
      return { document, text: tableOf(result, from ?? '', to ?? '') };
    };
    return analyse(args, signal, work, pair);
  },
};

function tableOf({ target, from, to, difference, parts, method, settings }: Attribution, a: string, b: string): string {
  const text = (estimate: Attribution['from']): string => estimateText(target, estimate);
  const rows = parts.map(({ factor, effect, alone, last }) => [factor.id, text(effect), text(alone), text(last)]);
  return [
    `${targetId(target)}: ${a} ${text(from)}, ${b} ${text(to)}; difference ${text(difference)}`,
    '',
    alignColumns([['', 'part of the difference', 'if moved alone', 'if moved last'], ...rows]),
    '',
    `Shapley values over ${method} (${settings} settings)`,
  ].join('\n');
}
