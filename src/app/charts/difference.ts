/** What a policy changes: the paired difference from the baseline, same draws, as quantile dots around zero. */
import { type Observed, probabilityAtLeast, quantileOf } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { nothing, TYPICAL_CHANGE, type Ways, waysOf, waysWords } from '../ways.ts';
import { dateWords, percentWords, quantileEstimate, shareWords, signedWords, unitOf } from '../wording.ts';
import { fromAxis, outcomeAxis, toAxis } from './axis.ts';
import { type DotRow, dotsOf, lostWords, rowMarks, spanOf } from './dot-rows.ts';
import type { Figure } from './figure.ts';

export interface DifferenceEntry {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  /** Scenario minus baseline; for ratios, scenario over baseline. */
  readonly observed: Observed;
}

export interface DifferenceView {
  readonly entries: readonly DifferenceEntry[];
  readonly selected: string;
  readonly baselineName: string;
  readonly outcome: OutcomeMeta;
  readonly date: number;
}

/** "Act now: typical change +2.8 months against Status quo, larger in 99 % and smaller in 1 %". */
function finding({ entries, selected, baselineName, outcome }: DifferenceView): string {
  const chosen = entries.find((entry) => entry.id === selected) ?? entries[0];
  if (!chosen) return 'No scenario to compare';
  const [text] = quantileEstimate(chosen.observed, 0.5, outcome);
  const change = outcome.scale === 'log10' ? `${text} times` : `${signedWords(text)} ${unitOf(outcome)} against`;
  return `${chosen.name}: ${TYPICAL_CHANGE} ${change} ${baselineName}, ${waysWords(waysOf(chosen.observed, outcome))}`;
}

const sharesOf = ({ larger, equal, smaller }: Ways): string[] => [larger, equal, smaller].map(percentWords);

export function differenceFigure(view: DifferenceView): Figure {
  const { entries, outcome } = view;
  const zero = toAxis(outcome, nothing(outcome));
  const rows = entries.map((entry): DotRow => {
    const median = quantileOf(entry.observed, 0.5).value;
    return {
      name: entry.name,
      note: waysWords(waysOf(entry.observed, outcome)),
      ink: entry.style,
      dots: dotsOf(entry.observed, (value) => toAxis(outcome, value)),
      median: median === null ? null : toAxis(outcome, median),
      lost: lostWords(entry.observed, outcome),
      strong: entry.id === view.selected,
    };
  });
  const [low, high] = spanOf(rows, [zero]);
  const measure = outcome.scale === 'log10' ? 'ratio to' : `${unitOf(outcome)} against`;
  const label = `change of the ${outcome.label.toLowerCase()} at ${dateWords(view.date)}, ${measure} ${view.baselineName}`;
  const axis = outcomeAxis(outcome, label, low, high);
  const step = (axis.ticks[1] ?? axis.high) - (axis.ticks[0] ?? axis.low);
  return {
    title: finding(view),
    description:
      'Both policies in the same simulated future, one dot for 2 % of futures; the typical change is the median of these differences. Chance that strikes both alike cancels out.',
    x: axis,
    y: {
      label: 'each dot is 2 % of futures',
      low: 0,
      high: Math.max(rows.length, 1),
      ticks: [],
      format: String,
      hidden: true,
    },
    marks: [
      ...rowMarks(rows, axis, zero),
      { kind: 'rule', axis: 'x', at: zero, ink: 'ink', width: 1.5 },
      { kind: 'ruler', from: axis.ticks[0] ?? axis.low, to: axis.ticks.at(-1) ?? axis.high, step },
    ],
    table: {
      columns: [
        'Scenario',
        '5 % below',
        '25 % below',
        'Typical change',
        '75 % below',
        '95 % below',
        'Larger',
        'Equal',
        'Smaller',
      ],
      rows: entries.map(({ name, observed }) => [
        name,
        ...[0.05, 0.25, 0.5, 0.75, 0.95].map((p) => quantileEstimate(observed, p, outcome)[0]),
        ...sharesOf(waysOf(observed, outcome)),
      ]),
    },
    readings: (x) => ({
      at: `change of at least ${fromAxis(outcome, x).toFixed(1)} ${unitOf(outcome)}`,
      rows: entries.map(({ name, style, observed }) => ({
        label: name,
        value: shareWords(probabilityAtLeast(observed, fromAxis(outcome, x))),
        ink: style,
      })),
    }),
  };
}
