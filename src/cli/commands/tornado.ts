/** `tornado`: one thing at a time, what moves the answer most. */
import { tornado as runTornado, type Tornado } from '../../analysis/tornado.ts';
import { ANALYSIS_OPTIONS, analyse, estimateText, TARGET_OPTION, targetId, targetOf, valueText } from '../analysis.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { alignColumns } from '../table.ts';

const KINDS = { levers: 'lever', switches: 'switch', inputs: 'input' } as const;

export const tornado: Command = {
  name: 'tornado',
  operands: '',
  summary: 'each lever over its bands and each input over its range, one at a time',
  options: {
    only: { value: 'levers|switches|inputs', help: 'default: levers and inputs', repeatable: true },
    ...ANALYSIS_OPTIONS,
    ...TARGET_OPTION,
  },
  run(args, signal) {
    const kinds = args.all('only').map((name) => {
      if (name === 'levers' || name === 'switches' || name === 'inputs') return KINDS[name];
      throw new UsageError(`--only: "${name}" is not levers, switches or inputs`);
    });
    return analyse(args, signal, async ({ base, meta, samples, line }) => {
      const target = targetOf(args, meta, 'p50');
      const result = await runTornado(base, {
        target,
        ...samples,
        ...(kinds.length === 0 ? {} : { kinds }),
        onProgress: ({ progress }) => line.update(`${progress.done} of ${progress.total}`),
      });
      return { document: documentOf(result), text: tableOf(result) };
    });
  },
};

function documentOf({ scenario, target, present, bars }: Tornado): object {
  return {
    scenario,
    target: targetId(target),
    present,
    bars: bars.map(({ points, ...bar }) => ({
      ...bar,
      points: points.map(({ at, value, estimates, changes }) => ({
        at,
        value,
        estimate: estimates[0],
        change: changes[0],
      })),
    })),
  };
}

function tableOf({ scenario, target, present, bars }: Tornado): string {
  const ends = (points: Tornado['bars'][number]['points']): string =>
    `${valueText(points[0]?.value ?? Number.NaN)} .. ${valueText(points.at(-1)?.value ?? Number.NaN)}`;
  const rows = bars.map(({ id, points, low, high, span, direction }) => [
    id,
    ends(points),
    estimateText(target, low),
    estimateText(target, high),
    estimateText(target, span),
    direction,
  ]);
  return [
    `${scenario}: ${targetId(target)} is ${estimateText(target, present)}; changes from it`,
    '',
    alignColumns([['', 'from .. to', 'at the low end', 'at the high end', 'span', ''], ...rows]),
  ].join('\n');
}
