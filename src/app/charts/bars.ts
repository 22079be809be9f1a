/**
 * Rows of bars with their 95 % intervals, on one axis: names beside the bars where there is room, above them where there
 * is not. What the bars mean is the caller's.
 */
import type { Axis, Figure, Ink, Mark, Table } from './figure.ts';

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly ink: Ink;
  readonly alpha: number;
  /** Share of the usual height; default 1. */
  readonly height?: number;
}

export interface BarRow {
  readonly name: string;
  /** At the right end: '3.2 ± 0.1'. */
  readonly note: string;
  readonly bars: readonly Bar[];
  /** Intervals, drawn as a hair over the bars. */
  readonly intervals: readonly { readonly low: number; readonly high: number }[];
  /** Single places, drawn as dots. */
  readonly points?: readonly number[];
  readonly strong?: boolean;
}

export interface BarsView {
  readonly title: string;
  readonly description: string;
  readonly axis: Axis;
  readonly rows: readonly BarRow[];
  /** A line through all rows, axis coordinate; null for none. */
  readonly origin: number | null;
  readonly names: 'beside' | 'above';
  readonly table: Table;
}

/** Height of a bar and its middle, in rows from the row's foot. */
const SHAPES = { beside: { height: 0.56, middle: 0.5 }, above: { height: 0.34, middle: 0.26 } } as const;
/** Letters of a name that stands beside its bar. */
const NAME_LENGTH = 56;

/** Room for notes right of the bars, as a share of the axis, where names stand above. */
const ROOM = 0.42;

const short = (name: string): string => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

function rowMarks(row: BarRow, foot: number, { names, axis }: BarsView): Mark[] {
  const { height, middle } = SHAPES[names];
  const at = foot + middle;
  const marks: Mark[] = row.bars.map(({ from, to, ink, alpha, height: part = 1 }): Mark => {
    const half = (height * part) / 2;
    return { kind: 'band', xs: [from, to], lows: [at - half, at - half], highs: [at + half, at + half], ink, alpha };
  });
  for (const { low, high } of row.intervals) {
    if (!Number.isFinite(low) || !Number.isFinite(high)) continue;
    marks.push({ kind: 'line', xs: [low, high], ys: [at, at], ink: 'paper', width: 3.5 });
    marks.push({ kind: 'line', xs: [low, high], ys: [at, at], ink: 'ink', width: 1.5 });
  }
  const points = row.points ?? [];
  if (points.length > 0) {
    const ys = points.map(() => at);
    marks.push({ kind: 'points', xs: points, ys, ink: 'paper', radius: 4, filled: true });
    marks.push({ kind: 'points', xs: points, ys, ink: 'ink', radius: 3, filled: true });
  }
  const words = { kind: 'text', ink: 'ink', bold: row.strong ?? false } as const;
  if (names === 'beside') {
    marks.push({ ...words, x: axis.high, y: at, letters: 1.2, text: row.note, align: 'left' });
  } else {
    marks.push({ ...words, x: axis.low, y: foot + 0.72, letters: 0.2, text: row.name, align: 'left' });
    const ends = [
      ...row.bars.flatMap(({ from, to }) => [from, to]),
      ...row.intervals.map(({ high }) => high),
      ...points,
    ];
    const end = Math.max(axis.low, ...ends.filter(Number.isFinite));
    marks.push({ ...words, x: end, y: at, letters: 1.2, text: row.note, align: 'left' });
  }
  return marks;
}

/** A line through all rows; broken where names stand above their bars, so that it crosses none. */
function upright(at: number, ink: Ink, width: number, { names, rows }: BarsView): Mark[] {
  if (names === 'beside') return [{ kind: 'rule', axis: 'x', at, ink, width }];
  const { height, middle } = SHAPES.above;
  const half = height / 2 + 0.05;
  return rows.map(
    (_, foot): Mark => ({ kind: 'line', xs: [at, at], ys: [foot + middle - half, foot + middle + half], ink, width }),
  );
}

export function barFigure(view: BarsView): Figure {
  const { rows, axis, names } = view;
  const count = Math.max(rows.length, 1);
  const foot = (index: number): number => rows.length - 1 - index;
  const { middle } = SHAPES[names];
  const beside = names === 'beside';
  // Notes that follow their bars need room beyond the longest.
  const x = beside ? axis : { ...axis, high: axis.high + ROOM * (axis.high - axis.low) };
  return {
    title: view.title,
    description: view.description,
    x,
    y: {
      label: '',
      low: 0,
      high: count,
      ticks: beside ? rows.map((_, index) => foot(index) + middle) : [],
      format: (at) => short(rows[Math.round(rows.length - 1 - (at - middle))]?.name ?? ''),
      hidden: !beside,
    },
    marks: [
      ...axis.ticks.flatMap((at) => upright(at, 'rule', 1, view)),
      ...(view.origin === null ? [] : upright(view.origin, 'ink', 1.5, view)),
      ...rows.flatMap((row, index) => rowMarks(row, foot(index), view)),
    ],
    rightLabels: beside ? rows.map(({ note }) => `  ${note}`) : [],
    table: view.table,
  };
}
