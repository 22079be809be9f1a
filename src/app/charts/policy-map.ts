/**
 * A statistic over two levers, drawn as a sea chart: depths in shades, a line at every change of shade, soundings where
 * it was measured, the chosen level in ink. Between measured points the surface is bilinear. Pure.
 */
import { contours } from '../../analysis/contours.ts';
import type { Estimate } from '../../engine/statistics.ts';
import { numberWords } from '../wording.ts';
import { tickStep } from './axis.ts';
import type { Axis, Figure, Ink, Mark, Shade } from './figure.ts';

export interface MapView {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Rising axis coordinates of the grid. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** By point, iy * xs.length + ix: the statistic as it is read (percent for a chance); NaN where nothing is known. */
  readonly values: ArrayLike<number>;
  /** 1 where measured, 0 where interpolated. */
  readonly measured: ArrayLike<number>;
  /** The line in ink. */
  readonly level: number;
  readonly levelWords: string;
  /** Where the policy stands now, axis coordinates. */
  readonly present: { readonly x: number; readonly y: number; readonly name: string };
  readonly xWords: (x: number) => string;
  readonly yWords: (y: number) => string;
  readonly estimate: (point: number) => Estimate;
  readonly words: (estimate: Estimate) => string;
}

/** A shade and the values it stands for. */
export interface ShadeClass {
  readonly shade: Shade;
  readonly from: number;
  readonly to: number;
}

const SHADES: readonly Shade[] = ['shade-0', 'shade-1', 'shade-2', 'shade-3', 'shade-4', 'shade-5', 'shade-6'];
/** From here on shades are far from the paper, and what stands on them is written in the paper's colour. */
const FIRST_STRONG = 4;

/** Classes with round limits over the values, at most seven, the shades spread over them. */
export function classesOf(values: ArrayLike<number>): readonly ShadeClass[] {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0) return [];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  for (let wanted = SHADES.length; wanted >= 1; wanted -= 1) {
    const step = tickStep(Math.max(high - low, 1e-3), wanted, false);
    const first = Math.floor(low / step + 1e-9);
    const count = Math.max(Math.ceil(high / step - 1e-9) - first, 1);
    if (count > SHADES.length) continue;
    return Array.from({ length: count }, (_, i): ShadeClass => {
      const place = count === 1 ? 3 : Math.round((i * (SHADES.length - 1)) / (count - 1));
      const limit = (k: number): number => Number(((first + k) * step).toPrecision(12));
      return { shade: SHADES[place] ?? 'shade-3', from: limit(i), to: limit(i + 1) };
    });
  }
  return [];
}

function classAt(classes: readonly ShadeClass[], value: number): ShadeClass | null {
  if (Number.isNaN(value)) return null;
  return classes.find(({ to }) => value < to) ?? classes.at(-1) ?? null;
}

/** The ink that can be read on a shade. */
function inkOn({ shade }: ShadeClass): Ink {
  return SHADES.indexOf(shade) >= FIRST_STRONG ? 'paper' : 'ink';
}

/** Thin rows that a cell is drawn in: about a pixel each, so that the edges of shades look smooth. */
const ROWS_PER_CELL = 16;

/** A row of one shade. */
interface Run {
  readonly shade: Shade;
  readonly from: number;
  readonly to: number;
}

/** Shades along one row, where `values` belong to `xs` and are linear between: every change of class at its exact place. */
function runsOf(xs: readonly number[], values: readonly number[], classes: readonly ShadeClass[]): Run[] {
  const runs: Run[] = [];
  const add = (found: ShadeClass | null, from: number, to: number): void => {
    if (!found || !(to > from)) return;
    const last = runs.at(-1);
    if (last?.shade === found.shade && last.to === from) runs[runs.length - 1] = { ...last, to };
    else runs.push({ shade: found.shade, from, to });
  };
  for (let i = 0; i + 1 < xs.length; i += 1) {
    const [left = 0, right = 0] = [xs[i], xs[i + 1]];
    const [a = Number.NaN, b = Number.NaN] = [values[i], values[i + 1]];
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    const crossed = classes
      .slice(1)
      .map(({ from }) => (from - a) / (b - a))
      .filter((share) => share > 0 && share < 1)
      .sort((x, y) => x - y);
    const cuts = [0, ...crossed, 1];
    for (let k = 0; k + 1 < cuts.length; k += 1) {
      const [from = 0, to = 1] = [cuts[k], cuts[k + 1]];
      const middle = a + ((from + to) / 2) * (b - a);
      add(classAt(classes, middle), left + from * (right - left), left + to * (right - left));
    }
  }
  return runs;
}

/** Shades row by row; each row reaches a little under the next, so that no seam shows. */
function fill({ xs, ys, values }: MapView, classes: readonly ShadeClass[]): Mark[] {
  const at = (i: number, j: number): number => values[j * xs.length + i] ?? Number.NaN;
  const ceiling = ys.at(-1) ?? 0;
  return ys.slice(0, -1).flatMap((foot, j) =>
    Array.from({ length: ROWS_PER_CELL }, (_, k) => k).flatMap((k): Mark[] => {
      const height = ((ys[j + 1] ?? foot) - foot) / ROWS_PER_CELL;
      const [low, share] = [foot + k * height, (k + 0.5) / ROWS_PER_CELL];
      const top = Math.min(low + 2 * height, ceiling);
      const row = xs.map((_, i) => at(i, j) * (1 - share) + at(i, j + 1) * share);
      return runsOf(xs, row, classes).map(({ shade, from, to }): Mark => {
        return { kind: 'band', xs: [from, to], lows: [low, low], highs: [top, top], ink: shade, alpha: 1 };
      });
    }),
  );
}

