/** `map`: a statistic over two levers or switches. */
import { contours } from '../../analysis/contours.ts';
import { type MapAxis, type PolicyMap, policyMap, surface } from '../../analysis/policy-map.ts';
import { isProbability, type Target } from '../../analysis/statistic.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { ANALYSIS_OPTIONS, analyse, parseSpan, TARGET_OPTION, targetId, targetOf, valueText } from '../analysis.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseNumber } from '../numbers.ts';
import { scenariosOf } from '../scenarios.ts';
import { alignColumns } from '../table.ts';

export const map: Command = {
  name: 'map',
  operands: '',
  summary: 'a statistic over two levers or switches, with a contour',
  options: {
    x: { value: 'id[=from..to:points]', help: 'lever or switch along the columns (default: 21 points over its range)' },
    y: { value: 'id[=from..to:points]', help: 'along the rows' },
    level: { value: 'L', help: 'also the contour on which the statistic has this value (a probability from 0 to 1)' },
    ...ANALYSIS_OPTIONS,
    ...TARGET_OPTION,
  },
  run(args, signal) {
    const scenarios = scenariosOf(args.options);
    if (scenarios.length > 1) throw new UsageError('map takes one --preset');
    const levelText = args.get('level');
    const level = levelText === undefined ? null : parseNumber(levelText, '--level');
    return analyse(args, signal, async ({ base, meta, samples, line }) => {
      const [x, y] = [axisOf(args, 'x', meta), axisOf(args, 'y', meta)];
      const target = targetOf(args, meta, 'p50');
      const result = await policyMap(base, {
        x,
        y,
        outcome: target.outcome,
        dates: [target.date],
        interest: () => target,
        onProgress: ({ points }) => line.update(`${points.size} points`),
        ...samples,
      });
      return findings(result, target, level);
    });
  },
};

function axisOf(args: Arguments, name: 'x' | 'y', meta: ModelMeta): MapAxis {
  const text = args.get(name);
  if (text === undefined) throw new UsageError(`map needs --${name} id`);
  const at = text.indexOf('=');
  const id = at < 0 ? text : text.slice(0, at);
  const kind = meta.switches.some((one) => one.id === id) ? 'switch' : 'lever';
  return at < 0 ? { kind, id } : { kind, id, values: parseSpan(text.slice(at + 1), `--${name} ${id}`) };
}

function findings(result: PolicyMap, target: Target, level: number | null) {
  const { x, y, samples } = result;
  const { values, errors } = surface(result, target);
  const width = x.values.length;
  const row = (all: Float64Array, j: number): number[] => [...all.subarray(j * width, (j + 1) * width)];
  const lines = level === null ? null : contours(x.values, y.values, values, level);
  const document = {
    target: targetId(target),
    samples,
    x: { kind: x.kind, id: x.id, values: x.values },
    y: { kind: y.kind, id: y.id, values: y.values },
    rows: y.values.map((value, j) => ({ y: value, values: row(values, j), se: row(errors, j) })),
    ...(lines === null ? {} : { level, contours: lines }),
  };
  const cell = (value: number): string =>
    Number.isNaN(value) ? '–' : isProbability(target.statistic) ? (100 * value).toFixed(0) : valueText(value);
  const unit = isProbability(target.statistic) ? ', per cent' : '';
  const table = alignColumns([
    [`${y.id} \\ ${x.id}`, ...x.values.map(valueText)],
    ...[...y.values.entries()].reverse().map(([j, value]) => [valueText(value), ...row(values, j).map(cell)]),
  ]);
  const largest = Math.max(...[...errors].filter((error) => !Number.isNaN(error)));
  const error = isProbability(target.statistic) ? `${(100 * largest).toFixed(1)} %` : valueText(largest);
  return { document, text: `${targetId(target)}${unit}; largest standard error ${error}\n\n${table}` };
}
