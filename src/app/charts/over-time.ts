/** An outcome by quarter: medians of all shown scenarios, and for the selected one sample paths or quantile bands. */
import { quantile } from '../../engine/estimates.ts';
import type { HistogramView } from '../../engine/histogram.ts';
import type { Estimate } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { apart, type Limits } from '../apart.ts';
import { clipped, dateWords, quantileWords, unitOf } from '../wording.ts';
import { dateAxis, nearestIndex, outcomeAxis, toAxis } from './axis.ts';
import { dashOf, type Figure, type Mark } from './figure.ts';

export interface TimeEntry {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  /** One per date. */
  readonly counts: readonly HistogramView[];
}

export interface OverTimeView {
  readonly entries: readonly TimeEntry[];
  readonly selected: string;
  readonly outcome: OutcomeMeta;
  readonly dates: readonly number[];
  /** Date of the answer, marked. */
  readonly date: number;
  readonly threshold: number | null;
  /** values[path][date], outcome's unit, +Infinity where not reached; null: bands instead. */
  readonly paths: readonly (readonly number[])[] | null;
  /** End of the clock, years: what a path that is not reached by then is drawn as. */
  readonly clockEnd: number;
}

/** A quantile for a chart: no error, since a line shows none. */
function at(counts: HistogramView, p: number): Estimate {
  const { value, place } = quantile(counts, p);
  return { value: place === 'inside' || place === 'atom' ? value : null, se: null };
}

const quantiles = (entry: TimeEntry, p: number): (number | null)[] => entry.counts.map((counts) => at(counts, p).value);

function finding({ entries, selected, outcome, dates }: OverTimeView): string {
  const chosen = entries.find((entry) => entry.id === selected);
  const [first] = chosen?.counts ?? [];
  const last = chosen?.counts.at(-1);
  const [from, to] = [dates[0], dates.at(-1)];
  if (!first || !last || from === undefined || to === undefined) return `${outcome.label} over time`;
  const [start, end] = [at(first, 0.5), at(last, 0.5)];
  const verb =
    start.value === null || end.value === null || start.value === end.value
      ? 'goes'
      : end.value > start.value
        ? 'grows'
        : 'shrinks';
  return `Median ${outcome.label.toLowerCase()} ${verb} from ${quantileWords(first, 0.5, outcome)} to ${quantileWords(last, 0.5, outcome)} ${unitOf(outcome)} by ${dateWords(to)}`;
}

/** Room for a name beside the plot. */
const NAME_LETTERS = 16;

/** Labels at the right end, moved apart so that none covers another. `gap` in y units; `ys` as wanted. */
export function spread(ys: readonly number[], gap: number, limits?: Limits): number[] {
  return apart(
    ys,
    ys.map(() => gap),
    limits,
  );
}

export function overTimeFigure(view: OverTimeView): Figure {
  const { entries, outcome, dates, threshold } = view;
  const place = (value: number | null): number => (value === null ? Number.NaN : toAxis(outcome, value));
  const chosen = entries.find((entry) => entry.id === view.selected);
  const medians = entries.map((entry) => quantiles(entry, 0.5).map(place));
  const [lows, highs] = [0.05, 0.95].map((p) => entries.map((entry) => quantiles(entry, p).map(place)));
  const seen = [...(lows ?? []), ...(highs ?? [])].flat().filter((value) => Number.isFinite(value));
  const extra = [
    ...(outcome.scale === 'log10' ? [] : [0]),
    ...(threshold === null ? [] : [toAxis(outcome, threshold)]),
  ];
  const y = outcomeAxis(
    outcome,
    `${outcome.label.toLowerCase()}, ${unitOf(outcome)}`,
    Math.min(...seen, ...extra),
    Math.max(...seen, ...extra),
    6,
  );
  const x = dateAxis(dates);
  const lastDate = dates.at(-1) ?? x.high;

  const marks: Mark[] = [{ kind: 'rule', axis: 'x', at: view.date, ink: 'edge', width: 1, dash: [2, 3] }];
  marks.push({
    kind: 'text',
    x: view.date,
    y: y.high,
    letters: 0.8,
    lines: 0.6,
    text: dateWords(view.date),
    ink: 'muted',
    align: 'left',
  });
  if (chosen) marks.push(...spreadOf(view, chosen, place));
  entries.forEach((entry, index) => {
    const strong = entry === chosen;
    const line = { kind: 'line', xs: dates, ys: medians[index] ?? [] } as const;
    if (strong) marks.push({ ...line, ink: 'paper', width: 5 });
    marks.push({ ...line, ink: entry.style, width: strong ? 2.75 : 1.5, dash: dashOf(entry.style) });
  });
  if (threshold !== null) {
    const level = toAxis(outcome, threshold);
    marks.push({ kind: 'line', xs: [x.low, lastDate], ys: [level, level], ink: 'ink', width: 1, dash: [4, 3] });
  }
  const ends = spread(
    medians.map((list) => list.at(-1) ?? 0),
    (y.high - y.low) / 14,
    { low: y.low, high: y.high },
  );
  entries.forEach((entry, index) => {
    const text = clipped(entry.name, NAME_LETTERS);
    const label = { kind: 'text', x: lastDate, y: ends[index] ?? 0, letters: 1.2, align: 'left' } as const;
    if (Number.isFinite(ends[index])) marks.push({ ...label, text, ink: entry.style, bold: entry === chosen });
  });

  return {
    title: finding(view),
    description: `Lines are medians by quarter${view.paths ? '; thin lines are single simulated futures of the selected scenario' : '; bands hold 50 % and 90 % of futures of the selected scenario'}.`,
    x,
    y,
    marks,
    rightLabels: entries.map((entry) => `  ${clipped(entry.name, NAME_LETTERS)}`),
    table: {
      columns: ['Date', ...entries.flatMap(({ name }) => [`${name}, median`, `${name}, 5 %`, `${name}, 95 %`])],
      rows: dates.map((date, index) => [
        dateWords(date),
        ...entries.flatMap(({ counts }) => {
          const one = counts[index];
          return [0.5, 0.05, 0.95].map((p) => (one ? quantileWords(one, p, outcome) : '–'));
        }),
      ]),
    },
    readings(value) {
      const nearest = nearestIndex(dates, value);
      return {
        at: `${dateWords(dates[nearest] ?? 0)}: median, 90 % range`,
        rows: entries.flatMap(({ name, style, counts }) => {
          const one = counts[nearest];
          if (!one) return [];
          const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => quantileWords(one, p, outcome));
          return [{ label: name, value: `${middle} (${low} to ${high})`, ink: style }];
        }),
      };
    },
  };
}

function spreadOf(view: OverTimeView, chosen: TimeEntry, place: (value: number | null) => number): Mark[] {
  const { dates, paths, outcome, clockEnd } = view;
  if (!paths) {
    return [
      [0.05, 0.95],
      [0.25, 0.75],
    ].map(([low = 0, high = 1]): Mark => {
      const [lows, highs] = [quantiles(chosen, low).map(place), quantiles(chosen, high).map(place)];
      return { kind: 'band', xs: dates, lows, highs, ink: chosen.style, alpha: 0.17 };
    });
  }
  const end = (date: number): number => outcome.horizonUnitsPerYear * (clockEnd - date);
  return paths.map((path): Mark => {
    const ys = path.map((value, index) => place(Number.isFinite(value) ? value : end(dates[index] ?? 0)));
    return { kind: 'line', xs: dates, ys, ink: chosen.style, width: 1, alpha: 0.28 };
  });
}
