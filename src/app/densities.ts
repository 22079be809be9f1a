/**
 * Densities of inputs for display. A distribution is known by its value at a standard normal z; the density at x(z) is
 * phi(z) / x'(z). On screen only: kernels never see it.
 */
import type { Distribution } from '../language/definition.ts';
import { displayQuantile, familyOf, recordOf } from '../language/families/index.ts';

/** 5 % and 95 % points of the standard normal. */
const Z95 = 1.6448536269514722;

export interface Shape {
  readonly xs: readonly number[];
  /** Relative to the highest. */
  readonly heights: readonly number[];
}

/** The density between about the 0.3 % and the 99.7 % quantile; of single values, a needle for each. */
export function densityOf(distribution: Distribution, count = 48): Shape {
  const value = displayQuantile(distribution);
  const reach = 2.75;
  const masses = familyOf(distribution).masses?.(distribution) ?? null;
  if (masses !== null) {
    const [low, high] = [value(-reach), value(reach)];
    return needles(masses.filter(([at]) => at >= low && at <= high));
  }
  const zs = Array.from({ length: count + 1 }, (_, k) => -reach + (2 * reach * k) / count);
  const edges = zs.map(value);
  const xs: number[] = [];
  const heights: number[] = [];
  for (let k = 0; k < count; k += 1) {
    const [from = 0, to = 0] = [edges[k], edges[k + 1]];
    const z = ((zs[k] ?? 0) + (zs[k + 1] ?? 0)) / 2;
    xs.push((from + to) / 2);
    heights.push(to > from ? Math.exp((-z * z) / 2) / (to - from) : 0);
  }
  const top = Math.max(...heights, 1e-300);
  return { xs, heights: heights.map((height) => height / top) };
}

/** So many that needles would touch are drawn as an outline of some of them. */
const MOST_NEEDLES = 40;

function needles(masses: readonly (readonly [value: number, probability: number])[]): Shape {
  const top = Math.max(...masses.map(([, probability]) => probability), 1e-300);
  if (masses.length > MOST_NEEDLES) {
    const every = Math.ceil(masses.length / 96);
    const some = masses.filter((_, i) => i % every === 0);
    return { xs: some.map(([value]) => value), heights: some.map(([, probability]) => probability / top) };
  }
  return {
    xs: masses.flatMap(([value]) => [value, value, value]),
    heights: masses.flatMap(([, probability]) => [0, probability / top, 0]),
  };
}

/** 5 %, 50 % and 95 % quantiles of any distribution. */
export function threeQuantiles(distribution: Distribution): readonly [number, number, number] {
  const value = displayQuantile(distribution);
  return [value(-Z95), value(0), value(Z95)];
}

/** A distribution of another family with about the same quantiles: what changing the family starts from. */
export function asFamily(distribution: Distribution, family: Distribution['family']): Distribution {
  const [p5, p50, p95] = threeQuantiles(distribution).map((x) => Number(x.toPrecision(3))) as [number, number, number];
  return recordOf(family).like([p5, p50, p95]);
}

/** Largest part of the range by which a family may miss a quantile and still be said to keep it. */
const KEEPS = 0.02;

/** '6.2 / 7.5 / 9.1' where a distribution has not the quantiles that it was made for; null where it has. */
export function missedQuantiles(made: Distribution, wanted: readonly [number, number, number]): string | null {
  const has = threeQuantiles(made);
  const room = KEEPS * (wanted[2] - wanted[0]);
  if (has.every((value, k) => Math.abs(value - (wanted[k] ?? value)) <= room)) return null;
  return has.map((value) => Number(value.toPrecision(3))).join(' / ');
}
