/** What waiting costs: the loss against the earliest start, by start date, a line for each policy with its 95 % band. */
import type { Target } from '../../analysis/statistic.ts';
import type { Estimate } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { type Axis, dashOf, type Figure, type Mark } from './figure.ts';
import { spread } from './over-time.ts';
import { changeAxis, extent, placeChange } from './statistic-axis.ts';

export interface DelayEntry {
  readonly id: string;
  readonly name: string;
  readonly style: number;
  readonly points: readonly {
    readonly start: number;
    readonly loss: Estimate;
    readonly single: { readonly p5: Estimate; readonly p50: Estimate; readonly p95: Estimate };
  }[];
}

export interface DelayView {
  readonly title: string;
  readonly entries: readonly DelayEntry[];
  readonly selected: string;
  readonly target: Target;
  readonly outcome: OutcomeMeta;
  readonly x: Axis;
  readonly label: string;
  readonly critical: number;
  /** Whether single futures lose a difference (drawn) or a ratio (in the table only). */
  readonly singles: boolean;
  readonly startWords: (start: number) => string;
  readonly words: (loss: Estimate) => string;
  readonly singleWords: (loss: Estimate) => string;
}

export function delayFigure(view: DelayView): Figure {
  const { entries, target, outcome, x, critical, singles } = view;
  const place = (value: number | null): number => placeChange(target, value);
  const half = ({ se }: Estimate): number => critical * place(se ?? 0);
  const lows = entries.map(({ points }) => points.map(({ loss }) => place(loss.value) - half(loss)));
  const highs = entries.map(({ points }) => points.map(({ loss }) => place(loss.value) + half(loss)));
  const chosen = entries.find(({ id }) => id === view.selected);
  const spreadOf = singles && chosen ? chosen.points.flatMap(({ single }) => [single.p5.value, single.p95.value]) : [];
  const seen = spreadOf.filter((value) => value !== null);
  const [low, high] = extent([0, ...[...lows, ...highs].flat(), ...seen]);
  const axis = changeAxis(target, outcome, view.label, low, high, 6);
  const marks: Mark[] = [];
  if (chosen && singles) {
    const xs = chosen.points.map(({ start }) => start);
    const ends = [
      chosen.points.map(({ single }) => single.p5.value ?? Number.NaN),
      chosen.points.map(({ single }) => single.p95.value ?? Number.NaN),
    ] as const;
    marks.push({ kind: 'band', xs, lows: ends[0], highs: ends[1], ink: chosen.style, alpha: 0.12 });
  }
  marks.push({ kind: 'rule', axis: 'y', at: 0, ink: 'ink', width: 1 });
  entries.forEach(({ id, style, points }, index) => {
    const xs = points.map(({ start }) => start);
    const ys = points.map(({ loss }) => place(loss.value));
    marks.push({ kind: 'band', xs, lows: lows[index] ?? [], highs: highs[index] ?? [], ink: style, alpha: 0.25 });
    marks.push({ kind: 'line', xs, ys, ink: style, width: id === view.selected ? 2.5 : 1.5, dash: dashOf(style) });
    marks.push({ kind: 'points', xs, ys, ink: style, radius: 3, filled: true });
  });
  const ends = entries.map(({ points }) => place(points.at(-1)?.loss.value ?? null));
  spread(ends, (axis.high - axis.low) / 13).forEach((y, index) => {
    const entry = entries[index];
    if (!entry || !Number.isFinite(y)) return;
    const label = { kind: 'text', x: x.high, y, letters: 1.2, align: 'left' } as const;
    marks.push({ ...label, text: entry.name, ink: entry.style, bold: entry.id === view.selected });
  });
  return {
    title: view.title,
    description: `Loss against the earliest start, on the same draws; narrow bands are 95 % intervals from sampling alone.${singles ? ' The wide band holds 90 % of single futures of the selected policy.' : ''}`,
    x,
    y: axis,
    marks,
    rightLabels: entries.map(({ name }) => `  ${name}`),
    table: {
      columns: ['Policy', 'Start', 'Loss', 'Single futures: median', '5 %', '95 %'],
      rows: entries.flatMap(({ name, points }) =>
        points.map(({ start, loss, single }) => [
          name,
          view.startWords(start),
          view.words(loss),
          view.singleWords(single.p50),
          view.singleWords(single.p5),
          view.singleWords(single.p95),
        ]),
      ),
    },
  };
}
