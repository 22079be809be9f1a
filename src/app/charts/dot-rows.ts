/** Rows of quantile dots, one distribution a row, on a common axis with a threshold: levels and differences share it. */
import { quantile } from '../../engine/estimates.ts';
import type { Observed } from '../../engine/statistics.ts';
import type { OutcomeMeta } from '../../language/definition.ts';
import { clipped, quantileWords } from '../wording.ts';
import type { Axis, Ink, Mark } from './figure.ts';

/** Each dot stands for 2 % of futures. */
export const DOT_COUNT = 50;

const PROBABILITIES = Array.from({ length: DOT_COUNT }, (_, index) => (index + 0.5) / DOT_COUNT);

export interface DotRow {
  readonly name: string;
  /** Said after the name: "61 % at least 12". */
  readonly note: string;
  readonly ink: Ink;
  /** Axis coordinates, ascending; null where a quantile is beyond what was counted. */
  readonly dots: readonly (number | null)[];
  readonly median: number | null;
  /** What is known of the dots that have no place: '6 dots > 78'; empty when all have one. */
  readonly lost: string;
  readonly strong: boolean;
  /** The same before a change: pale dots behind, and where the median was. */
  readonly ghost?: Pick<DotRow, 'dots' | 'median'>;
}

/** The dots of a distribution, in axis coordinates. */
export function dotsOf(observed: Observed, toAxis: (value: number) => number): (number | null)[] {
  return PROBABILITIES.map((p) => {
    const { value, place } = quantile(observed.pooled, p);
    return place === 'inside' || place === 'atom' ? toAxis(value) : null;
  });
}

/** Dots beyond what was counted, by their bound: '6 dots > 78'. */
export function lostWords(observed: Observed, outcome: OutcomeMeta): string {
  const counts = new Map<string, number>();
  for (const p of PROBABILITIES) {
    const { place } = quantile(observed.pooled, p);
    if (place === 'inside' || place === 'atom') continue;
    const bound = quantileWords(observed.pooled, p, outcome);
    counts.set(bound, (counts.get(bound) ?? 0) + 1);
  }
  return [...counts].map(([bound, count]) => `${count} ${count === 1 ? 'dot' : 'dots'} ${bound}`).join(', ');
}

/** Lowest and highest dot over all rows, with what else must be in sight. */
export function spanOf(rows: readonly Pick<DotRow, 'dots'>[], others: readonly number[]): readonly [number, number] {
  const values = [...rows.flatMap((row) => row.dots.filter((dot) => dot !== null)), ...others];
  return values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];
}

/** Name and note stand in a line of their own over the dots of their row, on the side where no threshold has its handle. */
const NAME_LETTERS = 26;
const FLOOR = 0.2;
const ROOM = 0.54;

/** Marks of the rows, first row on top. The y axis runs from 0 to the number of rows. */
export function rowMarks(rows: readonly DotRow[], axis: Axis, threshold: number): Mark[] {
  const marks: Mark[] = [
    {
      kind: 'band',
      xs: [threshold, axis.high],
      lows: [0, 0],
      highs: [rows.length, rows.length],
      ink: 'water',
      alpha: 1,
    },
  ];
  rows.forEach((row, index) => {
    const base = rows.length - 1 - index + FLOOR;
    marks.push({ kind: 'line', xs: [axis.low, axis.high], ys: [base, base], ink: 'rule', width: 1 });
    marks.push(...ghostMarks(row, base, threshold));
    const values = row.dots.filter((dot) => dot !== null);
    marks.push({ kind: 'dots', values, base, room: ROOM, ink: row.ink, threshold });
    if (row.median !== null) {
      const xs = [row.median, row.median];
      marks.push({ kind: 'line', xs, ys: [base - 0.07, base], ink: row.ink, width: 2.5 });
    }
    marks.push(...rowWords(row, base, axis, threshold));
  });
  return marks;
}

function ghostMarks({ ghost }: DotRow, base: number, threshold: number): Mark[] {
  if (ghost === undefined) return [];
  const values = ghost.dots.filter((dot) => dot !== null);
  const dots: Mark = { kind: 'dots', values, base, room: ROOM, ink: 'rule', threshold, solid: true };
  if (ghost.median === null) return [dots];
  const xs = [ghost.median, ghost.median];
  return [dots, { kind: 'line', xs, ys: [base - 0.07, base + ROOM], ink: 'edge', width: 1.25, dash: [3, 3] }];
}

/** Name and note of a row over its dots; and below its line, how many dots have no place on it. */
function rowWords(row: DotRow, base: number, axis: Axis, threshold: number): Mark[] {
  const left = threshold > (axis.low + axis.high) / 2;
  const named: Mark = {
    kind: 'text',
    y: base + ROOM,
    lines: -0.65,
    x: left ? axis.low : axis.high,
    align: left ? 'left' : 'right',
    letters: left ? 0.6 : -0.6,
    ink: row.strong ? 'ink' : 'muted',
    bold: row.strong,
    text: `${clipped(row.name, NAME_LETTERS)}: ${row.note}`,
  };
  if (row.lost === '') return [named];
  const end = { kind: 'text', x: axis.high, align: 'right', letters: -0.6 } as const;
  return [named, { ...end, y: base, lines: 0.6, ink: 'ink', text: row.lost }];
}
