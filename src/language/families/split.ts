/**
 * The two-piece ("split") normal fitted to 5 %, 50 % and 95 %: on a scale g, value = g^-1(g(p50) + s clip(z, -3.2, 3.2)) with
 * s = (g(p50) - g(p5)) / Z95 below the median and (g(p95) - g(p50)) / Z95 above. All three quantiles are met exactly.
 */
import { CLIP, checkRising, type PackedTransform, type Parameter, type Problem, type Three } from './family.ts';

/** Two halves of a normal on the family's scale, fitted to three quantiles. */
export interface SplitDistribution {
  readonly family: 'normal' | 'lognormal' | 'logitnormal';
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** The standard normal's 95 % quantile to eight digits; part of the specification of the lead model. */
export const Z95 = 1.6448536;

export const SPLIT_PARAMETERS: readonly Parameter[] = [
  { name: 'p5', quantile: true },
  { name: 'p50', quantile: true },
  { name: 'p95', quantile: true },
];

export function splitLike(family: SplitDistribution['family'], [p5, p50, p95]: Three): SplitDistribution {
  return { family, p5, p50, p95 };
}

export interface Split {
  readonly center: number;
  readonly scaleLow: number;
  readonly scaleHigh: number;
}

/** Fits the two scales, with `g` the family's scale. */
export function fitSplit({ p5, p50, p95 }: SplitDistribution, g: (value: number) => number): Split {
  const center = g(p50);
  return { center, scaleLow: (center - g(p5)) / Z95, scaleHigh: (g(p95) - center) / Z95 };
}

/** center + s clip(z). NaN for NaN. */
export function splitAt({ center, scaleLow, scaleHigh }: Split, z: number): number {
  const clipped = Math.min(Math.max(z, -CLIP), CLIP);
  return center + (z < 0 ? scaleLow : scaleHigh) * clipped;
}

/** @param unit the factor that the kind's base asks for: 1, or log2(e). */
export function packSplit(kind: 0 | 1 | 2, split: Split, unit: number): PackedTransform {
  return {
    kind,
    center: split.center * unit,
    scaleLow: split.scaleLow * unit,
    scaleHigh: split.scaleHigh * unit,
    table: null,
  };
}

/** p5 < p50 < p95, all within the open interval (low, high). */
export function checkSplit(
  { family, p5, p50, p95 }: SplitDistribution,
  low: number,
  high: number,
  remedy: string,
): Problem | null {
  const pairs = [
    ['p5', p5],
    ['p50', p50],
    ['p95', p95],
  ] as const;
  for (const [name, value] of pairs) {
    if (value > low && value < high) continue;
    return { path: [name], problem: `${name} ${value} is outside the range of ${family}`, remedy };
  }
  return checkRising(pairs);
}
