/** `delay`: what a year of waiting costs. */
import { costOfDelay, type Delay } from '../../analysis/delay.ts';
import { formatEstimate } from '../../engine/format.ts';
import type { Estimate } from '../../engine/statistics.ts';
import { ANALYSIS_OPTIONS, analyse, estimateText, parseSpan, TARGET_OPTION, targetId, targetOf } from '../analysis.ts';
import type { Command } from '../command.ts';
import { alignColumns } from '../table.ts';

export const delay: Command = {
  name: 'delay',
  operands: '',
  summary: 'the cost of beginning a policy later',
  options: {
    starts: {
      value: 'from..to:points',
      help: 'start dates (default: 7 over the range of the switch that holds the start)',
    },
    ...ANALYSIS_OPTIONS,
    ...TARGET_OPTION,
  },
  run: (args, signal) =>
    analyse(args, signal, async ({ base, meta, samples, line }) => {
      const target = targetOf(args, meta, 'p50');
      const starts = args.get('starts');
      const result = await costOfDelay(base, {
        target,
        ...(starts === undefined ? {} : { starts: parseSpan(starts, '--starts') }),
        ...samples,
        onProgress: ({ curves }) => line.update(`${curves.length} of ${base.request.scenarios.length} scenarios`),
      });
      return { document: { ...result, target: targetId(target) }, text: tableOf(result) };
    }),
};

const text = ({ value, se }: Estimate): string => (value === null ? '–' : formatEstimate(value, se));

function tableOf({ target, curves }: Delay): string {
  return curves
    .map(({ scenario, points, perYear }) => {
      const rows = points.map(({ start, estimate, loss, lossP5, lossP50, lossP95 }) => [
        start.toFixed(2),
        estimateText(target, estimate),
        estimateText(target, loss),
        text(lossP5),
        text(lossP50),
        text(lossP95),
      ]);
      const head = ['start', targetId(target), 'lost', 'in a future: p5', 'p50', 'p95'];
      return `${scenario}: ${estimateText(target, perYear)} lost per year of waiting\n${alignColumns([head, ...rows])}`;
    })
    .join('\n\n');
}
