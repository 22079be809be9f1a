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

/**
 * Stacks dots at ascending pixel positions. A column starts at the leftmost dot not yet placed and takes all that lie
 * within one diameter; the column stands at the middle of its members.
 */
export function stackDots(positions: readonly number[], diameter: number): Dot[] {
  const dots: Dot[] = [];
  let start = 0;
  while (start < positions.length) {
    const left = positions[start] ?? 0;
    let end = start;
    while (end < positions.length && (positions[end] ?? 0) < left + diameter) end += 1;
    const middle = (left + (positions[end - 1] ?? left)) / 2;
    for (let index = start; index < end; index += 1) {
      dots.push({ x: middle, up: (index - start + 0.5) * diameter, index });
    }
    start = end;
  }
  return dots;
}

/** The largest diameter, at most `largest`, at which no stack is higher than `room` pixels. */
export function dotDiameter(positions: readonly number[], room: number, largest: number): number {
  const fits = (diameter: number): boolean =>
    stackDots(positions, diameter).every((dot) => dot.up + diameter / 2 <= room);
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
