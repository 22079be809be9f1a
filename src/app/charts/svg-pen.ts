/** A pen that writes SVG. */
import { type Pen, ringRadius, type Stroke } from './pen.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ANCHOR = { left: 'start', right: 'end', center: 'middle' } as const;

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function path(points: readonly number[]): string {
  let out = '';
  for (let i = 0; i + 1 < points.length; i += 2) {
    out += `${i === 0 ? 'M' : 'L'}${number(points[i] ?? 0)} ${number(points[i + 1] ?? 0)}`;
  }
  return out;
}

function strokeAttributes({ colour, width, dash, alpha }: Stroke): string {
  const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  return `fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${alpha}"${dashes}`;
}

/** `parts` grows as the pen draws. */
export function svgPen(): { pen: Pen; parts: string[] } {
  const parts: string[] = [];
  const pen: Pen = {
    line(points, stroke) {
      parts.push(`<path d="${path(points)}" ${strokeAttributes(stroke)}/>`);
    },
    shape(points, colour, alpha) {
      parts.push(`<path d="${path(points)}Z" fill="${colour}" fill-opacity="${alpha}"/>`);
    },
    circle(x, y, radius, colour, filled) {
      const look = filled ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="1.5"`;
      const size = filled ? radius : ringRadius(radius);
      parts.push(`<circle cx="${number(x)}" cy="${number(y)}" r="${number(size)}" ${look}/>`);
    },
    text(x, y, text, colour, align, bold) {
      const weight = bold ? ' font-weight="600"' : '';
      const anchor = `text-anchor="${ANCHOR[align]}" dominant-baseline="middle"`;
      parts.push(
        `<text x="${number(x)}" y="${number(y)}" fill="${colour}" ${anchor}${weight}>${escapeXml(text)}</text>`,
      );
    },
  };
  return { pen, parts };
}
