/** `voi`: what would be worth finding out before choosing among scenarios. */
import { type Information, type Utility, valueOfInformation } from '../../analysis/value-of-information.ts';
import { formatEstimate } from '../../engine/format.ts';
import type { Estimate } from '../../engine/statistics.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { ANALYSIS_OPTIONS, analyse, parseTarget } from '../analysis.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseAssignment, parseNumber } from '../numbers.ts';
import { alignColumns } from '../table.ts';

export const voi: Command = {
  name: 'voi',
  operands: '',
  summary: 'value of information: which uncertainty could change the choice between scenarios',
  options: {
    utility: {
      value: 'outcome@date.atLeast12',
      help: 'what a scenario is worth: a probability or mean (default: the chance of the middle threshold)',
    },
    cost: { value: 'lever=c', help: 'cost in utility of moving the lever over its whole range', repeatable: true },
    ...ANALYSIS_OPTIONS,
  },
  run: (args, signal) =>
    analyse(args, signal, async ({ base, meta, samples, line }) => {
      const utility = utilityOf(args, meta);
      const result = await valueOfInformation(base, {
        utility,
        ...samples,
        onProgress: ({ inputs }) => line.update(`${inputs.length} of ${meta.inputs.length} inputs`),
      });
      return { document: { utility, ...result }, text: tableOf(result) };
    }),
};

function utilityOf(args: Arguments, meta: ModelMeta): Utility {
  const [first] = meta.outcomes;
  const middle =
    first?.thresholds[Math.floor((first.thresholds.length - 1) / 2) + (first.thresholds.length > 2 ? 1 : 0)];
  const usual = middle === undefined ? 'mean' : `atLeast${middle}`;
  const { outcome, date, statistic } = parseTarget(args.get('utility') ?? usual, meta, '--utility');
  if (statistic.kind !== 'atLeast' && statistic.kind !== 'mean') {
    throw new UsageError(
      '--utility: give a mean or a probability such as atLeast12; only those are averages over futures',
    );
  }
  const costs = Object.fromEntries(
    args.all('cost').map((text) => {
      const [id, value] = parseAssignment(text, '--cost');
      return [id, parseNumber(value, `--cost ${id}`)];
    }),
  );
  return { outcome, date, threshold: statistic.kind === 'atLeast' ? statistic.threshold : null, costs };
}

/** More rows than this say nothing. */
const MOST_ROWS = 12;

const text = ({ value, se }: Estimate): string => (value === null ? '–' : formatEstimate(value, se));

function tableOf({ policies, best, perfect, inputs }: Information): string {
  const shown = inputs.filter(({ value }) => value.value !== 0).slice(0, MOST_ROWS);
  return [
    alignColumns([
      ['', 'utility', 'cost within'],
      ...policies.map(({ scenario, utility, cost }) => [scenario, text(utility), formatEstimate(cost, null)]),
    ]),
    '',
    `best now: ${best}; knowing everything first would gain ${text(perfect)}`,
    '',
    alignColumns([
      ['knowing', 'would gain', 'chance of another choice', 'choice from its low to its high quantiles'],
      ...shown.map(({ input, value, changeProbability, preferences }) => [
        input,
        text(value),
        `${(100 * changeProbability).toFixed(0)} %`,
        preferences
          .map(({ from, to, scenario }) => `${scenario} ${(100 * from).toFixed(0)}–${(100 * to).toFixed(0)} %`)
          .join(', '),
      ]),
    ]),
  ].join('\n');
}
