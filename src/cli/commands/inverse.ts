/** `inverse`: the least lever movement that reaches a goal. */
import { type Answer, type Inverse, inverse as runInverse } from '../../analysis/inverse.ts';
import { isProbability, type Target } from '../../analysis/statistic.ts';
import { formatEstimate } from '../../engine/format.ts';
import { ANALYSIS_OPTIONS, analyse, estimateText, parseTarget, targetId, valueText } from '../analysis.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseAssignment, parseNumber } from '../numbers.ts';
import { alignColumns } from '../table.ts';

export const inverse: Command = {
  name: 'inverse',
  operands: '',
  summary: 'the least lever movement that reaches a goal',
  options: {
    goal: {
      value: 'outcome@date.atLeast12=0.6',
      help: 'a statistic and what it must at least be (a probability from 0 to 1)',
    },
    weight: { value: 'lever=w', help: 'cost of moving the lever over its whole range (default: 1)', repeatable: true },
    fixed: { value: 'lever', help: 'a lever that stays where it is', repeatable: true },
    ...ANALYSIS_OPTIONS,
  },
  run: (args, signal) =>
    analyse(args, signal, async ({ base, meta, samples, line }) => {
      if (base.request.scenarios.length > 1) throw new UsageError('inverse takes one --preset');
      const goal = args.get('goal');
      if (goal === undefined) throw new UsageError('inverse needs --goal, as forwardLead@2028.5.atLeast12=0.6');
      const [what, least] = parseAssignment(goal, '--goal');
      const target = parseTarget(what, meta, '--goal');
      const level = parseNumber(least, '--goal');
      const weights = Object.fromEntries([
        ...args.all('weight').map((text): [string, number] => {
          const [id, value] = parseAssignment(text, '--weight');
          return [id, parseNumber(value, `--weight ${id}`)];
        }),
        ...args.all('fixed').map((id): [string, number] => [id, Number.POSITIVE_INFINITY]),
      ]);
      const result = await runInverse(base, {
        target,
        level,
        weights,
        ...samples,
        onProgress: ({ settingsTried, best }) =>
          line.update(`${settingsTried} settings tried${best === null ? '' : `, cost ${best.cost.toFixed(2)}`}`),
      });
      return { document: { ...result, target: targetId(target) }, text: textOf(result, target) };
    }),
};

function textOf({ scenario, level, present, feasible, answers, bestReachable }: Inverse, target: Target): string {
  const wanted = isProbability(target.statistic) ? `${Number((100 * level).toPrecision(6))} %` : valueText(level);
  const head = `${scenario}: ${targetId(target)} is ${estimateText(target, present)}, wanted ${wanted}`;
  if (!feasible) {
    return [
      `${head}: not to be reached. The most that the levers reach:`,
      '',
      answerTable([bestReachable], target),
    ].join('\n');
  }
  const [first, ...others] = answers;
  if (first === undefined) return head;
  if (first.cost === 0) return `${head}: reached already`;
  return [
    head,
    '',
    answerTable([first], target),
    ...(others.length > 0 ? ['', 'runners-up:', answerTable(others, target)] : []),
  ].join('\n');
}

function answerTable(answers: readonly Answer[], target: Target): string {
  return alignColumns([
    ['set', 'movement', 'reaches', 'confirmed on fresh draws'],
    ...answers.map(({ levers, cost, costError, reached, confirmed }) => [
      Object.entries(levers)
        .map(([id, value]) => `${id} ${valueText(value)}`)
        .join(', '),
      formatEstimate(cost, costError),
      estimateText(target, reached),
      confirmed,
    ]),
  ]);
}
