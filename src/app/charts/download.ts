/** Makes a chart a file: SVG drawn anew with title and axes, PNG of the same, or CSV of its table. Loaded on demand. */
import { row } from '../../share/exports/csv.ts';
import { download } from '../download.ts';
import type { Colours } from './colours.ts';
import type { Figure } from './figure.ts';
import { chartFont } from './plot.ts';
import { toSvg } from './svg.ts';

interface Surface {
  readonly canvas: HTMLCanvasElement;
  readonly colours: Colours;
  /** What the picture says of itself. */
  readonly credit: readonly string[] | undefined;
}

/** Pixels of a picture for each of the chart: enough for print. */
const DENSITY = 2;

/** Where assumptions were changed, each row says so: rows are copied from one sheet to another. */
export function toCsv({ table, note }: Figure): string {
  const noted = (cells: readonly (string | number)[], last: string) => (note === undefined ? cells : [...cells, last]);
  return [noted(table.columns, 'Assumptions'), ...table.rows.map((cells) => noted(cells, note ?? ''))]
    .map(row)
    .join('');
}

function svgOf(figure: Figure, { canvas, colours, credit }: Surface): Blob {
  const { clientWidth: width, clientHeight: height } = canvas;
  return new Blob(
    [toSvg(figure, { width, height, colours, font: chartFont(), ...(credit === undefined ? {} : { credit }) })],
    {
      type: 'image/svg+xml',
    },
  );
}

async function pngOf(svg: Blob): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const sheet = document.createElement('canvas');
    sheet.width = picture.naturalWidth * DENSITY;
    sheet.height = picture.naturalHeight * DENSITY;
    const context = sheet.getContext('2d');
    if (!context) throw new Error('this browser gave no canvas to draw on');
    context.drawImage(picture, 0, 0, sheet.width, sheet.height);
    return await new Promise((resolve, reject) => {
      sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

export async function saveChart(
  kind: 'png' | 'svg' | 'csv',
  figure: Figure,
  fileName: string,
  surface: Surface,
): Promise<void> {
  const name = `${fileName}.${kind}`;
  switch (kind) {
    case 'csv':
      return download(name, 'text/csv', toCsv(figure));
    case 'svg':
      return download(name, 'image/svg+xml', svgOf(figure, surface));
    case 'png':
      return download(name, 'image/png', await pngOf(svgOf(figure, surface)));
    default:
      return kind satisfies never;
  }
}