function lines({ xs, ys, values }: MapView, level: number, ink: Ink, width: number, alpha = 1): Mark[] {
  return contours(xs, ys, values, level).map((line): Mark => {
    return { kind: 'line', xs: line.map(([x]) => x), ys: line.map(([, y]) => y), ink, width, alpha };
  });
}

/** Share of a cell's side that a number needs around its middle. */
const CLEARANCE = 0.45;

/** Whether a number at a grid point would lie within one shade, off the border and off the hairs. */
function clear({ xs, ys, values, present }: MapView, classes: readonly ShadeClass[], i: number, j: number): boolean {
  if (i < 1 || j < 1 || i > xs.length - 2 || j > ys.length - 2) return false;
  const at = (di: number, dj: number): number => values[(j + dj) * xs.length + i + di] ?? Number.NaN;
  const own = classAt(classes, at(0, 0));
  const near = (grid: readonly number[], index: number, hair: number): boolean =>
    hair > (grid[index - 1] ?? hair) && hair < (grid[index + 1] ?? hair);
  if (near(xs, i, present.x) || near(ys, j, present.y)) return false;
  const [still, far] = [1 - CLEARANCE, CLEARANCE];
  return [-1, 1].every((di) =>
    [-1, 1].every((dj) => {
      const row = (of: number): number => still * at(0, of) + far * at(di, of);
      return classAt(classes, still * row(0) + far * row(dj)) === own;
    }),
  );
}

/** Numbers at about five by five of the measured points, moved a step where a line would run through them. */
function soundings(view: MapView, classes: readonly ShadeClass[]): Mark[] {
  const { xs, ys, values, measured } = view;
  const step = (size: number): number => Math.max(1, Math.round((size - 1) / 5));
  const [across, up] = [step(xs.length), step(ys.length)];
  const places = (size: number, by: number): number[] =>
    Array.from({ length: size }, (_, i) => i).filter((i) => i % by === Math.floor(by / 2));
  return places(ys.length, up).flatMap((row) =>
    places(xs.length, across).flatMap((column): Mark[] => {
      const found = [0, 1, -1]
        .flatMap((dj) => [0, 1, -1].map((di) => ({ i: column + di, j: row + dj })))
        .find(({ i, j }) => measured[j * xs.length + i] === 1 && clear(view, classes, i, j));
      if (!found) return [];
      const value = values[found.j * xs.length + found.i] ?? Number.NaN;
      const shade = classAt(classes, value);
      if (!shade) return [];
      const text = numberWords(value, Math.abs(value) < 20 ? 1 : 0);
      const place = { x: xs[found.i] ?? 0, y: ys[found.j] ?? 0 };
      return [{ kind: 'text', ...place, text, ink: inkOn(shade), align: 'center' }];
    }),
  );
}

function presentMarks({ present, xs, ys }: MapView): Mark[] {
  const { x, y } = present;
  const [left, right, foot, top] = [xs[0] ?? x, xs.at(-1) ?? x, ys[0] ?? y, ys.at(-1) ?? y];
  const hair = (from: readonly number[], to: readonly number[]): Mark[] => [
    { kind: 'line', xs: from, ys: to, ink: 'paper', width: 2.5, alpha: 0.8 },
    { kind: 'line', xs: from, ys: to, ink: 'ink', width: 1, dash: [3, 3] },
  ];
  const at = { xs: [x], ys: [y] };
  return [
    ...hair([left, right], [y, y]),
    ...hair([x, x], [foot, top]),
    { kind: 'points', ...at, ink: 'paper', radius: 7.5, filled: true },
    { kind: 'points', ...at, ink: 'ink', radius: 6.5, filled: false },
    { kind: 'points', ...at, ink: 'ink', radius: 2.5, filled: true },
  ];
}

export function mapFigure(view: MapView): Figure {
  const { xs, ys, x, y, values } = view;
  const classes = classesOf(values);
  const breaks = classes.slice(1).map(({ from }) => from);
  const strong = lines(view, view.level, 'ink', 2.75);
  return {
    title: view.title,
    description: `Shades go from low to high; the strong line is where it is ${view.levelWords}. Numbers stand where it was measured, on the same draws; between them it is interpolated. The crossed hairs are where ${view.present.name} stands.`,
    x,
    y,
    marks: [
      ...fill(view, classes),
      ...breaks.flatMap((level) => lines(view, level, 'paper', 1, 0.7)),
      ...strong.map((line): Mark => (line.kind === 'line' ? { ...line, ink: 'paper', width: 5 } : line)),
      ...strong,
      ...soundings(view, classes),
      ...presentMarks(view),
    ],
    table: {
      columns: [`${y.label} ↓, ${x.label} →`, ...xs.map(view.xWords)],
      rows: [...ys.keys()].reverse().map((j) => [
        view.yWords(ys[j] ?? 0),
        ...xs.map((_, i) => {
          const point = j * xs.length + i;
          const value = values[point] ?? Number.NaN;
          if (view.measured[point] === 1) return view.words(view.estimate(point));
          return Number.isNaN(value) ? '–' : `about ${numberWords(value, 1)}`;
        }),
      ]),
    },
  };
}
