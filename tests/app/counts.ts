/** Small distributions made by hand. */
import type { HistogramView } from '../../src/engine/histogram.ts';
import type { Observed } from '../../src/engine/statistics.ts';

interface Counts {
  /** Samples in the one bin, 0 to 48. */
  readonly inside: number;
  readonly censored: number;
  readonly horizon: number;
}

export function observedOf({ inside, censored, horizon }: Counts, cuts: HistogramView['cuts'] = []): Observed {
  const all = inside + censored;
  const pooled: HistogramView = {
    bins: Uint32Array.of(inside, 0),
    below: Float64Array.of(0, inside, inside),
    middles: Float64Array.of(24, 72),
    ...{ under: 0, over: 0, censored, invalid: 0, valid: all, all },
    ...{ low: 0, width: 48, high: 96, log10: false, horizon },
    cuts,
    sums: { sum: 0, squares: 0, vast: 0, scale: 128 },
  };
  return { pooled, replicates: [] };
}

/** All samples on one value. */
export function atomAt(value: number, count: number): Observed {
  return observedOf({ inside: count, censored: 0, horizon: Number.POSITIVE_INFINITY }, [
    { value, coordinate: value, below: 0, equal: count },
  ]);
}
