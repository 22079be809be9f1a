/** `sensitivity`: Sobol' indices of independent groups of inputs, and Shapley effects of all inputs. */
import type { Index, Measure } from '../../analysis/measure.ts';
import { sensitivity as runSensitivity, type Sensitivity } from '../../analysis/sensitivity.ts';
import { type ShapleyEffects, shapleyEffects } from '../../analysis/shapley.ts';
import { groupDigits } from '../../engine/format.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { ANALYSIS_OPTIONS, analyse } from '../analysis.ts';
import type { Arguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseNumber } from '../numbers.ts';
import { alignColumns } from '../table.ts';

export const sensitivity: Command = {
  name: 'sensitivity',
  operands: '',
  summary: "which inputs the spread comes from: Sobol' indices and Shapley effects",
  options: {
    outcome: {
      value: 'id[@date][>=T]',
      help: 'what to explain (default: the headline); with >=T the chance of reaching T',
      repeatable: true,
    },
    'half-width': { value: 'W', help: 'stop when all 95 % half-widths are at most this (default: 0.02)' },
    'no-shapley': { help: 'only the indices' },
    ...ANALYSIS_OPTIONS,
    samples: { value: 'N', help: 'at most so many samples (default: 65536 for indices, 32768 for effects)' },
  },
  run: (args, signal) =>
    analyse(args, signal, async ({ base, meta, samples, line }) => {
      if (base.request.scenarios.length > 1) throw new UsageError('sensitivity takes one --preset');
      const options = {
        measures: measuresOf(args, meta),
        ...(args.has('half-width') ? { halfWidth: parseNumber(args.get('half-width') ?? '', '--half-width') } : {}),
        ...(samples.samples === undefined ? {} : { maxSamples: samples.samples }),
        onProgress: ({ evaluations, halfWidth }: { readonly evaluations: number; readonly halfWidth: number }): void =>
          line.update(`${groupDigits(evaluations)} evaluations, half-width ${halfWidth.toFixed(3)}`),
      };
      const indices = await runSensitivity(base, options);
      const effects = args.has('no-shapley') ? null : await shapleyEffects(base, options);
      return { document: { indices, ...(effects === null ? {} : { effects }) }, text: textOf(indices, effects) };
    }),
};

const FORM = /^(?<id>[A-Za-z_]\w*)(?:@(?<date>\d+(?:\.\d+)?))?(?:>=(?<threshold>-?\d+(?:\.\d+)?))?$/;

function measuresOf(args: Arguments, meta: ModelMeta): Measure[] {
  const texts = args.all('outcome');
  const [first] = meta.outcomes;
  return (texts.length > 0 ? texts : [first?.id ?? '']).map((text) => {
    const { id, date, threshold } = FORM.exec(text)?.groups ?? {};
    const outcome = meta.outcomes.find((one) => one.id === id);
    if (outcome === undefined) {
      throw new UsageError(
        `--outcome: "${text}" is not one of ${meta.outcomes.map((one) => one.id).join(', ')} (with @date, >=T)`,
      );
    }
    return {
      outcome: outcome.id,
      date: date === undefined ? outcome.headline : Number(date),
      threshold: threshold === undefined ? null : Number(threshold),
    };
  });
}

/** More rows than this say nothing. */
const MOST_ROWS = 16;

const indexText = ({ value, low, high }: Index): string =>
  `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;

const measureText = ({ outcome, date, threshold }: Measure): string =>
  `${outcome} at ${date}${threshold === null ? '' : ` at least ${threshold}`}`;

function textOf(indices: Sensitivity, effects: ShapleyEffects | null): string {
  const sections = indices.measures.map((one, m) => {
    if (one.variance === 0)
      return `${indices.scenario}: ${measureText(one.measure)} does not vary: there is no spread to divide`;
    const parts = [
      `${indices.scenario}: ${measureText(one.measure)}, standard deviation ${Math.sqrt(one.variance).toPrecision(3)}`,
      '',
      alignColumns([
        ['share of variance, with 95 % interval', 'alone (first order)', 'with interactions (total)'],
        ...one.groups
          .slice(0, MOST_ROWS)
          .map(({ inputs, first, total }) => [inputs.join(' + '), indexText(first), indexText(total)]),
        ['only together', indexText(one.interactions), ''],
      ]),
    ];
    const shares = effects?.measures[m]?.effects.slice(0, MOST_ROWS) ?? [];
    if (shares.length > 0) {
      parts.push(
        '',
        alignColumns([
          ['divided among inputs', 'Shapley effect'],
          ...shares.map(({ input, effect }) => [input, indexText(effect)]),
        ]),
      );
    }
    if (one.invalid > 0)
      parts.push(
        '',
        `${groupDigits(one.invalid)} of ${groupDigits(indices.samples)} samples without a value are left out`,
      );
    return parts.join('\n');
  });
  const reached = indices.reached && (effects?.reached ?? true);
  return [...sections, ...(reached ? [] : ['half-width not reached: raise --samples'])].join('\n\n');
}
