/** A grid that is known at some points: how to fill the rest, and which points to measure next. Pure. */

/** Points a side of the first, coarse grid: few, so that a picture is there at once. */
const FIRST = 3;

/** The points to measure first: a sparse grid with the corners. */
export function coarse(width: number, height: number): number[] {
  const spread = (size: number): number[] => {
    const count = Math.min(size, FIRST);
    return Array.from({ length: count }, (_, i) => Math.round((i * (size - 1)) / (count - 1)));
  };
  return spread(height).flatMap((j) => spread(width).map((i) => j * width + i));
}

/**
 * Values everywhere: linear between measured points of a row, where the row has any; then linear along columns. A measured
 * value that is not a number stays so and is not interpolated from. `values[j * width + i]`.
 */
export function filled(width: number, height: number, values: Float64Array, measured: Uint8Array): Float64Array {
  const result = values.slice();
  for (let j = 0; j < height; j++) fillLine(result, measured, j * width, 1, width);
  const known = result.map((value, at) => (measured[at] === 1 || !Number.isNaN(value) ? 1 : 0));
  const marks = Uint8Array.from(known);
  for (let i = 0; i < width; i++) fillLine(result, marks, i, width, height);
  return result;
}

/** Fills the gaps between known points of one line; beyond the outermost, their value goes on. */
function fillLine(values: Float64Array, known: Uint8Array, from: number, stride: number, count: number): void {
  const places = Array.from({ length: count }, (_, k) => k).filter((k) => {
    const at = from + k * stride;
    return known[at] === 1 && !Number.isNaN(values[at]);
  });
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return;
  const value = (k: number): number => values[from + k * stride] ?? Number.NaN;
  let next = 0;
  for (let k = 0; k < count; k++) {
    while (next < places.length && (places[next] ?? count) < k) next++;
    const at = from + k * stride;
    if (known[at] === 1) continue;
    const right = places[next];
    const left = places[next - 1];
    if (left === undefined) values[at] = value(first);
    else if (right === undefined) values[at] = value(last);
    else values[at] = value(left) + ((k - left) / (right - left)) * (value(right) - value(left));
  }
}

/** A flat area is worth this part of the steepest, per step of distance: it is filled last, not never. */
const FLAT = 0.02;

/**
 * Up to `count` points to measure next. A point's worth is its distance to the nearest measured one (in steps of the grid)
 * times how much the surface changes within that distance; points already chosen count as measured.
 */
export function nextPoints(
  width: number,
  height: number,
  values: Float64Array,
  measured: Uint8Array,
  count: number,
): number[] {
  const distance = distances(width, height, measured);
  const open = [...distance.keys()].filter((at) => (distance[at] ?? 0) > 0);
  const change = new Map(open.map((at) => [at, rangeAround(width, height, values, at, distance[at] ?? 1)]));
  const floor = FLAT * Math.max(Number.MIN_VALUE, ...change.values());
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, open.length)) {
    let best = -1;
    let most = 0;
    for (const at of open) {
      const worth = (distance[at] ?? 0) * ((change.get(at) ?? 0) + floor);
      if (worth > most) [best, most] = [at, worth];
    }
    if (best < 0) break;
    chosen.push(best);
    for (const at of open) distance[at] = Math.min(distance[at] ?? 0, steps(width, best, at));
  }
  return chosen;
}

function steps(width: number, a: number, b: number): number {
  return Math.max(Math.abs((a % width) - (b % width)), Math.abs(Math.floor(a / width) - Math.floor(b / width)));
}

function distances(width: number, height: number, measured: Uint8Array): Float64Array {
  const known = Array.from({ length: width * height }, (_, at) => at).filter((at) => measured[at] === 1);
  return Float64Array.from({ length: width * height }, (_, at) =>
    known.reduce((least, other) => Math.min(least, steps(width, at, other)), width + height),
  );
}

/** Largest minus smallest value within `reach` steps; unknown values count for nothing. */
function rangeAround(width: number, height: number, values: Float64Array, at: number, reach: number): number {
  const [i, j] = [at % width, Math.floor(at / width)];
  let [low, high] = [Infinity, -Infinity];
  for (let b = Math.max(0, j - reach); b <= Math.min(height - 1, j + reach); b++) {
    for (let a = Math.max(0, i - reach); a <= Math.min(width - 1, i + reach); a++) {
      const value = values[b * width + a] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return high >= low ? high - low : 0;
}
