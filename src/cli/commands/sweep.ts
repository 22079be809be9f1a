/** `sweep`: a statistic as one lever, switch or input moves. */
import { sweep as runSweep, type Sweep, type SweepAxis } from '../../analysis/sweep.ts';
import {
  ANALYSIS_OPTIONS,
  analyse,
  estimateText,
  parseSpan,
  parseTarget,
  TARGET_OPTION,
  targetId,
  valueText,
} from '../analysis.ts';
import type { GivenOption } from '../arguments.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseAssignment } from '../numbers.ts';
import { scenariosOf } from '../scenarios.ts';
import { alignColumns } from '../table.ts';

export const sweep: Command = {
  name: 'sweep',
  operands: '',
  summary: 'a statistic as one lever, switch or input moves, all else on the same draws',
  options: {
    ...ANALYSIS_OPTIONS,
    lever: { ...ANALYSIS_OPTIONS.lever, help: 'id=from..to:points sweeps it; id=v sets it as for run' },
    switch: { ...ANALYSIS_OPTIONS.switch, help: 'likewise' },
    input: { ...ANALYSIS_OPTIONS.input, help: 'id=0.05..0.95:points sweeps its quantiles; id=p5,p50,p95 as for run' },
    ...TARGET_OPTION,
  },
  run(args, signal) {
    const swept = args.options.filter(isSpan);
    const [option] = swept;
    if (option === undefined || swept.length > 1) {
      throw new UsageError('sweep needs one range, as --lever id=from..to:points (or --switch, or --input)');
    }
    const [id, span] = parseAssignment(option.value, `--${option.name}`);
    const axis = { kind: option.name, id, values: parseSpan(span, `--${option.name} ${id}`) } as SweepAxis;
    const rest = args.options.filter((one) => one !== option);
    const plain = { ...args, options: rest, all: (name: string) => valuesOf(rest, name) };
    const work = async ({ base, meta, samples, line }: Parameters<Parameters<typeof analyse>[2]>[0]) => {
      const texts = args.all('target');
      const targets = (texts.length > 0 ? texts : ['p50']).map((text) => parseTarget(text, meta));
      const onProgress = ({ curves }: Sweep): void =>
        line.update(`${curves[0]?.points.length ?? 0} of ${axis.values.length} points`);
      const result = await runSweep(base, { axis, targets, ...samples, onProgress });
      return { document: documentOf(result), text: tableOf(result) };
    };
    return analyse(plain, signal, work, scenariosOf(rest));
  },
};

const isSpan = ({ name, value }: GivenOption): boolean =>
  (name === 'lever' || name === 'switch' || name === 'input') && value.includes('..');

const valuesOf = (options: readonly GivenOption[], name: string): string[] =>
  options.filter((one) => one.name === name).map(({ value }) => value);

function documentOf({ axis, targets, samples, curves }: Sweep): object {
  return {
    axis: { kind: axis.kind, id: axis.id },
    targets: targets.map(targetId),
    samples,
    curves: curves.map(({ scenario, present, presentEstimates, points }) => ({
      scenario,
      present,
      presentEstimates,
      points: points.map(({ at, value, estimates, changes }) => ({ at, value, estimates, changes })),
    })),
  };
}

function tableOf({ axis, targets, curves }: Sweep): string {
  return curves
    .map(({ scenario, points }) => {
      const head = [axis.id, ...targets.flatMap((target) => [targetId(target), 'change'])];
      const rows = points.map(({ value, estimates, changes }) => [
        valueText(value),
        ...targets.flatMap((target, t) => [
          estimateText(target, estimates[t] ?? { value: null, se: null }),
          estimateText(target, changes[t] ?? { value: null, se: null }),
        ]),
      ]);
      return `${scenario}\n${alignColumns([head, ...rows])}`;
    })
    .join('\n\n');
}
