/**
 * What a chart shows, as plain data: axes, marks in drawing order, and its table twin. The wrapper draws it through
 * uPlot, the exporter as SVG or CSV; neither knows what it is about. Coordinates are axis coordinates, linear on screen
 * (a log axis passes lg values and formats them back).
 */

export interface Axis {
  /** What it measures, with its unit. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Where ticks stand. */
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  /** No axis at all: the height carries no number. */
  readonly hidden?: boolean;
}

/** Index of a scenario colour, or a named colour of the theme. */
export type Ink = number | 'ink' | 'muted' | 'edge' | 'rule' | 'water' | 'paper' | Shade;

/** A class of a sequential palette, from low to high (policy-map.ts). */
export type Shade = `shade-${0 | 1 | 2 | 3 | 4 | 5 | 6}`;

export type Mark =
  | {
      readonly kind: 'line';
      readonly xs: ArrayLike<number>;
      readonly ys: ArrayLike<number>;
      readonly ink: Ink;
      readonly width: number;
      readonly dash?: readonly number[];
      readonly alpha?: number;
    }
  | {
      /** Between two curves. */
      readonly kind: 'band';
      readonly xs: ArrayLike<number>;
      readonly lows: ArrayLike<number>;
      readonly highs: ArrayLike<number>;
      readonly ink: Ink;
      readonly alpha: number;
    }
  | {
      /** Quantile dots stacked on a line: each stands for the same share of futures. */
      readonly kind: 'dots';
      /** Ascending. */
      readonly values: readonly number[];
      readonly base: number;
      /** Height the tallest stack may take, in y units. */
      readonly room: number;
      readonly ink: Ink;
      /** Dots at or above are filled, those below are rings. */
      readonly threshold: number;
      /** All are filled: what stands behind others. */
      readonly solid?: boolean;
    }
  | {
      /** Single points, all of one size. */
      readonly kind: 'points';
      readonly xs: ArrayLike<number>;
      readonly ys: ArrayLike<number>;
      readonly ink: Ink;
      readonly radius: number;
      /** Rings otherwise. */
      readonly filled: boolean;
    }
  | {
      readonly kind: 'rule';
      readonly axis: 'x' | 'y';
      readonly at: number;
      readonly ink: Ink;
      readonly width: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly ink: Ink;
      readonly align: 'left' | 'right' | 'center';
      /** Shift in units of the text: widths of a letter to the right, lines down. */
      readonly letters?: number;
      readonly lines?: number;
      readonly bold?: boolean;
    }
  | {
      /** Alternating ruler along the foot of the plot, as on the border of a sea chart. */
      readonly kind: 'ruler';
      readonly from: number;
      readonly to: number;
      readonly step: number;
    };

export interface Reading {
  readonly label: string;
  readonly value: string;
  readonly ink: Ink;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Figure {
  /** The finding, as a sentence. */
  readonly title: string;
  /** Under which assumptions, where they are not the model's own: said beneath the title and in every file. */
  readonly note?: string;
  /** What is drawn, as a sentence. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** Texts that stand to the right of the plot: it leaves room for the widest. */
  readonly rightLabels?: readonly string[];
  readonly table: Table;
  /** Exact values at an x, for the pointer. */
  readonly readings?: (x: number) => { readonly at: string; readonly rows: readonly Reading[] } | null;
}

/** Line styles that go with scenario colours, so that no chart rests on colour alone. Lengths in CSS pixels. */
export const DASHES: readonly (readonly number[])[] = [
  [],
  [8, 3],
  [2, 3],
  [9, 3, 2, 3],
  [14, 4],
  [5, 2, 1, 2, 1, 2],
  [4, 4],
  [1, 2.5],
];

export function dashOf(style: number): readonly number[] {
  return DASHES[style % DASHES.length] ?? [];
}
