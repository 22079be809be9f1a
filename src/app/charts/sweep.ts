/** A statistic as one thing moves: a curve for each scenario with its 95 % band, all on the same draws. */
import type { Target } from '../../analysis/statistic.ts';
import type { Estimate } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { type Axis, dashOf, type Figure, type Mark } from './figure.ts';
import { spread } from './over-time.ts';
import { extent, placeStatistic, statisticAxis } from './statistic-axis.ts';

export interface SweepEntry {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  readonly points: readonly { readonly x: number; readonly estimate: Estimate }[];
  /** Where the scenario stands now; null where that is not a point (an input). */
  readonly present: { readonly x: number; readonly estimate: Estimate } | null;
}

export interface SweepView {
  readonly entries: readonly SweepEntry[];
  readonly selected: string;
  readonly target: Target;
  readonly outcome: OutcomeMeta;
  /** What moves. */
  readonly x: Axis;
  /** What is drawn, with its unit: 'median forward lead, months'. */
  readonly label: string;
  readonly title: string;
  /** Half-width of a 95 % interval per standard error. */
  readonly critical: number;
  /** Words for a position and for an estimate. */
  readonly xWords: (x: number) => string;
  readonly words: (estimate: Estimate) => string;
}

const NAME_LENGTH = 16;
const short = (name: string): string => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

function bounds({ estimate: { value, se } }: { estimate: Estimate }, critical: number, side: number): number | null {
  return value === null ? null : value + side * critical * (se ?? 0);
}

export function sweepFigure(view: SweepView): Figure {
  const { entries, target, outcome, x, critical } = view;
  const place = (value: number | null): number => placeStatistic(target, outcome, value);
  const lows = entries.map(({ points }) => points.map((point) => place(bounds(point, critical, -1))));
  const highs = entries.map(({ points }) => points.map((point) => place(bounds(point, critical, 1))));
  const [low, high] = extent([...lows, ...highs].flat());
  const y = statisticAxis(target, outcome, view.label, low, high);
  const marks: Mark[] = [];
  entries.forEach(({ points, style }, index) => {
    const xs = points.map((point) => point.x);
    marks.push({ kind: 'band', xs, lows: lows[index] ?? [], highs: highs[index] ?? [], ink: style, alpha: 0.2 });
  });
  const few = (entries[0]?.points.length ?? 0) <= 8;
  for (const { id, points, style, present } of entries) {
    const xs = points.map((point) => point.x);
    const ys = points.map(({ estimate }) => place(estimate.value));
    const width = id === view.selected ? 2.5 : 1.5;
    marks.push({ kind: 'line', xs, ys, ink: style, width, dash: dashOf(style) });
    if (few) marks.push({ kind: 'points', xs, ys, ink: style, radius: 3, filled: true });
    if (present) {
      const at = { xs: [present.x], ys: [place(present.estimate.value)] };
      marks.push({ kind: 'points', ...at, ink: 'paper', radius: 6.5, filled: true });
      marks.push({ kind: 'points', ...at, ink: style, radius: 6, filled: false });
      marks.push({ kind: 'points', ...at, ink: style, radius: 2.5, filled: true });
    }
  }
  marks.push(...endLabels(view, y, place));
  return {
    title: view.title,
    description:
      'Lines: all else as it is, on the same draws. Bands: 95 % intervals from sampling alone. Rings: where each policy stands now.',
    x,
    y,
    marks,
    rightLabels: entries.map(({ name }) => `  ${short(name)}`),
    table: {
      columns: [x.label, ...entries.map(({ name }) => name)],
      rows: (entries[0]?.points ?? []).map((point, row) => [
        view.xWords(point.x),
        ...entries.map(({ points }) => view.words(points[row]?.estimate ?? { value: null, se: null })),
      ]),
    },
  };
}

function endLabels({ entries, selected, x }: SweepView, y: Axis, place: (value: number | null) => number): Mark[] {
  const ends = entries.map(({ points }) => place(points.at(-1)?.estimate.value ?? null));
  const apart = spread(ends, (y.high - y.low) / 13);
  return entries.flatMap(({ id, name, style }, index): Mark[] => {
    const at = apart[index] ?? Number.NaN;
    if (!Number.isFinite(at)) return [];
    const text = short(name);
    const label = { kind: 'text', x: x.high, y: at, letters: 1.2, align: 'left' } as const;
    return [{ ...label, text, ink: style, bold: id === selected }];
  });
}
