/**
 * The one place that touches uPlot: it gives scales, axes, crisp sizing and the pointer; marks are drawn by draw.ts in
 * its draw hook. Holds one figure at a time and redraws when told; no state of the forecast lives here.
 */
import uPlot from 'uplot';
import type { Colours } from './colours.ts';
import { drawFigure, type Frame, widthOf } from './draw.ts';
import type { Axis, Figure } from './figure.ts';
import { canvasPen } from './pen.ts';

/** Where the plot area lies within the chart, CSS pixels, and what maps to what. */
export interface Geometry {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly toX: (value: number) => number;
  readonly fromX: (pixels: number) => number;
  readonly toY: (value: number) => number;
  readonly fromY: (pixels: number) => number;
}

/** Style of what lies over the plot, and is as large. */
export function plotBox({ left, top, width, height }: Geometry): Readonly<Record<string, string>> {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}

export interface Plot {
  show(figure: Figure): void;
  resize(width: number, height: number): void;
  recolour(colours: Colours): void;
  readonly canvas: HTMLCanvasElement;
  destroy(): void;
}

export interface PlotOptions {
  readonly target: HTMLElement;
  readonly figure: Figure;
  readonly colours: Colours;
  readonly width: number;
  readonly height: number;
  /** After every drawing. */
  readonly onDraw: (geometry: Geometry) => void;
  /** Axis value under the pointer, or null when it has left. */
  readonly onPoint: (x: number | null, pixels: number) => void;
}

export interface Font {
  readonly size: number;
  readonly css: string;
}

/** The page's sans, in proportion to its root. In whole pixels: uPlot scales no others to the density of the screen. */
export function chartFont(): Font {
  const root = getComputedStyle(document.documentElement);
  const size = Math.round(Number.parseFloat(root.fontSize) * 0.8);
  return { size, css: `${size}px ${root.getPropertyValue('--sans')}` };
}

function axisOptions(side: 'x' | 'y', current: () => Figure, colours: () => Colours, font: Font): uPlot.Axis {
  const axis = (): Axis => current()[side];
  return {
    show: !axis().hidden,
    scale: side,
    font: font.css,
    stroke: () => colours()('muted'),
    grid: { show: side === 'y', stroke: () => colours()('rule'), width: 1 },
    ticks: { show: side === 'x', stroke: () => colours()('edge'), width: 1, size: 4 },
    splits: () => [...axis().ticks],
    values: () => axis().ticks.map((tick) => axis().format(tick)),
    // Room for the widest label of a y axis: a hidden one needs none.
    size:
      side === 'x' ? Math.round(font.size * 2.2) : () => 10 + widthOf(axis().ticks.map(axis().format), font.size * 1.1),
    gap: 4,
  };
}

export function createPlot(options: PlotOptions): Plot {
  let { figure, colours } = options;
  const font = chartFont();
  const current = (): Figure => figure;
  const data = (): uPlot.AlignedData => [
    [figure.x.low, figure.x.high],
    [figure.y.low, figure.y.high],
  ];

  /** Of the axes as drawn now: one that followed the plot would equal every later one, and nothing over it would move. */
  function geometry(u: uPlot): Geometry {
    const ratio = uPlot.pxRatio;
    const [width, height] = [u.bbox.width / ratio, u.bbox.height / ratio];
    const { x, y } = figure;
    return {
      left: u.bbox.left / ratio,
      top: u.bbox.top / ratio,
      width,
      height,
      toX: (value) => ((value - x.low) / (x.high - x.low)) * width,
      fromX: (pixels) => x.low + (pixels / width) * (x.high - x.low),
      toY: (value) => ((y.high - value) / (y.high - y.low)) * height,
      fromY: (pixels) => y.high - (pixels / height) * (y.high - y.low),
    };
  }

  function draw(u: uPlot): void {
    const { left, top, width, height } = geometry(u);
    const ratio = uPlot.pxRatio;
    const frame: Frame = {
      x: (value) => u.valToPos(value, 'x'),
      y: (value) => u.valToPos(value, 'y'),
      width,
      height,
      colour: colours,
      fontSize: font.size,
    };
    const { ctx } = u;
    ctx.save();
    ctx.beginPath();
    // A little room left of the plot, so that what lies on its edge is whole, and the margin with its labels to the right.
    ctx.rect(u.bbox.left - 6 * ratio, 0, ctx.canvas.width, u.bbox.top + u.bbox.height + ratio);
    ctx.clip();
    ctx.setTransform(ratio, 0, 0, ratio, left * ratio, top * ratio);
    drawFigure(canvasPen(ctx, font.css), frame, figure);
    ctx.restore();
  }

  const u = new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [8, () => Math.max(12, widthOf(figure.rightLabels ?? [], font.size)), 0, figure.y.hidden ? 8 : 0],
      legend: { show: false },
      cursor: { x: true, y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
      scales: {
        x: { time: false, range: () => [figure.x.low, figure.x.high] },
        y: { range: () => [figure.y.low, figure.y.high] },
      },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [axisOptions('x', current, () => colours, font), axisOptions('y', current, () => colours, font)],
      hooks: {
        draw: [draw, (self) => options.onDraw(geometry(self))],
        setCursor: [
          (self) => {
            const at = self.cursor.left ?? -1;
            options.onPoint(at < 0 ? null : self.posToVal(at, 'x'), at);
          },
        ],
      },
    },
    data(),
    options.target,
  );

  return {
    show(next) {
      figure = next;
      u.setData(data());
      // Without this, labels stay as they were wherever the range of an axis has not changed.
      u.redraw(false, true);
    },
    resize(width, height) {
      u.setSize({ width, height });
    },
    recolour(next) {
      colours = next;
      u.redraw();
    },
    canvas: u.ctx.canvas,
    destroy: () => u.destroy(),
  };
}
