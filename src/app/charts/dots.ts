/**
 * Quantile dot plots (Kay, Kola, Hullman, Munson 2016): n dots at the quantiles (i + 0.5)/n, so that each stands for the
 * same share of futures and chances can be counted. Stacks are columns one dot wide, in Wilkinson's manner.
 */

export interface Dot {
  /** Pixels from the left and from the base line, centre of the dot. */
  readonly x: number;
  readonly up: number;
  readonly index: number;
}

/** Places for ascending distances from the origin. */
function stackSide(distances: readonly number[], diameter: number): { readonly at: number; readonly up: number }[] {
  const out: { at: number; up: number }[] = [];
  let before = -diameter / 2;
  let start = 0;
  while (start < distances.length) {
    const near = distances[start] ?? 0;
    let end = start;
    while (end < distances.length && (distances[end] ?? 0) < near + diameter) end += 1;
    const middle = (near + (distances[end - 1] ?? near)) / 2;
    const at = Math.max(middle, before + diameter);
    for (let index = start; index < end; index += 1) out.push({ at, up: (index - start + 0.5) * diameter });
    before = at;
    start = end;
  }
  return out;
}

/**
 * Stacks dots at ascending pixel positions, outwards from `origin` (the threshold), so that every dot stands whole on the
 * side its value is on. A column takes all values within one diameter of its nearest; it stands at their middle, or where
 * the column before it leaves room. No two dots overlap, and none stands farther than half a diameter from its value:
 * a column's place is at most half a diameter beyond its nearest value, by induction over columns.
 */
export function stackDots(positions: readonly number[], diameter: number, origin: number): Dot[] {
  const split = positions.findIndex((x) => x >= origin);
  const below = split < 0 ? positions.length : split;
  const left = stackSide(
    positions
      .slice(0, below)
      .map((x) => origin - x)
      .reverse(),
    diameter,
  );
  const right = stackSide(
    positions.slice(below).map((x) => x - origin),
    diameter,
  );
  return [
    ...left.map(({ at, up }, k) => ({ x: origin - at, up, index: below - 1 - k })).reverse(),
    ...right.map(({ at, up }, k) => ({ x: origin + at, up, index: below + k })),
  ];
}

/** The largest diameter, at most `largest`, at which no stack is higher than `room` pixels. */
export function dotDiameter(positions: readonly number[], room: number, largest: number, origin: number): number {
  const fits = (diameter: number): boolean =>
    stackDots(positions, diameter, origin).every((dot) => dot.up + diameter / 2 <= room);
  let low = 1;
  let high = largest;
  if (fits(high)) return high;
  // Stacks grow with the diameter in nearly all cases; a dozen halvings settle it to a thousandth of a pixel.
  for (let turn = 0; turn < 12; turn += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
