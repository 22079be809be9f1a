/** Draws the marks of a figure with a pen, given where its axes lie. Knows neither uPlot nor the page. */
import { dotDiameter, stackDots } from './dots.ts';
import type { Figure, Ink, Mark } from './figure.ts';
import type { Pen } from './pen.ts';

export interface Frame {
  /** Axis value to pixels from the left of the plot. */
  readonly x: (value: number) => number;
  /** Axis value to pixels from its top. */
  readonly y: (value: number) => number;
  readonly width: number;
  readonly height: number;
  readonly colour: (ink: Ink) => string;
  /** Size of the text, pixels: lines, dots and gaps keep their proportion to it. */
  readonly fontSize: number;
}

/** Widths of figures are given for text of this size. */
const USUAL_FONT = 12;
const RULER_HEIGHT = 4;
/** More would be one shade of grey. */
const MOST_PIECES = 200;
const LINE = 1.35;
const LETTER = 0.56;

/** About as wide as the widest of some texts will be drawn, pixels. */
export function widthOf(texts: readonly string[], fontSize: number): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0) * LETTER * fontSize;
}

function points(xs: ArrayLike<number>, ys: ArrayLike<number>, frame: Frame): number[] {
  const out: number[] = [];
  for (let i = 0; i < xs.length; i += 1) {
    const x = xs[i];
    const y = ys[i];
    if (x === undefined || y === undefined || Number.isNaN(y)) continue;
    out.push(frame.x(x), frame.y(y));
  }
  return out;
}

function backwards(list: readonly number[]): number[] {
  const out: number[] = [];
  for (let i = list.length - 2; i >= 0; i -= 2) out.push(list[i] ?? 0, list[i + 1] ?? 0);
  return out;
}

function ruler(pen: Pen, frame: Frame, mark: Extract<Mark, { kind: 'ruler' }>): void {
  const ink = frame.colour('edge');
  const top = frame.height - RULER_HEIGHT * (frame.fontSize / USUAL_FONT);
  const box = (left: number, right: number): number[] => [
    left,
    top,
    right,
    top,
    right,
    frame.height,
    left,
    frame.height,
  ];
  // Counted, not summed up to the end: a step that is nothing beside the ends would never get there.
  const pieces = Math.ceil((mark.to - mark.from) / mark.step - 1e-9);
  for (let piece = 0; piece < Math.min(pieces, MOST_PIECES); piece += 2) {
    const from = mark.from + piece * mark.step;
    pen.shape(box(frame.x(from), frame.x(Math.min(from + mark.step, mark.to))), ink, 1);
  }
  const outline = box(frame.x(mark.from), frame.x(mark.to));
  pen.line([...outline, ...outline.slice(0, 2)], { colour: ink, width: 1, dash: [], alpha: 1 });
}

function drawMark(pen: Pen, frame: Frame, mark: Mark, diameter: number): void {
  const unit = frame.fontSize / USUAL_FONT;
  switch (mark.kind) {
    case 'line':
      pen.line(points(mark.xs, mark.ys, frame), {
        colour: frame.colour(mark.ink),
        width: mark.width * unit,
        dash: (mark.dash ?? []).map((length) => length * unit),
        alpha: mark.alpha ?? 1,
      });
      return;
    case 'band':
      pen.shape(
        [...points(mark.xs, mark.lows, frame), ...backwards(points(mark.xs, mark.highs, frame))],
        frame.colour(mark.ink),
        mark.alpha,
      );
      return;
    case 'dots': {
      const base = frame.y(mark.base);
      const colour = frame.colour(mark.ink);
      for (const dot of stackDots(mark.values.map(frame.x), diameter, frame.x(mark.threshold))) {
        const value = mark.values[dot.index] ?? 0;
        pen.circle(dot.x, base - dot.up, diameter * 0.46, colour, mark.solid === true || value >= mark.threshold);
      }
      return;
    }
    case 'points': {
      const places = points(mark.xs, mark.ys, frame);
      for (let i = 0; i < places.length; i += 2) {
        const [x = 0, y = 0] = [places[i], places[i + 1]];
        pen.circle(x, y, mark.radius * unit, frame.colour(mark.ink), mark.filled);
      }
      return;
    }
    case 'rule': {
      const at = mark.axis === 'x' ? frame.x(mark.at) : frame.y(mark.at);
      const ends = mark.axis === 'x' ? [at, 0, at, frame.height] : [0, at, frame.width, at];
      const dash = (mark.dash ?? []).map((length) => length * unit);
      pen.line(ends, { colour: frame.colour(mark.ink), width: mark.width * unit, dash, alpha: 1 });
      return;
    }
    case 'text':
      pen.text(
        frame.x(mark.x) + (mark.letters ?? 0) * LETTER * frame.fontSize,
        frame.y(mark.y) + (mark.lines ?? 0) * LINE * frame.fontSize,
        mark.text,
        frame.colour(mark.ink),
        mark.align,
        mark.bold ?? false,
      );
      return;
    case 'ruler':
      ruler(pen, frame, mark);
      return;
    default:
      mark satisfies never;
  }
}

/** One diameter for all dots of a figure, so that rows can be compared by eye. */
function commonDiameter(figure: Figure, frame: Frame): number {
  let diameter = frame.width / 28;
  for (const mark of figure.marks) {
    if (mark.kind !== 'dots') continue;
    const room = frame.y(mark.base) - frame.y(mark.base + mark.room);
    diameter = dotDiameter(mark.values.map(frame.x), room, Math.min(diameter, room / 4), frame.x(mark.threshold));
  }
  return diameter;
}

export function drawFigure(pen: Pen, frame: Frame, figure: Figure): void {
  const diameter = commonDiameter(figure, frame);
  for (const mark of figure.marks) drawMark(pen, frame, mark, diameter);
}
