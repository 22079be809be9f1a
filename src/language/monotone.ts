/**
 * Slopes of the cubics through some points that neither overshoot nor turn between two of them (PCHIP; Fritsch and Carlson 1980,
 * SIAM J. Numer. Anal. 17, 238-246, with the weighted harmonic means of Fritsch and Butland 1984 and the end slopes of Moler's
 * `pchip`). Portable arithmetic.
 */

/** One slope per point. `xs` rise; as many `ys`, at least two. */
export function monotoneSlopes(xs: readonly number[], ys: readonly number[]): number[] {
  const at = (list: readonly number[], i: number): number => list[i] ?? 0;
  const widths = xs.slice(1).map((x, i) => x - at(xs, i));
  const secants = widths.map((width, i) => (at(ys, i + 1) - at(ys, i)) / width);
  const last = secants.length - 1;
  return xs.map((_, i) => {
    if (last === 0) return at(secants, 0);
    if (i === 0) return endSlope(at(widths, 0), at(widths, 1), at(secants, 0), at(secants, 1));
    if (i > last) return endSlope(at(widths, last), at(widths, last - 1), at(secants, last), at(secants, last - 1));
    return innerSlope(at(widths, i - 1), at(widths, i), at(secants, i - 1), at(secants, i));
  });
}

function innerSlope(widthBefore: number, widthAfter: number, before: number, after: number): number {
  if (!(before * after > 0)) return 0;
  const w1 = 2 * widthAfter + widthBefore;
  const w2 = widthAfter + 2 * widthBefore;
  return (w1 + w2) / (w1 / before + w2 / after);
}

function endSlope(width: number, nextWidth: number, secant: number, nextSecant: number): number {
  const slope = ((2 * width + nextWidth) * secant - width * nextSecant) / (width + nextWidth);
  if (!(slope * secant > 0)) return 0;
  return Math.abs(slope) > 3 * Math.abs(secant) ? 3 * secant : slope;
}

/** The cubic between two points as c1 g + c2 g^2 + c3 g^3 above the first, with g from 0 to the width. */
export interface Cubic {
  readonly from: number;
  readonly width: number;
  readonly c1: number;
  readonly c2: number;
  readonly c3: number;
}

/** The pieces of the curve through the points; straight lines where `monotone` is false. */
export function piecesOf(xs: readonly number[], ys: readonly number[], monotone: boolean): Cubic[] {
  const slopes = monotone ? monotoneSlopes(xs, ys) : [];
  return xs.slice(1).map((to, i) => {
    const from = xs[i] ?? 0;
    const width = to - from;
    const secant = ((ys[i + 1] ?? Number.NaN) - (ys[i] ?? Number.NaN)) / width;
    const [start = secant, end = secant] = [slopes[i], slopes[i + 1]];
    return {
      from,
      width,
      c1: start,
      c2: monotone ? (3 * secant - 2 * start - end) / width : 0,
      c3: monotone ? (start + end - 2 * secant) / (width * width) : 0,
    };
  });
}
