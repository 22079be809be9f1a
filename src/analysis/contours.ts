/** Lines of equal value on a grid: marching squares (Lorensen and Cline 1987 in two dimensions; ambiguous cells by their mean). */

export type Polyline = readonly (readonly [x: number, y: number])[];

/** A crossing of a grid edge, with a name that both cells of the edge give it. */
interface Crossing {
  readonly key: string;
  readonly point: readonly [number, number];
}

/**
 * The lines on which the bilinear surface through `values` has the value `level`. `values[j * xs.length + i]` belongs to
 * (xs[i], ys[j]); cells with a corner that is not a number are left out. Lines are open where they meet the border or a
 * hole; a closed line repeats its first point.
 */
export function contours(
  xs: readonly number[],
  ys: readonly number[],
  values: ArrayLike<number>,
  level: number,
): Polyline[] {
  const segments: (readonly [Crossing, Crossing])[] = [];
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) segments.push(...cellSegments(xs, ys, values, level, i, j));
  }
  return join(segments);
}

function cellSegments(
  xs: readonly number[],
  ys: readonly number[],
  values: ArrayLike<number>,
  level: number,
  i: number,
  j: number,
): (readonly [Crossing, Crossing])[] {
  // Corners in turn around the cell; edge e joins corner e to corner e + 1.
  const corners = [
    [i, j],
    [i + 1, j],
    [i + 1, j + 1],
    [i, j + 1],
  ] as const;
  const at = corners.map(([a, b]) => values[b * xs.length + a] ?? Number.NaN);
  if (at.some(Number.isNaN)) return [];
  const above = at.map((value) => value >= level);
  const crossings = corners.flatMap((from, e): Crossing[] => {
    const to = corners[(e + 1) % 4];
    if (to === undefined || above[e] === above[(e + 1) % 4]) return [];
    const [low, high] = [at[e] ?? 0, at[(e + 1) % 4] ?? 0];
    const share = (level - low) / (high - low);
    const between = (axis: readonly number[], a: number, b: number): number =>
      (axis[a] ?? 0) + share * ((axis[b] ?? 0) - (axis[a] ?? 0));
    // Both cells of an edge must name it alike.
    const [first, second] = [from[1] * xs.length + from[0], to[1] * xs.length + to[0]].sort((a, b) => a - b);
    return [{ key: `${first}-${second}`, point: [between(xs, from[0], to[0]), between(ys, from[1], to[1])] }];
  });
  const [a, b, c, d] = crossings;
  if (a === undefined || b === undefined) return [];
  if (c === undefined || d === undefined) return [[a, b]];
  // A saddle: corners 0 and 2 are alike. Where the middle is like them they are joined, and 1 and 3 are cut off.
  const middle = at.reduce((sum, value) => sum + value, 0) / 4 >= level;
  return middle === above[0]
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}

/** Segments that share a crossing, as lines. */
function join(segments: readonly (readonly [Crossing, Crossing])[]): Polyline[] {
  const ends = new Map<string, number[]>();
  segments.forEach((segment, s) => {
    for (const { key } of segment) ends.set(key, [...(ends.get(key) ?? []), s]);
  });
  const used = new Set<number>();
  const lines: Polyline[] = [];
  const follow = (start: number, from: Crossing): (readonly [number, number])[] => {
    const points: (readonly [number, number])[] = [from.point];
    let [segment, crossing]: [number | undefined, Crossing] = [start, from];
    while (segment !== undefined) {
      used.add(segment);
      const [a, b] = segments[segment] ?? [crossing, crossing];
      crossing = a.key === crossing.key ? b : a;
      points.push(crossing.point);
      segment = ends.get(crossing.key)?.find((next) => !used.has(next));
    }
    return points;
  };
  // Open lines from their ends first; what is left then is closed.
  const order = segments
    .flatMap((segment, s) => segment.map((crossing) => ({ s, crossing, open: ends.get(crossing.key)?.length === 1 })))
    .sort((a, b) => Number(b.open) - Number(a.open));
  for (const { s, crossing } of order) if (!used.has(s)) lines.push(follow(s, crossing));
  return lines;
}
