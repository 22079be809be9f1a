/** What marks are drawn with: a canvas on screen, SVG text in a download. Lengths in CSS pixels. */

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

export interface Pen {
  /** An open line through points x0, y0, x1, y1 … */
  line(points: readonly number[], stroke: Stroke): void;
  /** A filled closed shape. */
  shape(points: readonly number[], colour: string, alpha: number): void;
  /** A circle, filled or as a ring. */
  circle(x: number, y: number, radius: number, colour: string, filled: boolean): void;
  text(x: number, y: number, text: string, colour: string, align: 'left' | 'right' | 'center', bold: boolean): void;
}

/** Rings are stroked 1.5 wide, inside the circle; the smallest are a point. */
export function ringRadius(radius: number): number {
  return Math.max(radius - 0.75, 0.1);
}

/** A pen on a canvas whose transform is already set to CSS pixels. */
export function canvasPen(context: CanvasRenderingContext2D, font: string): Pen {
  const trace = (points: readonly number[]): void => {
    context.beginPath();
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = points[i] ?? 0;
      const y = points[i + 1] ?? 0;
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  };
  return {
    line(points, stroke) {
      trace(points);
      context.globalAlpha = stroke.alpha;
      context.strokeStyle = stroke.colour;
      context.lineWidth = stroke.width;
      context.lineJoin = 'round';
      context.setLineDash([...stroke.dash]);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    },
    shape(points, colour, alpha) {
      trace(points);
      context.closePath();
      context.globalAlpha = alpha;
      context.fillStyle = colour;
      context.fill();
      context.globalAlpha = 1;
    },
    circle(x, y, radius, colour, filled) {
      context.beginPath();
      context.arc(x, y, filled ? radius : ringRadius(radius), 0, 2 * Math.PI);
      if (filled) {
        context.fillStyle = colour;
        context.fill();
      } else {
        context.strokeStyle = colour;
        context.lineWidth = 1.5;
        context.stroke();
      }
    },
    text(x, y, text, colour, align, bold) {
      context.font = bold ? `600 ${font}` : font;
      context.fillStyle = colour;
      context.textAlign = align;
      context.textBaseline = 'middle';
      context.fillText(text, x, y);
    },
  };
}
