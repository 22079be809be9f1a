/** A figure as an SVG document of its own: title, axes with their labels, plot, credit. Pure. */
import type { Colours } from './colours.ts';
import { drawFigure, type Frame, widthOf } from './draw.ts';
import type { Axis, Figure } from './figure.ts';
import type { Pen } from './pen.ts';
import type { Font } from './plot.ts';
import { escapeXml, svgPen } from './svg-pen.ts';

export const CREDIT = 'Headway: a conditional forecast, not a prediction';
/** Letters of a bold title are wider than those that `widthOf` counts with. */
const BOLD = 1.12;

export interface Sheet {
  /** Pixels, of the plot with its axes. */
  readonly width: number;
  readonly height: number;
  readonly colours: Colours;
  readonly font: Font;
  /** Lines beneath the picture that say what it is of and where it is from; default the name alone. */
  readonly credit?: readonly string[];
  /** Whether the title and the credit stand on it; default yes. */
  readonly framed?: boolean;
}

/** Words of a text in lines of at most `width` pixels. A number is never cut from its error. */
export function linesOf(text: string, width: number, fontSize: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.replaceAll(' ± ', '\u00a0±\u00a0').split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && widthOf([longer], fontSize) > width) lines.push(word);
    else lines[Math.max(lines.length - 1, 0)] = longer;
  }
  return lines;
}

interface Margins {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The figure as the text of an SVG document. */
export function toSvg(
  figure: Figure,
  { width, height, colours, font, framed = true, credit = [CREDIT] }: Sheet,
): string {
  const line = font.size * 1.35;
  const title = framed ? linesOf(figure.title, width - 16, font.size * BOLD) : [];
  const note = framed && figure.note !== undefined ? linesOf(figure.note, width - 16, font.size) : [];
  const credits = framed ? credit.flatMap((words) => linesOf(words, width - 16, font.size)) : [];
  const head = title.length * line * BOLD + note.length * line;
  const { x, y } = figure;
  const margins: Margins = {
    left: y.hidden ? 12 : 12 + widthOf(y.ticks.map(y.format), font.size),
    right: Math.max(16, widthOf(figure.rightLabels ?? [], font.size)),
    top: 12 + head + (y.label === '' ? 0 : line),
    bottom: line * (2.4 + credits.length),
  };
  const whole = framed ? height + head + line * credits.length : height;
  const { left, right, top, bottom } = margins;
  const inner = { width: width - left - right, height: whole - top - bottom };
  const place = (axis: Axis, value: number): number => (value - axis.low) / (axis.high - axis.low);
  const frame: Frame = {
    x: (value) => place(x, value) * inner.width,
    y: (value) => (1 - place(y, value)) * inner.height,
    ...inner,
    colour: colours,
    fontSize: font.size,
  };
  const { pen, parts } = svgPen();
  drawAxisY(pen, y, frame);
  parts.push(`<g clip-path="url(#plot)">`);
  drawFigure(pen, frame, figure);
  parts.push('</g>');
  const muted = colours('muted');
  for (const tick of x.ticks) pen.text(frame.x(tick), inner.height + line, x.format(tick), muted, 'center', false);
  pen.text(inner.width, inner.height + 2 * line, x.label, muted, 'right', false);
  if (y.label !== '') pen.text(4 - left, -line, y.label, muted, 'left', false);
  credits.forEach((words, index) => {
    pen.text(inner.width, inner.height + (3 + index) * line, words, muted, 'right', false);
  });
  title.forEach((words, index) => {
    pen.text(4 - left, line * BOLD * (index + 0.7) - top, words, colours('ink'), 'left', true);
  });
  note.forEach((words, index) => {
    pen.text(4 - left, line * (BOLD * title.length + index + 0.7) - top, words, muted, 'left', false);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" style="font:${escapeXml(font.css)}">`,
    `<title>${escapeXml(figure.title)}</title><desc>${escapeXml([figure.note, figure.description].filter(Boolean).join('. '))}</desc>`,
    `<rect width="100%" height="100%" fill="${colours('paper')}"/>`,
    `<clipPath id="plot"><rect x="-6" y="-8" width="${inner.width + right + 6}" height="${inner.height + 9}"/></clipPath>`,
    `<g transform="translate(${left} ${top})">${parts.join('')}</g></svg>`,
  ].join('');
}

/** Ticks with their words, and a faint rule at each. */
function drawAxisY(pen: Pen, axis: Axis, { y, width, height, colour }: Frame): void {
  if (axis.hidden) return;
  for (const tick of axis.ticks) {
    const at = y(tick);
    if (at < -1 || at > height + 1) continue;
    pen.line([0, at, width, at], { colour: colour('rule'), width: 1, dash: [], alpha: 1 });
    pen.text(-6, at, axis.format(tick), colour('muted'), 'right', false);
  }
}
