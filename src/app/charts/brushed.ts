/** Values of single futures as a histogram: those in a range in colour, the others pale. Pure. */

import { numberWords } from '../wording.ts';
import { tickStep, ticksBetween } from './axis.ts';
import type { Axis, Figure, Mark } from './figure.ts';

export interface Bins {
  /** Ascending, one more than bins. */
  readonly edges: readonly number[];
  /** Shares of all values. */
  readonly all: readonly number[];
  /** Shares of all values that are selected too. */
  readonly selected: readonly number[];
  /** Values beyond the edges, as a share; infinite ones among those above. */
  readonly below: number;
  readonly above: number;
}

const BINS = 48;

/**
 * Bins of even width between two ends.
 * @param values NaN is left out of the bins but not of the total
 * @param selected 1 for values that are selected
 */
export function binsOf(values: Float64Array, selected: Uint8Array, low: number, high: number): Bins {
  const all = new Array<number>(BINS).fill(0);
  const inside = new Array<number>(BINS).fill(0);
  const share = 1 / Math.max(values.length, 1);
  let [below, above] = [0, 0];
  values.forEach((value, row) => {
    if (value < low) below += share;
    else if (value >= high) above += share;
    else if (!Number.isNaN(value)) {
      const bin = Math.min(Math.floor(((value - low) / (high - low)) * BINS), BINS - 1);
      all[bin] = (all[bin] ?? 0) + share;
      if (selected[row] === 1) inside[bin] = (inside[bin] ?? 0) + share;
    }
  });
  const edges = Array.from({ length: BINS + 1 }, (_, i) => low + ((high - low) * i) / BINS);
  return { edges, all, selected: inside, below, above };
}

export interface BrushedView {
  readonly title: string;
  readonly description: string;
  readonly bins: Bins;
  readonly x: Axis;
  readonly style: number;
  /** Half-open range in axis coordinates, drawn as ground; null for none. */
  readonly range: readonly [from: number, to: number] | null;
  /** A second histogram, as an outline, on the same edges and of the same whole: null for none. */
  readonly outline: readonly number[] | null;
}

function steps(edges: readonly number[], shares: readonly number[]): { xs: number[]; ys: number[] } {
  const xs: number[] = [];
  const ys: number[] = [];
  shares.forEach((share, bin) => {
    xs.push(edges[bin] ?? 0, edges[bin + 1] ?? 0);
    ys.push(100 * share, 100 * share);
  });
  return { xs, ys };
}

export function brushedFigure({ title, description, bins, x, style, range, outline }: BrushedView): Figure {
  const top = 100 * Math.max(1e-6, ...bins.all, ...(outline ?? []));
  const step = tickStep(top, 4, false);
  const high = Math.ceil(top / step) * step;
  const all = steps(bins.edges, bins.all);
  const inside = steps(bins.edges, bins.selected);
  const floor = all.xs.map(() => 0);
  const marks: Mark[] = [];
  if (range) {
    const [from, to] = range.map((end) => Math.min(Math.max(end, x.low), x.high));
    marks.push({ kind: 'band', xs: [from ?? 0, to ?? 0], lows: [0, 0], highs: [high, high], ink: 'water', alpha: 1 });
  }
  marks.push({ kind: 'band', xs: all.xs, lows: floor, highs: all.ys, ink: 'edge', alpha: 0.35 });
  marks.push({ kind: 'band', xs: inside.xs, lows: floor, highs: inside.ys, ink: style, alpha: 0.9 });
  if (outline) {
    const line = steps(bins.edges, outline);
    marks.push({ kind: 'line', xs: line.xs, ys: line.ys, ink: 'ink', width: 1.5 });
  }
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  return {
    title,
    description,
    x,
    y: {
      label: 'share of futures per bin, %',
      low: 0,
      high,
      ticks: ticksBetween(0, high, step),
      format: (tick) => `${numberWords(tick, 2)} %`,
    },
    marks,
    table: {
      columns: ['From', 'To', outline ? 'All futures' : 'Futures', 'Selected among them'],
      rows: bins.edges
        .slice(0, -1)
        .map((edge, bin) => [
          x.format(edge),
          x.format(bins.edges[bin + 1] ?? 0),
          percent((outline ?? bins.all)[bin] ?? 0),
          percent(bins.selected[bin] ?? 0),
        ]),
    },
  };
}
