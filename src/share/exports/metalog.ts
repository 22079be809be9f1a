/**
 * The metalog distribution (Keelin 2016, Decision Analysis 13:243): a quantile function that is linear in its coefficients,
 * so that it is fitted to quantiles by least squares. With L = ln(y / (1 - y)) and c = y - 1/2,
 *
 *   M(y) = a1 + a2 L + a3 c L + a4 c + a5 c^2 + a6 c^2 L + a7 c^3 + a8 c^3 L + ...
 *
 * and, with a lower bound b, the quantile is b + exp(M(y)).
 */

export interface Metalog {
  /** a1, a2, … */
  readonly coefficients: readonly number[];
  /** Null where there is none. */
  readonly lowerBound: number | null;
}

export interface FittedMetalog extends Metalog {
  /** Largest difference from a quantile that it was fitted to, in the unit of the values. */
  readonly worst: number;
}

/** A value below which lies the share `p` of the distribution. */
export interface QuantilePoint {
  readonly p: number;
  readonly value: number;
}

/** Terms tried. Two are a logistic distribution; more than ten follow the noise of the quantiles. */
const TERMS = { least: 2, most: 10 } as const;
/** Places at which a fit must rise: the bulk, and far into both tails. */
const RISES = [
  ...[1e-6, 1e-5, 1e-4],
  ...Array.from({ length: 999 }, (_, i) => (i + 1) / 1000),
  ...[1 - 1e-4, 1 - 1e-5, 1 - 1e-6],
];

function term(index: number, y: number): number {
  const c = y - 0.5;
  const logit = Math.log(y / (1 - y));
  if (index < 2) return index === 0 ? 1 : logit;
  if (index === 2) return c * logit;
  if (index === 3) return c;
  // Then by pairs: c^2, c^2 L, c^3, c^3 L, …
  const power = c ** Math.floor(index / 2);
  return index % 2 === 0 ? power : power * logit;
}

/** The quantile of probability `y`, 0 < y < 1. */
export function metalogQuantile({ coefficients, lowerBound }: Metalog, y: number): number {
  const value = coefficients.reduce((sum, a, index) => sum + a * term(index, y), 0);
  return lowerBound === null ? value : lowerBound + Math.exp(value);
}

/**
 * The metalog nearest to these quantiles, of those with 2 to 10 terms that rise everywhere (not every set of coefficients
 * is a distribution).
 * @param points with 0 < p < 1, above `lowerBound`
 * @throws RangeError where there are too few points for a distribution, or they do not rise
 */
export function fitMetalog(points: readonly QuantilePoint[], lowerBound: number | null): FittedMetalog {
  const targets = points.map(({ value }) => (lowerBound === null ? value : Math.log(value - lowerBound)));
  let best: FittedMetalog | null = null;
  for (let terms = TERMS.least; terms <= Math.min(TERMS.most, points.length); terms++) {
    const columns = Array.from({ length: terms }, (_, index) => points.map(({ p }) => term(index, p)));
    const fit: Metalog = { coefficients: leastSquares(columns, targets), lowerBound };
    if (!rises(fit)) continue;
    const worst = Math.max(...points.map(({ p, value }) => Math.abs(metalogQuantile(fit, p) - value)));
    if (best === null || worst < best.worst) best = { ...fit, worst };
  }
  if (best === null) throw new RangeError(`${points.length} quantiles that no metalog with 2 to 10 terms goes through`);
  return best;
}

function rises(fit: Metalog): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const y of RISES) {
    const value = metalogQuantile(fit, y);
    if (!(value > last)) return false;
    last = value;
  }
  return true;
}

/** Coefficients of the combination of columns nearest to `target`: modified Gram-Schmidt (Björck 1967, BIT 7:1). */
function leastSquares(columns: readonly (readonly number[])[], target: readonly number[]): number[] {
  const basis: number[][] = [];
  const upper: number[][] = [];
  for (const column of columns) {
    const rest = [...column];
    const row: number[] = [];
    for (const direction of basis) row.push(takeOff(rest, direction));
    const size = Math.sqrt(dot(rest, rest));
    basis.push(rest.map((value) => value / size));
    upper.push([...row, size]);
  }
  const rest = [...target];
  const right = basis.map((direction) => takeOff(rest, direction));
  const found = new Array<number>(columns.length).fill(0);
  for (let k = columns.length - 1; k >= 0; k--) {
    let value = right[k] ?? 0;
    for (let j = k + 1; j < columns.length; j++) value -= (upper[j]?.[k] ?? 0) * (found[j] ?? 0);
    found[k] = value / (upper[k]?.[k] ?? Number.NaN);
  }
  return found;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** Takes the part along a unit direction off `values`, in place. Returns its length. */
function takeOff(values: number[], direction: readonly number[]): number {
  const along = dot(values, direction);
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) - along * (direction[i] ?? 0);
  return along;
}
