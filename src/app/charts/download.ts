/** Makes a chart a file: PNG with its title, SVG drawn anew, or CSV of its table. Loaded on demand. */
import type { Colours } from './colours.ts';
import { drawFigure, type Frame, widthOf } from './draw.ts';
import type { Axis, Figure } from './figure.ts';
import { chartFont, type Font } from './plot.ts';
import { escapeXml, svgPen } from './svg-pen.ts';

interface Surface {
  readonly canvas: HTMLCanvasElement;
  readonly colours: Colours;
}

const CREDIT = 'Headway: a conditional forecast, not a prediction';

export function toCsv(figure: Figure): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[figure.table.columns, ...figure.table.rows].map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

/** The figure as a document of its own: title, plot, axes, credit. Lengths in pixels. */
export function toSvg(figure: Figure, colours: Colours, width: number, height: number, font: Font): string {
  const margin = Math.max(16, widthOf(figure.rightLabels ?? [], font.size));
  const [left, right, top, bottom] = [figure.y.hidden ? 12 : 52, margin, 44, 56];
  const inner = { width: width - left - right, height: height - top - bottom };
  const place = (axis: Axis, value: number): number => (value - axis.low) / (axis.high - axis.low);
  const frame: Frame = {
    x: (value) => place(figure.x, value) * inner.width,
    y: (value) => (1 - place(figure.y, value)) * inner.height,
    ...inner,
    colour: colours,
    fontSize: font.size,
  };
  const { pen, parts } = svgPen();
  const muted = colours('muted');
  const rule = { colour: colours('rule'), width: 1, dash: [], alpha: 1 };
  if (!figure.y.hidden) {
    for (const tick of figure.y.ticks) {
      const y = frame.y(tick);
      if (y < -1 || y > inner.height + 1) continue;
      pen.line([0, y, inner.width, y], rule);
      pen.text(-6, y, figure.y.format(tick), muted, 'right', false);
    }
  }
  parts.push(`<g clip-path="url(#plot)">`);
  drawFigure(pen, frame, figure);
  parts.push('</g>');
  for (const tick of figure.x.ticks) {
    pen.text(frame.x(tick), inner.height + 14, figure.x.format(tick), muted, 'center', false);
  }
  pen.text(inner.width / 2, inner.height + 32, figure.x.label, muted, 'center', false);
  pen.text(inner.width, inner.height + 48, CREDIT, muted, 'right', false);
  pen.text(0, -24, figure.title, colours('ink'), 'left', true);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="font:${escapeXml(font.css)}">`,
    `<title>${escapeXml(figure.title)}</title><desc>${escapeXml(figure.description)}</desc>`,
    `<rect width="100%" height="100%" fill="${colours('paper')}"/>`,
    `<clipPath id="plot"><rect x="-6" y="-8" width="${inner.width + right + 6}" height="${inner.height + 9}"/></clipPath>`,
    `<g transform="translate(${left} ${top})">${parts.join('')}</g></svg>`,
  ].join('');
}

/** The canvas of the chart under its title, at the density of the screen. */
function toPng(figure: Figure, { canvas, colours }: Surface): Promise<Blob> {
  const ratio = canvas.width / canvas.clientWidth;
  const head = 34 * ratio;
  const foot = 40 * ratio;
  const sheet = document.createElement('canvas');
  sheet.width = canvas.width;
  sheet.height = canvas.height + head + foot;
  const context = sheet.getContext('2d');
  if (!context) throw new Error('this browser gave no canvas to draw on');
  context.fillStyle = colours('paper');
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(canvas, 0, head);
  context.scale(ratio, ratio);
  context.font = `600 ${chartFont().css}`;
  context.fillStyle = colours('ink');
  context.fillText(figure.title, 10, 22, sheet.width / ratio - 20);
  context.font = chartFont().css;
  context.fillStyle = colours('muted');
  context.fillText(figure.x.label, 10, (head + canvas.height) / ratio + 14);
  context.fillText(CREDIT, 10, (head + canvas.height) / ratio + 30);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png');
  });
}

async function fileOf(kind: 'png' | 'svg' | 'csv', figure: Figure, surface: Surface): Promise<Blob> {
  switch (kind) {
    case 'csv':
      return new Blob([toCsv(figure)], { type: 'text/csv' });
    case 'svg': {
      const { clientWidth, clientHeight } = surface.canvas;
      const svg = toSvg(figure, surface.colours, clientWidth, clientHeight + 60, chartFont());
      return new Blob([svg], { type: 'image/svg+xml' });
    }
    case 'png':
      return toPng(figure, surface);
  }
}

export async function download(
  kind: 'png' | 'svg' | 'csv',
  figure: Figure,
  fileName: string,
  surface: Surface,
): Promise<void> {
  const address = URL.createObjectURL(await fileOf(kind, figure, surface));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = `${fileName}.${kind}`;
  anchor.click();
  URL.revokeObjectURL(address);
}
