/** Chi-square statistics of u32 draws against uniform cells. */

/** Statistic of `count` draws in `cells` (a power of two) equal cells. */
export function uniformCells(cells: number, count: number, draw: (i: number) => number): number {
  const counts = new Uint32Array(cells);
  for (let i = 0; i < count; i++) {
    const cell = Math.floor(((draw(i) >>> 0) / 2 ** 32) * cells);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return statistic(counts, count / cells);
}

/** Statistic of `count` pairs in cells x cells equal cells. */
export function pairCells(cells: number, count: number, a: (i: number) => number, b: (i: number) => number): number {
  const counts = new Uint32Array(cells * cells);
  const cellOf = (bits: number): number => Math.floor(((bits >>> 0) / 2 ** 32) * cells);
  for (let i = 0; i < count; i++) {
    const cell = cellOf(a(i)) * cells + cellOf(b(i));
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return statistic(counts, count / cells ** 2);
}

function statistic(counts: Uint32Array, expected: number): number {
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The value that chi-square with `degrees` exceeds with probability 1e-4 (Wilson and Hilferty 1931; z = 3.719). */
export function chiSquareLimit(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 3.719 * Math.sqrt(spread)) ** 3;
}
