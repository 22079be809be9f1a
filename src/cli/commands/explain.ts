/** `explain`: what is different about the futures in a range of the outcome, and a short rule for them. */
import { type Explanation, explain as runExplain, selectByOutcome } from '../../analysis/explain.ts';
import { drawFutures } from '../../analysis/futures.ts';
import { findRule, type Rule, ruleInWords } from '../../analysis/prim.ts';
import { formatEstimate, formatProbability } from '../../engine/format.ts';
import type { Estimate } from '../../engine/statistics.ts';
import type { ModelMeta } from '../../language/definition.ts';
import { ANALYSIS_OPTIONS, analyse } from '../analysis.ts';
import type { Command } from '../command.ts';
import { UsageError } from '../errors.ts';
import { parseCount } from '../numbers.ts';
import { alignColumns } from '../table.ts';

const SAMPLES = 16_384;

export const explain: Command = {
  name: 'explain',
  operands: '',
  summary: 'what sets the futures in a range of the outcome apart, and a short rule for them',
  options: {
    where: { value: 'outcome@date<6', help: 'the futures to explain: outcome[@date] with <T, >=T or in A..B' },
    'max-inputs': { value: 'K', help: 'most inputs in the rule (default: 4)' },
    ...ANALYSIS_OPTIONS,
  },
  run: (args, signal) =>
    analyse(args, signal, async ({ base, meta, samples }) => {
      if (base.request.scenarios.length > 1) throw new UsageError('explain takes one --preset');
      const where = args.get('where');
      if (where === undefined) throw new UsageError('explain needs --where, as "forwardLead@2028.5<6"');
      const most = args.get('max-inputs');
      const { outcome, date, range } = parseWhere(where, meta);
      const futures = await drawFutures(base, { outcome, date }, samples.samples ?? SAMPLES);
      const selected = selectByOutcome(futures, 0, range);
      const found = runExplain(futures, meta, selected);
      const options = { signal, ...(most === undefined ? {} : { maxInputs: parseCount(most, '--max-inputs', 1) }) };
      const rule = await findRule(futures, meta, selected, options);
      const words = ruleInWords(rule.restrictions);
      const document = {
        where: { outcome, date, from: finite(range.from), to: finite(range.to) },
        ...found,
        rule: { words, ...rule },
      };
      return { document, text: textOf(where, found, rule, words) };
    }),
};

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const FORM =
  /^(?<id>[A-Za-z_]\w*)(?:@(?<date>\d+(?:\.\d+)?))?(?:\s*(?<way><|>=)\s*(?<bound>-?\d+(?:\.\d+)?)|\s+in\s+(?<from>-?\d+(?:\.\d+)?)\.\.(?<to>-?\d+(?:\.\d+)?))$/;

function parseWhere(text: string, meta: ModelMeta) {
  const groups = FORM.exec(text)?.groups;
  if (groups === undefined) {
    throw new UsageError(`--where: "${text}" is not of the form outcome@date<6, outcome>=24 or "outcome in 12..24"`);
  }
  const outcome = meta.outcomes.find(({ id }) => id === groups['id']);
  if (outcome === undefined) {
    throw new UsageError(
      `--where: no outcome "${groups['id']}" (known: ${meta.outcomes.map(({ id }) => id).join(', ')})`,
    );
  }
  const { date, way, bound, from, to } = groups;
  const range =
    way === '<'
      ? { from: Number.NEGATIVE_INFINITY, to: Number(bound) }
      : way === '>='
        ? { from: Number(bound), to: Number.POSITIVE_INFINITY }
        : { from: Number(from), to: Number(to) };
  return { outcome: outcome.id, date: date === undefined ? outcome.headline : Number(date), range };
}

const percent = ({ value, se }: Estimate): string => (value === null ? '–' : formatProbability(value, se));

function textOf(where: string, { share, shifts }: Explanation, rule: Rule, words: string): string {
  const rows = shifts
    .filter(({ gap, gapByChance }) => (gap.value ?? 0) > gapByChance)
    .map(({ input, gap, shift, gapByChance }) => [
      input,
      formatEstimate(gap.value ?? 0, gap.se),
      gapByChance.toFixed(3),
      formatEstimate(shift.value ?? 0, shift.se),
    ]);
  return [
    `${where}: ${percent(share)} of futures`,
    '',
    alignColumns([['differ in', 'largest gap', 'by chance', 'mean, in standard deviations'], ...rows]),
    '',
    `rule: ${words}`,
    `  holds ${percent(rule.coverage)} of them; ${percent(rule.density)} of the futures it holds are such (of all: ${(100 * rule.baseDensity).toFixed(1)} %)`,
  ].join('\n');
}
